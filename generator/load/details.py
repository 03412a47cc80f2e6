"""The kind-specific parts of a document's head -> the model, with the files they name looked up."""

from __future__ import annotations

from generator.load.declare_document import DocumentDeclaration
from generator.load.load_policy import interpretation, policy_life
from generator.load.reading import Reading
from generator.model.details import Details


def make_details(reading: Reading, declared: DocumentDeclaration) -> Details:
    """Return what a document says as one of its kind."""
    return Details(policy=policy_life(reading, declared), interpretation=interpretation(reading, declared))
