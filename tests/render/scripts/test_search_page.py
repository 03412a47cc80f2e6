"""The scripts of the search page, made of its modules."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.model.addresses.made import SEARCH_FIRST, SEARCH_SHOWN
from generator.render.scripts.joining import AT_HAND, TO_FETCH, joined
from generator.render.scripts.search_page import AT_ONCE, WHEN_NEEDED, search_page_scripts
from tests.helpers import REPOSITORY

ASSETS = REPOSITORY / "theme" / "assets"
# Asked for by itself, or where a browser or the index lacks something; these import no module that is joined.
ALONE = {"search-early.js", "search-inflate.js", "search-pagefind.js"}


def test_every_module_is_in_one_of_the_files() -> None:
    named = [name for names in (AT_ONCE | WHEN_NEEDED).values() for name in names]
    assert len(named) == len(set(named))
    assert set(named) == {path.name for path in ASSETS.glob("search*.js")} - ALONE
    scripts = search_page_scripts(ASSETS)
    for address, names in (AT_ONCE | WHEN_NEEDED).items():
        assert re.findall(r'(?m)^modules\["([^"]+)"\] = ', scripts[address]) == list(names)
        assert not re.search(r"(?m)^(?:import|export)\b|\bimport\(\"", scripts[address])


def test_what_the_program_knows_is_what_modules_ask_for_later() -> None:
    """A file that is asked for later is one of those that come then, or lies in assets/."""
    scripts = search_page_scripts(ASSETS)
    later = {name for script in scripts.values() for name in re.findall(r'\blater\("([^"]+)"\)', script)}
    assert later <= {name for names in WHEN_NEEDED.values() for name in names} | ALONE


def test_a_module_that_cannot_be_joined_is_fetched_with_all_others_one_by_one(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    shutil.copytree(ASSETS, assets)
    with (assets / "search-rank.js").open("a", encoding="utf-8") as out:
        out.write("export default rank;\n")
    scripts = search_page_scripts(assets)
    assert scripts[SEARCH_FIRST] == 'import "../assets/search.js";\n'
    assert scripts[SEARCH_SHOWN] == ""


def test_what_only_explains_is_left_out_and_nothing_else() -> None:
    text = (
        "// Why.\n\n/**\n * What. // *\n */\nexport function one() {\n  // how\n"
        '  return "// no note /* */"; // here\n}\n/** Two. */\nexport const two = 2;\n'
    )
    assert joined({"a.js": text}, (), AT_HAND) == (
        'modules["a.js"] = (function () {\nfunction one() {\nreturn "// no note /* */"; // here\n}\nconst two = 2;\n'
        "return { one, two };\n})();\n"
    )


def test_a_text_of_several_lines_keeps_its_module_as_it_is() -> None:
    text = "export const text = `\n  // no note\n`;\n"
    assert "`\n  // no note\n`" in joined({"a.js": text}, (), AT_HAND)


def test_what_is_imported_has_to_be_there() -> None:
    text = 'import { one } from "./a.js";\n'
    assert 'const { one } = modules["a.js"];' in joined({"b.js": text}, ("a.js",), TO_FETCH)
    with pytest.raises(ValueError, match=r"b\.js"):
        joined({"b.js": text}, (), TO_FETCH)
