"""Rules on the portal's identity and on its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Portal

_COLUMNS = Place("columns.yml")
_SITE_CODE = re.compile(r"(\d{10}|bm\d{8})")
_MARKS = (
    ("phone", "联系电话"),
    ("icp", "ICP备案编号"),
    ("police_record", "公安备案编号"),
    ("conac_id", "党政机关网站标识"),
    ("error_report", "“我为政府网站找错”入口"),
)
# The three of columns.yml that a footer prints, and the map of the site, are always there.


def check_identity(portal: Portal) -> Iterator[Finding]:
    """Site code, domain and footer marks.

    Source: 国办发〔2017〕47号, site tags (SiteIDCode), domain (.gov.cn) and the marks a footer must list; the list of
    marks is from memory, so a missing one is a warning.
    """
    if not _SITE_CODE.fullmatch(portal.site_code):
        message = f"网站标识码“{portal.site_code}”格式不对。"
        place = portal.places.get("site_code", _COLUMNS)
        yield finding("site-code-invalid", place, message)
    host = portal.domain.lower().rstrip(".")
    if host and not host.endswith(".gov.cn"):
        message = f"域名“{portal.domain}”不是以.gov.cn结尾的政府域名。"
        yield finding("domain-not-gov", portal.places.get("domain", _COLUMNS), message)
    for key, label in _MARKS:
        if not getattr(portal.identity, key):
            yield finding(
                "mark-missing", Place("mkdocs.yml"), f"页脚没有{label}。", f"写上extra.gongkai.{key}。"
            )


def check_columns(portal: Portal) -> Iterator[Finding]:
    """Each column says what it is for and who keeps it.

    Source: 国办发〔2017〕47号, column tags (ColumnDescription is required); 武隆府办发〔2022〕46号 (十三)2
    (each column has its content, cycle, unit and person stated).
    """
    for column in portal.walk():
        if not column.description:
            message = f"栏目“{column.name}”没有描述。"
            yield finding("column-description", column.place, message)
        missing = [
            label
            for label, value in (
                ("责任单位", column.unit),
                ("责任人员", column.owner),
                ("更新周期", column.cycle),
            )
            if not value
        ]
        if missing:
            message = f"栏目“{column.name}”没有写{'、'.join(missing)}。"
            yield finding("column-duty", column.place, message)
