"""The small portal that the fuzz starts from: a file of every kind that people hand in."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

from generator.kinds.filings.form import APPLICANTS, DISPUTES, RULINGS, RowPath, disclosed_rows, request_rows

AS_OF = "2026-11-20"
_HEAD = "issuer: 区政府办公室\npublished: 2026-03-03 09:30\n"

_COLUMNS = """\
portal:
  name: 示例区人民政府
  level: district
  domain: www.example.gov.cn
  site_code: "5000000000"
  organizer: 示例区人民政府办公室
  packs: [cq-2020]
  audit: true
policies:
  important: [示例府规〔2026〕]
limits:
  empty_block: 90
  vague_words: [其他材料]
checks:
  - code: column-empty
    level: info
    reason: 测试
columns:
  - {name: 通知公告, slug: tz, description: 通知。, unit: 区政府办公室, owner: 张某, cycle: monthly, home: notices}
  - name: 政策解读
    slug: jd
    description: 解读。
    type: 政策解读
    unit: 区司法局
    owner: 李某
    cycle: monthly
    home: interpretation
    basis: [cq-2020#1]
  - {name: 公开指南, slug: zn, kind: page, description: 指南。, type: 信息公开指南}
  - name: 文件库
    slug: wj
    kind: group
    layout: normative-library
    description: 文件库。
    children:
      - {name: 现行有效, slug: yx, description: 有效的。, layout: normative-library}
      - {name: 失效废止, slug: sx, description: 失效的。, layout: normative-invalid}
  - {name: 行政收费, slug: sf, kind: register, schema: fees, description: 收费。, home: feature}
  - {name: 自由名录, slug: ml, kind: register, description: 没有格式。}
  - {name: 自定名录, slug: zd, kind: register, schema: mine, description: 自定格式。}
  - {name: 公开年报, slug: nb, layout: annual-reports, expected: [区教委], since: 2025, description: 年报。}
  - {name: 预决算, slug: ys, layout: budget, due: {budget: 03-31}, description: 预决算。}
  - {name: 公报, slug: gb, layout: gazette, description: 公报。}
  - {name: 意见征集, slug: yj, layout: consultations, description: 征集。}
  - {name: 决策目录, slug: jc, layout: decisions, description: 目录。}
  - {name: 办事指南, slug: bs, layout: guides, description: 办事。}
  - {name: 规划, slug: gh, layout: plans, description: 规划。}
  - {name: 新闻发布, slug: xw, layout: press, description: 发布。}
  - name: 友情链接
    slug: lj
    kind: links
    description: 链接。
    links:
      - {title: 中国政府网, url: "https://www.gov.cn/", note: 外站}
"""
_MARKS = """\
site_name: 示例区人民政府
site_url: https://www.example.gov.cn/
extra:
  gongkai:
    phone: 023-00000000
    icp: 渝ICP备00000000号-1
    police_record: 渝公网安备50000000000000号
    conac_id: "00000000000000000000000000000000"
"""
_LEDGER = """\
statements:
  - mandate: cq-2020#33
    state: 已落实
    date: 2026-10-12
    who: 区卫生健康委王某
    evidence: [台账第1号, tz/20260303-tz.md]
"""
_FORMAT = """\
id: mine
name: 自定名录
fields:
  - {key: name, label: 名称, type: text, required: true}
  - {key: day, label: 日期, type: date}
  - {key: money, label: 金额, type: money, unit: 万元}
  - {key: count, label: 人数, type: integer}
  - {key: phone, label: 电话, type: phone}
  - {key: state, label: 状态, type: choice, choices: [有效, 撤回]}
  - {key: paper, label: 文件, type: document}
  - {key: secret, label: 备注, show: hidden}
row_title: name
date: day
group: state
rules:
  - {kind: unique, fields: [name]}
"""
_TEXT = """\
各镇人民政府：

正文，见[附件](附件.pdf)和[另一份](/wj/yx/20260303-bf.md#第一条)，也见[网站][gw]。**“六稳”**工作[^1]。

## 第一条 目的

| 项目 | 数量 |
| :-- | --: |
| 甲 | 1 |

![图](图.png) <img src="图.png" alt="图">

<video src="片.mp4" controls></video>

- [x] 一
- [ ] 二

`代码` ~~删去~~ <https://www.gov.cn/>

[gw]: https://www.gov.cn/ "外站"

[^1]: 注释。

示例区人民政府办公室

2026年3月2日
"""


def make_files() -> dict[str, bytes]:
    """Return every file of the portal by its path; the same bytes each time."""
    texts = {
        "columns.yml": _COLUMNS,
        "mkdocs.yml": _MARKS,
        "ledger.yml": _LEDGER,
        "registers/mine.yml": _FORMAT,
        "content/nb/2025.yml": _report_data(),
        **{f"content/{name}": text for name, text in _documents().items()},
        **{f"content/{name}": text for name, text in _tables().items()},
        "content/jd/字幕.vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n第一句。\n\n00:05.000 --> 00:06.000\n第二句。\n",
        "content/gb/封面.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 4"><rect width="3" height="4"/></svg>\n',
    }
    files = {name: text.encode() for name, text in texts.items()}
    for folder in ("tz", "jd"):
        files |= {f"content/{folder}/图.png": _png(), f"content/{folder}/片.mp4": _mp4()}
    return files | {
        "content/tz/附件.pdf": _pdf(),
        **{f"content/{name}.docx": _docx() for name in ("tz/附件", "bs/表", "zn/表")},
        "content/tz/附件.xlsx": _xlsx((("甲", "乙"), ("一", 1))),
        "content/ml/表.xlsx": _xlsx((("名称", "日期", "数"), ("甲", "2026-03-02", 1.5), ("乙", "", 2))),
    }


def _documents() -> dict[str, str]:
    heads = {
        "tz/20260303-tz.md": "title: 关于甲的通知\ndoc_no: 示例府办发〔2026〕1号\nsigned: 2026-03-02\n"
        "topics: [甲, 乙]\nattachments: [附件.pdf, 附件.docx, 附件.xlsx]\nreview: {first: 甲, second: 乙, third: 丙}\n"
        "index_no: 5000000000/2026-00001\nkeywords: 通知\n",
        "tz/20260304-cg.md": "title: 草稿\ndraft: true\n",
        "jd/20260305-jd.md": "title: 解读\ninterprets: [wj/yx/20260303-bf.md]\nvideo: 片.mp4\ncaptions: 字幕.vtt\n"
        "poster: 图.png\npicture: 图.png\npicture_alt: 说明\nform: 视频\nelements: {background: 背景, purpose: 目的}\n",
        "wj/yx/20260303-bf.md": "title: 供水办法\ndoc_no: 示例府规〔2026〕1号\nvalidity: 有效\neffective: 2026-04-01\n"
        "expires: 2031-03-31\nhistory:\n  - {date: 2026-03-02, act: 公布, by: 示例府规〔2026〕1号}\n",
        "wj/yx/20200303-jb.md": "title: 旧办法\nvalidity: 废止\nreplaced_by: wj/yx/20260303-bf.md\n",
        "nb/20260320-nb.md": "title: 年报\nannual_report: {year: 2025, unit: 区教委, data: 2025.yml}\n",
        "ys/20260301-ys.md": "title: 预算\nbudget: {year: 2026, kind: 预算, unit: 区教委}\n",
        "gb/20260415-gb.md": "title: 公报\ngazette: {year: 2026, issue: 第1期, total: 61, cover: 封面.svg, "
        "contents: [wj/yx/20260303-bf.md]}\n",
        "yj/20261106-yj.md": "title: 征集\nconsultation:\n  opens: 2026-11-06\n  closes: 2026-12-06\n  channels: [邮寄]\n"
        "  text: 正文\n  explanation: 正文\n  received: 93\n  accepted: 61\n  decision: jc/20260201-ml.md\n",
        "jc/20260201-ml.md": "title: 目录\ndecisions:\n  year: 2026\n  items:\n    - {name: 甲, unit: 乙, "
        "consultation: yj/20261106-yj.md}\n",
        "bs/20260305-bs.md": "title: 指南\nguide:\n  item: 办证\n  materials: [{name: 表, copies: 1, blank: 表.docx}]\n"
        "  steps: [{name: 受理, limit: 当场}]\n  basis: [某法第一条]\n"
        "  conditions: [甲]\n  where: [窗口]\n  hours: [工作日]\n  phone: [12345]\n  fee: 不收费\n",
        "gh/20260305-gh.md": "title: 规划纲要\nplan: {kind: 国土空间规划, period: 2026-2030, name: 纲要}\n",
        "gh/20260306-zx.md": "title: 专项规划\nplan: {kind: 专项规划, period: 2026-2030, parent: gh/20260305-gh.md}\n",
        "xw/20260305-xw.md": "title: 发布会\npress: {led_by: 主要负责人, held: 2026-03-05, speakers: [甲某]}\n",
        "zn/index.md": "title: 公开指南\nrequest: {unit: 甲, phone: 023-00000000, forms: [{audience: 自然人, file: 表.docx}]}\n",
    }
    texts = {name: f"---\n{head}{_HEAD}---\n\n正文。\n\n## 一、总体情况\n" for name, head in heads.items()}
    texts["tz/20260303-tz.md"] = texts["tz/20260303-tz.md"].partition("正文。")[0] + _TEXT
    return texts


def _tables() -> dict[str, str]:
    return {
        "sf/收费.csv": "项目名称,收费内容,依据文号,收费标准,征收方式,执收单位,更新日期\r\n"
        "证照费,工本费,某文〔2020〕1号,每本5元,缴入国库,某局,2026-03-02\r\n",
        "zd/表.csv": "名称,日期,金额,人数,电话,状态,文件,备注\n"
        '甲,2026-03-02,-3.5,12,023-00000000,有效,tz/20260303-tz.md,内部\n乙,20260303,"1,234.50",3,12345,撤回,,\n',
        "ml/录.yml": "- 名称: 甲\n  数: 1\n- 名称: 乙\n  数: [1, 2]\n",
    }


def _report_data() -> str:
    lines = ["主动公开:"]
    lines += [f'  "{row}": [{", ".join("0" for _ in columns)}]' for row, columns in disclosed_rows()]
    lines.append("依申请公开:")
    lines += _nested(request_rows(), len(APPLICANTS), "  ")
    lines.append("复议诉讼:")
    lines += _nested([(row,) for row in DISPUTES], len(RULINGS), "  ")
    return "\n".join(lines) + "\n"


def _nested(paths: Sequence[RowPath], width: int, indent: str) -> list[str]:
    lines = []
    for label in dict.fromkeys(path[0] for path in paths):
        inner = [path[1:] for path in paths if path[0] == label and len(path) > 1]
        cells = "" if inner else f" [{', '.join('0' * width)}]"
        lines.append(f'{indent}"{label}":{cells}')
        lines += _nested(inner, width, f"{indent}  ")
    return lines


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" + b"\xff" * 6 + b"\x00" + b"\xff" * 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _mp4() -> bytes:
    def box(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data) + 8) + kind + data

    sample = box(b"stsd", struct.pack(">II", 0, 1) + box(b"avc1", b"\x00" * 78))
    media = box(
        b"mdia", box(b"hdlr", b"\x00" * 8 + b"vide" + b"\x00" * 12) + box(b"minf", box(b"stbl", sample))
    )
    return (
        box(b"ftyp", b"isom\x00\x00\x02\x00isomavc1")
        + box(b"moov", box(b"trak", media))
        + box(b"mdat", b"\x00" * 16)
    )


def _pdf() -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.write(out)
    return out.getvalue()


def _docx() -> bytes:
    import docx

    paper, out = docx.Document(), io.BytesIO()
    paper.add_paragraph("正文。")
    paper.save(out)
    return out.getvalue()


def _xlsx(rows: Sequence[Sequence[str | float]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()
