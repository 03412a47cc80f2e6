"""Questions on the search page: answered from what is published, or said to have no answer, or not to be known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.search.questions.cut import runs
from generator.search.questions.index import part_of
from tests.browser.waiting import wait_for
from tests.helpers import COLUMNS, MARKS, PORTAL, build, document, make_portal, serve

ELEVATOR = "小区电梯坏了，能不能先修后分摊维修资金？"
ASKED = "楼里电梯坏了，维修基金怎么用"
UNANSWERED = "护照丢了怎么补办"
DONE = "[data-result-count]:is([data-state=done],[data-state=error])"
REGISTER = """\
  - name: 问答库
    description: 群众常问的问题。
    unit: 区政府办公室
    owner: 张某
    cycle: yearly
    kind: register
    schema: questions
"""
ROWS = """\
主题,问题,答复,政策依据,依据条款,答复单位,咨询电话,更新日期
养犬,养狗要办证吗？,要办。<b>带狗</b>到派出所登记。,tzgg/20260303-yang.md,第三条,区公安分局,023-00000001,2026-03-04
取水,打井要不要申请？,要申请取水许可。,tzgg/20200303-shui.md,,区水利局,023-00000002,2026-03-04
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A portal with two answers, of which one rests on what is no longer valid, and without a column to ask in."""
    root = make_portal(
        tmp_path_factory.mktemp("questions"),
        {
            "columns.yml": PORTAL + COLUMNS + REGISTER,
            "mkdocs.yml": MARKS,
            "content/wdk/问答库.csv": ROWS,
            "content/tzgg/20260303-yang.md": document(
                "关于养犬登记的通知", validity="有效", doc_no="示例府发〔2026〕3号"
            ),
            "content/tzgg/20200303-shui.md": document(
                "关于取水管理的通知",
                published="2020-03-03 09:30",
                validity="废止",
                doc_no="示例府发〔2020〕3号",
            ),
        },
    )
    with serve(build(root)) as address:
        yield address


def ask(page: Page, base: str, question: str, more: str = "") -> str:
    """Ask; returns the state of the answer once it and the search are complete."""
    page.goto(f"{base}search/?q={quote(question)}{more}")
    return state(page)


def state(page: Page) -> str:
    """Return the state of the answer once it and the search are complete."""
    page.wait_for_selector(DONE, state="attached")
    page.wait_for_selector("[data-answer]:not([data-state=loading])", state="attached")
    return page.get_attribute("[data-answer]", "data-state") or ""


def test_the_answer_is_shown_above_results_with_the_policy_it_rests_on(page: Page, base: str) -> None:
    assert ask(page, base, ASKED) == "answer"
    panel = page.locator("[data-answer]")
    expect(panel.locator("h2")).to_have_text(ELEVATOR)
    expect(panel).to_contain_text("不用业主事先表决")
    expect(panel).to_contain_text("区住房城乡建委答复")
    expect(panel.locator("[data-basis]").first).to_contain_text("住宅专项维修资金应急使用办法")
    box, first = panel.bounding_box(), page.locator("[data-result]").first.bounding_box()
    assert box
    assert first
    assert box["y"] + box["height"] <= first["y"]


def test_the_answer_leads_to_its_row_and_to_the_policy(page: Page, base: str) -> None:
    ask(page, base, ASKED)
    page.click("[data-answer] [data-basis]")
    expect(page.locator("h1")).to_contain_text("维修资金")
    page.go_back()
    assert state(page) == "answer"
    page.click("[data-answer] h2 a")
    expect(page.locator("main tr:target, main :target").first).to_contain_text(ELEVATOR)


def test_a_guide_answers_with_what_is_asked_of_it(page: Page, base: str) -> None:
    assert ask(page, base, "二手房过户要带什么材料") == "answer"
    panel = page.locator("[data-answer]")
    expect(panel.locator("h2")).to_contain_text("不动产转移登记")
    expect(panel.locator("dt")).to_have_text(["办理材料"])
    ask(page, base, "二手房过户去哪里办，收多少钱")
    expect(panel.locator("dt")).to_have_text(["办理地点", "收费", "联系电话"])


def test_where_nothing_answers_it_says_so_and_where_to_ask(page: Page, base: str) -> None:
    assert ask(page, base, UNANSWERED) == "none"
    panel = page.locator("[data-answer]")
    expect(panel).to_contain_text("没有找到现成的答复")
    expect(panel.locator("a")).to_have_text(["公开信箱", "联系我们", "依申请公开"])
    page.click("[data-answer] a >> nth=0")
    expect(page.locator("h1")).to_contain_text("公开信箱")


@pytest.mark.parametrize("query", ["停车泊位", "示例府办发〔2026〕8号", "“电梯坏了怎么办”", "政策解读", ""])
def test_what_is_no_question_reads_nothing(page: Page, base: str, query: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}search/?q={quote(query)}")
    if query:
        page.wait_for_selector(DONE, state="attached")
    page.wait_for_timeout(200)
    assert [url for url in asked if "/search/questions" in url or "search-questions" in url] == []
    expect(page.locator("[data-answer]")).to_be_hidden()


def test_what_may_be_a_question_is_answered_but_not_told_to_have_no_answer(page: Page, base: str) -> None:
    assert ask(page, base, "创业担保贷款额度") == "answer"
    assert ask(page, base, "葡萄种植技术条件") == "idle"
    expect(page.locator("[data-answer]")).to_be_hidden()


def test_another_question_takes_the_place_of_the_first(page: Page, base: str) -> None:
    ask(page, base, ASKED)
    page.fill("#search-q", UNANSWERED)
    page.press("#search-q", "Enter")
    expect(page.locator("[data-answer][data-state=none]")).to_be_visible()
    page.go_back()
    expect(page.locator("[data-answer][data-state=answer] h2")).to_have_text(ELEVATOR)
    page.fill("#search-q", "停车泊位")
    page.press("#search-q", "Enter")
    expect(page.locator("[data-answer]")).to_be_hidden()


def test_by_keyboard_all_of_the_answer_is_seen(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    ask(page, base, ASKED)
    more = page.locator("[data-answer] button")
    expect(more).to_be_visible()
    page.focus("#search-q")
    for _ in range(8):
        page.keyboard.press("Tab")
        if more.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    text = page.locator(".gk-answer__text")
    wait_for(page, lambda: bool(text.evaluate("each => each.scrollHeight <= each.clientHeight + 1")))
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "false")
    page.close()


@pytest.mark.parametrize(
    ("question", "seen"),
    [(ASKED, "[data-answer] [data-basis]"), (UNANSWERED, "[data-search-results] [data-result]")],
)
def test_on_a_phone_what_counts_is_on_the_first_screen(
    browser: Browser, base: str, question: str, seen: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    ask(page, base, question)
    box = page.locator(seen).first.bounding_box()
    assert box
    assert box["y"] + 30 < 640
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


FAILURES: dict[str, Callable[[Route], None]] = {
    "404": lambda route: route.fulfill(status=404, body="没有"),
    "503": lambda route: route.fulfill(status=503, body="稍后"),
    "a page": lambda route: route.fulfill(status=200, body="<html>请登录</html>", content_type="text/html"),
    "abort": lambda route: route.abort(),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize(
    "lost",
    [
        "**/search/questions.json",
        "**/search/questions/*/p*",
        "**/search/questions/*/a*",
        "**/search/answers.js*",
    ],
)
def test_what_cannot_be_read_is_never_said_not_to_be_there(
    page: Page, base: str, lost: str, failure: str
) -> None:
    page.route(lost, FAILURES[failure])
    assert ask(page, base, ASKED) == "failed"
    expect(page.locator("[data-answer]")).to_contain_text("问答没有读到")
    expect(page.locator("[data-answer]")).not_to_contain_text("没有找到")
    expect(page.locator("[data-result]").first).to_be_visible()
    # The same question again, when the files are there.
    page.unroute(lost)
    page.press("#search-q", "Enter")
    expect(page.locator("[data-answer][data-state=answer] h2")).to_have_text(ELEVATOR)


def test_where_one_part_is_lost_an_answer_says_that_there_may_be_others(page: Page, base: str) -> None:
    told = page.request.get(f"{base}search/questions.json").json()
    number = part_of("基金", told["parts"])
    page.route(f"**/search/questions/*/p{number}.pagefind", FAILURES["404"])
    assert ask(page, base, "电梯坏了维修资金怎么用，基金") == "answer"
    expect(page.locator("[data-answer]")).to_contain_text("可能还有更合适的答复")


def test_a_release_that_comes_meanwhile_is_asked(page: Page, base: str) -> None:
    ask(page, base, ASKED)
    told = page.request.get(f"{base}search/questions.json").text()
    real = page.request.get(f"{base}search/questions.json").json()["folder"]
    answers = iter([told.replace(real, "0" * 12)])
    page.route("**/search/questions.json", lambda route: route.fulfill(body=next(answers, told)))
    assert ask(page, base, ASKED) == "answer"


def test_a_question_in_traditional_characters_is_answered(page: Page, base: str) -> None:
    assert ask(page, base, "樓裏電梯壞了，維修基金怎麼用") == "answer"
    expect(page.locator("[data-answer] h2")).to_have_text(ELEVATOR)


def test_nothing_that_was_written_becomes_markup(page: Page, small: str) -> None:
    assert ask(page, small, "养狗要不要办证") == "answer"
    expect(page.locator(".gk-answer__text")).to_have_text("要办。<b>带狗</b>到派出所登记。")
    expect(page.locator("[data-answer] b")).to_have_count(0)
    expect(page.locator("[data-answer] strong")).to_have_count(0)


def test_an_answer_that_rests_on_what_is_no_longer_valid_says_so(page: Page, small: str) -> None:
    assert ask(page, small, "打井需要申请吗") == "answer"
    expect(page.locator("[data-answer] strong")).to_contain_text("这份文件已经废止")


def test_without_a_column_to_ask_in_the_telephone_is_named(page: Page, small: str) -> None:
    assert ask(page, small, UNANSWERED) == "none"
    expect(page.locator("[data-answer]")).to_have_text("没有找到现成的答复，可以问：电话023-00000000。")


def test_script_and_program_cut_alike(page: Page, base: str) -> None:
    texts = [
        ASKED,
        UNANSWERED,
        "我家孩子ＡBC读一年级，休几天假？",
        "请问12345是什么",
        "我妈一次性创业补贴多少",
        "，。？",
        "𠮷林3G",
    ]
    page.goto(f"{base}search/")
    cut = page.evaluate(
        """async ([base, texts]) => {
          const script = await import(`${base}assets/search-questions.js`);
          const told = await (await fetch(`${base}search/questions.json`)).json();
          return texts.map((text) => script.runsOf(text, told));
        }""",
        [base, texts],
    )
    assert cut == [runs(text) for text in texts]
    terms = ["电梯", "维修资金", "abc", "a", "一年级", "龘靐"]
    parts = page.evaluate(
        """async ([base, terms]) => {
          const script = await import(`${base}assets/search-questions.js`);
          return terms.map((term) => [16, 64, 1024].map((parts) => script.partOf(term, parts)));
        }""",
        [base, terms],
    )
    assert parts == [[part_of(term, number) for number in (16, 64, 1024)] for term in terms]


def test_the_files_of_a_question_are_few_and_small(page: Page, base: str) -> None:
    sizes: list[int] = []
    page.on(
        "response",
        lambda response: sizes.append(len(response.body())) if "/search/questions" in response.url else None,
    )
    ask(page, base, "我家孩子户口不在这里，想在这边读小学，要什么材料")
    assert len(sizes) < 40
    assert sum(sizes) < 100_000
