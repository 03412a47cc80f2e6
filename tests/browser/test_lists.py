"""Titles in lists are whole and told apart, dates stand below each other, and no card is left half empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import open_page
from tests.helpers import PORTAL, build, document, make_portal, serve

WIDTHS = (360, 768, 1440)
START = "示例区人民政府办公室关于印发示例区进一步优化营商环境促进民营经济高质量发展若干措施任务分工的通知之"
ENDS = ("第一批", "第二批", "第三批", "第三批补充", "第四批", "第五批")
LONG = "关于" + "公布行政规范性文件清理结果" * 14 + "的公告"
HOSTILE = "Www.ExampleWithoutAnyBlank" * 5
# The columns of a group, each with the titles of its documents and how many columns it has below.
SHAPES: dict[str, tuple[list[str], int]] = {
    "yw": ([START + end for end in ENDS], 0),
    "gs": ([], 0),
    "wj": (["简短的通知", "另一个通知"], 0),
    "zl": (["一号公告", LONG, HOSTILE, "四号公告", "五号公告", "六号公告"], 0),
    "zt": (["一号通知", "二号通知", "三号通知", "四号通知"], 12),
    "jb": (["一号简报"], 2),
    "hy": ([f"{number}号会议纪要" for number in range(9)], 0),
    "jy": ([f"{number}号建议答复" for number in range(7)], 3),
}
# More than this below the last line of a card is a hole, in pixels: two rows.
HOLE = 80

CLIPPED = """() => [...document.querySelectorAll('main a, main li span, main h2, main h3')].filter((each) => {
  const style = getComputedStyle(each);
  if (each.closest('.gk-hidden') || each.classList.contains('gk-hidden')) return false;
  const line = document.createRange();
  line.selectNodeContents(each);
  const box = line.getBoundingClientRect();
  const main = each.closest('section, main').getBoundingClientRect();
  return style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
    || (style.overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1)
    || box.right > main.right + 1 || box.left < main.left - 1;
}).map((each) => each.textContent)"""
# Of each card: where it begins and ends, and where the last of what it holds ends; its last line may be at its foot.
CARDS = """() => [...document.querySelectorAll('.gk-digest, .gk-pair > .gk-panel, .gk-forms > .gk-form')].map((card) => {
  const box = card.getBoundingClientRect();
  const inner = [...card.children].filter((each) => !each.className.endsWith('__more'));
  const foot = card.querySelector('.gk-digest__more');
  const last = Math.max(...inner.map((each) => each.getBoundingClientRect().bottom));
  const open = (foot ? foot.getBoundingClientRect().top : box.bottom) - last;
  return {kind: card.className, top: Math.round(box.top), bottom: Math.round(box.bottom), open};
})"""
DATES = """() => [...document.querySelectorAll('main .gk-rows')].map((list) => [...new Set(
  [...list.querySelectorAll('time')].map((each) => Math.round(each.getBoundingClientRect().right)))])"""


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a portal whose columns hold nothing, a little, much, and titles that differ at their end."""
    columns, files = [], {}
    for slug, (titles, below) in SHAPES.items():
        lines = f"      - {{name: 栏目{slug}, slug: {slug}, description: 公开{slug}的信息。, unit: 甲, owner: 乙, cycle: yearly"
        if below:
            names = ", ".join(f"{{name: 下级栏目{n}, slug: c{n}, description: 下级。}}" for n in range(below))
            lines += f", children: [{names}]"
        columns.append(lines + "}")
        for number, title in enumerate(titles):
            files[f"content/gk/{slug}/{number}.md"] = document(
                title, published=f"2026-11-0{number + 1} 09:00"
            )
    tree = (
        "limits: {empty_block: 0, stale_block: 0, unkept_block: 0}\n"
        "columns:\n  - name: 公开\n    slug: gk\n    kind: group\n    description: 公开。\n    unit: 甲\n"
        "    owner: 乙\n    cycle: yearly\n    children:\n" + "\n".join(columns) + "\n"
        "  - {name: 通知, slug: tz, description: 通知。, unit: 甲, owner: 乙, cycle: yearly, home: notices}\n"
        "  - {name: 优惠, slug: yh, description: 优惠政策。, unit: 甲, owner: 乙, cycle: yearly, home: feature}\n"
        "  - {name: 服务, slug: fw, description: 服务事项。, unit: 甲, owner: 乙, cycle: yearly, home: feature}\n"
    )
    files["content/tz/1.md"] = document(START + "尾", published="2026-11-01 09:00")
    files["columns.yml"] = PORTAL + tree
    root = make_portal(tmp_path_factory.mktemp("lists") / "portal", files)
    with serve(build(root)) as address:
        yield address


@pytest.fixture(scope="module", params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of a phone, a tablet, a desktop, in which one address after another is opened."""
    with browser.new_context(viewport={"width": request.param, "height": 900}) as context:
        yield context.new_page()


def assert_whole(page: Page) -> None:
    """Assert that a page shows every title to its end, and nothing is wider than the screen."""
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def assert_level(page: Page) -> None:
    """Assert that cards that begin beside each other end so, and that none has a hole."""
    cards = page.evaluate(CARDS)
    rows: dict[tuple[str, int], set[int]] = {}
    for card in cards:
        rows.setdefault((card["kind"].split()[0], card["top"]), set()).add(card["bottom"])
    assert [ends for ends in rows.values() if max(ends) - min(ends) > 1] == []
    forms = [card for card in cards if card["kind"] == "gk-form"]
    assert [card for card in cards if card not in forms and card["open"] > HOLE] == []


@pytest.mark.parametrize("place", ["", "gk/", "gk/yw/", "gk/zl/", "gk/zt/"])
def test_titles_of_any_shape_are_whole_and_cards_level(place: str, page: Page, shapes: str) -> None:
    page.goto(shapes + place)
    assert_whole(page)
    assert_level(page)
    for ends in page.evaluate(DATES):
        # Where rows stand in two columns their dates do too; on a phone each stands below its title.
        assert len(ends) <= (1 if page.evaluate("innerWidth") < 960 else 2)


def test_titles_that_differ_at_their_end_are_told_apart(page: Page, shapes: str) -> None:
    page.goto(f"{shapes}gk/")
    shown = page.locator(".gk-rows__title", has_text=START[:12]).all()
    words = [each.inner_text() for each in shown]
    assert len(words) >= 3
    assert len(set(words)) == len(words)
    for each in shown:
        # The box is as high as the words in it: none of them lies outside.
        over = each.evaluate(
            "(link) => { const words = document.createRange(); words.selectNodeContents(link);"
            " return words.getBoundingClientRect().bottom - link.getBoundingClientRect().bottom }"
        )
        assert over < 2


def test_an_empty_column_says_what_it_is_for(page: Page, shapes: str) -> None:
    page.goto(f"{shapes}gk/")
    card = page.locator(".gk-digest", has_text="栏目gs")
    expect(card).to_contain_text("公开gs的信息。")


@pytest.mark.parametrize(
    "kind", ["home", "group", "sections", "list", "consultations", "decisions", "older-list"]
)
def test_the_samples_titles_are_whole_and_its_cards_level(
    kind: str, page: Page, base: str, addresses: dict[str, str]
) -> None:
    open_page(page, base, kind, addresses[kind])
    assert_whole(page)
    assert_level(page)
