"""Pages in the shape of the systems that governments use: what is around an article, and how it is written in it."""
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

_TABLE = (
    '<table border="1" style="width:100%"><tr><td>序号</td><td colspan="2">时限</td></tr><tr><td rowspan="2">一</td><td>3月</td>'
    "<td>12日</td></tr><tr><td>4月</td><td>5日</td></tr></table>"
)
NAV = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div><div class="crumb">当前位置：首页 &gt; 通知公告</div>'
FOOT = '<div class="footer">主办：示例区人民政府办公室 网站标识码：5000000000</div><script>var a="脚本里的字";</script>'
TITLE = "示例区人民政府办公室关于开展春季义务植树活动的通知"
META = (
    f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-03-10 09:30">'
    '<meta name="ContentSource" content="区政府办公室"><meta name="ColumnName" content="通知公告">'
)


@dataclass(frozen=True)
class Saved:
    """A saved page: its bytes, words that the document shows in this order, cells, its head."""

    name: str
    raw: bytes
    shows: tuple[str, ...]
    hides: tuple[str, ...]
    cells: tuple[tuple[str, int, int], ...] = ()
    published: str = "2026-03-10 09:30"
    doc_no: str = "示例府办发〔2026〕8号"
    signed: str = "2026-03-09"


_CELLS = (("时限", 2, 1), ("一", 1, 2))
_HIDES = (
    "首页",
    "脚本里的字",
    "当前位置",
    "主办：",
    "打印本页",
    "上一篇",
    "分享到",
    "&nbsp;",
    "style=",
    "mso-",
)
_LINES = (
    "各镇人民政府、各街道办事处：",
    "为绿化美化环境，决定开展义务植树，面积1.5万m2。",
    "一、时间和地点",
    "3月12日前后。",
    "序号",
    "时限",
    "12日",
    "5日",
)
_END = ("示例区人民政府办公室", "2026年3月9日")


def trs() -> Saved:
    """The editor's own styles inside the article, its text in paragraphs with indents of blanks."""
    body = (
        '<style type="text/css">.TRS_Editor P{line-height:1.5;}</style><div class="Custom_UnionStyle">'
        '<p align="center">示例府办发〔2026〕8号</p><p>各镇人民政府、各街道办事处：</p>'
        '<p style="text-indent:2em">&nbsp;&nbsp;&nbsp;&nbsp;为绿化美化环境，决定开展<strong>义务植树</strong>，面积1.5万m<sup>2</sup>。</p>'
        f"<p>　　<b>一、时间和地点</b></p><p>　　3月12日前后。</p>{_TABLE}"
        '<p align="right">示例区人民政府办公室</p><p align="right">2026年3月9日</p></div>'
    )
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{TITLE}_示例区人民政府</title>{META}</head>'
        f'<body>{NAV}<div class="bt">{TITLE}</div><div class="TRS_Editor">{body}</div>'
        f'<div class="share">分享到：微信 微博</div><div>【打印本页】【关闭窗口】</div><div>上一篇：关于清明禁火的通告</div>{FOOT}</body></html>'
    )
    return Saved("trs", page.encode("gb18030"), (*_LINES, *_END), _HIDES, _CELLS)


def ucap() -> Saved:
    """The article in an element by a well-known id, its facts in a table above it, buttons within it."""
    facts = (
        "<table class='xxgk'><tr><td>索 引 号：</td><td>5000000000/2026-00012</td><td>发文机关：</td><td>示例区人民政府办公室</td></tr>"
        "<tr><td>成文日期：</td><td>2026年03月09日</td><td>发文字号：</td><td>示例府办发[2026]8号</td></tr>"
        "<tr><td>发布日期：</td><td>2026年03月10日 09:30</td><td>主题分类：</td><td>农业、林业、水利/林业</td></tr></table>"
    )
    body = (
        "<p>各镇人民政府、各街道办事处：</p><p><span style='font-family:仿宋_GB2312;font-size:16pt'>为绿化美化环境，决定开展义务植树，面积1.5万m"
        "<span style='vertical-align:super'>2</span>。</span></p><p><span style='font-family:黑体'>一、时间和地点</span></p>"
        f"<p>3月12日前后。</p>{_TABLE}<p style='text-align:right'>示例区人民政府办公室</p><p style='text-align:right'>2026年3月9日</p>"
        "<div class='bdsharebuttonbox'>分享到</div><p style='display:none'>看不见的字</p>"
    )
    page = (
        f"<!DOCTYPE html><html lang='zh'><head><meta charset='utf-8'><title>{TITLE}</title></head><body>{NAV}{facts}<h1>{TITLE}</h1>"
        f"<div class='pages-date'>发布时间：2026-03-10 09:30</div><div id='UCAP-CONTENT'>{body}</div>{FOOT}</body></html>"
    )
    return Saved("ucap", page.encode(), (*_LINES, *_END), (*_HIDES, "看不见的字"), _CELLS)


