"""Every library has a licence that may be used, and it is the one that the library names."""

from __future__ import annotations

from email.message import Message
from hashlib import sha256
from importlib.metadata import metadata
from typing import cast

import pytest
from license_expression import get_spdx_licensing

from generator.supply.licences import ACCEPTABLE, PAGE, licence_page, licences
from generator.supply.lock import pins_for, read_lock
from generator.supply.markers import this_environment
from generator.supply.place import run_lock
from generator.supply.shipped import SHIPPED
from tests.helpers import REPOSITORY

PINS = read_lock(run_lock())
# What stands in older metadata in words of its own.
WORDS = {
    "MIT License": "MIT",
    "OSI Approved :: MIT License": "MIT",
    "OSI Approved :: BSD License": "BSD",
    "OSI Approved :: Apache Software License": "Apache-2.0",
    "OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    # PDFium's own parts have licences of the same kinds, listed in the package.
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
}
# Whose metadata names none; the text that comes with them does.
READ_BY_HAND = {"pyromark": "MIT"}


def _named(told: Message) -> str:
    classifiers = [
        each.removeprefix("License :: ") for each in told.get_all("Classifier") or () if "License :" in each
    ]
    named = told.get("License-Expression") or (
        WORDS.get(classifiers[0], "") if classifiers else told.get("License")
    )
    return WORDS.get(named or "", named or "")


@pytest.mark.parametrize("name", sorted({pin.name for pin in pins_for(PINS, [this_environment()])}))
def test_a_licence_is_what_the_library_says(name: str) -> None:
    named = _named(cast("Message", metadata(name))) or READ_BY_HAND[name]
    assert licences()[name].startswith(named)


def test_each_is_known_and_acceptable() -> None:
    assert set(licences()) == {pin.name for pin in PINS}
    spdx = get_spdx_licensing()
    for name, expression in licences().items():
        parsed = spdx.parse(expression, validate=True)
        assert {str(each) for each in spdx.license_symbols(parsed)} <= ACCEPTABLE, name


def test_what_the_theme_ships_of_others_is_unchanged_and_named() -> None:
    for each in SHIPPED:
        comment, end, code = (REPOSITORY / "theme" / each.path).read_text(encoding="utf-8").partition("*/\n")
        assert end
        assert each.name in comment
        assert each.version in comment
        assert f"{each.licence} License" in comment
        assert sha256(code.encode()).hexdigest() == each.digest
        assert each.licence in ACCEPTABLE
        assert f"{each.name}（{each.version}版，{each.licence}）" in licence_page()


def test_the_page_is_that_of_the_lock() -> None:
    assert PAGE.read_text(encoding="utf-8") == licence_page(), "运行python -m generator.supply.licences"
