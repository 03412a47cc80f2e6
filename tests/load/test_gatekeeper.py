"""What is not public does not go out: neither by being named, nor in anything that the site is made of."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import AS_OF, COLUMNS, PORTAL, build, check, codes, document, make_portal, run

REGISTER = (
    "  - name: 许可\n    slug: xk\n    kind: register\n    schema: permits\n    description: 许可。\n"
    "    unit: 甲\n    owner: 乙\n    cycle: yearly\n"
)
FORMAT = (
    "id: permits\nname: 许可\nbasis: 试验\nrow_title: name\nfields:\n"
    "  - {key: name, label: 名称, type: text, required: true}\n"
    "  - {key: clerk, label: 经办, type: text, show: hidden}\n"
    "  - {key: files, label: 附件, type: assets}\n"
)
DRAFT = document("草稿", draft="true")
LATER = document("以后", published="2026-12-30 09:30")
TABLE = "名称,经办,附件\n甲,某人,\n"


def portal(folder: Path, **files: str) -> Path:
    """Make a portal with a draft, a scheduled document, a register and the given files of content/tzgg."""
    whole: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + REGISTER,
        "registers/permits.yml": FORMAT,
        "content/xk/表.csv": TABLE,
        "content/tzgg/c.md": DRAFT,
        "content/tzgg/l.md": LATER,
        "content/tzgg/x.MD": DRAFT,
        "content/tzgg/.秘密.pdf": "x",
    }
    whole |= {f"content/tzgg/{name}": text for name, text in files.items()}
    return make_portal(folder, whole)


def refused(root: Path) -> list[tuple[str, int, int]]:
    """Return the places of what the gate refuses; the build must refuse it too."""
    found = [each for each in check(root) if each["code"] == "file-unpublishable"]
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 1
    assert not (root / "site").exists()
    assert all(each["hint"] for each in found)
    return [(each["path"], each["line"], each["column"]) for each in found]


@pytest.mark.parametrize(
    "target", ["c.md", "l.md", "x.MD", "../xk/表.csv", ".秘密.pdf", "/tzgg/c.md", "..\\xk\\表.csv"]
)
@pytest.mark.parametrize("key", ["picture", "poster", "video", "captions"])
def test_no_key_of_a_head_publishes_a_source(key: str, target: str, tmp_path: Path) -> None:
    root = portal(tmp_path, **{"a.md": document(**{key: f"'{target}'"})})
    name = "content/tzgg/a.md"
    assert (name, 5, len(key) + 3) in refused(root)


def test_kinds_of_documents_publish_no_source(tmp_path: Path) -> None:
    guide = (
        "{item: 事项, audience: 公众, unit: 甲, materials: [{name: 表, blank: x.MD, sample: ../xk/表.csv}]}"
    )
    request = "{forms: [{audience: 公民, file: x.MD}]}"
    root = portal(
        tmp_path,
        **{
            "a.md": document(guide=guide),
            "b.md": document("二", gazette="{year: 2026, issue: 1, cover: x.MD}"),
            "d.md": document("三", request=request),
            "e.md": document("四", attachments="[甲.pdf, l.md]"),
            "甲.pdf": "x",
        },
    )
    places = refused(root)
    assert sorted(path for path, _, _ in places) == sorted(
        f"content/tzgg/{name}.md" for name in ("a", "a", "b", "d", "e")
    )
    assert ("content/tzgg/e.md", 5, 22) in places


@pytest.mark.parametrize(
    "text",
    [
        "见[表](../xk/表.csv)。",
        "![图](x.MD)",
        "<a href='/xk/%E8%A1%A8.csv'>表</a>",
        "<img src='x.MD' alt='图'>",
        "[锁](.秘密.pdf)",
    ],
)
def test_no_text_publishes_a_source(text: str, tmp_path: Path) -> None:
    places = refused(portal(tmp_path, **{"a.md": document(body=f"一。\n\n{text}")}))
    assert [place[:2] for place in places] == [("content/tzgg/a.md", 9)]


@pytest.mark.parametrize("target", ["表.csv", "../tzgg/c.md", "../tzgg/x.MD", "../tzgg/.秘密.pdf"])
def test_no_cell_publishes_a_source(target: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    make_portal(
        root,
        {"columns.yml": PORTAL + COLUMNS + REGISTER, "content/xk/表.csv": f"名称,经办,附件\n甲,,{target}\n"},
    )
    assert refused(root) == [("content/xk/表.csv", 2, 3)]


@pytest.mark.parametrize("link", [os.symlink, os.link])
@pytest.mark.parametrize("source", ["content/tzgg/c.md", "content/xk/表.csv", "content/tzgg/.秘密.pdf"])
def test_a_second_name_of_a_source_is_refused(link: object, source: str, tmp_path: Path) -> None:
    root = portal(tmp_path, **{"a.md": document(attachments="[甲.pdf]")})
    if source.endswith(".秘密.pdf") and link is os.link:
        source = "content/tzgg/x.MD"
    assert callable(link)
    link(root / source, root / "content/tzgg/甲.pdf")
    assert refused(root)


def test_a_column_that_becomes_a_register_takes_its_table_out_of_attachments(tmp_path: Path) -> None:
    root = portal(tmp_path, **{"a.md": document(attachments="[/zl/表.csv]")})
    make_portal(root, {"columns.yml": PORTAL + COLUMNS + REGISTER, "content/zl/表.csv": "名称\n甲\n"})
    assert codes(check(root)) == ["draft", "not-yet-published"] or "file-unpublishable" not in codes(
        check(root)
    )
    new = (
        REGISTER.replace("许可", "资料").replace("slug: xk", "slug: zl").replace("    schema: permits\n", "")
    )
    make_portal(root, {"columns.yml": PORTAL + COLUMNS + REGISTER + new})
    # The document is known from the cache; the gate asks all the same.
    assert refused(root) == [("content/tzgg/a.md", 5, 15)]


def texts(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield all that a site holds, unpacked, and the names of its files."""
    for path in sorted(site.rglob("*")):
        yield path.name, path.name.encode()
        if not path.is_file():
            continue
        raw = path.read_bytes()
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
        if raw[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                raw = b"".join(archive.read(name) for name in archive.namelist())
        yield str(path), raw


def test_no_word_of_what_is_not_public_stands_in_the_site(tmp_path: Path) -> None:
    """Each unpublished source bears a word of its own; the pages for auditors are on."""
    secret = iter(f"qzx{number:03d}" for number in range(100))
    root = make_portal(
        tmp_path,
        {
            "columns.yml": PORTAL
            + "  audit: true\n"
            + COLUMNS
            + REGISTER
            + f"# {next(secret)}\nchecks:\n  - {{code: title-duplicate, level: 'off', reason: {next(secret)}}}\n",
            "registers/permits.yml": f"# {next(secret)}\n{FORMAT}",
            "ledger.yml": f"# {next(secret)}\nstatements: []\n",
            "content/xk/表.csv": f"名称,经办,附件\npubword1,{next(secret)},可以.pdf\n（示例）{next(secret)},,\n",
            "content/xk/可以.pdf": "pubword2",
            "content/tzgg/a.md": document(
                "pubword3", "pubword4，见[另一份](b.md)与[以后](c.md)。", attachments="[甲.txt]"
            ),
            "content/tzgg/甲.txt": "pubword5",
            f"content/tzgg/{next(secret)}.txt": next(secret),
            "content/tzgg/b.md": document(
                next(secret), next(secret), draft="true", attachments="[乙.txt]", summary=next(secret)
            ),
            "content/tzgg/乙.txt": next(secret),
            "content/tzgg/c.md": document(
                next(secret), next(secret), published="2027-01-01 09:30", doc_no=next(secret)
            ),
            f"content/tzgg/{next(secret)}.md": document("题", next(secret), draft="true"),
            "content/tzgg/.env": next(secret),
            "content/tzgg/~$a.docx": next(secret),
        },
    )
    whole = list(texts(build(root)))
    assert not [(name, word) for name, raw in whole for word in (b"qzx", b"QZX") if word in raw]
    for number in range(1, 6):
        assert any(f"pubword{number}".encode() in raw for _, raw in whole), number
    assert not list((root / "site").rglob("乙.txt"))
