"""What the fuzz hands in: changes to the small portal, and a command line; the same number gives the same input."""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz_portal import AS_OF

_LONG = 6_000
# An identity number of a place that is none. Wherever it is put, it is told or not published.
PLANTED = "50000019500101000X"
# What stands where a date, a number, a name or an address is meant.
VALUES = (
    "", "~", "null", "true", "5", "-1", "0", "1" * 5_000, "9" * 400, "1e999", ".nan", ".inf", "NaN", "inf", "0x1F", "1_000",
    "0000-00-00", "0000-01-01", "9999-12-31", "9999-12-31 23:59", "2021-02-30", "10000-01-01", "12-31", "02-29", "13-45",
    "2026", "0000", "９９９９", "²", "٣", "①", "=1+2", "+1", "-1+2", "@SUM(1)", "＝1", "\t=1", "'=1", "[]", "{}", "[[[]]]",
    "[1, 2]", "{a: 1}", "*x", "&x 1", "<<: 1", "!!binary aGk=", "!!python/object:os.system 1", "!!int x", "? a", "|", ">", "- a",
    "'", '"', "`", "---", "...", "%YAML 1.1", "# x", ": ", "a: b: c", "\x00", "\x07", "\x1b[31mx\x1b[0m", "\r", "\x85", "\u2028",
    "\u202e", "\u200b", "\ufeff", "\ufffe", "\U0001f600", "a\u0301", "../x", "/etc/passwd", "..", ".", "C:\\x", "//evil.example/x.png",
    "https://evil.example/i.png", "HTTPS:\\\\evil.example", "java\tscript:alert(1)", "javascript:alert(1)", "data:text/html,x",
    "https://www.example.gov.cn\\@evil.example/", "https://a@evil.example/", "http://[::1", "http://a:99999999/", "mailto:", "#",
    "#gk-main", "%", "%00", "%ff", "?", "&amp;", "&#0;", "&#xD800;", "<b>", "</main>", "<!--slot:main-->", "[[slot:title]]",
    "{{ 7*7 }}", "{% raw %}", "甲" * _LONG, "a/" * 300, "index.md", "wj/yx/20200303-jb.md", "tz/20260303-tz.md", "有效", "废止",
    PLANTED, f"甲{PLANTED}", f"'{PLANTED}，乙'", '"' + "".join(f"\\x{ord(digit):x}" for digit in PLANTED) + '"',
)  # fmt: skip
# What stands in the text of a document.
PIECES = (
    "![图](https://evil.example/i.png)", '<img src="//evil.example/t.gif" srcset="a.png 1x, //e.example/b.png 2x">',
    '<video src="http://evil.example/v.mp4" poster="HTTP://evil.example/p.png"></video>', "[^（一）]\n\n[^（一）]: 注\n",
    "[^a b]\n\n[^a b]: 注\n", "[a][b]\n\n[b]:\n  nothing.pdf\n", "[x](#a&amp;b)\n\n## a&b\n", "## gk-text\n", '<p id="gk-main">\n',
    "[a](<附件 .pdf>)", "[a](附件.pdf \"t\")", "[a](附件%2Epdf)", "[a](\\附件.pdf)", "[a](附件.pdf#x?y)",
    "[附件.pdf]: 附件.pdf\n\n[附件.pdf]",
    "<a href=附件.pdf>x</a>", "<a href='没有.pdf'>x</a>", "<!-- [a](没有.pdf) -->", "`[a](没有.pdf)`", "    [a](没有.pdf)\n",
    "~~~\n[a](没有.pdf)\n", "<style>p{background:url(//evil.example/x)}</style>", "<svg><script>alert(1)</script></svg>",
    "<table><tr><td>", "<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> b\n", "**甲**乙**丙", "*" * 500, "`" * 501, "[" * 500, "(" * 500,
    ">" * 600, "- " * 600, "<b>" * 600, "<div>\n" * 600, "| a " * 300 + "|\n", "&" * 300, "\\" * 301, "![" * 300, "<" * 300,
    "# " + "甲" * 3_000, "1. " * 300, "[^1]: " * 100, "<a " * 300, "$$\n", "：：：\n", "a\n===\n", "***\n", "\t代码\n", "　　甲\n",
    "<https://evil.example/>", "<javascript:alert(1)>", "<iframe src=//evil.example></iframe>", "<details open>", "&nbsp;&lt;&#65;",
    "[a](https://www.gov.cn\n/)", "[a]( 附件.pdf )", "[a](<>)", "[]()", "![]()", "[a](?q)", "[a](//host)", "[a](host\\@own)", "[a](:)",
)  # fmt: skip
_NAMES = (
    b"\xff\xfe.md", b"\xb9\xd8\xd3\xda.md", "甲".encode() * 84 + b".md", b"a" * 255, b"a\nb.md", b"a\x1b[31m.md", b" .md", b".md", b"-.md",
    b"CON.md", b"a:b.md", b"a?.md", b"a#b.md", b"a%41.md", b"a&b.md", b"a'b\".md", "ａ.md".encode(), "é.md".encode(), "e\u0301.md".encode(),
    "\u202egpj.md".encode(), b"index.md", b"x.MD", b"x.markdown", b"x.html", b"x.csv", b"x.xlsx", b"x.xls", b"x.yml", b"x.yaml", b"x.vtt",
    b"x.svg", b"x.pdf", b"x.docx", b"20260303-tz.docx", b"20260303-tz.html", b"\x01.csv", b"a\\b.md", b"~$x.docx", b".hidden.md",
    f"{PLANTED}.md".encode(),
    f"{PLANTED}.csv".encode(), f"{PLANTED}.pdf".encode(),
)  # fmt: skip
_FOLDERS = ("tz", "jd", "wj/yx", "sf", "ml", "zd", "zn", "bs", "没有", "")
_VERBS: tuple[tuple[str, int], ...] = (
    ("check", 70),
    ("build", 10),
    ("tree", 4),
    ("ledger", 4),
    ("new", 4),
    ("diff", 3),
    ("init", 2),
    ("serve", 6),
)
_FORMATS = {
    "check": ("json", "text", "sarif", "junit"),
    "tree": ("text", "json", "csv"),
    "ledger": ("json", "csv", "xlsx"),
    "diff": ("text", "json", "html"),
}
_DAYS = (AS_OF,) * 60 + (
    "9999-12-31",
    "0001-01-01",
    "2026-02-30",
    "x",
    "",
    "1" * 5_000,
    "２０２６-01-01",
    "2026-11-20T10:00",
)
# What is found wrong in places that are other people's is told by their names.
_WHOLE = (
    "columns.yml",
    "mkdocs.yml",
    "ledger.yml",
    "content",
    "registers",
    "site",
    ".cache",
    "theme",
    "content/tz",
    "content/tz/图.png",
)


