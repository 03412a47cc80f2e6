"""Edits of a small portal, as people make them and as disks damage it, for tests that string them together."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

from hypothesis import strategies as st

from generator.amend.url_lock import record_addresses as record
from generator.load.portal import load_portal
from generator.program import shipped_theme
from tests.committed import Committed
from tests.helpers import MARKS, document
from tests.packs import mandate, pack_text
from tests.programs import PROGRAMS
from tests.publish.scenes import (
    BODIES,
    COLUMN_KINDS,
    DAYS,
    LAYOUTS,
    LOOKS,
    NAMES,
    OVERRIDES,
    PICTURE,
    ROOT_FILES,
    STATED,
    STEMS,
    TIMES,
    TITLES,
    VALUES,
    Node,
    Scene,
    photograph,
)

# An edit: it takes the scene and a number that decides between what there is to choose from.
Edit = tuple[str, int, int, int]


def put_document(scene: Scene, place: int, words: int, values: int) -> None:
    """Write a document, new or in place of another, with the files it may want beside it."""
    homes = scene.homes()
    address = homes[place % len(homes)]
    policies = scene.documents()
    policy = (
        policies[words % len(policies)].relative_to(scene.root / "content").as_posix() if policies else ""
    )
    other = homes[(place + 1) % len(homes)]
    lines = VALUES[values % len(VALUES)].replace("{policy}", policy).replace("{other}", other)
    more = dict(line.split(": ", 1) for line in lines.split("\n") if line)
    text = document(
        TITLES[words % len(TITLES)],
        BODIES[values % len(BODIES)].replace("{policy}", policy),
        **{"published": TIMES[(words + values) % len(TIMES)], **more},
    )
    folder = scene.root / "content" / address
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{STEMS[words % len(STEMS)]}.md").write_text(text, encoding="utf-8")
    if "图.svg" in text:
        (folder / "图.svg").write_text(PICTURE.replace("--0", f"--{values % 10}"), encoding="utf-8")
    if "照片.png" in text:
        (folder / "照片.png").write_bytes(photograph(values))
    if "表.csv" in text:
        (folder / "表.csv").write_text(f"名称,地址\n甲,{words}\n", encoding="utf-8")


def move_document(scene: Scene, which: int, place: int, _: int) -> None:
    """Move a document to another column."""
    documents, homes = scene.documents(), scene.homes()
    if documents:
        source = documents[which % len(documents)]
        folder = scene.root / "content" / homes[place % len(homes)]
        folder.mkdir(parents=True, exist_ok=True)
        source.replace(folder / source.name)


def delete_document(scene: Scene, which: int, *_: int) -> None:
    """Delete a document."""
    documents = scene.documents()
    if documents:
        documents[which % len(documents)].unlink()


def change_asset(scene: Scene, which: int, value: int, _: int) -> None:
    """Change the bytes of a picture or table, but not its size."""
    changing = (".svg", ".csv", ".png")
    assets = sorted(path for path in (scene.root / "content").rglob("*") if path.suffix in changing)
    path = assets[which % len(assets)] if assets else None
    if path and path.suffix == ".png":
        path.write_bytes(photograph(value))
    elif path:
        text, digit = path.read_text(encoding="utf-8"), str(value % 10)
        path.write_text(re.sub(r"\d(?=(-->)?\n$)", digit, text), encoding="utf-8")


def rename_column(scene: Scene, which: int, name: int, _: int) -> None:
    """Give a column another name; its address stays."""
    columns = scene.walk()
    columns[which % len(columns)][1].name = f"{NAMES[name % len(NAMES)]}{name // len(NAMES) % 3}"


def move_column(scene: Scene, which: int, place: int, _: int) -> None:
    """Put a column, with its documents, below another, to the top, or elsewhere among its siblings."""
    columns = scene.walk()
    address, node, siblings = columns[which % len(columns)]
    others = [(path, other) for path, other, _ in columns if not f"{path}/".startswith(f"{address}/")]
    target, parent = [("", None), *others][place % (len(others) + 1)]
    siblings.remove(node)
    there = parent.children if parent else scene.columns
    there.insert(place % (len(there) + 1), node)
    new = f"{target}/{node.slug}" if target else node.slug
    if new != address and (scene.root / "content" / address).is_dir():
        destination = scene.root / "content" / new
        destination.parent.mkdir(parents=True, exist_ok=True)
        if not destination.exists():
            (scene.root / "content" / address).rename(destination)


def change_column(scene: Scene, which: int, fact: int, value: int) -> None:
    """Change kind, layout, description, unit or place on the home page."""
    columns = scene.walk()
    node = columns[which % len(columns)][1]
    match fact % 5:
        case 0:
            node.kind = COLUMN_KINDS[value % len(COLUMN_KINDS)]
        case 1:
            node.description = f"说明{value % 5}。"
        case 2:
            node.unit = f"区{'甲乙丙'[value % 3]}局"
        case 3:
            node.layout = LAYOUTS[value % len(LAYOUTS)]
        case _:
            node.home = ("", "notices", "topic", "feature", "interpretation", "offices")[value % 6]


def add_column(scene: Scene, place: int, name: int, _: int) -> None:
    """Add a column somewhere."""
    columns = scene.walk()
    there = [scene.columns, *(node.children for _, node, _ in columns)][place % (len(columns) + 1)]
    there.append(Node(f"新栏目{name % 7}", f"n{name % 7}"))


def remove_column(scene: Scene, which: int, *_: int) -> None:
    """Remove a column with all that is in it, unless it is the last."""
    columns = scene.walk()
    address, node, siblings = columns[which % len(columns)]
    if len(columns) > 2:
        siblings.remove(node)
        shutil.rmtree(scene.root / "content" / address, ignore_errors=True)
    scene.columns = scene.columns or [Node("通知公告", "tz")]


def change_marks(scene: Scene, phone: int, *_: int) -> None:
    """Change the phone number in the footer."""
    scene.marks = MARKS.replace("023-00000000", f"023-0000000{phone % 3}")


def override_template(scene: Scene, which: int, words: int, _: int) -> None:
    """Put one file of the theme in the portal's own, a little different each time."""
    name = OVERRIDES[which % len(OVERRIDES)]
    path = scene.root / "theme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    more = f"/* {words % 3} */" if name.endswith(".css") else f"<p>样式{words % 3}</p>"
    path.write_text((shipped_theme() / name).read_text(encoding="utf-8") + more, encoding="utf-8")


