"""The state of mandates: computed from what the portal holds, on a day; stated only where nothing shows it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import AS_OF, MARKS, PORTAL, check, codes, document, make_portal, run

HEAD = PORTAL + "  packs: [wulong-2022]\ncolumns:\n"
DUTY = "description: 样例栏目。, unit: 区政府办公室, owner: 张某, cycle: monthly"
POLICIES = f"""\
  - name: 政务公开
    kind: group
    {DUTY.replace(", ", chr(10) + "    ")}
    children:
      - name: 政府信息公开目录
        kind: group
        description: 样例目录。
        children:
          - {{name: 反不正当竞争, description: 反不正当竞争。}}
          - {{name: 优化营商环境, description: 优化营商环境。}}
          - {{name: 减税降费, description: 减税降费。}}
"""
COMPETITION, BUSINESS, TAX, POWERS = "7", "4", "9", "25"
FOLDER = "content/zwgk/zfxxgkml"


def ledger(root: Path, pack: str = "wulong-2022", as_of: str = AS_OF) -> dict[str, dict[str, Any]]:
    """Return the mandates of a pack's ledger by their ids."""
    outcome = run("ledger", pack, "--root", root, "--as-of", as_of, "--format", "json")
    assert outcome.code == 0, outcome.err
    whole = json.loads(outcome.out)
    assert list(whole) == ["pack", "mandates"]
    assert whole["pack"] == pack
    return {mandate["id"]: mandate for mandate in whole["mandates"]}


def with_documents(folder: Path, *files: tuple[str, str], **head: str) -> Path:
    """Make a portal with documents of these columns and days."""
    texts = {
        f"{FOLDER}/{column}/{day.replace('-', '')}-{number}.md": document(
            title=f"第{number}份", published=f"{day} 09:00", **head
        )
        for number, (column, day) in enumerate(files)
    }
    return make_portal(folder, {"columns.yml": HEAD + POLICIES, **texts})


def test_content_in_its_time_is_for_people_to_judge_and_is_their_evidence(tmp_path: Path) -> None:
    root = with_documents(tmp_path, ("fbzdjz", "2022-10-09"))
    mandate = ledger(root)[COMPETITION]
    assert (mandate["state"], mandate["late"], mandate["proof"]) == ("content-unjudged", False, "look")
    assert mandate["evidence"] == [{"title": "第0份", "url": "zwgk/zfxxgkml/fbzdjz/20221009-0.html"}]
    assert "要由人核对：条例、政策、典型案例和查处情况是否都公开了" in mandate["reason"]
    assert mandate["deadline"] == "2022-11-30"
    assert mandate["deadline_text"] == "2022年11月底前"
    assert mandate["lead"] == ["区市场监管局"]
    assert mandate["binds"] == ["district"]
    assert (mandate["missing"], mandate["statement"]) == ([], None)
    assert "7" in next(f["message"] for f in check(root) if f["code"] == "mandate-unjudged")


def test_content_after_its_time_is_late_and_says_so(tmp_path: Path) -> None:
    mandate = ledger(with_documents(tmp_path, ("fbzdjz", "2023-10-09")))[COMPETITION]
    assert (mandate["state"], mandate["late"]) == ("content-unjudged", True)
    assert mandate["reason"].endswith("逾期：2023-10-09才公开，期限是2022-11-30。")


def test_content_of_an_earlier_year_does_not_count(tmp_path: Path) -> None:
    assert ledger(with_documents(tmp_path, ("fbzdjz", "2021-10-09")))[COMPETITION]["state"] == "not-met"


def test_an_empty_column_does_not_meet_it(tmp_path: Path) -> None:
    root = with_documents(tmp_path)
    assert ledger(root)[COMPETITION]["state"] == "not-met"
    unmet = [finding for finding in check(root) if finding["code"] == "mandate-unmet"]
    assert ["wulong-2022#7"] in [finding["basis"] for finding in unmet]


@pytest.mark.parametrize(
    ("day", "state"), [("2022-06-28", "not-due"), ("2022-11-30", "not-due"), ("2022-12-01", "not-met")]
)
def test_a_mandate_is_not_due_before_its_day(day: str, state: str, tmp_path: Path) -> None:
    assert ledger(with_documents(tmp_path), as_of=day)[COMPETITION]["state"] == state


