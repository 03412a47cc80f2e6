"""The first words of a text, for who shows a page by a line or two of it."""

import pytest

from generator.render.text.opening import opening

LONG = "各镇人民政府，区政府各部门：" * 12


def test_a_short_text_is_given_whole() -> None:
    assert opening("<p>请于<strong>三日</strong>内办理。</p>") == "请于 三日 内办理。"


def test_a_long_text_is_cut_and_says_so() -> None:
    found = opening(f"<p>{LONG}</p>" * 9)
    assert found == LONG[:118] + "……"


@pytest.mark.parametrize("before", [0, 300, 390, 399, 400, 401, 500, 900])
def test_what_stands_before_the_first_words_does_not_count(before: int) -> None:
    tag = f'<p class="{"x" * max(0, before - 12)}">' if before else "<p>"
    assert opening(f"{tag}{LONG}</p>{tag}{LONG}</p>").startswith(LONG[:100])


def test_no_tag_or_reference_is_cut_through() -> None:
    for size in range(360, 410):
        html = f"<p>{'甲' * 40}</p><p hidden>{' ' * size}</p><p>乙&amp;丙</p>{'<br>' * 400}"
        assert opening(html) == f"{'甲' * 40} 乙&丙"
