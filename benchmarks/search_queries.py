"""Queries cut from random places of random documents, and which documents contain them: literally, in one block."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.search_texts import NUMBER, Document, plain

HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True)
class Query:
    """What is typed, and the addresses that should be found."""

    kind: str
    text: str
    truth: frozenset[str]


def make_queries(documents: Sequence[Document], count: int, seed: int) -> list[Query]:
    """Cut queries from the documents: words, phrases, document numbers, pairs of words, phrases of attached files."""
    rng = random.Random(seed)
    texts = {each.url: [plain(block) for block in (*each.blocks, *each.attached)] for each in documents}
    numbers = [number for each in documents for block in each.blocks for number in NUMBER.findall(block)]
    cutters: dict[str, Callable[[], str]] = {
        "单词": lambda: _word(rng, rng.choice(documents)),
        "语句": lambda: _phrase(rng, rng.choice(documents)),
        "文号": lambda: _number(rng, numbers) if numbers else _phrase(rng, rng.choice(documents)),
        "两词": lambda: _pair(rng, rng.choice(documents)),
        "附件": lambda: _phrase(rng, rng.choice(offering)),
    }
    offering = [Document(each.url, each.attached) for each in documents if any(each.attached)]
    kinds = rng.choices(list(cutters), weights=(4, 3, 1.5, 1.5, 1 if offering else 0), k=count)
    queries = []
    for kind in kinds:
        text = ""
        while not plain(text):
            text = cutters[kind]()
        terms = [plain(term) for term in text.split()]
        truth = frozenset(
            url
            for url, blocks in texts.items()
            if all(any(term in block for block in blocks) for term in terms)
        )
        queries.append(Query(kind, text, truth))
    return queries


def _word(rng: random.Random, document: Document) -> str:
    runs = [run for block in document.blocks for run in HAN.findall(block)]
    run = rng.choice(runs) if runs else ""
    length = min(rng.randint(2, 4), len(run))
    start = rng.randint(0, len(run) - length)
    return run[start : start + length]


def _phrase(rng: random.Random, document: Document) -> str:
    block = re.sub(r"\s+", "", rng.choice(document.blocks))
    length = min(rng.randint(5, 12), len(block))
    start = rng.randint(0, len(block) - length)
    return block[start : start + length]


def _number(rng: random.Random, numbers: Sequence[str]) -> str:
    number = rng.choice(numbers)
    return rng.choice(
        [number, number, re.sub(r"\W", "", number), number.translate(str.maketrans("〔〕", "[]"))]
    )


def _pair(rng: random.Random, document: Document) -> str:
    return f"{_word(rng, document)} {_word(rng, document)}"