@dataclass
class Input:
    """Changes by path (None: taken away; ``ways`` other than a file), what is run, and how it came about."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)
    arguments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def make_input(seed: int, number: int, base: Mapping[str, bytes]) -> Input:
    """Return one input."""
    chance = random.Random(f"{seed}/{number}")
    made = Input()
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        way = chance.choices(_CHANGES, (12, 14, 8, 10, 5, 4, 2))[0]
        way(chance, base, made)
    made.arguments = _command(chance)
    return made


def _pick(chance: random.Random, base: Mapping[str, bytes], *suffixes: str) -> str:
    return chance.choice([name for name in base if name.endswith(suffixes)])


def _now(made: Input, base: Mapping[str, bytes], name: str) -> bytes:
    return made.files.get(name, base[name]) or b""


def _put(made: Input, name: str, data: bytes, note: str) -> None:
    made.files[name] = data
    made.notes.append(f"{name}: {note}")


def _value(chance: random.Random, base: Mapping[str, bytes], made: Input) -> None:
    """Put another value where one stands in YAML, in a head or in a cell."""
    name = _pick(chance, base, ".yml", ".md", ".csv", ".vtt")
    text = _now(made, base, name).decode("utf-8", "replace")
    separators = ",\n" if name.endswith(".csv") else ":,[]{}\n"
    spots = [n for n, char in enumerate(text) if char in separators]
    if not spots:
        return
    index = chance.randrange(len(spots))
    end = spots[index + 1] if index + 1 < len(spots) else len(text)
    value = chance.choice(VALUES)
    blank = " " if name.endswith((".yml", ".md")) else ""
    _put(
        made,
        name,
        f"{text[: spots[index] + 1]}{blank}{value}{text[end:]}".encode("utf-8", "surrogatepass"),
        f"{value[:40]!r}",
    )


def _piece(chance: random.Random, base: Mapping[str, bytes], made: Input) -> None:
    """Put a piece of Markdown or HTML into the text of a document."""
    name = _pick(chance, base, ".md")
    text = _now(made, base, name).decode("utf-8", "replace")
    lines = text.split("\n")
    pieces = [chance.choice((*PIECES, *VALUES)) for _ in range(chance.choice((1, 1, 2, 4)))]
    head = lines.index("---", 1) + 1 if "---" in lines[1:] else 0
    for piece in pieces:
        at = chance.randint(min(head, len(lines)), len(lines))
        lines.insert(
            at,
            chance.choice((piece, f"{piece}\n", f"\n{piece}\n", f"> {piece}", f"- {piece}", f"**{piece}**")),
        )
    _put(
        made,
        name,
        "\n".join(lines).encode("utf-8", "surrogatepass"),
        " ".join(f"{each[:30]!r}" for each in pieces),
    )


def _lines(chance: random.Random, base: Mapping[str, bytes], made: Input) -> None:
    """Drop, double, swap or indent lines, or nest something deep."""
    name = _pick(chance, base, ".yml", ".md", ".csv", ".vtt", ".svg")
    lines = _now(made, base, name).split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    way = chance.randrange(9)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines[at:at] = lines[other : other + 3]
    elif way == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif way == 3:
        lines[at] = chance.choice((b" ", b"  ", b"\t", "　".encode())) + lines[at]
    elif way == 4:
        lines = lines[:at]
    elif way == 5:
        lines[at] = b"x: " + b"[" * 600 + b"]" * chance.choice((0, 600))
    elif way == 6:
        lines[at:at] = [b"  " * depth + b"a:" for depth in range(600)]
    elif way == 7:
        lines[at:at] = [b"<<<<<<< HEAD", *lines[at : at + 1], b"=======", b"x", b">>>>>>> x"]
    else:
        lines[at:at] = [lines[at]] * 50
    _put(made, name, b"\n".join(lines), f"lines {way}@{at}")


def _bytes(chance: random.Random, base: Mapping[str, bytes], made: Input) -> None:
    """Change bytes, whatever they mean."""
    name = _pick(chance, base, "")
    data = bytearray(_now(made, base, name))
    way = chance.randrange(8)
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(len(data) + 1)
        if way == 0:
            data[at : at + 1] = bytes([chance.randrange(256)])
        elif way == 1:
            del data[at : at + chance.choice((1, 4, 100))]
        elif way == 2:
            data[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice((1, 4, 40))))
        elif way == 3:
            data[at:at] = data[at : at + chance.choice((10, 200))] * chance.choice((2, 30))
        elif way == 4:
            data[at : at + 4] = chance.choice(
                (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"\x00\x00\x00\x01")
            )
        elif way == 5:
            other = base[_pick(chance, base, "")]
            data[at:] = other[len(other) * at // (len(data) + 1) :]
    if way == 6:
        data = data[: chance.randrange(len(data) + 1)]
    elif way == 7:
        text = data.decode("utf-8", "replace")
        codec = chance.choice(("gb18030", "utf-16", "utf-8-sig", "utf-32", "big5"))
        ends = chance.choice(("\n", "\r\n", "\r"))
        data = bytearray(text.replace("\n", ends).encode(codec, "replace"))
    _put(made, name, bytes(data), f"bytes {way}")


def _package(chance: random.Random, base: Mapping[str, bytes], made: Input) -> None:
    """Change what is inside an Office file, with the package around it sound."""
    name = _pick(chance, base, ".xlsx", ".docx")
    source, out = zipfile.ZipFile(io.BytesIO(base[name])), io.BytesIO()
    members = source.namelist()
    chosen = chance.choice(members)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in members:
            data = source.read(member)
            if member == chosen:
                spots = [n for n, char in enumerate(data) if char in b'"><']
                at = chance.choice(spots) if spots else 0
                value = chance.choice((*VALUES, "A1048576", "XFD1", "A0", "-5", "1e400", "99999999")).encode(
                    "utf-8", "replace"
                )
                data = data[: at + 1] + value + data[at + chance.choice((1, 2, 10, 4_000)) :]
            target.writestr(member, data)
    _put(made, name, out.getvalue(), chosen)


def _name(chance: random.Random, base: Mapping[str, bytes], made: Input) -> None:
    """Put a file under a name that is hard to bear."""
    folder, name = chance.choice(_FOLDERS), os.fsdecode(chance.choice(_NAMES))
    kinds = {
        "csv": "zd/表.csv",
        "xlsx": "ml/表.xlsx",
        "yml": "ml/录.yml",
        "pdf": "tz/附件.pdf",
        "docx": "tz/附件.docx",
    }
    like = kinds.get(name.rpartition(".")[2], "tz/20260303-tz.md")
    above = "d" * 200 if chance.random() < 0.1 else ""
    path = "/".join(part for part in ("content", folder, above, name) if part)
    made.files[path] = base[f"content/{like}"]
    made.notes.append(repr(path))
    if chance.random() < 0.3:
        _point_at(made, base, name, folder)


def _point_at(made: Input, base: Mapping[str, bytes], name: str, folder: str) -> None:
    """Name the file in the head of a document beside it."""
    beside = next((each for each in base if each.startswith(f"content/{folder}/2")), "")
    if beside:
        shown = name.encode("utf-8", "replace").decode().replace('"', "")
        text = base[beside].decode().replace("title:", f'attachments: ["{shown}"]\ntitle:', 1)
        _put(made, beside, text.encode(), "attachments")


def _whole(chance: random.Random, base: Mapping[str, bytes], made: Input) -> None:
    """Take a file or folder away, or put something else in its place."""
    name = chance.choice((*_WHOLE, _pick(chance, base, "")))
    way = chance.choice(("gone", "file", "folder", "dangling", "loop", "outside", "pipe", "empty"))
    if way == "empty" and name in base:
        _put(
            made,
            name,
            chance.choice((b"", b"\n", b" \n\n", b"\xef\xbb\xbf", b"#\n", b"---\n", b"---\n---\n", b"null")),
            "empty",
        )
        return
    made.ways[name] = way if way != "empty" else "gone"
    made.notes.append(f"{name}: {way}")


_CHANGES: tuple[Callable[[random.Random, Mapping[str, bytes], Input], None], ...] = (
    _value,
    _piece,
    _lines,
    _bytes,
    _package,
    _name,
    _whole,
)


def _command(chance: random.Random) -> list[str]:
    verb = chance.choices([verb for verb, _ in _VERBS], [weight for _, weight in _VERBS])[0]
    day = chance.choice(_DAYS)
    arguments = [verb, "--as-of", day] if chance.random() < 0.9 else [verb]
    odd = chance.choice([value for value in VALUES if "\x00" not in value and len(value) < 4_000])
    if verb == "ledger":
        arguments.append(chance.choice(("cq-2020",) * 5 + (odd,)))
        # Where the output goes is for whoever calls to say: it must not be a file of this machine's.
        beside = odd.replace("/", "_").replace("\\", "_").strip(".") or "x"
        arguments += ["--output", chance.choice(("-", "x.out", "没有/x", ".", beside, "a" * 300))]
    elif verb == "diff":
        arguments += [
            chance.choice(("HEAD",) * 5 + ("HEAD~1", odd)),
            *chance.choice(((), (), ("HEAD",), (odd,))),
        ]
    elif verb == "new":
        arguments += [
            chance.choice(
                ("通知公告", "公开指南", "自定名录", "自由名录", "意见征集", "公开年报", "tz", odd)
            ),
            chance.choice(("关于甲的通知", odd)),
        ]
        arguments += chance.choice(([], [], ["--file", odd], ["--file", "甲" * 100], ["--issuer", odd]))
    elif verb == "init":
        arguments += [
            chance.choice(
                ("新", ".", "content", "columns.yml", "a" * 300, odd.lstrip("/").replace("..", "_") or ".")
            ),
            "--pack",
            chance.choice(("cq-2020", odd)),
        ]
        arguments += chance.choice(
            ([], ["--name", odd], ["--domain", odd], ["--site-code", odd], ["--level", "township"])
        )
    elif verb == "build":
        arguments += chance.choice(
            (
                [],
                [],
                [],
                ["--stats", "x.json"],
                ["--stats", "."],
                ["--stats", "没有/x"],
                ["--no-audit"],
                [odd],
            )
        )
    if verb in _FORMATS and chance.random() < 0.95:
        arguments += ["--format", chance.choice((*_FORMATS[verb], *_FORMATS[verb][:1] * 6))]
    return arguments


def lay(made: Input, root: Path) -> None:
    """Bring the changes into a folder. What the system refuses (a name that is too long) stays out."""
    for name, data in made.files.items():
        path = root / name
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data or b"")
    for name, way in made.ways.items():
        path = root / name
        clear(path)
        match way:
            case "file":
                path.write_bytes(b"x")
            case "folder":
                (path / "x").mkdir(parents=True)
            case "dangling":
                path.symlink_to("nowhere")
            case "loop":
                path.symlink_to(path.name)
            case "outside":
                path.symlink_to("/usr/share")
            case "pipe":
                os.mkfifo(path)


def clear(path: Path) -> None:
    """Take away whatever is at a path."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
