"""A field of a kind, said once, is everywhere: on the page, in search, the schema, the reference, and in ``new``.

One portal holds a document of each kind in which each field has a value of its own. A field that a template
forgets is missing from the page here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest

from generator.report.reference import reference_pages
from generator.report.schema import DECLARATIONS, schema_text
from tests.kinds.filled import Filled
from tests.kinds.filled_portal import Place, Shown, build_portal, write_portal

WRITTEN = write_portal()
FIELDS = WRITTEN.fields
by_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.label)

# Fields that the page of their column shows and that of their document does not, and why.
ON_THE_COLUMN = {
    "AnnualReport.unit": "the page says who publishes it; the column has a row for each unit",
    "LawReport.unit": "the page says who publishes it; the column has a row for each unit",
    "LawReport.year": "the title has it; the column is a table by year",
    "Budget.unit": "the page says who publishes it; the column has a row for each unit",
    "Budget.year": "the title has it; the column is a table by year",
    "DecisionCatalogue.year": "the title has it; the column is parted by year",
    "DevelopmentPlan.name": "a short name for the drawing, beside the full title of the document",
}
# Fields whose value has no words of its own, and why; tests of their families see them.
WORDLESS = {
    "AnnualReport.data": "a file that is not published, drawn as tables",
    "Budget.kind": "chooses between two places in the table of the column, which names both anyway",
    "Guide.no_materials": "a flag, said in words where there are no materials",
    "Press.policy": "a flag, counted on the page of the column",
}
# Fields that search reads and whose element is not marked for it, and why.
UNMARKED = {
    "GazetteIssue.cover": "search reads the name of the file; the page shows the picture",
    "Material.blank": "search reads the name of the file; the link is called 空表",
    "Material.sample": "search reads the name of the file; the link is called 样表",
    "RequestDesk.online": "stands in the table of ways to apply, which is composed of several fields",
}


@dataclass(frozen=True)
class Sample:
    """What the built portal shows: on a page of no kind, and of each kind."""

    plain: Shown
    places: dict[type, Place]

    def of(self, field: Filled) -> Place:
        """Return the place of the document that a field is written in."""
        return self.places[field.group]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The portal, built and read."""
    return Sample(*build_portal(tmp_path_factory.mktemp("filled"), WRITTEN))


@pytest.mark.parametrize(
    "field", [field for field in FIELDS if field.label not in WORDLESS], ids=lambda field: field.label
)
def test_a_field_is_on_the_page(field: Filled, sample: Sample) -> None:
    place = sample.of(field)
    for words in field.shown:
        assert not sample.plain.has(words), "the value is no proof: every page has it"
        assert place.page.has(words) is (field.label not in ON_THE_COLUMN), words
        if field.label in ON_THE_COLUMN:
            assert not place.empty.has(words), "the value is no proof: the column has it anyway"
            assert place.column.has(words), words


def test_every_field_has_words_to_be_seen_by_or_a_reason() -> None:
    labels = {field.label for field in FIELDS}
    wordless = {field.label for field in FIELDS if not field.shown and not field.holds_fields}
    assert wordless <= set(WORDLESS)
    assert {*WORDLESS, *ON_THE_COLUMN, *UNMARKED} <= labels


@by_field
def test_search_reads_what_it_is_said_to_read(field: Filled, sample: Sample) -> None:
    place = sample.of(field)
    for words in field.shown:
        read = any(word in text for word in words for text in place.searched)
        marked = any(word in place.page.marked for word in words)
        assert read is (field.say.searched or field.is_file), words
        assert marked is (read and field.label not in UNMARKED), words


@by_field
def test_the_schema_has_the_key(field: Filled) -> None:
    schema = json.loads(schema_text(DECLARATIONS["document.schema.json"]))
    part = schema
    for key in field.spot:
        part = _inner(schema, part)["properties"][key]
    assert (part["title"], part["description"]) == (field.say.title, field.say.description)


@by_field
def test_the_reference_has_the_key(field: Filled) -> None:
    text = reference_pages()["编辑/参考-文档头部.md"]
    heading = ".".join(field.spot[:-1]) or "头部"
    (section,) = re.findall(rf"^## {re.escape(heading)}(?:：.*)?\n\n((?:\|.*\n)+)", text, re.MULTILINE)
    (row,) = (line for line in section.splitlines() if line.startswith(f"| `{field.key}` |"))
    assert row.startswith(f"| `{field.key}` | {field.say.title} | ")
    assert row.endswith(f" | {field.say.description} |")


@by_field
def test_a_new_document_has_the_key_with_its_remark(field: Filled, sample: Sample) -> None:
    remark = field.say.new
    pattern = rf"^ *(?:- )?{field.key}:{f'.*# {re.escape(remark)}' if remark else '.*'}$"
    written = re.search(pattern, sample.of(field).new, re.MULTILINE)
    assert bool(written) is (remark is not None)


def _inner(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Return the mapping that a part of a schema is, or that its items are."""
    if "properties" in part:
        return part
    (reference,) = re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(part))
    inner: dict[str, Any] = schema["$defs"][reference]
    return inner
