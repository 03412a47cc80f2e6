"""Every finding code with its default level, name and cure: the one list that checks and docs share."""

from __future__ import annotations

from generator.kinds.rules import RULES
from generator.model.catalogue import CATALOGUE as COMMON

CATALOGUE = COMMON | {entry.code: entry for family in RULES for entry in family.codes}