def test_what_is_asked_for_every_month_is_counted_by_months(tmp_path: Path) -> None:
    policy = {"doc_no": "示例府发〔2022〕1号", "signed": "2022-06-01"}
    one_month = [("yhyshj", f"2022-09-{day:02}") for day in range(1, 10)]
    mandate = ledger(with_documents(tmp_path / "a", *one_month, **policy))[BUSINESS]
    assert mandate["state"] == "partly-met"
    assert "6个月中1个有政策文件，缺2022年7月、2022年8月、2022年10月" in mandate["reason"]
    every_month = [("yhyshj", f"2022-{month:02}-05") for month in range(7, 13)]
    root = with_documents(tmp_path / "b", *every_month, **policy)
    assert "应有2022-07-01至2022-12-31解读" in ledger(root)[BUSINESS]["reason"]
    explained = document(
        title="解读", published="2022-08-06 09:00", interprets="[zwgk/zfxxgkml/yhyshj/20220705-0.md]"
    )
    (root / FOLDER / "yhyshj/20220806-jd.md").write_text(explained, encoding="utf-8")
    assert ledger(root)[BUSINESS]["state"] == "met"
    # Menus come out every month too.
    menus = [("yhyshj", f"2022-{month:02}-05") for month in range(7, 13)]
    assert ledger(with_documents(tmp_path / "c", *menus))[BUSINESS]["state"] == "not-met"


TAX_OFFICE = "kind: links, links: [{title: 税务局, url: 'https://chongqing.chinatax.gov.cn/'}]"


@pytest.mark.parametrize(
    ("told", "state", "words"),
    [
        (f"home: feature, {TAX_OFFICE}", "met", "有通到chinatax.gov.cn的链接"),
        (f"home: feature, {TAX_OFFICE.replace('chinatax', 'example')}", "not-met", "没有通到chinatax.gov.cn"),
        (TAX_OFFICE, "partly-met", "不在首页上"),
    ],
)
def test_a_column_on_the_home_page_with_its_link(told: str, state: str, words: str, tmp_path: Path) -> None:
    columns = POLICIES.replace("description: 减税降费。", f"description: 减税降费。, {told}")
    mandate = ledger(make_portal(tmp_path, {"columns.yml": HEAD + columns}))[TAX]
    assert mandate["state"] == state
    assert words in mandate["reason"]


@pytest.mark.parametrize(("policy", "state"), [("wj/20260303-wj.md", "met"), ("", "not-met")])
def test_a_table_whose_rows_name_their_policies_is_tied_to_them(
    policy: str, state: str, tmp_path: Path
) -> None:
    columns = (
        f"{HEAD}  - name: 文件\n    slug: wj\n    {DUTY.replace(', ', chr(10) + '    ')}\n"
        "  - name: 政务公开\n    kind: group\n    children:\n      - name: 政府信息公开目录\n        kind: group\n"
        "        children:\n          - {name: 权责清单, kind: register, schema: powers}\n"
        "  - name: 办事服务\n    kind: group\n    children:\n      - {name: 办事指南, description: 指南。}\n"
    )
    table = (
        "行使主体,权力类型,事项名称,设定依据,关联文件,责任事项,追责情形,监督电话,更新日期\n"
        f"区民政局,行政给付,低保金给付,《社会救助暂行办法》,{policy},受理、发放,截留资金的。,12345,2026-03-03\n"
    )
    guide = document(
        title="低保办事指南", body="见[办法](/wj/20260303-wj.md)。", guide="{item: 低保, unit: 区民政局}"
    )
    files = {
        "columns.yml": columns,
        f"{FOLDER}/qzqd/权责事项.csv": table,
        "content/bsfw/bszn/20260303-zn.md": guide,
    }
    root = make_portal(tmp_path, {**files, "content/wj/20260303-wj.md": document()})
    assert ledger(root)[POWERS]["state"] == ("met" if state == "met" else "partly-met")


