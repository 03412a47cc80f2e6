"""Facts about how the site is built: columns, links, features. Content is none of their business."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from generator.check.proofs.ask import Ask
from generator.check.proofs.holdings import column_proof
from generator.check.proofs.verdict import Verdict, names_of
from generator.model.column import Column
from generator.model.mandate import Proof, is_bound
from generator.model.proof import Names, SiteFeature


def judge_column(ask: Ask) -> Verdict:
    """The columns are set up; where that is asked for, on the home page."""
    there = {path: columns for path, columns in ask.found.items() if columns}
    lacking = [path for path in ask.found if path not in there]
    shown = tuple(column_proof(column) for columns in there.values() for column in columns)
    if lacking:
        # Those that the clause names are told once for the mandate as a whole.
        return Verdict(False, f"没有栏目：{names_of(lacking)}。", shown)
    if ask.fact.home and not any(_on_home(column) for columns in there.values() for column in columns):
        return Verdict(False, f"{ask.where}不在首页上，在columns.yml给它写home。", shown, some=True)
    return Verdict(True, f"已设置栏目：{names_of(column.path for column in ask.columns)}。", shown)


def _on_home(column: Column) -> bool:
    return column.home is not None or len(column.path) == 1


def judge_link(ask: Ask) -> Verdict:
    """Links lead to each of the hosts."""
    if no := ask.nowhere():
        return no
    links = [link for column in ask.columns for each in column.walk() for link in each.links]
    shown = [link for link in links if any(_leads_to(link.url, host) for host in ask.fact.hosts)]
    lacking = [host for host in ask.fact.hosts if not any(_leads_to(link.url, host) for link in links)]
    proofs = tuple(Proof(link.title, link.url) for link in shown)
    if lacking:
        return Verdict(False, f"{ask.where}没有通到{'、'.join(lacking)}的链接。", proofs, some=bool(shown))
    return Verdict(True, f"{ask.where}有通到{'、'.join(ask.fact.hosts)}的链接。", proofs)


def _leads_to(url: str, host: str) -> bool:
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return name == host or name.endswith(f".{host}")


def judge_feature(ask: Ask) -> Verdict:
    """The site as a whole has a feature."""
    judges: dict[SiteFeature | None, Callable[[Ask], Verdict]] = {
        SiteFeature.MOBILE: _mobile,
        SiteFeature.COLUMN_DUTIES: _column_duties,
        SiteFeature.MANDATED_COLUMNS: _mandated_columns,
        SiteFeature.ERROR_REPORT: _error_report,
        SiteFeature.SEARCH: lambda _: Verdict(True, "全站搜索由系统生成，按栏目、年份、单位筛选。", _HOME),
        SiteFeature.DOWNLOAD: lambda _: Verdict(True, "文件库的每份文件由系统提供Word版下载。", _HOME),
    }
    return judges[ask.fact.feature](ask)


_HOME = (Proof("首页"),)
DISCLOSURE = ("政府信息公开",)


def _mobile(ask: Ask) -> Verdict:
    column = ask.holdings.places.at(DISCLOSURE)
    if column is None:
        return Verdict(False, "没有“政府信息公开”栏目。")
    return Verdict(True, "本系统生成的页面都适配手机，专栏与电脑端同址。", (column_proof(column),))


def _column_duties(ask: Ask) -> Verdict:
    columns = list(ask.holdings.portal.walk())
    whole = [c for c in columns if c.description and c.unit and c.owner and c.cycle]
    reason = f"{len(columns)}个栏目中{len(whole)}个写明了内容、更新周期、责任单位和责任人员。"
    return Verdict(len(whole) == len(columns) > 0, reason, (Proof("栏目结构", "map/"),), some=bool(whole))


def _mandated_columns(ask: Ask) -> Verdict:
    portal, places = ask.holdings.portal, ask.holdings.places
    wanted: dict[Names, Iterable[Column]] = {}
    for mandate in ask.pack.mandates:
        if is_bound(mandate, portal.level):
            wanted |= {path: places.of(mandate)[path] for path in mandate.paths}
    lacking = [path for path, columns in wanted.items() if not columns]
    there = tuple(column_proof(column) for columns in wanted.values() for column in columns)
    if lacking:
        told = names_of(lacking[:5]) + ("等" if len(lacking) > 5 else "")
        reason = f"点名的{len(wanted)}个栏目中缺{len(lacking)}个：{told}。"
        return Verdict(False, reason, there, some=bool(there))
    return Verdict(True, f"点名的{len(wanted)}个栏目都已设置。", there)


def _error_report(ask: Ask) -> Verdict:
    if not ask.holdings.portal.identity.error_report:
        return Verdict(False, "页脚没有“我为政府网站找错”入口。")
    return Verdict(True, "页脚有“我为政府网站找错”入口。", _HOME)