def drop_override(scene: Scene, which: int, *_: int) -> None:
    """Remove one file of the portal's theme, so that the program's shows again."""
    files = sorted(path for path in (scene.root / "theme").rglob("*") if path.is_file())
    if files:
        files[which % len(files)].unlink()


def put_root_file(scene: Scene, which: int, words: int, _: int) -> None:
    """Write or remove a file that goes to the site's root."""
    path = scene.root / "public" / ROOT_FILES[which % len(ROOT_FILES)]
    path.unlink(missing_ok=True)
    if words % 3:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"user-agent: {words % 3}\n", encoding="utf-8")


def state_look(scene: Scene, which: int, value: int, _: int) -> None:
    """State a colour, words of the footer or a picture of one's own, change the picture, or state none of it."""
    lines = STATED[which % len(STATED)]
    scene.marks = MARKS + lines
    picture = scene.root / "public/a.svg"
    picture.unlink(missing_ok=True)
    if "a.svg" in lines:
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(PICTURE.replace("--0", f"--{value % 10}"), encoding="utf-8")


def change_look(scene: Scene, which: int, *_: int) -> None:
    """Take on a whole look of the portal's own, change its style sheet or a template, or drop it."""
    own, look = scene.root / "theme", LOOKS[which % len(LOOKS)]
    shutil.rmtree(own, ignore_errors=True)
    if look:
        shutil.copytree(shipped_theme(), own)
        with (own / "assets/pages.css").open("a", encoding="utf-8") as out:
            out.write(look)
        if which // len(LOOKS) % 2:
            with (own / "pages/list.html").open("a", encoding="utf-8") as out:
                out.write("{# #}<p>样式</p>\n")


def record_addresses(scene: Scene, word: int, drop: int, _: int) -> None:
    """Record other addresses of the documents whose names become pinyin, as an older dictionary read them, or none."""
    lock = scene.root / "urls.lock"
    lock.unlink(missing_ok=True)
    if drop % 4:
        content = scene.root / "content"
        files = [path.relative_to(content).as_posix() for path in content.rglob("停水.md")]
        lines = (f"{path.rpartition('/')[0]}/old-{word % 3}.html  {path}\n" for path in sorted(files))
        lock.write_text("# 登记\n" + "".join(lines), encoding="utf-8")


def record_all(scene: Scene, *_: int) -> None:
    """Record all addresses as the command does, with what moved since they were recorded last."""
    lock = scene.root / "urls.lock"
    if not lock.exists():
        lock.write_text("# 登记\n", encoding="utf-8")
    scene.write()
    record(scene.root, load_portal(scene.root, scene.day), find_moves=True)


def table_old_urls(scene: Scene, which: int, where: int, _: int) -> None:
    """Give old addresses to a page by a table, or drop the table."""
    table, documents = scene.root / "old_urls.csv", scene.documents()
    table.unlink(missing_ok=True)
    if which % 3 and documents:
        path = documents[where % len(documents)].relative_to(scene.root / "content").as_posix()
        table.write_text(f"old,new\n/art/{which % 2}.html,{path}\n/list.aspx?id=1,/tz/\n", encoding="utf-8")


def state_synonyms(scene: Scene, which: int, *_: int) -> None:
    """Say which words mean the same, or no longer."""
    file = scene.root / "synonyms.yml"
    file.unlink(missing_ok=True)
    if which % 3:
        file.write_text(f"synonyms:\n  - [办事大厅, 政务大厅{which % 3}]\n", encoding="utf-8")


