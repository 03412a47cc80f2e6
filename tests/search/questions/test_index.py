"""What answers questions, as files: cut into terms, spread over parts, named by what is in it."""

from __future__ import annotations

import gzip
import json
from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.questions.cut import runs
from generator.search.questions.entry import Entry, Rank
from generator.search.questions.files import QuestionFiles, answers_of, parts_for
from generator.search.questions.index import MOST_NAMED, Part, make_parts, part_of
from generator.search.questions.lexicon import Lexicon, colloquial
from generator.search.questions.terms import ABOUT, ANSWER, OWN, SAME, Terms, terms_of

# The words of a portal are read once, however many examples ask for them.
lexicon_of = cache(Lexicon)
HAN = st.text(alphabet="低保标准是多少补贴怎么申请养老保险公租房电梯坏了", min_size=2, max_size=30)


def entry(asked: str, about: str = "", answer: str = "", rank: Rank = Rank.ANSWER) -> Entry:
    """Return an entry that shows its question."""
    return Entry(rank, asked, about, answer, {"title": asked})


def files_of(entries: list[Entry], own: tuple[tuple[str, ...], ...] = (), program: str = "") -> QuestionFiles:
    """Return the files of some entries."""
    return QuestionFiles(answers_of(entries), own, program)


def terms_among(entries: list[Entry], lexicon: Lexicon, last: Terms | None = None) -> Terms:
    """Return the terms of entries that are known by all they say."""
    return terms_of([repr(each) for each in entries], entries.__getitem__, lexicon, last)


def parts_of(entries: list[Entry], *own: tuple[str, ...]) -> list[Part]:
    """Return the parts of entries that stand in their order."""
    lexicon = lexicon_of(own)
    number = parts_for(sum(each.looked_at for each in entries))
    return make_parts([terms_among(entries, lexicon)], range(len(entries)), lexicon, number)


def terms(entries: list[Entry], *own: tuple[str, ...]) -> dict[str, list[int]]:
    """Return the terms of all parts."""
    return {term: found for part in parts_of(entries, *own) for term, found in part.items()}


def test_words_of_asking_part_runs_and_say_nothing() -> None:
    assert runs("请问低保怎么申请？") == ["低保", "申请"]
    assert runs("ＡBC大厅 2026年") == ["abc", "大厅", "2026", "年"]


def test_what_stands_between_a_word_and_its_object_goes_without_a_trace() -> None:
    assert runs("我能休几天假") == ["能休假"]
    assert runs("开店办什么证") == ["开店办证"]


def test_a_term_tells_how_it_stands_in_an_entry() -> None:
    found = terms([entry("电梯停梯", "维修资金", "先垫付")])
    assert found["电梯"] == [1, OWN]
    assert found["维修"] == [1, ABOUT]
    assert found["垫付"] == [1, ANSWER]


def test_a_word_finds_what_has_another_of_its_group() -> None:
    found = terms([entry("示例大厅几点开门"), entry("办事")], ("示例大厅", "样例中心"))
    assert found["样例中心"] == [-1, SAME]
    assert found["示例大厅"] == [-1, OWN]


def test_a_word_that_no_entry_has_is_told_as_such() -> None:
    assert terms([entry("电梯停梯")])["护照"] == [0]


def test_characters_that_mean_nothing_are_no_pair_of_their_own() -> None:
    assert "可以" not in terms([entry("不能在家里充电")])
    assert "能在" not in terms([entry("不能在充电")])


def test_a_list_that_names_too_many_keeps_those_that_ask_for_it() -> None:
    many = [entry("别的", answer="电梯")] * MOST_NAMED + [entry("电梯")] * 20
    count, *named = terms(many)["电梯"]
    assert count == -len(many) or count == len(many)
    assert len(named) == MOST_NAMED
    assert sum(each % 4 == OWN for each in named) == 20
    assert named == sorted(named)


@settings(max_examples=60)
@given(questions=st.lists(HAN, min_size=1, max_size=20))
def test_every_term_is_in_the_part_that_its_beginning_names(questions: list[str]) -> None:
    entries = [entry(question) for question in questions]
    parts = parts_of(entries)
    for number, part in enumerate(parts):
        for term in part:
            assert part_of(term, len(parts)) == number


