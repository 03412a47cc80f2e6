"""The bill of materials: CycloneDX 1.6 JSON of all that the lock pins. The same lock gives the same bytes."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from generator.supply.licences import licences
from generator.supply.lock import Pin
from generator.supply.shipped import SHIPPED

PROGRAM = "gongkai"
# The program that the wheel carries, by which the search files are made where ours does not know their format.
_CARRIER, _CARRIED = "pagefind-bin", "pagefind"
_NAMESPACE = uuid.UUID("6d4b8a52-3f0e-5a7c-9c1d-0b5e6f7a8c90")


def bill_of_materials(pins: Sequence[Pin], version: str, wheels: Mapping[str, str] | None = None) -> str:
    """Return the bill as JSON. ``wheels`` are the SHA-256 of the wheels at hand, by their file names.

    Raises KeyError for a library whose licence is not known.
    """
    known = licences()
    components = [
        _component(pin, known[pin.name]) for pin in sorted(pins, key=lambda pin: (pin.name, pin.version))
    ]
    program: dict[str, Any] = {
        "type": "application",
        "bom-ref": PROGRAM,
        "name": PROGRAM,
        "version": version,
        "purl": f"pkg:pypi/{PROGRAM}@{version}",
        "licenses": [{"license": {"id": "MIT"}}],
        "components": [
            {
                "type": "library",
                "bom-ref": each.purl,
                "name": each.name,
                "version": each.version,
                "purl": each.purl,
                "licenses": [{"license": {"id": each.licence}}],
                "hashes": [{"alg": "SHA-256", "content": each.digest}],
            }
            for each in SHIPPED
        ],
    }
    if own := [digest for name, digest in (wheels or {}).items() if name.startswith(f"{PROGRAM}-")]:
        program["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in own]
    bill: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": program},
        "components": components + _files(wheels or {}),
        "dependencies": _dependencies(pins),
    }
    serial = uuid.uuid5(_NAMESPACE, json.dumps(bill, sort_keys=True))
    whole = {"bomFormat": bill["bomFormat"], "serialNumber": f"urn:uuid:{serial}", **bill}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _purl(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _component(pin: Pin, licence: str) -> dict[str, Any]:
    simple = not any(f" {word} " in licence for word in ("AND", "OR", "WITH"))
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": _purl(pin),
        "name": pin.name,
        "version": pin.version,
        "purl": _purl(pin),
        "licenses": [{"license": {"id": licence}} if simple else {"expression": licence}],
        # Of all files that the lock allows: one a platform and Python.
        "hashes": [{"alg": "SHA-256", "content": each.removeprefix("sha256:")} for each in pin.hashes],
    }
    if pin.marker:
        component["properties"] = [{"name": "gongkai:marker", "value": pin.marker}]
    if pin.name == _CARRIER:
        component["components"] = [
            {
                "type": "application",
                "bom-ref": f"pkg:cargo/{_CARRIED}@{pin.version}",
                "name": _CARRIED,
                "version": pin.version,
                "purl": f"pkg:cargo/{_CARRIED}@{pin.version}",
                "licenses": [{"license": {"id": "MIT"}}],
            }
        ]
    return component


def _files(wheels: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "type": "file",
            "bom-ref": f"wheels/{name}",
            "name": f"wheels/{name}",
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }
        for name, digest in sorted(wheels.items())
    ]


def _dependencies(pins: Sequence[Pin]) -> list[dict[str, Any]]:
    """Return who needs whom: the lock notes at each library what asked for it."""
    wanted: dict[str, set[str]] = {PROGRAM: set()}
    for pin in pins:
        wanted.setdefault(pin.name, set())
        for parent in pin.wanted_by:
            wanted.setdefault(parent, set()).add(_purl(pin))
    names: dict[str, list[str]] = {PROGRAM: [PROGRAM]}
    for pin in pins:
        names.setdefault(pin.name, []).append(_purl(pin))
    # What the lock was compiled from is no component of its own.
    edges = [{"ref": ref, "dependsOn": sorted(wanted[name])} for name, refs in names.items() for ref in refs]
    return sorted(edges, key=lambda edge: str(edge["ref"]))
