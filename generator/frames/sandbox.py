"""The environment of a theme's templates: they print what they are handed, and reach nothing else.

A theme is data that came with a portal. Its templates see no inner part of an object, call nothing but what
is listed here, change nothing, load nothing from outside the theme, and make no text without end.
"""

from __future__ import annotations

import datetime
import os
import traceback
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound, Undefined
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.loaders import split_template_path
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner
from markupsafe import Markup

from generator.frames.printing import PrintingCode, printed

# Characters or items that one step may make, and digits of a number.
_MOST, _MOST_DIGITS = 100_000, 50
_CALLED: tuple[type, ...] = (Macro, LoopContext, BlockReference, Cycler, Joiner, Undefined)
# Whose methods may be called: values without a way to anything else.
_PLAIN = (str, Markup, bytes, int, float, bool, tuple, list, dict, datetime.date, datetime.datetime)
_NO_FILTERS = ("center", "indent", "format", "pprint", "wordwrap", "random", "filesizeformat")
_NO_GLOBALS = ("lipsum",)


class ThemeEnvironment(ImmutableSandboxedEnvironment):
    """Refuses with SecurityError what a theme may not do.

    ``handed`` are the beginnings of the modules whose functions templates are given to call.
    """

    intercepted_binops = frozenset({"*", "**", "%"})
    code_generator_class = PrintingCode
    printed = staticmethod(printed)

    def __init__(self, *, handed: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(**options)
        self._handed = handed
        # The fields of our data by its class.
        self._data: dict[type, frozenset[str]] = {}
        for name in _NO_FILTERS:
            self.filters.pop(name, None)
        for name in _NO_GLOBALS:
            self.globals.pop(name, None)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute that a template may look at. Raises SecurityError for another."""
        # Asked some fifty times a page, nearly always for a value of a data class: the short way for these.
        stated = self._data.get(type(obj))
        if stated is not None and attribute in stated:
            return getattr(obj, attribute)
        if stated is not None and attribute[:1] != "_":
            value = getattr(obj, attribute, Undefined)
            if value is not Undefined and not isinstance(value, (MethodType, BuiltinMethodType)):
                return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may look at this; of our own data it may see all that has a plain name."""
        if attr[:1] != "_" and is_dataclass(type(obj)):
            self._data[type(obj)] = frozenset(each.name for each in fields(obj) if each.name[:1] != "_")
            return True
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call this."""
        if isinstance(obj, _CALLED) or any(obj is each for each in self.globals.values()):
            return True
        bound = getattr(obj, "__self__", None)
        if type(bound) in _PLAIN or isinstance(bound, _CALLED):
            return super().is_safe_callable(obj)
        module = obj.__module__ if isinstance(obj, FunctionType) else type(bound).__module__
        return module.startswith(self._handed) and super().is_safe_callable(obj)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Refuse at once what a template may not look at."""
        raise SecurityError(f"不能取{type(obj).__name__}的“{attribute}”")

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call what may be called, with no number that asks for too much."""
        if any(isinstance(each, int) and abs(each) > _MOST for each in (*args, *kwargs.values())):
            raise SecurityError(f"数字不能大于{_MOST}")
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"不能调用“{getattr(__obj, '__name__', type(__obj).__name__)}”")
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Do a sum whose outcome is of a size that a page may have."""
        if operator == "%" and isinstance(left, (str, bytes)):
            raise SecurityError("文字不能用%拼接")
        if operator == "**" and (abs(right) > _MOST_DIGITS or abs(left) > _MOST):
            raise SecurityError("乘方的结果过大")
        if operator == "*":
            for one, times in ((left, right), (right, left)):
                if hasattr(one, "__len__") and len(one) * max(0, times) > _MOST:
                    raise SecurityError(f"结果长于{_MOST}")
            if max(_digits(left), _digits(right)) > _MOST_DIGITS:
                raise SecurityError("乘积过大")
        return super().call_binop(context, operator, left, right)


def _digits(value: Any) -> int:
    return value.bit_length() // 3 if isinstance(value, int) else 0


class ThemeLoader(FileSystemLoader):
    """Finds the templates of a theme; one that a link leads out of its folder is none."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, file and whether it is still the same. Raises TemplateNotFound."""
        parts = split_template_path(template)
        for folder in self.searchpath:
            path = os.path.join(folder, *parts)  # noqa: PTH118 - as the loader it stands for
            if os.path.isfile(path) and not inside(folder, path):  # noqa: PTH113
                raise TemplateNotFound(template, f"模板{template}是一个链接，指向theme文件夹之外")
        return super().get_source(environment, template)


def inside(folder: str | os.PathLike[str], path: str | os.PathLike[str]) -> bool:
    """Tell whether a file, wherever links lead, lies in a folder."""
    return os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)


def explain(error: BaseException) -> str:
    """Return in words where a template went wrong, and how."""
    if isinstance(error, TemplateSyntaxError):
        where = (error.filename or error.name or "", error.lineno)
    else:
        frames = [
            each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith(".html")
        ]
        where = (frames[-1].filename, frames[-1].lineno or 1) if frames else ("", 1)
    name = _shown(where[0])
    place = f"模板{name}第{where[1]}行：" if name else ""
    return f"{place}{_reason(error)}"


def _shown(file: str) -> str:
    """Return a template's path from its theme on."""
    parts = Path(file).parts
    starts = [number for number, part in enumerate(parts) if part in ("theme", "_theme")]
    return "/".join(parts[starts[-1] :]) if starts else Path(file).name


def _reason(error: BaseException) -> str:
    if isinstance(error, SecurityError):
        return f"模板不能这样做（{error.message}）。"
    if isinstance(error, OverflowError):
        return "数字过大。"
    if isinstance(error, TemplateNotFound):
        return f"{error.message if error.message != error.name else f'找不到模板“{error.name}”'}。"
    if isinstance(error, TemplateError):
        return f"模板写法有误（{error.message}）。"
    return f"{type(error).__name__}：{error}"
