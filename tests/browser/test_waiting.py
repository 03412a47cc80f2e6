"""No test asks a page once, straight after it has set something going there: on a busy machine that is too early."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import REPOSITORY

TESTS = REPOSITORY / "tests"
# Each answers at once. ``expect`` has a form for each that waits; tests/browser/waiting.py has the rest.
READS = {
    *("count", "all", "all_inner_texts", "all_text_contents", "inner_text", "inner_html", "text_content"),
    *("is_visible", "is_hidden", "is_enabled", "is_disabled", "is_checked", "is_editable"),
    *("get_attribute", "input_value", "title", "content"),
}
SLEEP = "wait_for_timeout"
# Where that is certain, and why.
ALLOWED = {
    ("browser/waiting.py", "wait_for"): "it asks again",
    ("browser/waiting.py", "count_written"): "no script changes the number",
    # The search has said that all is drawn; while it goes on, what is drawn is the beginning of what will be.
    ("search/conftest.py", "state"): "after wait",
    ("search/conftest.py", "count"): "after wait",
    ("search/conftest.py", "titles"): "after wait",
    ("search/conftest.py", "note"): "after wait",
    ("search/conftest.py", "marks"): "after wait",
    ("search/conftest.py", "excerpt"): "after wait",
    ("search/conftest.py", "step"): "after wait",
    **dict.fromkeys(
        (
            *(
                ("search/test_failures.py", name)
                for name in (
                    "search",
                    "test_what_is_found_is_true_whatever_is_lost",
                    "test_nothing_is_said_of_what_could_not_be_read",
                    "test_a_file_that_fails_once_is_asked_for_again",
                    "test_a_choice_that_cannot_be_judged_is_told",
                    "test_a_text_that_is_lost_is_told_and_its_title_leads_on",
                    "test_no_webassembly_is_asked_for",
                    "test_titles_are_asked_by_the_same_rules_without_modules",
                    "test_a_script_of_titles_that_is_lost_is_told",
                )
            ),
            *(
                ("browser/test_ladder.py", name)
                for name in (
                    "search",
                    "test_nothing_of_the_ladder_is_fetched_where_enough_is_found",
                    "test_a_minus_leaves_out",
                    "test_few_results_are_followed_by_another_step_and_not_mixed_with_it",
                    "test_what_is_valid_and_the_policy_itself_come_first",
                    "test_classes_choose_and_dates_order",
                )
            ),
        ),
        "the search has come to its end",
    ),
    **dict.fromkeys(
        (
            ("browser/test_register_rows.py", "test_rows_alike_in_what_tells_them_apart_are_all_marked"),
            (
                "browser/test_register_rows.py",
                "test_a_card_begins_with_the_name_and_leaves_out_what_is_empty",
            ),
            ("browser/test_lists.py", "test_titles_that_differ_at_their_end_are_told_apart"),
            ("browser/test_desk.py", "test_the_html_and_the_styles_are_valid"),
        ),
        "no script changes what the page was written with",
    ),
    (
        "search/test_page.py",
        "test_more_results_come_even_after_memory_was_cleaned",
    ): "nothing to wait for shows",
}
FILES = sorted(path for path in TESTS.rglob("*.py") if "playwright" in path.read_text(encoding="utf-8"))


def asks_at_once(node: ast.AST) -> bool:
    """Whether a piece of code reads a page, or sleeps; an address only where it is asserted."""
    if isinstance(node, ast.Assert):
        return any(isinstance(each, ast.Attribute) and each.attr == "url" for each in ast.walk(node.test))
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    name, given = node.func.attr, bool(node.args)
    on_page = isinstance(node.func.value, ast.Attribute | ast.Name) and "page" in ast.unparse(node.func.value)
    # With an argument, the first of these are methods of texts and lists, or read by selector.
    return name == SLEEP or (name in READS and (not given or name == "get_attribute" or on_page))


def places(code: str) -> Iterator[tuple[str, str]]:
    """Yield the functions that ask a page at once, and what they do."""
    for function in ast.walk(ast.parse(code)):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if asks_at_once(node):
                    yield function.name, f"{function.name}:{getattr(node, 'lineno', 0)} {ast.unparse(node)}"


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_every_look_at_a_page_waits(file: Path) -> None:
    name = file.relative_to(TESTS).as_posix()
    found = list(places(file.read_text(encoding="utf-8")))
    assert [told for function, told in found if (name, function) not in ALLOWED] == []
    # What is allowed is there.
    assert {function for of, function in ALLOWED if of == name} <= {function for function, _ in found}


@pytest.mark.parametrize(
    "line",
    [
        "assert rows.count() == 105",
        "assert page.locator('p').inner_text() == '甲'",
        "shown = [row for row in rows.all() if row]",
        "assert 'q=1' in desk.page.url",
        "assert page.is_visible('[data-more]')",
        "while desk.page.locator('p').is_hidden(): pass",
        "assert row.get_attribute('href')",
        "page.wait_for_timeout(500)",
    ],
)
def test_a_look_that_does_not_wait_is_seen(line: str) -> None:
    assert len(list(places(f"def test() -> None:\n    {line}\n"))) == 1
    assert (
        list(
            places("def test() -> None:\n    assert 'aab'.count('a') == 2\n    expect(rows).to_have_count(2)")
        )
        == []
    )
