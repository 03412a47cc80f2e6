"""Read the packs that a portal keeps in packs/, each checked like any other file, used or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.data import dataclass
from generator.load.cache.memo import Memo
from generator.load.gate.written import read_written
from generator.load.packs.sound import check_pack
from generator.load.source.text import Source
from generator.load.yaml.marked import Marked, Spot
from generator.load.yaml.validate import rename_all_labels, validate
from generator.mandates.declare_pack import BINDS, PackFile
from generator.mandates.library import make_pack
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.mandate import Pack
from generator.model.portal import PACKS_FOLDER, OwnPacks, Unsure

_SUFFIX = ".yml"
# Endings that look like a pack's to whoever wrote the file, and are not read.
_NEARLY = (".yaml", ".yml.txt", ".yaml.txt", ".yml")
# Of a mandate's keys, those whose places rules ask for.
_PLACED = ("id", "paths", "proof", "unsure")


@dataclass(frozen=True)
class PackReading:
    """What one file made: the pack, None where it has faults, and where things stand in it."""

    pack: Pack | None
    places: dict[str, Place]
    unsure: tuple[Unsure, ...] = ()


def read_packs(root: Path, cache: Memo, findings: list[Finding]) -> OwnPacks:
    """Return the packs of a portal; a faulty one is left out as a whole, with all that is wrong with it."""
    files = [(path, f"{PACKS_FOLDER}/{path.name}") for path in _files(root / PACKS_FOLDER, findings)]
    return read_files(files, cache, findings)


def read_files(files: Iterable[tuple[Path, str]], cache: Memo, findings: list[Finding]) -> OwnPacks:
    """Return the packs of some files, each given with the name that findings call it by."""
    packs: list[Pack] = []
    unread: set[str] = set()
    places: dict[str, Place] = {}
    unsure: list[Unsure] = []
    for path, name in files:
        reading = read_pack(path, name, cache, findings)
        if reading and reading.pack:
            packs.append(reading.pack)
            places |= reading.places
            unsure += reading.unsure
        else:
            unread.add(path.stem)
    return OwnPacks(tuple(packs), frozenset(unread), places, tuple(unsure))


def _files(folder: Path, findings: list[Finding]) -> Iterator[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return  # there is none, or load/source/beside.py tells
    for path in found:
        if path.name.startswith("."):
            continue  # what editors keep beside a file that is open
        if path.suffix == _SUFFIX:
            yield path
        elif path.is_dir():
            message = f"{path.name}是文件夹，里面的要点不会读。"
            hint = f"把要点直接放在{PACKS_FOLDER}文件夹里。"
            findings.append(finding("pack-file", Place(f"{PACKS_FOLDER}/{path.name}"), message, hint))
        elif path.name.lower().endswith(_NEARLY):
            name = path.name[: path.name.lower().index(".y")]
            message = f"{path.name}不会当作要点读：文件名要以小写的{_SUFFIX}结尾。"
            hint = f"改名为{PACKS_FOLDER}/{name}{_SUFFIX}。"
            findings.append(finding("pack-file", Place(f"{PACKS_FOLDER}/{path.name}"), message, hint))


def read_pack(path: Path, name: str, cache: Memo, findings: list[Finding]) -> PackReading | None:
    """Read one file; its problems are added to ``findings``, and then there is no pack."""
    return cache.read(path, name, _read_pack, findings)


def _read_pack(source: Source, findings: list[Finding]) -> PackReading:
    marked = read_written(source.text, source.name)
    if marked.readable and not isinstance(marked.value, dict):
        marked.findings.append(
            finding("value-invalid", marked.place(()), "要点应是“键: 值”的形式，以pack: 编号开头。")
        )
        marked.readable = False
    if marked.readable:
        rename_all_labels(marked, PackFile)
    findings.extend(marked.findings)
    if not marked.readable:
        return PackReading(None, {})
    declared, problems, _ = validate(PackFile, marked)
    findings.extend(problems)
    if declared is None:
        return PackReading(None, {})
    wrong = list(check_pack(declared, marked, PurePosixPath(source.name).stem))
    findings.extend(wrong)
    if wrong:
        return PackReading(None, {})
    return PackReading(_pack(declared), dict(_places(declared, marked)), tuple(_unsure(declared, marked)))


def _pack(declared: PackFile) -> Pack:
    raw = declared.model_dump(mode="json", exclude_unset=False)
    for mandate, each in zip(raw["mandates"], declared.mandates, strict=True):
        mandate["binds"] = mandate["binds"] or list(BINDS[declared.level])
        # Of a fact only what was written: a key that its kind does not take would be one too many.
        mandate["proof"] = [fact.model_dump(mode="json", exclude_unset=True) for fact in each.proof]
    return make_pack(raw)


def _places(declared: PackFile, marked: Marked) -> Iterator[tuple[str, Place]]:
    """Yield the places that rules ask for: those of a mandate by its id, not by its number in the file."""
    for spot, place in marked.values.items():
        if len(spot) == 1:
            yield f"{declared.pack}/{spot[0]}", place
        elif len(spot) > 2 and spot[0] == "mandates" and spot[2] in _PLACED:
            steps = "/".join(map(str, spot[2:]))
            yield f"{declared.pack}/{declared.mandates[int(spot[1])].id}/{steps}", place


def _unsure(declared: PackFile, marked: Marked) -> Iterator[Unsure]:
    for number, mandate in enumerate(declared.mandates):
        if mandate.unsure:
            spot: Spot = ("mandates", number, "unsure")
            ref = f"{declared.pack}#{mandate.id}"
            yield Unsure(ref, tuple(mandate.unsure), mandate.source, marked.key_place(spot))