def state_pack(scene: Scene, words: int, proof: int, which: int) -> None:
    """Keep a directive of one's own, name it or not, let a column rest on it, change its words or its proof, or drop it."""
    file, column = scene.root / "packs/sl-2026.yml", scene.columns[which % len(scene.columns)]
    shutil.rmtree(file.parent, ignore_errors=True)
    scene.packs, column.basis = "", ""
    for _, each, _ in scene.walk():
        each.basis = ""
    if words % 5:
        more = f"supersedes: {('wulong-2022', 'sl-2026')[words % 10 == 9]}\n" if words % 2 else ""
        facts = (
            "look, look: 看什么",
            "documents, kind: policy",
            "rows, schemas: [permits]",
            "rows, schema: 错",
        )
        task = mandate(
            str(words % 3 + 1), column.name, more=f"proof: [{{fact: {facts[proof % len(facts)]}}}]"
        )
        file.parent.mkdir()
        file.write_text(pack_text(mandates=task, more=more), encoding="utf-8")
        scene.packs = ("", "  packs: [sl-2026]\n")[which % 3 > 0]
        scene.audit = scene.audit or which % 3 > 1
        column.basis = f"[sl-2026#{words % 3 + 1}]"


def commit_all(scene: Scene, how: int, who: int, _: int) -> None:
    """Commit what there is, put it in the place of the last commit, or merge it; the audit pages tell of it."""
    scene.audit = how % 5 != 4
    repository = Committed(scene.root, scene.root)
    if not (scene.root / ".git").exists():
        repository.git("init", "--quiet", "--initial-branch=main")
        (scene.root / ".gitignore").write_text("site\n.cache\n", encoding="utf-8")
        repository.commit()
    name, tip = f"{'甲乙丙'[who % 3]}某", repository.git("rev-parse", "HEAD")
    when = f"2026-03-0{who % 7 + 1} 09:00"
    repository.git("add", "--all", who=name, when=when)
    amend = ["--amend"] if how % 5 == 1 else []
    repository.git("commit", "--quiet", "--allow-empty", *amend, "-m", "改动", who=name, when=when)
    if how % 5 == 2:
        # The other side first: what was read before is then no beginning of it.
        tree = repository.git("rev-parse", "HEAD^{tree}")
        side = repository.git(
            "commit-tree", f"{tip}^{{tree}}", "-p", tip, "-m", "旁支", who="丁某", when=when
        )
        merged = repository.git(
            "commit-tree", tree, "-p", side, "-p", "HEAD", "-m", "合并", who=name, when=when
        )
        repository.git("reset", "--quiet", "--soft", merged)


def change_day(scene: Scene, which: int, *_: int) -> None:
    """Let time pass, or turn it back."""
    scene.day = DAYS[which % len(DAYS)]


def change_program(scene: Scene, which: int, *_: int) -> None:
    """Run from here on as another version of the program: with a module changed, a library or Python upgraded."""
    scene.program = PROGRAMS[which % len(PROGRAMS)]


def damage_cache(scene: Scene, which: int, how: int, where: int) -> None:
    """Cut short, alter, empty or delete a file of the cache, or delete one of its folders."""
    cache = scene.root / ".cache"
    files = sorted(path for path in cache.rglob("*") if path.is_file() and path.name != "build.lock")
    if not files:
        return
    path = files[which % len(files)]
    data = path.read_bytes()
    match how % 5:
        case 0:
            path.write_bytes(data[: where % (len(data) + 1)])
        case 1 if data:
            spot = where % len(data)
            path.write_bytes(data[:spot] + bytes([data[spot] ^ 0x41]) + data[spot + 1 :])
        case 2:
            path.write_bytes(b"")
        case 3:
            path.unlink()
        case _:
            shutil.rmtree(path.parent if path.parent != cache else cache / "frames", ignore_errors=True)


def lose_site(scene: Scene, *_: int) -> None:
    """Delete the built site."""
    shutil.rmtree(scene.root / "site", ignore_errors=True)


EDITS: dict[str, Callable[[Scene, int, int, int], None]] = {
    edit.__name__: edit
    for edit in (
        put_document, move_document, delete_document, change_asset, rename_column, move_column, change_column,
        add_column, remove_column, change_marks, change_look, override_template, drop_override,
        state_look, put_root_file, record_addresses, record_all, table_old_urls, state_synonyms, state_pack, commit_all,
        change_day, change_program, damage_cache, lose_site,
    )
}  # fmt: skip
_NUMBER = st.integers(0, 10_000)
# Documents come and go most often; the cache is damaged more often than in life.
_NAME = st.sampled_from([*EDITS, *["put_document"] * 4, *["damage_cache"] * 3, "commit_all", "state_pack"])
BATCHES = st.lists(
    st.lists(st.tuples(_NAME, _NUMBER, _NUMBER, _NUMBER), min_size=1, max_size=3), min_size=1, max_size=3
)


def apply(scene: Scene, edits: list[Edit]) -> None:
    """Make edits in their order and write the portal."""
    for name, *numbers in edits:
        EDITS[name](scene, *numbers)
    scene.write()
