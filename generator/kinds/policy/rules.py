"""Rules on policies and their interpretations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from generator.kinds.kind import Rules
from generator.kinds.policy.codes import CODES, finding
from generator.kinds.policy.model import NORMATIVE_LIBRARY, Interpretation, PolicyLife, form_of, is_invalid
from generator.kinds.policy.validity_rules import check_validity
from generator.model.addresses.address import public_address
from generator.model.column import Column
from generator.model.document import Document, newest_first
from generator.model.finding import Finding
from generator.model.moments import Occasion, Turn
from generator.model.portal import Portal
from generator.model.words import ColumnType


def check_interpretations(portal: Portal) -> Iterator[Finding]:
    """An interpretation belongs to a policy and explains what one should.

    Source: 渝府办发〔2021〕50号 二（二）3 (the elements), 5 (interpretation and policy are related). That the
    elements are looked for in interpretations by text alone is our default: a film or a picture tells them
    in its own way, which no program can see.
    """
    in_place = {column.address for column in portal.walk() if _is_for_interpretations(column)}
    rules, lookups = portal.policies, portal.lookups
    meant = [each for address in sorted(in_place) for each in lookups.own(address)]
    for document in {
        each.path: each for each in (*lookups.interpreting, *meant, *lookups.having(Interpretation))
    }.values():
        told = document.part(Interpretation)
        if not (document.interprets or document.column in in_place or (told and told.form)):
            continue
        if not document.interprets:
            message = f"“{document.title}”没有写明解读的是哪份文件。"
            yield finding("interpretation-unrelated", document.place, message)
            # What it is to explain shows once it says of which document it is the interpretation.
            continue
        known = {*told.found, *(element for element, _ in told.elements)} if told else set()
        missing = [element.value for element in rules.elements if element not in known]
        if missing and form_of(document) in rules.element_forms:
            message = f"“{document.title}”没有说明：{'、'.join(missing)}。"
            yield finding("interpretation-elements", document.place, message)


def _is_for_interpretations(column: Column) -> bool:
    # The type alone says too little: a column of questions and answers has it too.
    return column.type == ColumnType.INTERPRETATION.value and any("解读" in name for name in column.path)


def check_repeats(portal: Portal) -> Iterator[Finding]:
    """An interpretation is more than its policy over again.

    Source: 渝府办发〔2021〕50号 二（二）7; how much is too much is not laid down, so the share is a default.
    """
    by_path = portal.lookups.by_path
    for repeat in portal.repeats:
        if repeat.share > portal.policies.repeat_share:
            document, policy = by_path[repeat.path], by_path[repeat.policy]
            message = (
                f"“{document.title}”有{repeat.share:.0%}的文字与“{policy.title}”原文相同，"
                f"超过{portal.policies.repeat_share:.0%}。"
            )
            yield finding("interpretation-repeats", document.place, message)


def check_uninterpreted(portal: Portal) -> Iterator[Finding]:
    """An important policy that holds has an interpretation.

    Source: 渝府办发〔2021〕50号 二（一）, 二（二）. Which policies are important no program can tell: those of the
    document numbers that columns.yml names, or, where it names none, those of the library of normative documents.
    """
    interpreted = {path for document in portal.lookups.interpreting for path in document.interprets}
    libraries = {column.address for column in portal.walk() if column.layout == NORMATIVE_LIBRARY}
    numbers = portal.policies.important
    if numbers:
        told = portal.lookups.told("important", list[int], partial(_important, numbers), numbers)
        important = newest_first([own[place] for own, places in told for place in places])
    else:
        important = tuple(each for address in sorted(libraries) for each in portal.lookups.own(address))
    for document in important:
        if not (document.path in interpreted or document.interprets or is_invalid(document.validity)):
            yield finding("policy-uninterpreted", document.place, f"“{document.title}”还没有解读。")


def _important(numbers: tuple[str, ...], documents: Sequence[Document]) -> list[int]:
    return [place for place, each in enumerate(documents) if each.doc_no.startswith(numbers)]


def check_media_words(portal: Portal) -> Iterator[Finding]:
    """A film has captions, a picture has words: what cannot be seen or heard can be read.

    Source: 渝府办发〔2021〕50号 二（二）6 (easy to use for everybody); captions and alternative texts as the means
    are those of GB/T 37668-2019.
    """
    for document in portal.lookups.with_files:
        missing = []
        if document.video and not document.captions:
            missing.append("视频没有字幕（captions）")
        if document.video and not document.poster:
            missing.append("视频没有封面（poster）")
        if document.picture and not document.picture_alt:
            missing.append("图片没有文字说明（picture_alt）")
        if missing:
            yield finding("media-words", document.place, f"“{document.title}”：{'，'.join(missing)}。")


def _agenda(portal: Portal, _: date) -> Iterator[Occasion]:
    """When policies come into force, and when their time is over."""
    for document, life in portal.lookups.stating(PolicyLife):
        told = (document.title, document.issuer, document.place, public_address(document.address))
        if life.effective:
            yield Occasion(life.effective, Turn.APPEARS, "开始施行", *told)
        if life.expires and not is_invalid(document.validity):
            yield Occasion(life.expires, Turn.ENDS, "有效期满", *told)


RULES = Rules(
    CODES,
    (check_interpretations, check_repeats, check_uninterpreted, check_media_words, check_validity),
    _agenda,
)
