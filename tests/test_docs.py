"""The documentation says what the code does: verbs, options, keys, codes, generated pages, links."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest
from pydantic import BaseModel

from generator.cli.main import VERBS, module_of
from generator.fleet.listing.declare import FleetFile, FleetPortal
from generator.gather.listing.declare import GatherFile, SourceDeclaration, TakenDeclaration
from generator.intake.migration.mapping.declare import (
    ChannelDeclaration,
    DumpDeclaration,
    MigrationFile,
    TemplateDeclaration,
)
from generator.kinds.catalogue import CATALOGUE
from generator.kinds.heads import DocumentDeclaration
from generator.kinds.policy.model import HistoryEvent
from generator.load.columns.declare_checks import CheckDeclaration, LimitsDeclaration
from generator.load.columns.declare_columns import ColumnDeclaration, LinkDeclaration, PortalDeclaration
from generator.load.columns.declare_identity import IdentityDeclaration
from generator.load.columns.declare_ledger import LedgerFile, StatementDeclaration
from generator.load.columns.declare_synonyms import SynonymsFile
from generator.load.heads.common import ElementsDeclaration, ReviewDeclaration
from generator.load.heads.declared import declare
from generator.load.registers.declare_register import FieldDeclaration, RegisterDeclaration, RuleDeclaration
from generator.load.yaml.validate import declared_keys
from generator.mandates.declare_proof import FactDeclaration
from generator.mandates.library import known_packs
from generator.report.reference import reference_pages
from generator.report.schema import DECLARATIONS, schema_text
from generator.report.schema import FOLDER as SCHEMA_FOLDER
from tests.helpers import REPOSITORY

DOCS = REPOSITORY / "docs"
ROOT_PAGES = ("README.md", "README.en.md", "CONTRIBUTING.md", "CHANGELOG.md", "CONTEXT.md")
PAGES = sorted([*(REPOSITORY / name for name in ROOT_PAGES), *DOCS.rglob("*.md")])

_FENCE = re.compile(r"^(```+|~~~+).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\(\s*<?([^()\s<>]+)")

KEYS: dict[str, tuple[type[BaseModel], ...]] = {
    "站长/参考-columns.md": (
        PortalDeclaration,
        ColumnDeclaration,
        LinkDeclaration,
        CheckDeclaration,
        LimitsDeclaration,
    ),
    "站长/参考-标识.md": (IdentityDeclaration,),
    "站长/参考-名录格式.md": (RegisterDeclaration, FieldDeclaration, RuleDeclaration),
    "站长/参考-映射.md": (MigrationFile, TemplateDeclaration, ChannelDeclaration, DumpDeclaration),
    "站长/参考-归集.md": (GatherFile, SourceDeclaration, TakenDeclaration),
    "部署/参考-网站群清单.md": (FleetFile, FleetPortal),
    "站长/参考-同义词.md": (SynonymsFile,),
    "审计/参考-ledger.md": (LedgerFile, StatementDeclaration),
    "审计/参考-证明.md": (FactDeclaration,),
    "编辑/参考-文档头部.md": (
        DocumentDeclaration,
        ReviewDeclaration,
        declare(HistoryEvent),
        ElementsDeclaration,
    ),
}


def read(path: Path) -> str:
    """Return the text of a page."""
    return path.read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under a second-level heading."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def links(path: Path) -> Iterator[str]:
    """Yield the link targets of a page, code left out."""
    prose = _CODE.sub("", _FENCE.sub("", read(path)))
    yield from _LINK.findall(prose)


def name_of(path: Path) -> str:
    """Return the name of a page as a test shows it."""
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_and_each_of_its_options_is_documented(verb: str) -> None:
    command: click.Command = importlib.import_module(f"generator.cli.{module_of(verb)}").command
    described = section(read(DOCS / "站长/命令.md"), f"gongkai {verb}")
    for parameter in command.params:
        words = parameter.opts if isinstance(parameter, click.Option) else [parameter.human_readable_name]
        assert all(word in described for word in words), words
    choices = [str(choice) for p in command.params for choice in getattr(p.type, "choices", ())]
    assert all(choice in described for choice in choices)
    assert f"`gongkai {verb}`" in read(REPOSITORY / "README.md")
    assert f"`{verb}`" in read(REPOSITORY / "README.en.md")


def test_no_verb_is_documented_that_does_not_exist() -> None:
    headings = re.findall(r"^## gongkai (\S+)$", read(DOCS / "站长/命令.md"), re.MULTILINE)
    assert headings == [*VERBS, "test"]


@pytest.mark.parametrize("page", KEYS)
def test_each_key_is_documented(page: str) -> None:
    text = read(DOCS / page)
    for declaration in KEYS[page]:
        for key, field in declared_keys(declaration).items():
            assert f"| `{key}` | {field.title} |" in text, key
            assert field.description, key


def test_each_finding_code_is_documented() -> None:
    text = read(DOCS / "站长/参考-问题代码.md")
    assert [code for code in CATALOGUE if f"| `{code}` |" not in text] == []


def test_codes_that_are_explained_exist() -> None:
    named = re.findall(r"^## .*（([a-z-]+)）$", read(DOCS / "编辑/常见错误.md"), re.MULTILINE)
    assert named
    assert set(named) <= set(CATALOGUE)


def test_each_pack_is_documented() -> None:
    text = read(DOCS / "审计/依据从哪里来.md")
    assert [pack for pack in known_packs() if f"| `{pack}` |" not in text] == []


@pytest.mark.parametrize("name", reference_pages())
def test_reference_pages_are_those_of_the_code(name: str) -> None:
    written = read(DOCS / name)
    assert written == reference_pages()[name], "运行python -m generator.report.reference"


@pytest.mark.parametrize("name", DECLARATIONS)
def test_json_schemas_are_those_of_the_code(name: str) -> None:
    written = read(SCHEMA_FOLDER / name)
    assert written == schema_text(DECLARATIONS[name]), "运行python -m generator.report.schema"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in links(page):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            assert parts.netloc.endswith(".gov.cn"), target
        elif parts.path and not (page.parent / unquote(parts.path)).exists():
            broken.append(target)
    assert broken == []


def test_each_page_is_reached_from_the_index() -> None:
    reached = {(DOCS / unquote(target)).resolve() for target in links(DOCS / "README.md")}
    pages = {path.resolve() for path in DOCS.rglob("*.md")} - {(DOCS / "README.md").resolve()}
    assert sorted(name_of(path) for path in pages - reached) == []
