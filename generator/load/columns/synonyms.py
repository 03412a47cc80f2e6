"""Read synonyms.yml into groups of words. A faulty group is left out, with a finding; the others stand."""

from __future__ import annotations

from generator.load.columns.declare_synonyms import SynonymsFile
from generator.load.gate.written import read_written
from generator.load.source.text import Source
from generator.load.yaml.marked import Marked, Value
from generator.load.yaml.validate import did_you_mean, rename_all_labels
from generator.model.catalogue import finding
from generator.model.finding import Finding

SYNONYMS_FILE = "synonyms.yml"
# No word that is looked for is longer, and a blank divides words of a query.
_LONGEST = 40

Groups = tuple[tuple[str, ...], ...]


def read_synonyms(source: Source, findings: list[Finding]) -> Groups:
    """Return the groups of words; a portal without the file has none of its own."""
    marked = read_written(source.text, SYNONYMS_FILE)
    if marked.readable and marked.value is not None:
        rename_all_labels(marked, SynonymsFile)
    findings.extend(marked.findings)
    if not marked.readable or marked.value is None:
        return ()
    if not isinstance(marked.value, dict):
        findings.append(finding("value-invalid", marked.place(()), "synonyms.yml应以synonyms开头。"))
        return ()
    for key in marked.value.keys() - SynonymsFile.model_fields.keys():
        hint = did_you_mean(key, [*SynonymsFile.model_fields, "同义词"])
        findings.append(finding("key-unknown", marked.key_place((key,)), f"没有“{key}”这个键。", hint))
    items = marked.value.get("synonyms") or []
    if not isinstance(items, list):
        message = "同义词（synonyms）应是列表，一组一行，例如“- [办事大厅, 政务服务中心]”。"
        findings.append(finding("value-invalid", marked.place(("synonyms",)), message))
        return ()
    taken: dict[str, int] = {}
    groups = (_group(marked, number, item, taken, findings) for number, item in enumerate(items))
    return tuple(group for group in groups if group)


def _group(
    marked: Marked, number: int, items: Value, taken: dict[str, int], findings: list[Finding]
) -> tuple[str, ...]:
    """Return the words of a group, or nothing. ``taken`` tells in which group a word stands."""
    at = ("synonyms", number)
    if not isinstance(items, list):
        message = "一组同义词应写在一对方括号里，词之间用逗号隔开，例如“- [办事大厅, 政务服务中心]”。"
        findings.append(finding("value-invalid", marked.place(at), message))
        return ()
    words: list[str] = []
    for index, item in enumerate(items):
        word = "".join(item.split()) if isinstance(item, str) else ""
        place = marked.place((*at, index))
        if not word or len(word) > _LONGEST:
            message = f"同义词“{word[:10]}”应是1到{_LONGEST}个字。"
            findings.append(finding("value-invalid", place, message))
        elif word in taken:
            where = "这一组" if taken[word] == number else f"第{taken[word] + 1}组"
            findings.append(finding("synonym-repeated", place, f"“{word}”在{where}已经有了。"))
        else:
            taken[word] = number
            words.append(word)
    if len(words) > 1:
        return tuple(words)
    if len(items) < 2:
        findings.append(finding("synonym-alone", marked.place(at), "这一组只有一个词，没有同义词。"))
    return ()
