"""Whatever words stand in a DOCX file in whatever look: its page shows them, and the proof says so."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.proof.prove import plain_text, prove
from generator.intake.sources.units import SourceUnit
from tests.intake.docx import make_docx, p, r, tbl, tr
from tests.intake.making import make, shown

_SIGNS = "*_`~#|[]()<>&\\!-+=.:\"'$%^{}/@0123456789 　abcXYZ，。；：“”（）《》、—…·×①㎡"
_WORDS = st.text(
    st.sampled_from(_SIGNS + "关于开展春季义务植树活动的通知一二三年月日号第条附件"), min_size=1, max_size=24
)
_LOOKS = st.sets(
    st.sampled_from(
        [
            "<w:b/>",
            "<w:i/>",
            "<w:strike/>",
            '<w:u w:val="single"/>',
            '<w:vertAlign w:val="superscript"/>',
            '<w:vertAlign w:val="subscript"/>',
        ]
    ),
    max_size=3,
).map(lambda looks: "".join(sorted(looks)))
_PARAGRAPH = st.lists(st.tuples(_WORDS, _LOOKS), min_size=1, max_size=5)


def _run(text: str, look: str) -> str:
    return r(text, look)


@settings(max_examples=50)
@given(st.lists(_PARAGRAPH, min_size=1, max_size=5))
def test_a_page_shows_what_was_written(paragraphs: list[list[tuple[str, str]]]) -> None:
    body = p("各单位：") + "".join(p("".join(_run(*run) for run in each)) for each in paragraphs)
    made = make(make_docx(p("关于样例事项的通知") + body))
    wanted = plain_text("".join(text for each in paragraphs for text, _ in each))
    assert plain_text(shown(made).words) == plain_text("各单位：") + wanted
    assert made.proof.missing == ()


@settings(max_examples=25)
@given(st.lists(st.lists(_WORDS, min_size=2, max_size=2), min_size=2, max_size=4))
def test_a_table_shows_what_was_written(rows: list[list[str]]) -> None:
    made = make(
        make_docx(
            p("关于样例表格的通知")
            + p("见下表。")
            + tbl(*(tr(*(f"格{cell}" for cell in row)) for row in rows))
        )
    )
    cells = [words for words, _, _ in shown(made).cells]
    assert cells == [plain_text(f"格{cell}") for row in rows for cell in row]
    assert made.proof.kept == 1


@settings(max_examples=60)
@given(st.lists(_WORDS, min_size=2, max_size=8), st.data())
def test_a_proof_finds_what_was_taken_away(texts: list[str], data: st.DataObject) -> None:
    units = [SourceUnit(f"{number}号段落{plain_text(text)}完") for number, text in enumerate(texts)]
    gone = data.draw(st.integers(0, len(units) - 1))
    whole = prove(units, "".join(unit.text for unit in units))
    assert whole.kept == 1 and whole.whole and not whole.added and not whole.moved
    less = prove(units, "".join(unit.text for unit in units[:gone] + units[gone + 1 :]))
    assert less.kept < 1 and not less.whole
    assert sum(len(each.text) for each in less.missing) >= len(units[gone].text) - sum(map(len, texts))
    more = prove(units, "".join(unit.text for unit in units) + "多出来的一句")
    assert "".join(each.text for each in more.added) == "多出来的一句" and more.kept == 1


def test_a_proof_tells_what_moved_and_where_it_was_lost() -> None:
    units = [SourceUnit(f"第{n}段的内容各不相同{n * 37}", f"第{n}段") for n in range(1, 6)]
    order = [units[0], units[3], units[1], units[2], units[4]]
    proof = prove(units, "".join(unit.text for unit in order))
    assert proof.kept == 1 and [each.place for each in proof.moved] == ["第4段"]
    cut = "".join(unit.text for unit in units).replace("段的内容各不相同74", "段的各不相同74")
    proof = prove(units, cut)
    assert [(each.text, each.place) for each in proof.missing] == [("内容", "第2段")]


def test_a_proof_of_a_long_text_takes_its_time_by_its_length() -> None:
    units = [SourceUnit(f"为规范管理，制定第{n}项措施，落实到位。" * 3, f"第{n}段") for n in range(3000)]
    proof = prove(
        units,
        "".join(f"（{n}）{unit.text}" for n, unit in enumerate(units)),
        generated=[f"（{n}）" for n in range(3000)],
    )
    assert proof.kept == 1 and not proof.added and not proof.moved
