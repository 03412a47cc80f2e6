"""The summary of a fleet's run, as JSON and as a page to look at; the logs of the portals lie beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from html import escape

from generator.fleet.job import Outcome, State

SUMMARY, PAGE, LOGS = "summary.json", "summary.html", "logs"
_STYLE = """\
body { margin: 0 auto; max-width: 75rem; padding: 1rem; color: #1f2329; background: #fff;
  font: 16px/1.7 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.6rem; } .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid #d0d7de; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f0f4f9; white-space: nowrap; } td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td:first-child { min-width: 6rem; } .bad { color: #a4161a; font-weight: bold; white-space: nowrap; } .good { white-space: nowrap; }
"""


def counts(outcomes: Iterable[Outcome]) -> dict[State, int]:
    """Return how many portals ended in each state."""
    states = [each.state for each in outcomes]
    return {state: states.count(state) for state in State}


def summary_json(outcomes: Sequence[Outcome], moment: str) -> str:
    """Return the summary for programs: the portals in the order of the list, and how many there are of each kind."""
    portals = [
        {key: value for key, value in asdict(each).items() if key != "log"} | {"log": log_name(each.name)}
        for each in outcomes
    ]
    good = sum(each.state.good for each in outcomes)
    figures = {"portals": len(outcomes), "good": good, "failed": len(outcomes) - good}
    return json.dumps({"as_of": moment, "portals": portals, "summary": figures}, ensure_ascii=False, indent=2)


def log_name(name: str) -> str:
    """Return where the log of a portal is, from the folder of the run."""
    return f"{LOGS}/{name}.log"


def summary_page(outcomes: Sequence[Outcome], moment: str) -> str:
    """Return the summary as a page: what failed comes first."""
    title = f"网站群构建：{moment.replace('T', ' ')[:16]}"
    rows = sorted(outcomes, key=lambda each: each.state.good)
    heads = (
        "网站",
        "结果",
        "说明",
        "文档",
        "页面",
        "错误",
        "警告",
        "秒",
        "次数",
        "提交",
        "发布的版本",
        "日志",
    )
    body = "\n".join(map(_row, rows))
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f'<p>{escape(tally(outcomes))}</p>\n<div class="wide"><table>\n'
        f"<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>\n<tbody>\n{body}\n</tbody>\n"
        "</table></div>\n</body>\n</html>\n"
    )


def _row(each: Outcome) -> str:
    figures = (each.documents, each.pages, each.errors, each.warnings, f"{each.seconds:.1f}", each.tries)
    cells = "".join(f'<td class="n">{figure}</td>' for figure in figures)
    kind = "good" if each.state.good else "bad"
    return (
        f'<tr><td>{escape(each.name)}</td><td class="{kind}">{each.state.value}</td><td>{escape(each.why)}</td>{cells}'
        f"<td>{escape(each.commit[:10])}</td><td>{escape(each.release)}</td>"
        f'<td><a href="{escape(log_name(each.name))}">日志</a></td></tr>'
    )


def tally(outcomes: Sequence[Outcome]) -> str:
    """Return the one sentence: how many portals there are, and how they ended."""
    said = "，".join(f"{state.value}{number}个" for state, number in counts(outcomes).items() if number)
    return f"网站{len(outcomes)}个：{said}。" if outcomes else "没有网站要构建。"
