"""No test asks a page once, straight after it has set something going there: on a busy machine that is too early."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
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
# What may lead to another page, and what looks at a whole page: in between, something of the next is waited for.
STARTS = {"click", "press", "tap", "dblclick", "check", "select_option"}
LOOKS = {"violations", "no_wider", "keep"}
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
                    "test_a_script_that_fails_once_is_asked_for_again",
                    "test_what_is_needed_later_is_asked_for_again",
                    "test_a_choice_that_cannot_be_judged_is_told",
                    "test_a_text_that_is_lost_is_told_and_its_title_leads_on",
                    "test_no_webassembly_is_asked_for",
                    "test_titles_are_asked_by_the_same_rules_without_modules",
                    "test_a_script_of_titles_that_is_lost_is_told",
                    "test_only_what_nobody_read_is_counted_as_unread",
                    "test_what_pagefind_answers_for_is_not_unread",
                    "test_pagefind_is_not_believed_where_a_file_of_its_own_is_lost",
                    "test_titles_alone_are_forgiving_too",
                )
            ),
            *(
                ("search/test_attached.py", name)
                for name in (
                    "attached",
                    "test_a_result_names_the_file_and_leads_to_its_page_and_to_the_file",
                    "test_a_file_whose_words_are_lost_is_found_and_that_is_said",
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
                    "test_titles_on_a_stick_are_found_by_the_same_steps",
                    "test_on_a_stick_nobody_is_told_that_texts_have_nothing",
                )
            ),
            *(
                ("browser/test_search_columns.py", name)
                for name in (
                    "search",
                    "test_documents_are_counted_without_them",
                    "test_of_many_the_rest_is_folded_up_and_counted",
                    "test_names_that_cannot_be_read_are_told",
                )
            ),
            *(
                ("browser/test_questions.py", name)
                for name in (
                    "state",
                    "test_what_is_no_question_reads_nothing",
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
            (
                "browser/test_desk_troubles.py",
                "test_what_is_typed_outlives_a_killed_desk_and_an_expired_login",
            ),
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


def sets_going(statement: ast.stmt) -> bool:
    """Whether a statement ends in something that may lead to another page."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in STARTS


def looks(statement: ast.stmt) -> bool:
    """Whether a statement looks at a whole page."""
    calls = (each.func for each in ast.walk(statement) if isinstance(each, ast.Call))
    return not isinstance(statement, ast.FunctionDef) and any(
        (isinstance(each, ast.Name) and each.id in LOOKS)
        or (isinstance(each, ast.Attribute) and "looked" in ast.unparse(each.value))
        for each in calls
    )


def too_soon(code: str) -> Iterator[str]:
    """Yield the looks at a whole page that follow straight upon what may lead to another."""
    for node in ast.walk(ast.parse(code)):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                for before, after in pairwise(block):
                    if sets_going(before) and looks(after):
                        yield f"{after.lineno} {ast.unparse(after)}"


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


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_what_a_click_leads_to_is_waited_for(file: Path) -> None:
    assert list(too_soon(file.read_text(encoding="utf-8"))) == []


def test_a_look_straight_after_a_click_is_seen() -> None:
    begin, look = "page.get_by_role('button').click()", "looked.source(page)"
    wait = "expect(page.locator('h1')).to_be_visible()"
    assert len(list(too_soon(f"def test() -> None:\n    {begin}\n    {look}\n"))) == 1
    assert len(list(too_soon(f"for x in y:\n    {begin}\n    assert violations(page) == []\n"))) == 1
    assert list(too_soon(f"def test() -> None:\n    {begin}\n    {wait}\n    {look}\n")) == []


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