def test_a_missing_column_is_found_and_its_mandate_not_met(tmp_path: Path) -> None:
    head = HEAD.replace("wulong-2022", "wanzhou-2021")
    root = make_portal(tmp_path, {"columns.yml": head + POLICIES})
    assert ledger(root, "wanzhou-2021")["5"]["state"] == "not-met"
    assert ledger(root, "wanzhou-2021")["5"]["missing"] == [
        ["政务公开", "政府信息公开目录", "市场准入负面清单"]
    ]
    missing = {
        finding["message"]: finding["basis"]
        for finding in check(root)
        if finding["code"] == "column-mandated"
    }
    (message,) = [message for message in missing if "政务公开>政府信息公开目录>市场准入负面清单" in message]
    assert missing[message] == ["wanzhou-2021#5"]


STATEMENT = """\
statements:
  - mandate: wulong-2022#53
    state: {state}
    date: {day}
    who: 区政府办公室张某
    reason: 另有规定。
    evidence: [2026年绩效考核方案中政务公开占4%。, tzgg/20260303-a.md]
"""
STATED = {"content/tzgg/20260303-a.md": document()}
NOTICES = HEAD + "  - name: 通知公告\n    " + DUTY.replace(", ", "\n    ") + "\n"


@pytest.mark.parametrize(
    ("state", "becomes"),
    [
        ("已落实", "stated"),
        ("书面说明", "stated"),
        ("partly-met", "partly-met"),
        ("未落实", "not-met"),
        ("不适用", "not-applicable"),
    ],
)
def test_what_no_site_shows_is_stated(state: str, becomes: str, tmp_path: Path) -> None:
    if state == "书面说明":
        # What the ledger calls it is no state to be written: that would say nothing.
        root = make_portal(
            tmp_path, {"columns.yml": NOTICES, "ledger.yml": STATEMENT.format(state=state, day="2026-10-10")}
        )
        assert "value-invalid" in codes(check(root))
        return
    text = STATEMENT.format(state=state, day="2026-10-10")
    root = make_portal(tmp_path, {"columns.yml": NOTICES, "ledger.yml": text, **STATED})
    mandate = ledger(root)["53"]
    assert mandate["state"] == becomes
    assert mandate["evidence"] == [
        {"title": "2026年绩效考核方案中政务公开占4%。", "url": ""},
        {"title": "关于样例事项的通知", "url": "tzgg/20260303-a.html"},
    ]
    assert (mandate["statement"]["who"], mandate["statement"]["date"]) == ("区政府办公室张某", "2026-10-10")
    # The day before it was stated nothing was known, and that is no error.
    assert ledger(root, as_of="2026-10-09")["53"]["state"] == "needs-statement"
    assert ledger(root, as_of="2026-10-09")["53"]["statement"] is None
    outcome = run("check", "--root", root, "--as-of", "2026-02-01", "--format", "json")
    assert outcome.code == 0
    assert "link-broken" not in outcome.out


def test_a_task_is_dropped_for_a_reason_or_not_at_all(tmp_path: Path) -> None:
    text = STATEMENT.format(state="不适用", day="2026-10-10").replace("    reason: 另有规定。\n", "")
    root = make_portal(tmp_path, {"columns.yml": NOTICES, "ledger.yml": text, **STATED})
    assert ledger(root)["53"]["state"] == "needs-statement"
    assert "statement-reason" in codes(check(root))


