"""Write data/compiled.json from the YAML that people keep: JSON is read in a few milliseconds by every build.

Run ``python -m generator.mandates.compile`` after changing a pack; a test keeps the file in step.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
COMPILED = DATA / "compiled.json"
STATUTES = "statutes"


def compiled_text() -> str:
    """Return the text of compiled.json, one mandate a line."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    packs, statutes = [], []
    for path in sorted(DATA.glob("*.yml")):
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        if path.stem == STATUTES:
            statutes = [_line(statute) for statute in value]
        else:
            # A directive's title begins with its issuer, which is not said twice.
            value["title"] = value["title"].removeprefix(value["issuer"])
            mandates = ",\n".join(_line(mandate) for mandate in value.pop("mandates"))
            packs.append(f'{_line(value)[:-1]}, "mandates": [\n{mandates}\n]}}')
    return '{"packs": [\n' + ",\n".join(packs) + '\n], "statutes": [\n' + ",\n".join(statutes) + "\n]}\n"


def _line(value: Any) -> str:
    return json.dumps(value, default=str)


if __name__ == "__main__":
    COMPILED.write_text(compiled_text(), encoding="utf-8", newline="\n")
