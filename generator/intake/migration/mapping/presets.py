"""What the pages of usual systems of government portals look like (预设): a beginning, to be adapted.

Written from what such pages commonly are; no system binds anybody to it, and every portal changes its templates.
So none of it is a rule: a map names a preset and replaces in it what is otherwise in the portal at hand.
"""

from __future__ import annotations

from generator.intake.migration.mapping.declare import TemplateDeclaration

# 国办发〔2017〕47号附件 (网页标签规范) names these tags; older pages have them as often as not. Asked last, of every page.
STANDARD_TAGS = {
    "title": "articletitle",
    "date": "pubdate",
    "source": "contentsource",
    "channel": "columnname",
}
# Marks that editors of such systems put into texts, and that say nothing.
FURNITURE = (
    'img[src*="fileTypeImages"]',
    'img[src*="/fileicon/"]',
    ".bdsharebuttonbox",
    ".bshare-custom",
    "#share",
    ".share",
    ".print",
    ".ewm",
    "script",
    "style",
)
_CRUMBS = [".location a", ".position a", ".weizhi a", ".crumbs a", ".BreadcrumbNav a", ".dqwz a"]
_LABELLED = [
    ".xl_time",
    ".bt_time",
    ".time",
    ".date",
    ".info",
    ".xxly",
    ".source",
    ".pages-date",
    ".article-info",
    ".property",
]


def _preset(**said: list[str]) -> TemplateDeclaration:
    return TemplateDeclaration.model_validate(said)


PRESETS: dict[str, tuple[str, TemplateDeclaration]] = {
    "trs": (
        "拓尔思（TRS）",
        _preset(
            title=["h1", ".xl_tit", ".xl-title", ".title", ".tit"],
            date=_LABELLED,
            source=[".ly", ".xl_ly", *_LABELLED],
            channel=_CRUMBS,
            body=["#zoom", "#Zoom", ".TRS_Editor", ".trs_editor_view", ".TRS_UEDITOR"],
            attachments=[".fujian a", ".appendix a", "#appendix a"],
        ),
    ),
    "ucap": (
        "开普（UCAP）",
        _preset(
            title=["ucaptitle", "h1", ".pages-title", ".title"],
            date=["publishtime", *_LABELLED],
            source=["ucapsource", *_LABELLED],
            channel=_CRUMBS,
            body=["ucapcontent", "#UCAP-CONTENT", "#UCAPCONTENT", ".pages_content"],
            attachments=[".fj a", ".attachment a"],
        ),
    ),
    "jcms": (
        "大汉（jcms）",
        _preset(
            title=[".bt_title", ".bt-title", "h1", ".title"],
            date=[".bt-time", *_LABELLED],
            source=[".bt_source", ".bt-source", ".ly", *_LABELLED],
            channel=_CRUMBS,
            body=["#zoom", ".bt_content", ".bt-content", ".article_content"],
            attachments=[".bt_fj a", ".fujian a"],
        ),
    ),
    "powereasy": (
        "动易（PowerEasy）",
        _preset(
            title=[".c_title_text h1", ".contentTitle", ".title h1", "h1"],
            date=[".c_title_author", ".contentInfo", *_LABELLED],
            source=[".c_title_author", ".contentInfo", *_LABELLED],
            channel=_CRUMBS,
            body=["#fontzoom", "#MyContent", "#Content", ".c_content_text"],
            attachments=[".c_content_fj a", ".fujian a"],
        ),
    ),
    "dedecms": (
        "织梦（DedeCMS）",
        _preset(
            title=[".viewbox .title h2", ".title h2", ".title h1", "h1"],
            date=[".viewbox .info", *_LABELLED],
            source=[".viewbox .info", *_LABELLED],
            channel=[".place a", *_CRUMBS],
            body=[".viewbox .content", ".article .content", ".content table td", "#article"],
            attachments=[".softlinks a", ".fujian a"],
        ),
    ),
    "vsb": (
        "博达（VSB）",
        _preset(
            title=['form[name="_newscontent_fromname"] h1', ".titlestyle", ".main_contit h2", "h1", "h2"],
            date=[".timestyle", ".main_contit p", *_LABELLED],
            source=[".main_contit p", *_LABELLED],
            channel=_CRUMBS,
            body=["#vsb_content", "#vsb_content_2", ".v_news_content", ".contentstyle"],
            attachments=['form[name="_newscontent_fromname"] ul a[href*="download"]'],
        ),
    ),
    "gongkai": (
        "本程序生成的网站",
        _preset(
            title=[".gk-doc__head h1"],
            number=[".gk-doc__no"],
            date=[".gk-doc__bar time"],
            body=[".gk-doc .gk-text"],
            attachments=[
                '[aria-labelledby="gk-attachments"] .gk-files a',
                ".gk-media video source",
                ".gk-media video track",
                ".gk-media__view img",
            ],
            drop=[".gk-hidden"],
        ),
    ),
    "plain": (
        "其他系统",
        _preset(
            title=["h1", ".title", "#title", ".bt"],
            date=["#pubtime", *_LABELLED],
            source=[".ly", *_LABELLED],
            channel=_CRUMBS,
            body=["#zoom", "#content", ".content", ".article-content", ".article_content", ".nr", "article"],
            attachments=[".fujian a", ".attachment a", ".fj a"],
        ),
    ),
}