def test_without_a_statement_nothing_is_assumed(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": NOTICES, **STATED})
    assert ledger(root)["53"]["state"] == "needs-statement"
    assert "53" in next(f["message"] for f in check(root) if f["code"] == "mandate-statement")


def test_a_statement_does_not_change_what_the_site_shows(tmp_path: Path) -> None:
    text = STATEMENT.format(state="已落实", day="2026-10-10").replace("#53", "#4")
    root = make_portal(tmp_path, {"columns.yml": NOTICES, "ledger.yml": text, **STATED})
    assert ledger(root)["4"]["state"] == "not-met"
    assert "statement-unneeded" in codes(check(root))


def test_a_person_judges_content_and_is_told_apart(tmp_path: Path) -> None:
    text = STATEMENT.format(state="已落实", day="2026-10-10").replace("#53", "#7")
    root = with_documents(tmp_path, ("fbzdjz", "2022-10-09"))
    (root / "ledger.yml").write_text(text.replace(", tzgg/20260303-a.md", ""), encoding="utf-8")
    assert ledger(root)["7"]["state"] == "stated"
    assert "statement-unneeded" not in codes(check(root))
    # Where there is nothing to judge, nothing is judged.
    (root / FOLDER / "fbzdjz/20221009-0.md").unlink()
    assert ledger(root)["7"]["state"] == "not-met"


@pytest.mark.parametrize(
    ("level", "pack", "bound", "state"),
    [
        ("township", "wulong-2022", "42", "needs-statement"),
        ("municipality", "wanzhou-2021", "29", "needs-statement"),
    ],
)
def test_only_mandates_of_the_own_level_bind(
    level: str, pack: str, bound: str, state: str, tmp_path: Path
) -> None:
    columns = NOTICES.replace("level: district", f"level: {level}")
    states = {
        key: each["state"]
        for key, each in ledger(make_portal(tmp_path, {"columns.yml": columns}), pack).items()
    }
    assert states[bound] == state
    assert states["3"] == "not-applicable"


def without_video(sample_root: Path, folder: Path) -> Path:
    """Copy the sample and take the column 视频 out of it, with what it holds."""
    shutil.copytree(sample_root, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    lines = (folder / "columns.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.strip() == "- name: 视频")
    indent = lines[start].index("-")
    end = next(
        number for number in range(start + 1, len(lines)) if lines[number].startswith(" " * indent + "- ")
    )
    (folder / "columns.yml").write_text("".join(lines[:start] + lines[end:]), encoding="utf-8")
    shutil.rmtree(folder / "content/zwgk/zfxxgkml/zcjd/sp")
    # As if it had never been: what was published once would be missed.
    lock = folder / "urls.lock"
    kept = [line for line in lock.read_text(encoding="utf-8").splitlines(True) if "/zcjd/sp" not in line]
    lock.write_text("".join(kept), encoding="utf-8")
    return folder


def test_the_sample_without_videos_leaves_one_mandate_unmet(sample_root: Path, tmp_path: Path) -> None:
    root = without_video(sample_root, tmp_path / "portal")
    for pack in ("cq-2020", "wanzhou-2021", "wulong-2022"):
        before, after = ledger(sample_root, pack), ledger(root, pack)
        newly = [key for key in after if after[key]["state"] == "not-met" != before[key]["state"]]
        asking = [
            key
            for key in after
            if ["政务公开", "政府信息公开目录", "政策解读", "视频"] in after[key]["paths"]
        ]
        assert newly == asking, pack
    (found,) = [finding for finding in check(root) if finding["code"] == "column-mandated"]
    assert found["basis"] == ["wanzhou-2021#21"]
    assert "政策解读>视频" in found["message"]


def test_a_faulty_statement_is_named_and_the_others_stand(tmp_path: Path) -> None:
    good = STATEMENT.format(state="已落实", day="2026-10-10")
    faulty = (
        good.removeprefix("statements:\n")
        .replace("#53", "#54")
        .replace("已落实", "办好了")
        .replace("2026-10-10", "2026-02-30")
    )
    root = make_portal(
        tmp_path, {"columns.yml": NOTICES, "ledger.yml": good + faulty, "mkdocs.yml": MARKS, **STATED}
    )
    wrong = [finding for finding in check(root) if finding["path"] == "ledger.yml"]
    assert sorted(codes(wrong)) == ["date-invalid", "value-invalid"]
    assert all(finding["line"] in (9, 10) for finding in wrong)
    assert ledger(root)["53"]["state"] == "stated"


@pytest.mark.parametrize(
    "text",
    ["", "a", "[]", "statements: 3", "statements: [a, [b], {}]", "说明:\n  - 任务: x", "\tx: 1", "a: b"],
)
def test_any_ledger_gives_words_not_a_traceback(text: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": NOTICES, "ledger.yml": text})
    outcome = run("check", "--root", root, "--as-of", AS_OF)
    assert outcome.code in (0, 1)
    assert outcome.err == ""
