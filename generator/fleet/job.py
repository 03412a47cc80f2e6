"""A job of the fleet and what came of it, as plain data: it travels between processes and machines as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from generator.data import dataclass


class State(StrEnum):
    """How a job ended; the value is what people read."""

    BUILT = "已生成"
    UNCHANGED = "没有变化"
    FAULTY = "内容有错误"
    FAILED = "没有完成"
    DIED = "中途断了"

    @property
    def good(self) -> bool:
        """Whether the portal is as it should be."""
        return self in (State.BUILT, State.UNCHANGED)


@dataclass(frozen=True)
class Job:
    """One portal to build.

    ``root`` is its folder, or, where it comes out of a ``repository``, where its files are laid out. ``moment`` is
    the day or the moment in China that it is built for, ``now`` the moment of the work, both as ISO text, and
    ``program`` the digest of the program that everybody has to run.
    """

    name: str
    root: str
    repository: str
    revision: str
    target: str
    moment: str
    now: str
    program: str

    @property
    def as_of(self) -> date:
        """The day, or the moment, that the portal is built for."""
        return datetime.fromisoformat(self.moment) if "T" in self.moment else date.fromisoformat(self.moment)


@dataclass(frozen=True)
class Outcome:
    """What came of a job. ``log`` is what there is to read about it, ``seconds`` how long the last try took."""

    name: str
    state: State
    why: str = ""
    documents: int = 0
    pages: int = 0
    rendered: int = 0
    errors: int = 0
    warnings: int = 0
    commit: str = ""
    release: str = ""
    tries: int = 1
    seconds: float = 0.0
    log: str = ""


def job_text(job: Job) -> str:
    """Return a job as one line."""
    return json.dumps(asdict(job))


def read_job(text: str) -> Job:
    """Return the job of a line. Raises ValueError and its like for what is none."""
    return Job(**json.loads(text))


def outcome_text(outcome: Outcome) -> str:
    """Return an outcome as one line."""
    return json.dumps(asdict(outcome))


def read_outcome(told: Any) -> Outcome:
    """Return the outcome that was told. Raises ValueError for what is none."""
    known = {field.name: field.type for field in fields(Outcome)}
    kinds = {"str": str, "int": int, "float": (int, float), "State": str}
    if not isinstance(told, dict) or not {"name", "state"} <= told.keys() <= known.keys():
        raise ValueError("no outcome")
    for key, value in told.items():
        if not isinstance(value, kinds[str(known[key])]):  # type: ignore[arg-type]
            raise ValueError(f"no outcome: {key}")
    return Outcome(**{**told, "state": State(told["state"])})
