"""Let a register column follow a format: write its id into columns.yml, changing nothing else."""

from __future__ import annotations

import re

from generator.model.column import Column

_KIND = re.compile(r"(\s*+)((?:-\s++)?)(kind|栏目种类)(:\s*+)(register|名录)(\s*+(?:#.*)?)")
_FLOW = re.compile(r"(kind|栏目种类)(:\s*+)(register|名录)(?=\s*[,}])")


def with_schema(text: str, column: Column, schema: str) -> str | None:
    """Return columns.yml with the schema of a column; None where the place for it is not to be told for certain."""
    lines = text.split("\n")
    at = column.place.line - 1
    if not 0 <= at < len(lines):
        return None
    if "{" in lines[at] and _FLOW.search(lines[at]):
        lines[at] = _FLOW.sub(rf"\1\2\3, schema: {schema}", lines[at], count=1)
        return "\n".join(lines)
    first = at
    while first > 0 and not lines[first].lstrip().startswith("- "):
        first -= 1
    margin = len(lines[first]) - len(lines[first].lstrip()) + 2
    for number in range(first, len(lines)):
        line = lines[number]
        depth = len(line) - len(line.lstrip())
        if number > first and line.strip() and not line.lstrip().startswith("#") and depth < margin:
            return None
        match = _KIND.fullmatch(line)
        if match and len(match[1]) + len(match[2]) == margin:
            lines.insert(number + 1, " " * margin + f"schema: {schema}")
            return "\n".join(lines)
    return None
