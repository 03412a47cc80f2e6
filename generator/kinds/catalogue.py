"""The catalogue of all finding codes with level, name and cure, shared by the checks and the docs."""

from __future__ import annotations

from generator.kinds.rules import RULES
from generator.model.catalogue import CATALOGUE as COMMON

CATALOGUE = COMMON | {entry.code: entry for family in RULES for entry in family.codes}
