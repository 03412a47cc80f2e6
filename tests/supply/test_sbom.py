"""The bill of materials against the standard's own schema, and what it must hold."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry, Resource

from generator.supply.lock import plain, read_lock
from generator.supply.place import run_lock
from generator.supply.sbom import bill_of_materials

SCHEMAS = files("cyclonedx.schema") / "_res"
PINS = read_lock(run_lock())
WHEELS = {"click-8-py3-none-any.whl": "0" * 64}


def _schema(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return told


def bill(**options: Any) -> dict[str, Any]:
    """Return the bill of the lock."""
    told: dict[str, Any] = json.loads(bill_of_materials(PINS, "0.1.0", **options))
    return told


def test_it_is_valid_by_the_schema_of_cyclonedx() -> None:
    main = _schema("bom-1.6.SNAPSHOT.schema.json")
    # The schema names its parts by the files that lie beside it.
    base = main["$id"].rpartition("/")[0]
    parts = ("spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json")
    registry: Registry[Any] = Registry().with_resources(
        [(f"{base}/{name}", Resource.from_contents(_schema(name))) for name in parts]
    )
    validator = Draft7Validator(main, registry=registry)
    for options in ({}, {"wheels": WHEELS}):
        assert [error.message for error in validator.iter_errors(bill(**options))] == []
    assert list(validator.iter_errors({**bill(), "specVersion": 1})), "the schema is looked at"


def test_it_holds_all_that_is_pinned_with_digest_licence_and_who_wants_it() -> None:
    told = bill()
    components = {each["bom-ref"]: each for each in told["components"]}
    assert set(components) == {f"pkg:pypi/{pin.name}@{pin.version}" for pin in PINS}
    for pin in PINS:
        component = components[f"pkg:pypi/{pin.name}@{pin.version}"]
        assert {each["content"] for each in component["hashes"]} == {each[7:] for each in pin.hashes}
        assert component["licenses"]
    (pagefind,) = components["pkg:pypi/pagefind-bin@1.5.2"]["components"]
    assert pagefind["purl"] == "pkg:cargo/pagefind@1.5.2"
    (shipped,) = told["metadata"]["component"]["components"]
    assert shipped["purl"] == "pkg:npm/lean-qr@2.7.4"
    edges = {each["ref"]: each["dependsOn"] for each in told["dependencies"]}
    assert set(edges) == {*components, "gongkai"}
    assert any(
        ref.startswith("pkg:pypi/pydantic-core@") for ref in edges[next(r for r in edges if "pydantic@" in r)]
    )
    reached: set[str] = set()
    waiting = ["gongkai"]
    while waiting:
        ref = waiting.pop()
        waiting += [each for each in edges[ref] if each not in reached]
        reached |= set(edges[ref])
    assert reached == set(components), "nothing is pinned that nobody wants"


def test_the_same_lock_gives_the_same_bytes_and_another_another_number() -> None:
    assert bill_of_materials(PINS, "0.1.0") == bill_of_materials(tuple(reversed(PINS)), "0.1.0")
    numbers = {bill()["serialNumber"], bill(wheels=WHEELS)["serialNumber"]}
    numbers.add(json.loads(bill_of_materials(PINS[1:], "0.1.0"))["serialNumber"])
    assert len(numbers) == 3


def test_names_are_plain() -> None:
    assert all(pin.name == plain(pin.name) for pin in PINS)
