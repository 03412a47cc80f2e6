"""Each word of the vocabulary on a small portal: what holds it, what comes close and does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.check.proofs.states import assess_pack
from generator.mandates.declare_proof import FactDeclaration
from generator.mandates.read_proof import read_proof
from generator.model.mandate import Assessment, Mandate, Pack
from tests.check.proofs.portals import head, loaded
from tests.helpers import make_portal

COLUMNS = """\
portal:
  name: 示例区人民政府
  level: district
  domain: www.example.gov.cn
  site_code: "5000000000"
columns:
  - {name: 文件, slug: wj, description: 文件。}
  - {name: 解读, slug: jd, description: 解读。}
  - {name: 留言, slug: ly, kind: register, schema: messages, description: 留言。}
  - {name: 学校, slug: xx, kind: register, schema: education-units, description: 学校。}
  - {name: 申请, slug: sq, kind: page, type: 依申请公开, description: 申请。}
  - {name: 链接, slug: lj, kind: links, links: [{title: 法规库, url: "https://xzfg.moj.gov.cn/"}], description: 链接。}
limits: {inspect_files: false}
"""
DAY = date(2023, 1, 1)


def policy(day: str, number: int = 1) -> str:
    """Return a policy that came out on a day."""
    return head(f"办法{number}", date.fromisoformat(day), doc_no=f"示例府发〔2021〕{number}号", signed=day)


def interpretation(day: str, path: str = "wj/a.md", **more: str) -> str:
    """Return an interpretation of a policy."""
    return head("解读", date.fromisoformat(day), interprets=f"[{path}]", **more)


def judged(
    folder: Path, proof: str, files: Mapping[str, str | bytes], as_of: date = DAY, **more: Any
) -> Assessment:
    """Return what the ledger makes of one mandate with this proof."""
    facts = [FactDeclaration.model_validate(raw) for raw in yaml.load(f"[{proof}]", Loader=yaml.BaseLoader)]
    mandate = Mandate(
        pack="p", id="1", section="一、样例", subsection="（一）样例", item_no="", summary="样例。", lead=(),
        responsible=(), deadline=more.get("deadline"), deadline_text="", paths=more.get("paths", ()),
        binds=("district",), proof=read_proof([fact.model_dump(exclude_unset=True) for fact in facts]),
    )  # fmt: skip
    pack = Pack("p", "要点", "", "", None, "district", (mandate,))
    content = {f"content/{path}": text for path, text in files.items()}
    portal = loaded(make_portal(folder, {"columns.yml": COLUMNS, **content}), as_of).portal
    assert portal
    (assessment,) = assess_pack(portal, pack)
    return assessment


PROMPT = "{fact: prompt, workdays: 3, columns: [文件], year: 2021}"


@pytest.mark.parametrize(
    ("day", "state"),
    # Friday; three working days later is Wednesday.
    [("2021-06-18", "met"), ("2021-06-23", "met"), ("2021-06-24", "not-met")],
)
def test_interpretations_are_prompt_by_working_days(day: str, state: str, tmp_path: Path) -> None:
    files = {"wj/a.md": policy("2021-06-18"), "jd/a.md": interpretation(day)}
    assert judged(tmp_path, PROMPT, files).state == state


def test_beyond_the_announced_calendar_people_are_asked(tmp_path: Path) -> None:
    # Over the holiday of October, whose days off are not announced.
    files = {"wj/a.md": policy("2048-09-29"), "jd/a.md": interpretation("2048-10-09")}
    fact = PROMPT.replace("2021", "2048")
    assert judged(tmp_path, fact, files, as_of=date(2049, 1, 1)).state == "content-unjudged"


@pytest.mark.parametrize(("percent", "state"), [(50, "met"), (51, "partly-met"), (100, "partly-met")])
def test_a_share_of_policies_is_interpreted(percent: int, state: str, tmp_path: Path) -> None:
    files = {
        "wj/a.md": policy("2021-06-18"),
        "wj/b.md": policy("2021-07-18", 2),
        "jd/a.md": interpretation("2021-08-01"),
    }
    fact = f"{{fact: interpreted, percent: {percent}, columns: [文件], year: 2021}}"
    found = judged(tmp_path, fact, files)
    assert found.state == state
    assert "2份中1份已有解读" in found.reason


def test_an_interpretation_of_next_year_is_none_of_this(tmp_path: Path) -> None:
    files = {"wj/a.md": policy("2021-06-18"), "jd/a.md": interpretation("2022-08-01")}
    fact = "{fact: interpreted, columns: [文件], year: 2021}"
    assert judged(tmp_path, fact, files, as_of=date(2022, 1, 1)).state == "not-met"


def test_media_have_to_be_there(tmp_path: Path) -> None:
    fact = "{fact: interpretations, forms: [视频], media: true, columns: [解读]}"
    text = {"wj/a.md": policy("2021-06-18")}
    said = {**text, "jd/a.md": interpretation("2021-06-19", form="视频")}
    assert judged(tmp_path / "a", fact, said).state == "not-met"
    film = {**text, "jd/a.md": interpretation("2021-06-19", video="a.mp4")}
    assert judged(tmp_path / "b", fact, {**film, "jd/a.mp4": b"film"}).state == "met"
    assert judged(tmp_path / "c", fact, {**film, "jd/a.mp4": b""}).state == "not-met"


MESSAGES = "留言编号,标题,留言摘要,受理日期,答复日期,答复部门,答复内容\n"


def message(number: int, day: str, answer: str = "已办理。") -> str:
    """Return a row of messages."""
    return f"{number},标题{number},摘要,{day},{day},区教委,{answer}\n"


def test_rows_count_by_their_own_day_and_only_if_they_are_filled_in(tmp_path: Path) -> None:
    fact = "{fact: rows, schemas: [messages], columns: [留言], year: 2021, at_least: 2}"
    table = MESSAGES + message(1, "2021-03-01") + message(2, "2022-03-01")
    found = judged(tmp_path / "a", fact, {"ly/t.csv": table})
    # The second came when the year was over, and says so.
    assert (found.state, found.late) == ("met", True)
    assert "2022-03-01才公开，任务的年度到2021-12-31为止" in found.reason
    assert judged(tmp_path / "b", fact, {"ly/t.csv": table}, as_of=date(2022, 2, 28)).state == "partly-met"
    faulty = judged(tmp_path / "c", fact, {"ly/t.csv": table + message(3, "2021-04-01", "")})
    assert (faulty.state, "填错的行" in faulty.reason) == ("partly-met", True)
    # A faulty row of later does not count against the day before it.
    later = table.replace("2022", "2021") + message(3, "2022-12-01", "")
    assert judged(tmp_path / "d", fact, {"ly/t.csv": later}, as_of=date(2022, 2, 28)).state == "met"


def test_every_quarter_has_something(tmp_path: Path) -> None:
    fact = "{fact: every, period: quarter, schemas: [messages], columns: [留言], year: 2021}"
    days = ("2021-01-01", "2021-06-30", "2021-07-01")
    rows = "".join(message(number, day) for number, day in enumerate(days))
    found = judged(tmp_path / "a", fact, {"ly/t.csv": MESSAGES + rows})
    assert (found.state, found.reason.endswith("缺2021年第4季度。")) == ("partly-met", True)
    whole = MESSAGES + rows + message(9, "2021-12-31")
    assert judged(tmp_path / "b", fact, {"ly/t.csv": whole}).state == "met"


def test_values_are_each_asked_for_and_where_narrows(tmp_path: Path) -> None:
    lines = "名称,办学性质,办学地址,办公时间,联系电话,监督举报电话\n"
    school = "{}小学,{},示例路1号,工作日,023-00000000,023-00000001\n".format
    fact = "{fact: rows, schemas: [education-units], columns: [学校], values: {nature: [公办, 民办]}}"
    one = lines + school("甲", "公办")
    found = judged(tmp_path / "a", fact, {"xx/t.csv": one})
    assert (found.state, "缺的是“民办”" in found.reason) == ("partly-met", True)
    assert judged(tmp_path / "b", fact, {"xx/t.csv": one + school("乙", "民办")}).state == "met"
    narrow = "{fact: rows, schemas: [education-units], columns: [学校], where: {办学性质: 民办}, look: 有没有民办学校}"
    other = judged(tmp_path / "c", narrow, {"xx/t.csv": one})
    assert (other.state, "有没有民办学校" in other.reason) == ("content-unjudged", True)
    assert judged(tmp_path / "d", narrow, {"xx/t.csv": one + school("乙", "民办")}).state == "met"


@pytest.mark.parametrize(
    ("wanted", "state"),
    [
        ("period: 2021-2025", "met"),
        ("ends: <=2025", "met"),
        ("ends: <=2024", "content-unjudged"),
        ("starts: '>=2021'", "met"),
        ("kind: 区域规划", "content-unjudged"),
        ("nothing: 1", "content-unjudged"),
        ("name: '*'", "content-unjudged"),
    ],
)
def test_fields_of_a_head_are_compared(wanted: str, state: str, tmp_path: Path) -> None:
    files = {"wj/a.md": head("规划", date(2021, 3, 1), plan="{kind: 专项规划, period: 2021-2025}")}
    fact = f"{{fact: documents, kind: plan, columns: [文件], where: {{{wanted}}}}}"
    assert judged(tmp_path, fact, files).state == state


def test_what_came_after_the_deadline_is_met_late(tmp_path: Path) -> None:
    fact = "{fact: documents, kind: policy, columns: [文件]}"
    files = {"wj/a.md": policy("2021-06-18")}
    due = {"deadline": date(2021, 6, 18)}
    assert not judged(tmp_path / "a", fact, files, **due).late
    late = judged(tmp_path / "b", fact, {"wj/a.md": policy("2021-06-19")}, **due)
    assert (late.state, late.late) == ("met", True)
    assert late.reason.endswith("逾期：2021-06-19才公开，期限是2021-06-18。")
    assert judged(tmp_path / "c", fact, {}, as_of=date(2021, 6, 18), **due).state == "not-due"
    assert judged(tmp_path / "d", fact, {}, as_of=date(2021, 6, 19), **due).state == "not-met"


@pytest.mark.parametrize(
    ("host", "state"),
    [("moj.gov.cn", "met"), ("xzfg.moj.gov.cn", "met"), ("oj.gov.cn", "not-met"), ("gov.cn.evil", "not-met")],
)
def test_a_link_leads_to_a_host_and_no_other(host: str, state: str, tmp_path: Path) -> None:
    assert judged(tmp_path, f"{{fact: link, hosts: [{host}], columns: [链接]}}", {}).state == state


def test_any_one_is_enough_and_what_is_proved_goes_first(tmp_path: Path) -> None:
    fact = (
        "{fact: any-of, facts: [{fact: stated}, {fact: look, look: 看, columns: [文件]}, "
        "{fact: documents, kind: policy, columns: [文件]}]}"
    )
    assert judged(tmp_path / "a", fact, {}).state == "needs-statement"
    assert judged(tmp_path / "b", fact, {"wj/a.md": head("菜单", DAY)}).state == "content-unjudged"
    assert judged(tmp_path / "c", fact, {"wj/a.md": policy("2021-06-18")}).state == "met"


def test_a_page_of_requests_has_its_elements(tmp_path: Path) -> None:
    fact = "{fact: elements, part: request}"
    assert judged(tmp_path / "a", fact, {}).state == "not-met"
    found = judged(tmp_path / "b", fact, {"sq/index.md": head("申请", DAY, request="{unit: 区政府办公室}")})
    assert (found.state, "没有写" in found.reason) == ("partly-met", True)


def test_hostile_titles_and_fields_end_in_no_error(tmp_path: Path) -> None:
    fact = "{fact: documents, kind: policy, columns: [文件], titled: ['[', '(', '<']}"
    files = {"wj/a.md": policy("2021-06-18").replace("办法1", "'<script>[(*+?{}'")}
    assert judged(tmp_path / "a", fact, files).state == "met"
    odd = "{fact: documents, kind: policy, columns: [不存在>的>栏目, ''], where: {'': ''}}"
    assert judged(tmp_path / "b", odd, files).state == "not-met"
