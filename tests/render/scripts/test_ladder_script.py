"""The rules of the search as one plain script, made of its modules."""

from __future__ import annotations

import pytest

from generator.render.scripts.ladder import MODULES, ladder_script, plain_script
from tests.helpers import REPOSITORY

ASSETS = REPOSITORY / "theme" / "assets"


def test_nothing_of_a_module_is_left() -> None:
    script = ladder_script(ASSETS, {"words": {}, "everyday": []})
    assert "import.meta" not in script
    assert not [line for line in script.splitlines() if line.startswith(("import ", "export "))]
    assert [name for name in MODULES if f'modules["{name}"] = ' not in script] == []


def test_what_a_module_exports_is_handed_on() -> None:
    script = plain_script(
        {
            "a.js": "export const one = 1;\nexport async function two() {}\n",
            "b.js": 'import { one, two } from "./a.js";\nexport function three() { return import("./a.js"); }\n',
        },
        {},
    )
    assert "return { one, two };" in script
    assert 'const { one, two } = modules["a.js"];' in script
    assert 'return Promise.resolve(modules["a.js"]);' in script
    assert 'gongkaiTitles.rules(modules["b.js"]);' in script


@pytest.mark.parametrize(
    "text", ["export default 1;", 'import a from "./a.js";', "const here = import.meta.url;"]
)
def test_what_is_not_understood_makes_no_script(text: str) -> None:
    with pytest.raises(ValueError, match=r"a\.js"):
        plain_script({"a.js": text}, {})
