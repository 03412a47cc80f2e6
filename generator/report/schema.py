"""Write the JSON Schemas that editors use, from the declarations that also validate.

Run ``python -m generator.report.schema`` after changing a declaration; a test keeps the files in step.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.fleet.listing.declare import FleetFile
from generator.gather.listing.declare import GatherFile
from generator.intake.migration.mapping.declare import MigrationFile
from generator.kinds.heads import DocumentDeclaration
from generator.load.columns.declare_columns import ColumnsFile
from generator.load.columns.declare_ledger import LedgerFile
from generator.load.columns.declare_mkdocs import MkdocsFile
from generator.load.columns.declare_synonyms import SynonymsFile
from generator.load.registers.declare_register import RegisterDeclaration
from generator.mandates.declare_pack import PackFile

FOLDER = Path(__file__).parents[1] / "schema"
DECLARATIONS: dict[str, type[BaseModel]] = {
    "columns.schema.json": ColumnsFile,
    "document.schema.json": DocumentDeclaration,
    "ledger.schema.json": LedgerFile,
    "synonyms.schema.json": SynonymsFile,
    "identity.schema.json": MkdocsFile,
    "register.schema.json": RegisterDeclaration,
    "migration.schema.json": MigrationFile,
    "packs.schema.json": PackFile,
    "fleet.schema.json": FleetFile,
    "gather.schema.json": GatherFile,
}


def schema_text(declaration: type[BaseModel]) -> str:
    """Return the JSON Schema of a declaration, as it stands in generator/schema/."""
    schema = declaration.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        _allow_typed_text(part)
    return (
        json.dumps(
            {"$schema": "http://json-schema.org/draft-07/schema#"} | schema, ensure_ascii=False, indent=2
        )
        + "\n"
    )


def _allow_typed_text(part: dict[str, Any]) -> None:
    """Editors read YAML's numbers, dates and single values; we read the text that was typed."""
    for field in part.get("properties", {}).values():
        if field.get("type") == "array" and field.get("items", {}).get("type") == "string":
            field["type"] = ["array", "string", "null"]
        elif field.get("type") == "string":
            field["type"] = ["string", "number", "null"] if "default" in field else ["string", "number"]


def write_schemas() -> None:
    """Write all schemas to generator/schema/."""
    for name, declaration in DECLARATIONS.items():
        (FOLDER / name).write_text(schema_text(declaration), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas()
