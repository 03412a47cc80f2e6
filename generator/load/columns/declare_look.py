"""The declaration of the look (外观) in mkdocs.yml: colours on which white is read, files of the portal."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from generator.load.yaml.fields import parse_list
from generator.model.colour import BLACK, READABLE, WHITE, contrast, parse_colour, until_readable
from generator.model.look import LOOK_FOLDERS

_HOW = '写成引号里的六位色号，例如"#1a4d8f"'


def _colour(value: Any) -> Any:
    """Read a colour on which white is read; a # that is not quoted begins a comment, and leaves nothing."""
    if value is None:
        raise PydanticCustomError("value-invalid", "没有写值：#后面会被当作注释，{how}", {"how": _HOW})
    if value == "":
        return ""
    colour = parse_colour(value) if isinstance(value, str) else ""
    if not colour:
        raise PydanticCustomError(
            "value-invalid", "“{text}”不是颜色，{how}", {"text": str(value), "how": _HOW}
        )
    ratio = contrast(colour, WHITE)
    if ratio < READABLE:
        better = until_readable(colour, (WHITE,), BLACK)
        raise PydanticCustomError(
            "value-invalid",
            '“{text}”太浅，与白色的对比度只有{ratio}:1，至少要4.5:1，可以改成"{better}"',
            # Rounded down: 4.49 is not told as 4.5.
            {"text": value, "ratio": f"{int(ratio * 10) / 10}", "better": better},
        )
    return colour


def _look_file(*types: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or value == "":
            return value or ""
        path = value.strip().removeprefix("./")
        folder, _, rest = path.partition("/")
        sound = folder in LOOK_FOLDERS and rest and not re.search(r"[\\:]|(?:^|/)(?:\.|/|$)", rest)
        if not sound:
            raise PydanticCustomError(
                "value-invalid",
                "应是theme或public文件夹里的文件，写从网站目录起的路径，例如theme/assets/a{type}，不能是“{text}”",
                {"type": types[0], "text": value},
            )
        if not path.lower().endswith(types):
            raise PydanticCustomError(
                "value-invalid",
                "只能用{types}文件，不能是“{text}”",
                {"types": "、".join(types), "text": value},
            )
        return path

    return BeforeValidator(check)


Colour = Annotated[str, BeforeValidator(_colour)]
Picture = Annotated[str, _look_file(".svg", ".png", ".jpg", ".jpeg", ".webp")]
Icon = Annotated[str, _look_file(".svg", ".png")]
Sheets = Annotated[list[Annotated[str, _look_file(".css")]], BeforeValidator(parse_list)]
