"""Write the reference pages of docs/ from the declarations and the catalogue of findings.

Run ``python -m generator.report.reference`` after changing either; a test keeps the pages in step.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from generator.fleet.listing.declare import FleetFile, FleetPortal
from generator.gather.listing.declare import GatherFile, SourceDeclaration, TakenDeclaration
from generator.intake.migration.mapping.declare import (
    ChannelDeclaration,
    DumpDeclaration,
    MigrationFile,
    TemplateDeclaration,
)
from generator.intake.migration.mapping.presets import PRESETS
from generator.kinds.catalogue import CATALOGUE
from generator.kinds.heads import DocumentDeclaration
from generator.load.columns.declare_checks import CheckDeclaration, LimitsDeclaration
from generator.load.columns.declare_columns import ColumnDeclaration, LinkDeclaration, PortalDeclaration
from generator.load.columns.declare_identity import IdentityDeclaration
from generator.load.columns.declare_ledger import LedgerFile, StatementDeclaration
from generator.load.columns.declare_mkdocs import ExtraDeclaration, MkdocsFile, ThemeDeclaration
from generator.load.columns.declare_policies import PoliciesDeclaration
from generator.load.columns.declare_synonyms import SynonymsFile
from generator.load.registers.declare_register import FieldDeclaration, RegisterDeclaration, RuleDeclaration
from generator.load.yaml.validate import declared_keys, nested_declarations
from generator.mandates.declare_pack import MandateDeclaration, PackFile
from generator.mandates.declare_proof import FactDeclaration
from generator.mandates.vocabulary import FACTS
from generator.model.finding import Level
from generator.report.declared_pages import key_names, keys_page, page, table

FOLDER = Path(__file__).parents[2] / "docs"
_FINDING_LEVELS = {
    Level.ERROR: ("错误", "有错误时不生成网站，site目录保持原样。"),
    Level.WARNING: ("警告", "网站照常生成，但应当尽快改正。"),
    Level.INFO: ("提示", "说明情况，不一定要改。"),
}


def reference_pages() -> dict[str, str]:
    """Return the text of each reference page by its path below docs/."""
    codes = {"站长/参考-问题代码.md": _codes_page()}
    return _portal_pages() | _directive_pages() | _list_pages() | codes


def _portal_pages() -> dict[str, str]:
    """The files of a portal that a webmaster writes."""
    return {
        "站长/参考-columns.md": keys_page(
            "参考：columns.yml的键",
            "每个键也可以写中文名，例如`栏目名称: 通知公告`。怎样使用见[栏目](栏目.md)。",
            (
                ("portal：网站", PortalDeclaration),
                ("columns和children：栏目", ColumnDeclaration),
                ("links：链接", LinkDeclaration),
                ("checks：检查设置", CheckDeclaration),
                ("limits：检查限值", LimitsDeclaration),
                ("policies：政策与解读", PoliciesDeclaration),
            ),
        ),
        "站长/参考-标识.md": keys_page(
            "参考：mkdocs.yml的键",
            "mkdocs.yml里只能写这些键，写了别的就是错误。`extra.gongkai`之下的键也可以写中文名。"
            "怎样使用见[外观与标识](外观与标识.md)和[mkdocs](mkdocs.md)。",
            (
                ("extra.gongkai：标识", IdentityDeclaration),
                ("mkdocs.yml", MkdocsFile),
                ("theme：外观", ThemeDeclaration),
                ("extra：附加", ExtraDeclaration),
            ),
        ),
        "站长/参考-名录格式.md": keys_page(
            "参考：名录格式的键",
            "名录格式是registers文件夹里的.yml文件，一种格式一个文件。每个键也可以写中文名。"
            "怎样使用见[名录格式](名录格式.md)。",
            (
                ("格式", RegisterDeclaration),
                ("fields：字段", FieldDeclaration),
                ("rules：规则", RuleDeclaration),
            ),
        ),
        "站长/参考-同义词.md": keys_page(
            "参考：synonyms.yml的键",
            "每个键也可以写中文名。怎样使用见[搜索](搜索.md)。",
            (("synonyms.yml", SynonymsFile),),
        ),
        "编辑/参考-文档头部.md": keys_page(
            "参考：文档头部的键",
            "每个键也可以写中文名，例如`标题: 关于样例事项的通知`。怎样使用见[写文档](写文档.md)。",
            (("头部", DocumentDeclaration), *_nested(DocumentDeclaration)),
        ),
    }


def _directive_pages() -> dict[str, str]:
    """What directives ask for, how it is proved and what is stated of it."""
    return {
        "站长/参考-要点.md": keys_page(
            "参考：自己的要点的键",
            "自己的要点是packs文件夹里的.yml文件，一份要点一个文件，文件名是编号。每个键也可以写中文名。"
            "怎样使用见[自己的要点](自己的要点.md)。",
            (
                ("要点", PackFile),
                ("mandates：任务", MandateDeclaration),
                ("proof：证明里的事实", FactDeclaration),
            ),
            _facts_table(),
        ),
        "审计/参考-ledger.md": keys_page(
            "参考：ledger.yml的键",
            "每个键也可以写中文名，例如`落实情况: 已落实`。怎样使用见[怎么用台账](怎么用台账.md)。",
            (("ledger.yml", LedgerFile), ("statements：说明", StatementDeclaration)),
        ),
        "审计/参考-证明.md": keys_page(
            "参考：证明的词汇",
            "要点里每项任务的`proof`是几个事实的列表，全部成立才是“已落实（查实）”；不写`proof`的，要在ledger.yml说明。"
            "怎样得出状态见[状态怎么算](状态怎么算.md)。",
            (("proof：证明里的事实", FactDeclaration),),
            _facts_table(),
        ),
    }


def _list_pages() -> dict[str, str]:
    """What is read once or by somebody who has many portals: old sites, sources, fleets."""
    return {
        "站长/参考-映射.md": keys_page(
            "参考：映射的键",
            "映射是`gongkai migrate --map`的文件，写旧网站的模板和栏目对应。每个键也可以写中文名。"
            f"怎样使用见[搬旧网站](搬旧网站.md)。\n\n{_presets()}",
            (
                ("映射", MigrationFile),
                ("templates：模板", TemplateDeclaration),
                ("channels：栏目对应", ChannelDeclaration),
                ("dump：导出的表格", DumpDeclaration),
            ),
        ),
        "站长/参考-归集.md": keys_page(
            "参考：归集清单的键",
            "归集清单是网站文件夹里的gather.yml。每个键也可以写中文名。怎样使用见[归集](归集.md)。",
            (
                ("gather.yml", GatherFile),
                ("sources：来源", SourceDeclaration),
                ("columns：归集的栏目", TakenDeclaration),
            ),
        ),
        "部署/参考-网站群清单.md": keys_page(
            "参考：网站群清单的键",
            "清单是`gongkai fleet build`的文件。每个键也可以写中文名。怎样使用见[网站群](网站群.md)。",
            (("清单", FleetFile), ("portals：网站", FleetPortal)),
        ),
    }


def write_pages(folder: Path = FOLDER) -> None:
    """Write all reference pages below ``folder``."""
    for name, text in reference_pages().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _presets() -> str:
    said = "、".join(f"`{key}`{words}" for key, (words, _) in PRESETS.items())
    return f"预设有：{said}。它们是照常见网页写的默认值，各网站的模板不尽相同，先用`--dry-run`看一遍，再照自己的网站改。"


def _nested(declaration: type[BaseModel], path: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the mappings declared inside a declaration, each with its heading, outer ones first."""
    for key, inner in nested_declarations(declaration).items():
        yield f"{path}{key}：{declared_keys(declaration)[key].title}", inner
        yield from _nested(inner, f"{path}{key}.")


def _facts_table() -> list[str]:
    """Return what each word of the vocabulary of proof means, which keys it takes, and how it is written."""
    rows = [
        (
            f"`{kind.value}`",
            entry.name,
            entry.meaning,
            key_names(entry.needs),
            key_names(entry.takes),
            f"`{entry.example}`",
        )
        for kind, entry in FACTS.items()
    ]
    return ["## fact：各种事实", table(("事实", "名称", "意思", "必写", "可写", "例子"), rows)]


def _codes_page() -> str:
    parts = [
        "# 参考：问题代码",
        "`gongkai check`列出的每个问题都带一个代码，写在行末的方括号里。代码不会改变，可以用来查找本页。"
        "怎样读检查结果见[检查](检查.md)。",
    ]
    for level, (word, meaning) in _FINDING_LEVELS.items():
        rows = [
            (f"`{entry.code}`", entry.name, entry.cure, entry.origin)
            for entry in CATALOGUE.values()
            if entry.level is level
        ]
        parts += [f"## {word}", meaning, table(("代码", "名称", "怎么改", "依据"), rows)]
    return page(parts)


if __name__ == "__main__":
    write_pages()
