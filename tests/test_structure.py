"""The house of the design: each file is small, each folder one room, and imports run one way, room by room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.helpers import REPOSITORY

GENERATOR = REPOSITORY / "generator"
MODULES = sorted(
    path.relative_to(GENERATOR)
    for path in GENERATOR.rglob("*.py")
    if path.name != "__init__.py" or path.read_text(encoding="utf-8").strip()
)
MAP = REPOSITORY / "docs" / "开发" / "架构.md"
MOST_LINES, MOST_FILES = 250, 25
FAMILIES = {path.parts[1] for path in MODULES if path.parts[0] == "kinds" and len(path.parts) == 3}
# Which rooms a room may import from, besides itself. "(top)" are the modules of generator/ itself; a family of
# kinds may import kinds/kind.py too, and "kinds" are the lists of the families.
READING = (
    "load/cache",
    "load/gate",
    "load/heads",
    "load/markdown",
    "load/source",
    "load/tables",
    "load/yaml",
)
ROOMS: dict[str, tuple[str, ...]] = {
    "(top)": (),
    "model/calendar": (),
    "model": ("model/calendar",),
    "pinyin": ("(top)",),
    "model/addresses": ("model", "pinyin"),
    "model/trail": ("model",),
    "supply": ("(top)",),
    "search/words": (),
    "search": ("(top)", "model", "pinyin"),
    "search/questions": ("search", "search/words"),
    "views": ("model",),
    "load/source": ("(top)", "model"),
    "load/yaml": ("model",),
    "mandates": ("model", "load/yaml"),
    "load/cache": ("(top)", "model", "load/source"),
    "load/markdown": ("model", "load/source"),
    "load/gate": ("model", "load/markdown", "load/yaml"),
    "load/tables": ("(top)", "model", "load/source", "load/yaml"),
    "load/heads": ("model", "load/markdown", "load/source", "load/yaml"),
    "load/assets": ("(top)", "model", "load/cache", "load/gate", "load/markdown", "load/source", "load/tables"),
    "load/texts": ("(top)", "model", "load/assets", "load/cache", "load/source", "load/tables"),
    "kinds/*": ("model", "views", "load/heads", "load/markdown", "load/source", "load/yaml"),
    "kinds": ("model", "views", "load/heads", "kinds/*"),
    "load/columns": ("model", "load/cache", "load/gate", "load/source", "load/yaml", "kinds"),
    "load/look": ("(top)", "model", "load/assets", "load/cache", "load/gate", "load/source", "load/yaml"),
    "load/registers": ("(top)", "model", *READING, "kinds"),
    "load/documents": ("(top)", "model", *READING, "kinds"),
    "load/history": (
        *("(top)", "model", "load/cache", "load/documents", "load/gate", "load/heads", "load/markdown", "load/source"),
    ),
    "load/packs": ("(top)", "model", "mandates", "load/cache", "load/gate", "load/source", "load/yaml"),
    "load": (
        *("(top)", "model", "mandates", *READING, "load/assets", "load/columns", "load/documents", "load/look"),
        *("load/packs", "load/registers", "load/texts"),
        *("kinds", "kinds/*"),
    ),
    "check/proofs": ("model", "mandates", "kinds", "kinds/*"),
    "check/national": ("model", "mandates", "check/proofs", "kinds/*"),
    "check/causes": ("model", "load", "load/source", "load/yaml"),
    "check": (
        *("model", "mandates", "check/proofs", "check/national", "check/causes"),
        *("load", "load/cache", "load/columns", "load/gate", "load/markdown", "load/source", "load/yaml"),
        *("kinds", "kinds/*"),
    ),
    "frames": ("(top)", "model", "load/cache", "load/look"),
    "fleet/listing": ("model", "load/source", "load/yaml", "kinds"),
    "gather/listing": ("model", "load/source", "load/yaml"),
    "intake/migration/mapping": ("load/yaml",),
    "report": (
        *("(top)", "model", "mandates", "load/columns", "load/documents", "load/registers", "load/yaml", "kinds", "check"),
        *("check/proofs", "intake/migration/mapping", "fleet/listing", "gather/listing"),
    ),
    "amend": (
        *("(top)", "model", "mandates", "load", "load/columns", "load/documents", "load/gate", "load/source", "load/yaml"),
        *("check", "check/proofs", "report"),
    ),
    "equip": ("(top)", "supply", "load/source", "report"),
    "render/text": ("model", "load/markdown"),
    "intake/markup": ("load/tables",),
    "intake/reading": ("model", "intake/markup"),
    "intake/sources": ("(top)", "load/assets", "intake/markup", "intake/reading"),
    "intake/writing": ("intake/reading", "render/text"),
    "intake/documents": ("intake/reading",),
    "intake/proof": ("model", "intake/sources"),
    "intake/directives": ("(top)", "mandates", "intake/reading", "intake/sources"),
    "intake": (
        *("(top)", "model", "load/assets", "load/documents", "load/gate", "load/yaml", "render/text", "intake/reading"),
        *("intake/sources", "intake/writing", "intake/documents", "intake/proof"),
    ),
    "intake/tables": (
        *("(top)", "model", "load/assets", "load/registers", "load/tables", "intake", "intake/reading", "intake/sources"),
    ),
    "render/word": ("model", "kinds/*", "render/text"),
    "intake/migration/old": (
        *("(top)", "model", "load/gate", "load/markdown", "load/source", "load/tables", "load/yaml"),
        *("intake", "intake/markup", "intake/migration/mapping"),
    ),
    "intake/migration": (
        *("(top)", "model", "load", "load/gate", "load/source", "load/tables", "render/text"),
        *("intake/markup", "intake/reading", "intake/sources", "intake/writing", "intake/proof", "intake/migration/old"),
    ),
    "render/templates": ("(top)", "model", "mandates", "load/cache", "views", "frames"),
    "render/registers": ("(top)", "model", "load/gate", "kinds/*", "views", "render/templates"),
    "render/machines": ("model", "views", "render/registers", "render/templates"),
    "render/columns": ("model", "kinds", "views", "render/registers", "render/templates", "render/text"),
    "render/documents": (
        *("(top)", "model", "load/gate", "load/markdown", "load/source", "kinds", "kinds/*", "views", "frames"),
        *("render/templates", "render/text"),
    ),
    "render/audit": ("model", "kinds", "views", "check/proofs", "frames", "report", "render/templates"),
    "render/scripts": ("model", "search", "search/words", "render/templates"),
    "render/site": (
        *("(top)", "model", "load/cache", "load/source", "kinds", "kinds/*", "views", "frames", "search", "search/questions"),
        *("search/words", "render/audit", "render/columns", "render/documents", "render/machines", "render/registers", "render/scripts"),
        *("render/templates", "render/text", "render/word"),
    ),
    "publish": (
        *("(top)", "model", "load", "load/cache", "load/documents", "load/gate", "load/history", "load/source", "load/texts"),
        *("check", "frames", "search", "render/site"),
    ),
    "publish/previewing": (
        *("(top)", "model", "load", "load/cache", "load/documents", "load/gate", "load/source", "load/texts", "check", "frames"),
        *("search", "render/site"),
        "publish",
    ),
    "publish/releases": ("(top)", "load/cache", "load/source", "publish"),
    "publish/hooks": (
        *("(top)", "model", "load", "load/cache", "load/columns", "load/documents", "load/history", "load/source"),
        *("load/yaml", "check", "publish", "publish/releases"),
    ),
    "publish/servers": ("(top)", "model", "load/gate", "publish/previewing"),
    "gather": ("(top)", "model", "load/gate", "load/tables", "gather/listing", "render/machines"),
    "fleet": (
        *("(top)", "model", "load/cache", "load/history", "load/source", "fleet/listing", "publish", "publish/releases"),
        "publish/hooks",
    ),
    "desk/keeping": ("(top)", "model", "publish/hooks"),
    "desk/copy": (
        *("(top)", "model", "load", "load/cache", "load/columns", "load/documents", "load/source", "check", "check/proofs"),
        *("frames", "amend", "publish/hooks", "desk/keeping"),
    ),
    "desk/tables": (
        *("(top)", "model", "load/assets", "load/documents", "load/registers", "load/source", "load/tables", "load/yaml"),
        *("check", "desk/keeping", "desk/copy"),
    ),
    "desk/editing": (
        *("(top)", "model", "load/documents", "load/heads", "load/markdown", "load/source", "load/yaml", "load", "kinds", "kinds/*"),
        *("check", "frames", "intake", "intake/documents", "intake/reading", "intake/writing", "render/documents", "render/site"),
        *("render/templates", "render/text", "publish/previewing", "desk/keeping", "desk/copy"),
    ),
    "desk/door": (
        *("(top)", "model", "publish/hooks", "publish/previewing", "desk/keeping", "desk/copy", "desk/tables", "desk/editing"),
    ),
    "desk/web": (
        *("(top)", "model", "load/assets", "load/documents", "load/columns", "load/gate", "load", "load/registers"),
        *("load/source", "check", "check/national", "amend", "intake", "intake/reading", "intake/sources", "intake/tables"),
        *("publish/hooks", "publish/previewing", "desk/keeping", "desk/copy", "desk/tables", "desk/editing", "desk/door"),
    ),
    "desk": ("(top)", "desk/keeping", "desk/copy", "desk/door", "desk/web"),
    "cli/shared": ("(top)", "model", "publish"),
    "cli/parts": (
        *("cli/shared", "(top)", "model", "load", "load/documents", "load/registers", "load/source", "check"),
        *("intake", "intake/tables", "publish/hooks", "publish/releases"),
    ),
    "cli/many": (
        *("cli/shared", "(top)", "model", "load", "fleet/listing", "fleet", "gather/listing", "gather"),
    ),
    "cli": (
        "cli/shared",
        "cli/parts",
        *("(top)", "model", "mandates", "supply", "load", "load/cache", "load/columns", "load/documents", "load/markdown"),
        *("load/packs", "load/registers", "load/source", "load/yaml", "check", "check/proofs", "report", "amend"),
        *("publish", "publish/previewing"),
        *("publish/releases", "publish/hooks", "publish/servers", "equip", "intake", "intake/directives", "intake/sources"),
        *("intake/migration", "intake/migration/old", "desk/keeping", "desk"),
    ),
}  # fmt: skip
# How the program says its data and its patterns: anybody may, as with what the standard library has for it.
SAID_BY_ALL = {Path("data.py"), Path("patterns.py")}
_MODEL = ("model/addresses", "model/calendar", "model/trail")


def allowed(room: str) -> set[str]:
    """Return the rooms that a room may import from; who may ask the model may ask its rooms too."""
    rooms = set(ROOMS[room])
    return rooms | set(_MODEL) if "model" in rooms else rooms


def room_of(module: Path) -> str:
    """Return the room of a module, by its path below generator/."""
    folder = module.parent.as_posix()
    return "(top)" if folder == "." else re.sub(r"^kinds/.+", "kinds/*", folder)


@cache
def imports(module: Path) -> tuple[str, ...]:
    """Return the names of all modules that a module imports, wherever in it."""
    found: list[str] = []
    for node in ast.walk(ast.parse((GENERATOR / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
            found += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(found)


def own_imports(module: Path) -> Iterator[Path]:
    """Yield the modules of generator/ that a module imports, by their paths below it."""
    for name in imports(module):
        if name.startswith("generator."):
            path = Path(*name.split(".")[1:]).with_suffix(".py")
            if (GENERATOR / path).is_file() and path != module:
                yield path


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_room_imports_what_the_table_allows(module: Path) -> None:
    room = room_of(module)
    for other in own_imports(module):
        if room_of(other) == room or other == Path("kinds/kind.py") or module == Path("__main__.py"):
            continue
        if other in SAID_BY_ALL:
            continue
        assert room_of(other) in allowed(room), f"{module} imports {other}"


def test_rooms_stand_above_each_other() -> None:
    """Listed from below: a room imports from those above it in the table, so that there is no circle."""
    order = list(ROOMS)
    below = [(room, other) for room, rooms in ROOMS.items() for other in rooms]
    assert [(a, b) for a, b in below if order.index(a) <= order.index(b)] == []
    assert set(order) == {room_of(module) for module in MODULES}


def test_no_module_comes_back_to_itself() -> None:
    graph = {module: set(own_imports(module)) for module in MODULES}
    done: set[Path] = set()

    def visit(module: Path, way: tuple[Path, ...]) -> None:
        assert module not in way, " -> ".join(map(str, (*way, module)))
        if module not in done:
            for other in graph[module]:
                visit(other, (*way, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


def test_a_family_knows_no_other_but_where_it_is_said() -> None:
    """The form of an interpretation may be a press event; whatever else belongs together is told by ties."""
    known = {
        (module.parts[1], other.parts[1])
        for module in MODULES
        for other in own_imports(module)
        if room_of(module) == room_of(other) == "kinds/*" and module.parts[1] != other.parts[1]
    }
    assert known == {("policy", "press")}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_file_is_one_room(module: Path) -> None:
    assert len((GENERATOR / module).read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_a_folder_can_be_looked_over() -> None:
    folders = [
        GENERATOR,
        *(path for path in GENERATOR.rglob("*") if path.is_dir() and path.name != "__pycache__"),
    ]
    counts = {
        folder: sum(each.is_file() and each.name != "__init__.py" for each in folder.iterdir())
        for folder in folders
    }
    assert {folder.name: count for folder, count in counts.items() if count > MOST_FILES} == {}


def test_the_map_draws_these_rooms() -> None:
    """docs/开发/架构.md has one line for each room, with what it may import."""
    text = MAP.read_text(encoding="utf-8")
    drawn = dict(re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([^|]*) \|$", text, re.MULTILINE))
    assert {room: set(re.findall(r"`([^`]+)`", rooms)) for room, rooms in drawn.items()} == {
        room: set(rooms) for room, rooms in ROOMS.items()
    }


def test_only_frames_knows_the_site_engine() -> None:
    knowing = {
        path.parts[0] for path in MODULES if any(name.split(".")[0] == "mkdocs" for name in imports(path))
    }
    assert knowing == {"frames"}


def test_whatever_is_given_to_a_process_passes_one_door() -> None:
    """Taken down as it is (``hand_over``); given to a pool itself, it is taken down while others go on with it.

    The fleet's executor may be another's: who gives it jobs does nothing else meanwhile.
    """
    giving = {
        path.as_posix() for path in MODULES if ".submit(" in (GENERATOR / path).read_text(encoding="utf-8")
    }
    assert giving == {"workers.py", "fleet/run.py"}
    starting = {
        path.as_posix()
        for path in MODULES
        if "ProcessPoolExecutor" in (GENERATOR / path).read_text(encoding="utf-8")
    }
    assert starting == {"workers.py"}


def test_checking_loads_no_template() -> None:
    """Whatever check needs, by whatever way, is none of what draws."""
    seen: set[Path] = set()
    waiting = [Path("cli/check.py")]
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        waiting += [other for other in own_imports(module) if room_of(other) != "views"]
    assert not any(name.split(".")[0] == "jinja2" for module in seen for name in imports(module))


def test_yaml_that_is_published_is_read_where_its_words_are_looked_through() -> None:
    """Others read what is no text of a portal, or, of registers, what they look through once they know what is shown."""
    reading = {
        path.as_posix()
        for path in MODULES
        if "parse_marked(" in (GENERATOR / path).read_text(encoding="utf-8")
    }
    assert reading == {
        "load/yaml/marked.py",
        "load/gate/written.py",
        "intake/migration/old/old_map.py",  # how to read an old site: never published
        "load/tables/sheets.py",  # rows of a register, with hidden ones: load/registers/texts.py
        "fleet/listing/read.py",  # which portals there are: the webmaster's own, never published
        "gather/listing/read.py",  # what is gathered from where: never published
        "desk/editing/heads.py",  # into a form; what comes back is checked as a document
        "publish/hooks/protection.py",  # who may change what: the webmaster's own, never published
        "kinds/filings/tables.py",  # figures alone
        "report/new_portal.py",  # what the program has just written
    }
