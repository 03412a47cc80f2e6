"""Files that no document names: forgotten attachments, and disclosures under a wrong name."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.source.content import ContentFiles
from generator.model.gate import Gate, is_misnamed_text
from tests.helpers import check, document, make_portal

_Form = Literal["NFC", "NFD"]
_HEAD = document("另一份")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("b.MD", _HEAD),
        ("c.markdown", _HEAD),
        ("d.md.txt", _HEAD),
        ("e．md", _HEAD),
        ("f.Md.TXT", "没有头部"),
        ("g.txt", _HEAD),
        ("h", "\ufeff" + _HEAD),
        ("i.docx", "PK"),
        ("j.WPS", "x"),
        ("k.html", "<p>正文"),
    ],
)
def test_a_disclosure_under_a_wrong_name_is_an_error(name: str, text: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(), f"content/tzgg/{name}": text})
    (found,) = check(root)
    assert (found["code"], found["level"]) == ("document-name", "error")
    assert found["path"] == f"content/tzgg/{name}"
    assert ".md" in found["hint"]


@pytest.mark.parametrize("name", ["附表.pdf", "说明.txt", "a.md.bak", "图.png", "附件/表.docx"])
def test_what_is_no_disclosure_of_its_own_is_only_mentioned(name: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(), f"content/tzgg/{name}": "x"})
    assert [found["code"] for found in check(root)] == ["asset-unused"]


def test_a_file_that_a_document_names_is_no_disclosure_of_its_own(tmp_path: Path) -> None:
    text = document(attachments="[表.docx]")
    root = make_portal(tmp_path, {"content/tzgg/a.md": text, "content/tzgg/表.docx": "x"})
    assert [found["code"] for found in check(root)] == []


@given(
    st.sampled_from([".md", ".MD", ".Markdown", ".mkd", ".md.txt", ".md.md.TXT"]),
    st.text("a文.-", max_size=5),
)
def test_a_misnamed_text_is_never_a_file_to_publish(ending: str, stem: str) -> None:
    name = f"x{stem}{ending}"
    assert is_misnamed_text(name) == (not name.endswith(".md"))
    assert Gate().refusal(name)


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_name_in_another_form_is_not_offered_as_if_it_differed(
    forms: tuple[_Form, _Form], tmp_path: Path
) -> None:
    written, stored = (unicodedata.normalize(form, "Café登记表.txt") for form in forms)
    body = f"见[表](<{written}>)。"
    text = document(body=body, attachments=f"[{written}]")
    root = make_portal(tmp_path, {"content/tzgg/a.md": text, f"content/tzgg/{stored}": "x"})
    missing = [found for found in check(root) if found["code"] != "asset-unused"]
    assert sorted(found["code"] for found in missing) == ["attachment-missing", "link-broken"]
    assert all("编码形式" in found["hint"] and "是不是" not in found["hint"] for found in missing)


@given(st.text("eéçüñ가각文", min_size=1, max_size=6), st.sampled_from(["NFC", "NFD"]))
def test_the_same_name_is_never_offered_for_itself(stem: str, form: _Form) -> None:
    stored = unicodedata.normalize("NFD" if form == "NFC" else "NFC", stem)
    files = ContentFiles(Path(), {f"tz/{stored}": 1}, {})
    wanted = unicodedata.normalize(form, stem)
    hint = files.spelling_hint(f"tz/{wanted}")
    assert ("编码形式" in hint) == (wanted != stored)
    assert not files.spelling_hint("tz/别的名字")
