"""The report of a migration as files: a page to look at and print, tables to count with. None of it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from generator.intake.migration.outcome import Became, Outcome, Row, percent
from generator.tables import csv_bytes

PAGE, TABLE, FILES = "report.html", "addresses.csv", "attachments.csv"
# A page of more rows opens slowly; the table has them all.
MOST_ROWS = 2_000
MOST_WORDS = 100
_HEADS = (
    "旧网址",
    "结果",
    "新网址",
    "标题",
    "栏目",
    "文件",
    "这次",
    "原文字数",
    "保留",
    "缺少的文字",
    "没有搬来的",
    "有意去掉的",
    "说明",
)
_FILE_HEADS = ("旧网址", "新网址", "文件", "字节", "SHA-256", "这次")
_STYLE = """\
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; color: #1f2329; background: #fff;
  font: 16px/1.7 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.6rem; margin: .5rem 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.sum { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; padding: 0; list-style: none; }
.sum li { border: 1px solid #d0d7de; border-radius: 4px; padding: .5rem .75rem; }
.sum b { display: block; font-size: 1.4rem; font-variant-numeric: tabular-nums; color: #0b3d7a; }
.bad b, .bad { color: #a4161a; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid #d0d7de; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f0f4f9; white-space: nowrap; } td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td { min-width: 5rem; } code { font-family: inherit; word-break: break-all; }
@media print { body { max-width: none; } .wide { overflow: visible; } }
"""


def report_files(outcome: Outcome, portal: str) -> dict[str, bytes]:
    """Return the report by the names of its files."""
    return {
        PAGE: _page(outcome, portal).encode("utf-8", "replace"),
        TABLE: csv_bytes([_HEADS, *(_cells(row) for row in outcome.rows)]),
        FILES: csv_bytes([_FILE_HEADS, *(_file_cells(row) for row in _files(outcome))]),
    }


def _cells(row: Row) -> tuple[object, ...]:
    return (
        row.old,
        row.became.value,
        row.new,
        row.title,
        row.column,
        row.path,
        row.done.value if row.done else "",
        row.characters or "",
        "" if row.kept is None else percent(row.kept),
        "；".join(f"{text}（{place}）" if place else text for text, place in row.missing),
        "；".join(f"{what}：{text}" for what, text in row.losses),
        "；".join(f"{what}：{text}" for what, text in row.left),
        row.why,
    )


def _files(outcome: Outcome) -> Iterator[Row]:
    return outcome.of(Became.ATTACHMENT, Became.PICTURE)


def _file_cells(row: Row) -> tuple[object, ...]:
    return (row.old, row.new, row.path, row.size or "", row.digest, row.done.value if row.done else "")


def _page(outcome: Outcome, portal: str) -> str:
    title = f"搬迁报告：{portal}"
    parts = [f"<h1>{escape(title)}</h1>", _lead(outcome), _sums(outcome)]
    left = [row for row in outcome.rows if row.became in (Became.LEFT, Became.UNUSED)]
    parts += _section(
        "没有搬的",
        "这些旧网址没有新的去处。改映射再运行，或在映射的skip里写明不搬。",
        left,
        ("旧网址", "结果", "说明"),
        _left,
    )
    lost = [row for row in outcome.documents if row.missing]
    parts += _section("缺少的文字", "原来有、现在没有的文字。", lost, ("文档", "保留", "缺少的文字"), _lost)
    losses = [row for row in outcome.documents if row.losses]
    parts += _section(
        "没有搬来的链接、图片和附件",
        "文字都在，链接变成了普通文字；图片和附件要补上。",
        losses,
        ("文档", "没有搬来的"),
        _losses,
    )
    dropped = [row for row in outcome.documents if row.left]
    lead = "看不见的字、按钮、导航，和映射里写明去掉的；有正文在里面的，改映射。"
    parts += _section("有意去掉的", lead, dropped, ("文档", "去掉的"), _dropped)
    parts += _section(
        "改过的文件",
        "上次搬来以后有人改过或删去的，没有动。",
        list(outcome.edited),
        ("旧网址", "文件", "这次"),
        _edited,
    )
    stuck = [row for row in outcome.rows if row.why and row not in left]
    parts += _section(
        "不能跳转的旧网址", "内容搬来了，旧网址不转到它。", stuck, ("旧网址", "新网址", "原因"), _stuck
    )
    moved = [row for row in outcome.rows if row.new]
    parts += _section(
        "全部旧网址", f"另有一份表格：{TABLE}。", moved, ("旧网址", "结果", "新网址", "标题", "保留"), _moved
    )
    parts += _section(
        "附件和图片",
        f"另有一份表格：{FILES}。",
        list(_files(outcome)),
        ("旧网址", "文件", "字节", "SHA-256"),
        _file,
    )
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>{head}<style>{_STYLE}</style></head>\n<body>\n'
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def _lead(outcome: Outcome) -> str:
    dry = "这次只看不写。" if outcome.dry else ""
    if not outcome.not_whole:
        return f"<p>{dry}全部旧网址都有去处，原文的字都在。</p>"
    return f'<p class="bad">{dry}有{len(outcome.not_whole)}个旧网址没有搬全，列在下面。</p>'


def _sums(outcome: Outcome) -> str:
    counts = outcome.counts()
    sums: list[tuple[str, object, bool]] = [
        ("旧网址", len(outcome.rows), False),
        ("文档", counts[Became.DOCUMENT], False),
        ("原文字数", sum(row.characters for row in outcome.documents), False),
        ("保留的字", percent(outcome.kept), outcome.kept < 1),
        ("附件", counts[Became.ATTACHMENT], False),
        ("图片", counts[Became.PICTURE], False),
        (
            "没有搬",
            counts[Became.LEFT] + counts[Became.UNUSED],
            bool(counts[Became.LEFT] + counts[Became.UNUSED]),
        ),
    ]
    items = "".join(
        f"<li{' class=bad' if bad else ''}><b>{value}</b>{label}</li>" for label, value, bad in sums
    )
    return f'<ul class="sum">{items}</ul>'


def _section(title: str, lead: str, rows: list[Row], heads: Iterable[str], cells: object) -> list[str]:
    if not rows:
        return []
    assert callable(cells)
    more = f"只列前{MOST_ROWS}个，其余看{TABLE}。" if len(rows) > MOST_ROWS else ""
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    lines = "".join(f"<tr>{''.join(cells(row))}</tr>\n" for row in rows[:MOST_ROWS])
    table = f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>\n{lines}</tbody></table></div>'
    return [f"<h2>{title}（{len(rows)}）</h2>", f"<p>{lead}{more}</p>", table]


def _cell(text: object, kind: str = "") -> str:
    return f"<td{f' class={kind}' if kind else ''}>{escape(str(text))}</td>"


def _left(row: Row) -> list[str]:
    return [_cell(row.old), _cell(row.became.value), _cell(row.why)]


def _document(row: Row) -> str:
    return f"<td>{escape(row.title)}<br><code>{escape(row.old)}</code></td>"


def _lost(row: Row) -> list[str]:
    said = "<br>".join(escape(f"{place}　{text}" if place else text) for text, place in row.missing)
    return [_document(row), _cell(percent(row.kept or 0), "n"), f"<td>{said}</td>"]


def _losses(row: Row) -> list[str]:
    return [_document(row), f"<td>{'<br>'.join(escape(f'{what}：{text}') for what, text in row.losses)}</td>"]


def _dropped(row: Row) -> list[str]:
    said = "<br>".join(escape(f"{what}：{_short(text)}") for what, text in row.left)
    return [_document(row), f"<td>{said}</td>"]


def _short(text: str) -> str:
    return text if len(text) <= MOST_WORDS else f"{text[:MOST_WORDS]}……（共{len(text)}字）"


def _edited(row: Row) -> list[str]:
    return [_cell(row.old), _cell(row.path), _cell(row.done.value if row.done else "")]


def _stuck(row: Row) -> list[str]:
    return [_cell(row.old), _cell(row.new), _cell(row.why)]


def _moved(row: Row) -> list[str]:
    kept = "" if row.kept is None else percent(row.kept)
    return [_cell(row.old), _cell(row.became.value), _cell(row.new), _cell(row.title), _cell(kept, "n")]


def _file(row: Row) -> list[str]:
    return [_cell(row.old), _cell(row.path), _cell(row.size or "", "n"), _cell(row.digest)]
