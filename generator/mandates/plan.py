"""The columns that packs mandate for a portal of a level, merged into one tree with unit and basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.data import dataclass
from generator.mandates.atlas import AtlasEntry, read_atlas
from generator.model.mandate import Mandate, Pack, shows_on_portal
from generator.model.words import PortalLevel

Names = tuple[str, ...]

_PREFIX = {PortalLevel.MUNICIPALITY: "市", PortalLevel.DISTRICT: "区"}
_OFFICE = {PortalLevel.MUNICIPALITY: "政府办公厅", PortalLevel.DISTRICT: "政府办公室"}
# A lead that is a class of bodies, not a body.
_CLASS_WORDS = ("各", "主办单位", "成员单位")
_STATUTORY = ("政府信息公开", "法定主动公开内容")
_SHORT_FORM, _LONG_FORM = "政府信息公开目录", "政务公开"


@dataclass(frozen=True)
class Demand:
    """One mandate that asks for a column: by naming it, or only by what is to be published in it."""

    basis: str
    lead: Names
    own_level: bool
    named: bool
    schema: str = ""


@dataclass(frozen=True)
class MandatedColumn:
    """A column to be set up. ``unit`` is empty where the one above is in charge."""

    name: str
    known: AtlasEntry
    unit: str
    basis: Names
    children: tuple[MandatedColumn, ...]


def mandated_columns(
    packs: Iterable[Pack], level: PortalLevel, organizer: str, *, every_level: bool = False
) -> tuple[MandatedColumn, ...]:
    """Return the top columns of a portal: those its packs mandate, and those every portal of its level has.

    ``organizer`` is the body in charge where a department or township runs the portal itself; with
    ``every_level`` the columns that the packs ask of other levels are there as well.
    """
    demands = _demanded(packs, level, every_level)
    for path in _standing((), read_atlas(), level):
        demands.setdefault(path, [])
    return _planned(demands, level, organizer)


def asked_columns(pack: Pack, level: PortalLevel, organizer: str) -> tuple[MandatedColumn, ...]:
    """Return the top columns with all below them that one pack asks for, and no others but those above these."""
    return _planned(_demanded((pack,), level), level, organizer)


def asked_paths(packs: Iterable[Pack], level: PortalLevel) -> dict[Names, Names]:
    """Return the path of each column that packs ask for at a level, with the mandates that do."""
    demands = _demanded(packs, level)
    return {path: tuple(dict.fromkeys(each.basis for each in asked)) for path, asked in demands.items()}


def standing_paths(level: PortalLevel) -> frozenset[Names]:
    """Return the paths of the columns that every portal of a level has, whatever packs ask for."""
    return frozenset(_standing((), read_atlas(), level))


def _demanded(
    packs: Iterable[Pack], level: PortalLevel, every_level: bool = False
) -> dict[Names, list[Demand]]:
    demands: dict[Names, list[Demand]] = {}
    for path, demand in _demands(packs, level, every_level):
        demands.setdefault(path, []).append(demand)
    return demands


def _planned(
    demands: dict[Names, list[Demand]], level: PortalLevel, organizer: str
) -> tuple[MandatedColumn, ...]:
    above = {path[:depth] for path in demands for depth in range(1, len(path) + 1)}
    for path in _joined((), read_atlas()):
        if path[:-1] in above:
            demands.setdefault(path, [])
            above.add(path)
    office = f"{_PREFIX[level]}{_OFFICE[level]}" if level in _PREFIX else organizer
    return tuple(_mandated((), read_atlas(), demands, level, office))


def full_path(path: Iterable[str]) -> Names:
    """Return a path from the top: directives also write 政府信息公开目录 for 政务公开>政府信息公开目录."""
    names = tuple(path)
    return (_LONG_FORM, *names) if names and names[0] == _SHORT_FORM else names


def named_paths(pack: Pack, level: PortalLevel) -> set[Names]:
    """Return the paths of the columns that a pack names for portals of a level."""
    return {path for path, demand in _demands((pack,), level) if demand.named}


def _demands(
    packs: Iterable[Pack], level: PortalLevel, every_level: bool = False
) -> Iterator[tuple[Names, Demand]]:
    for pack in packs:
        own_level = pack.level == level
        for mandate in pack.mandates:
            if not every_level and not shows_on_portal(mandate, level):
                continue
            for path in mandate.paths:
                schema = _schema(mandate, path)
                yield full_path(path), Demand(mandate.ref, mandate.lead, own_level, named=True, schema=schema)
            for path in mandate.sought:
                if path not in mandate.paths and _is_of_level(path, level):
                    schema = _schema(mandate, path)
                    yield (
                        full_path(path),
                        Demand(mandate.ref, mandate.lead, own_level, named=False, schema=schema),
                    )


def _schema(mandate: Mandate, path: Names) -> str:
    """Return the format of the register that proves a mandate in a column; empty where none or several may."""
    asked = {
        schema
        for fact in mandate.facts
        if path in (fact.columns or mandate.paths)
        for schema in fact.schemas or ("",)
    }
    return asked.pop() if len(asked) == 1 else ""


def _is_of_level(path: Names, level: PortalLevel) -> bool:
    """Tell whether a body of a level has the column: of the statutory items it has those that bind it.

    Source: 渝府办发〔2020〕89号五（一）1: governments all fifteen, other bodies ten of them. A clause that names
    the column of another item is followed all the same.
    """
    statutory = read_atlas().below[_STATUTORY[0]].below[_STATUTORY[1]].below
    if path[:2] != _STATUTORY or len(path) < 3 or path[2] not in statutory:
        return True
    return level in statutory[path[2]].levels


def _standing(path: Names, known: AtlasEntry, level: PortalLevel) -> Iterator[Names]:
    for name, entry in known.below.items():
        if level in entry.levels:
            yield (*path, name)
        yield from _standing((*path, name), entry, level)


def _joined(path: Names, known: AtlasEntry) -> Iterator[Names]:
    for name, entry in known.below.items():
        if entry.joined:
            yield (*path, name)
        yield from _joined((*path, name), entry)


def _mandated(
    above: Names, known: AtlasEntry, demands: dict[Names, list[Demand]], level: PortalLevel, office: str
) -> Iterator[MandatedColumn]:
    """Yield the columns right below a path: in the order of the atlas, then as the packs name them."""
    depth = len(above)
    wanted = dict.fromkeys(path[depth] for path in demands if path[:depth] == above and len(path) > depth)
    for name in sorted(wanted, key=lambda name: _rank(name, known)):
        path = (*above, name)
        asked = demands.get(path, [])
        entry = known.below.get(name) or _unknown(asked)
        yield MandatedColumn(
            name=name,
            known=entry,
            unit=_unit(asked, entry, level) if above else office,
            basis=_basis(asked, entry),
            children=tuple(_mandated(path, entry, demands, level, office)),
        )


def _unknown(asked: list[Demand]) -> AtlasEntry:
    """Return what is known of a column by its proof alone: that it is a register, of this format."""
    schemas = {demand.schema for demand in asked}
    schema = schemas.pop() if len(schemas) == 1 else ""
    return AtlasEntry(kind="register", schema=schema) if schema else AtlasEntry()


def _rank(name: str, known: AtlasEntry) -> int:
    names = list(known.below)
    return names.index(name) if name in names else len(names)


def _basis(asked: list[Demand], known: AtlasEntry) -> Names:
    """Return clauses, then the mandates that name a column; where none names it, those it serves."""
    naming = [demand.basis for demand in asked if demand.named]
    return tuple(dict.fromkeys((*known.basis, *(naming or (demand.basis for demand in asked)))))


def _unit(asked: list[Demand], known: AtlasEntry, level: PortalLevel) -> str:
    """Return the body in charge: the lead all naming mandates agree on, else the customary one.

    Where the portal's own level has spoken, the leads of other levels do not count.
    """
    if level not in _PREFIX:
        return ""
    own = [demand for demand in asked if demand.own_level]
    naming = [demand for demand in own or asked if demand.named]
    leads = list(dict.fromkeys(filter(None, (_first_body(demand.lead) for demand in naming))))
    if len(leads) == 1:
        return _as_of_level(leads[0], level)
    if known.unit:
        return f"{_PREFIX[level]}{known.unit}"
    return _as_of_level(leads[0], level) if leads and not known.text else ""


def _first_body(lead: Names) -> str:
    return next((body for body in lead if not any(word in body for word in _CLASS_WORDS)), "")


def _as_of_level(body: str, level: PortalLevel) -> str:
    """Return the counterpart of a body at a level: 市财政局 -> 区财政局, 市政府办公厅 -> 区政府办公室."""
    bare = body[1:] if body[:1] in _PREFIX.values() else body
    for office in _OFFICE.values():
        bare = bare.replace(office, _OFFICE[level])
    return f"{_PREFIX[level]}{bare}"
