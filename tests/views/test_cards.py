"""Two cards stand beside each other only where they are as high as each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.views.cards import FEW, level_cards
from generator.views.rows import ColumnLink, DocumentRow


def column(name: str, titles: list[str], below: int = 0, about: str = "说明。") -> ColumnLink:
    """Return a column with the titles of its rows."""
    rows = tuple(DocumentRow(title, "", "", "", "", "", "", "") for title in titles)
    children = tuple(ColumnLink(str(n), "", "", "", "", "", "", 0, "") for n in range(below))
    return ColumnLink(name, "", about, "", "", "", "", len(rows), "", children, rows)


def test_cards_of_the_same_shape_stand_in_pairs() -> None:
    cards = level_cards([column(name, ["标题"] * 6) for name in "甲乙丙"])
    assert [card.wide for card in cards] == [False, False, True]
    assert [len(card.column.rows) for card in cards] == [6, 6, 6]


def test_the_one_with_long_titles_shows_fewer_of_them() -> None:
    one, other = level_cards([column("甲", ["一二三四五" * 8] * 6), column("乙", ["标题"] * 6)])
    assert not one.wide
    assert not other.wide
    assert FEW <= len(one.column.rows) < len(other.column.rows)


def test_an_empty_column_never_stands_beside_a_full_one() -> None:
    cards = level_cards([column("甲", []), column("乙", ["标题"] * 6), column("丙", ["标题"])])
    assert [card.wide for card in cards] == [True, True, True]
    assert [card.short for card in cards] == [True, False, True]


def test_many_names_have_a_card_of_their_own() -> None:
    cards = level_cards([column("甲", ["标题"] * 6, below=9), column("乙", ["标题"] * 6)])
    assert all(card.wide for card in cards)


columns = st.builds(
    column,
    st.text("甲乙丙", max_size=3),
    st.lists(st.text("一二三ab", min_size=1, max_size=120), max_size=8),
    st.integers(0, 12),
    st.text("说明", max_size=200),
)


@given(st.lists(columns, max_size=7))
def test_every_column_has_its_card_in_order_and_pairs_are_whole(given_columns: list[ColumnLink]) -> None:
    cards = level_cards(given_columns)
    assert [card.column.name for card in cards] == [each.name for each in given_columns]
    place = 0
    while place < len(cards):
        card, whole = cards[place], given_columns[place]
        if not card.wide:
            assert not cards[place + 1].wide
            assert card.short == cards[place + 1].short
        for each, all_of_it in list(zip(cards, given_columns, strict=True))[place : place + 2]:
            shown = each.column.rows
            assert shown == all_of_it.rows[: len(shown)]
            assert len(shown) >= min(FEW, len(all_of_it.rows))
        assert not card.wide or card.column.rows == whole.rows
        place += 1 if card.wide else 2