def jcms() -> Saved:
    """Sections in nested elements, the title inside the article again, comments that systems leave."""
    body = (
        f"<!--<$[标题名称(html)]>begin--><p style='text-align: center;'><span style='font-size:22pt'>{TITLE}</span></p>"
        "<p style='text-align:center'>示例府办发〔2026〕8号</p><div><div><p>各镇人民政府、各街道办事处：</p></div>"
        "<div>为绿化美化环境，决定开展义务植树，面积1.5万m<sup>2</sup>。</div></div><div><p><strong>一、时间和地点</strong></p></div>"
        f"<div>3月12日前后。</div><center>{_TABLE}</center><p align=right>示例区人民政府办公室<br>2026年3月9日</p>"
    )
    page = (
        f"<html><head><meta charset='utf-8'><title>{TITLE}</title><meta name='pubdate' content='2026-03-10 09:30:00'></head><body>{NAV}"
        f"<div id='zoom' class='bt_content'>{body}</div><p class='prevnext'>上一篇：无</p>{FOOT}</body></html>"
    )
    return Saved("jcms", page.encode(), (*_LINES, *_END), _HIDES, _CELLS)


def dede() -> Saved:
    """One cell of tables that set the page, lines ended by hand, no paragraphs at all."""
    body = (
        "示例府办发〔2026〕8号<br><br>各镇人民政府、各街道办事处：<br>　　为绿化美化环境，决定开展义务植树，面积1.5万m<sup>2</sup>。<br>"
        f"　　一、时间和地点<br>　　3月12日前后。<br>{_TABLE}<br>　　　　　　　示例区人民政府办公室<br>　　　　　　　2026年3月9日"
    )
    page = (
        f"<html><head><title>{TITLE}-示例区人民政府网</title></head><body><table><tr><td>{NAV}</td></tr><tr><td><table><tr>"
        f"<td align=center><h2>{TITLE}</h2></td></tr><tr><td>时间:2026-03-10 09:30 来源:区政府办公室</td></tr><tr><td><div class='content'>{body}"
        f"</div></td></tr></table></td></tr></table>{FOOT}</body></html>"
    )
    return Saved("dede", page.encode("gb18030"), (*_LINES, *_END), _HIDES, _CELLS)


def powereasy() -> Saved:
    """Text pasted from a word processor: its own classes and styles, fonts, empty paragraphs, tags of its kind."""
    body = (
        "<p class=MsoNormal style='mso-pagination:widow-orphan'><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"
        "<p class=MsoNormal>各镇人民政府、各街道办事处：</p><P class=MsoNormal style='TEXT-INDENT: 32pt'><FONT size=3 face=仿宋>为绿化美化环境，"
        "决定开展义务植树，面积<SPAN lang=EN-US>1.5</SPAN>万<SPAN lang=EN-US>m<SUP>2</SUP></SPAN>。</FONT></P><P><FONT face=黑体>一、时间和地点</FONT></P>"
        f"<P>3月12日前后。</P>{_TABLE}<P align=right>示例区人民政府办公室</P><P align=right>二〇二六年三月九日</P>"
    )
    page = (
        f"<HTML><HEAD><META http-equiv=Content-Type content='text/html; charset=gbk'><TITLE>{TITLE}</TITLE></HEAD><BODY>{NAV}"
        f"<DIV id=fontzoom class=NewsContent>{body}</DIV><div>【打印本页】</div>{FOOT}</BODY></HTML>"
    )
    end = ("示例区人民政府办公室", "二〇二六年三月九日")
    return Saved(
        "powereasy", page.encode("gb18030"), (*_LINES, *end), _HIDES, _CELLS, published="", doc_no=""
    )


def saved() -> list[Saved]:
    """Return all pages."""
    return [trs(), ucap(), jcms(), dede(), powereasy()]
