"""The finding codes of this family, each with its default level, name, cure and source."""

from __future__ import annotations

from generator.model.catalogue import CodeEntry, finder
from generator.model.finding import Level

CODES = (CodeEntry("plan-relation", Level.ERROR, "规划的前后关系不对", "核对plan中的parent和follows。"),)
finding = finder(CODES)
