"""The declaration of mkdocs.yml: all its keys. Nothing of the file reaches MkDocs past this list."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from generator.load.columns.declare_identity import IdentityDeclaration
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Flag, OptionalLine, parse_date

PLUGIN, THEME = "gongkai", "material"
_UNFIT = frozenset(" \"'<>\\^`{|}?#")


def parse_site_url(value: Any) -> Any:
    """Read the address of a site; what no browser would take for one is an error."""
    if not isinstance(value, str) or value == "":
        return value or ""
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
    except ValueError:
        sound = False
    if not sound or not value.isprintable() or _UNFIT.intersection(value):
        raise PydanticCustomError(
            "value-invalid", "应是以https://或http://开头的完整网址，不能是“{text}”", {"text": value}
        )
    return value


def _only(*allowed: str) -> AfterValidator:
    def check(value: str) -> str:
        if value and value not in allowed:
            raise PydanticCustomError(
                "value-invalid",
                "只能写{allowed}，不能是“{text}”",
                {"allowed": "或".join(allowed), "text": value},
            )
        return value

    return AfterValidator(check)


def _no_font(value: bool) -> bool:
    if value:
        raise PydanticCustomError("value-invalid", "只能写false：网页不从别处加载字体")
    return value


def _plugins(value: Any) -> Any:
    """Read the list of plugins: gongkai's own, with its one option."""
    if isinstance(value, dict):
        raise PydanticCustomError("value-invalid", "应是列表，每项一行，以“- ”开头")
    value = [value] if isinstance(value, str) else value
    for each in value or []:
        name, options = (
            next(iter(each.items())) if isinstance(each, dict) and len(each) == 1 else (each, None)
        )
        known = name == PLUGIN and (
            options is None or (isinstance(options, dict) and options.keys() <= {"as_of"})
        )
        if not known:
            text = name if isinstance(name, str) else "…"
            raise PydanticCustomError("value-invalid", "只能有gongkai一项，不能有“{text}”", {"text": text})
        if isinstance(options, dict) and options.get("as_of"):
            parse_date(options["as_of"])
    return value


class ThemeDeclaration(Declaration):
    """页面引擎的外观。"""

    name: Annotated[OptionalLine, _only(THEME)] = Field(THEME, title="主题", description="只能写material。")
    custom_dir: Annotated[OptionalLine, _only("theme", "theme/")] = Field(
        "theme", title="模板文件夹", description="只能写theme。"
    )
    language: Annotated[OptionalLine, _only("zh", "zh-CN")] = Field(
        "zh", title="语言", description="只能写zh。"
    )
    font: Annotated[Flag, AfterValidator(_no_font)] = Field(
        False, title="网络字体", description="只能写false，不从别处加载字体。"
    )


class ExtraDeclaration(Declaration):
    """gongkai的标识和外观。"""

    gongkai: IdentityDeclaration | None = Field(
        None, title="标识", description="页头页脚的标识，和网站的外观。"
    )


class MkdocsFile(Declaration):
    """mkdocs.yml的全部内容。"""

    site_name: OptionalLine = Field(
        "", title="网站名", description="只是MkDocs要求必须有；网站名称取自columns.yml。"
    )
    site_url: Annotated[str, BeforeValidator(parse_site_url)] = Field(
        "",
        title="网址",
        description="网站的完整网址，用在网站地图和规范网址；不写时由columns.yml的domain得出。",
        examples=["https://www.example.gov.cn/"],
    )
    docs_dir: Annotated[OptionalLine, _only("content")] = Field(
        "content", title="内容文件夹", description="只能写content。"
    )
    site_dir: Annotated[OptionalLine, _only("site")] = Field(
        "site", title="网站文件夹", description="只能写site。"
    )
    theme: ThemeDeclaration | None = Field(None, title="外观", description="照样例写。")
    plugins: Annotated[list[Any] | None, BeforeValidator(_plugins)] = Field(
        None,
        title="插件",
        description="要有gongkai一项，mkdocs命令才会生成本网站；它的as_of是按哪一天构建，只对mkdocs命令起作用。",
    )
    extra: ExtraDeclaration | None = Field(None, title="附加", description="只能写gongkai一项。")
