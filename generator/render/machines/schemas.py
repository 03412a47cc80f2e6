"""The JSON Schemas (2020-12) of the data for programs, shipped beside the data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from generator.model.addresses.made import api_address
from generator.render.machines.pieces import KINDS
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.render.templates.tags import page_url


def schema_address(name: str) -> str:
    """Return the address of the schema of a kind of piece."""
    return api_address("schema", f"{name}.schema.json")


def schema_extras(code: str) -> Iterator[Extra]:
    """Yield the schemas: the program alone decides them, and where the portal stands."""
    for name in KINDS:
        address = schema_address(name)
        yield Extra(address, digest_of(code, name), partial(_schema_file, name, address))


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema of a kind of piece."""
    kind, title = KINDS[name]
    schema = msgspec.json.schema(kind)
    for part in schema["$defs"].values():
        # What a class says of itself is for those who read the program.
        part.pop("description", None)
        part["title"] = title if part["title"] == kind.__name__ else part["title"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def _schema_file(name: str, address: str, studio: Studio) -> bytes:
    schema = {"$id": page_url(studio.site.base_url, address), **schema_of(name)}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