@settings(max_examples=40)
@given(questions=st.lists(HAN, min_size=1, max_size=20))
def test_what_an_entry_asks_names_it(questions: list[str]) -> None:
    found = terms([entry(question) for question in questions])
    for place, question in enumerate(questions):
        for run in runs(question):
            for pair in (a + b for a, b in pairwise(run)):
                assert pair not in found or place * 4 + OWN in found[pair]


def test_parts_do_not_grow_with_what_there_is() -> None:
    def largest(number: int) -> int:
        entries = [
            entry(f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}的{chr(0x6E00 + n % 999)}补贴标准" * 3)
            for n in range(number)
        ]
        made = files_of(entries)
        return max(len(made.file(name)) for name in made.names if name.startswith("p"))

    assert largest(6000) < 3 * largest(600)


def test_files_say_what_contents_promise() -> None:
    entries = [
        *(entry(f"问题{n}", rank=Rank.ANSWER) for n in range(13)),
        *(entry(f"指南{n}", rank=Rank.GUIDE) for n in range(5)),
        *(entry(f"文件{n}", rank=Rank.POLICY) for n in range(40)),
    ]
    made = files_of(entries[::-1], program="code")
    told = json.loads(made.contents([{"title": "公开信箱", "url": "gkxx/"}]))
    assert told["counts"] == [13, 5, 40]
    assert told["places"] == [{"title": "公开信箱", "url": "gkxx/"}]
    assert told["folder"] == made.key
    shown = [
        each["title"]
        for name in made.names
        if name.startswith("a")
        for each in json.loads(gzip.decompress(made.file(name)))
    ]
    assert sorted(shown) == sorted(each.asked for each in entries)
    assert [title[:2] for title in shown] == ["问题"] * 13 + ["指南"] * 5 + ["文件"] * 40


def test_the_folder_is_named_by_all_that_is_in_it() -> None:
    one = files_of([entry("电梯", answer="可以")]).key
    assert files_of([entry("电梯", answer="可以")]).key == one
    assert files_of([entry("电梯", answer="不行")]).key != one
    assert files_of([entry("电梯", answer="可以")], (("甲", "乙"),)).key != one
    assert files_of([entry("电梯", answer="可以")], program="other").key != one


def test_nothing_to_answer_with_makes_files_all_the_same() -> None:
    made = files_of([])
    assert json.loads(made.contents([]))["counts"] == [0, 0, 0]
    assert all(json.loads(gzip.decompress(made.file(name))) is not None for name in made.names)


def test_groups_of_the_list_are_words_that_can_be_found() -> None:
    lexicon = lexicon_of(())
    lost = [
        word
        for group in (*colloquial(related=False), *colloquial(related=True))
        for word in group
        if word not in lexicon
    ]
    assert lost == []
    assert all(len(group) > 1 for group in (*colloquial(related=False), *colloquial(related=True)))


@settings(deadline=None)
@given(st.lists(st.tuples(HAN, HAN, HAN), max_size=6), st.lists(st.tuples(HAN, HAN, HAN), max_size=6))
def test_terms_that_were_known_give_the_same_parts(
    before: list[tuple[str, str, str]], new: list[tuple[str, str, str]]
) -> None:
    lexicon = lexicon_of(())
    last = terms_among([entry(*each) for each in before], lexicon)
    entries = [entry(*each) for each in (*new, *before[1:])]
    known, anew = terms_among(entries, lexicon, last), terms_among(entries, lexicon)
    places = range(len(entries))
    assert set(known.words) == set(anew.words)
    assert make_parts([known], places, lexicon, 16) == make_parts([anew], places, lexicon, 16)


def test_other_words_of_the_portal_make_other_terms() -> None:
    entries, groups = [entry("示例大厅几点开门")], (("示例大厅", "样例中心"),)
    assert "示例大厅" not in terms_among(entries, lexicon_of(())).words
    assert "示例大厅" in terms_among(entries, lexicon_of(groups)).words
