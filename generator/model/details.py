"""What documents of one kind say beyond the head that all documents share.

Each kind of disclosure (an office guide, a consultation, an issue of the gazette) has its own small model
and one field here, None where a document is not of that kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.interpretation import Interpretation
from generator.model.policy import PolicyLife


@dataclass(frozen=True)
class Details:
    """The kind-specific parts of a document."""

    policy: PolicyLife | None = None
    interpretation: Interpretation | None = None
