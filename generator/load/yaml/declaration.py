"""The base of all declarations of what people may write in YAML."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Declaration(BaseModel):
    """Base of all declarations: an unknown key is an error, never silence."""

    # A validator is made when it is first asked for: most runs need that of documents alone.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
