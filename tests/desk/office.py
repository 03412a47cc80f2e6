"""An office of six people at one desk, where nothing is published before three of them have passed it."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.desk.keeping.reviews import Case, Reviews
from tests.desk.conftest import PASSWORD, Visitor, git, opened, visit
from tests.desk.test_publishing import written

RIGHTS = """\
站长: [wang]
三审三校: true
账号:
  wang: {审核: [终审]}
  zhang: {单位: [区政府办公室]}
  chen: {单位: [区政府办公室], 审核: [初审]}
  he: {审核: [初审, 复审], 审核范围: 全部}
  liu: {审核: [复审, 终审], 审核范围: [区政府办公室]}
  li: {栏目: [czzj], 审核: [初审, 复审, 终审]}
"""
NAMES = {"wang": "王某", "zhang": "张某", "chen": "陈某", "he": "何某", "liu": "刘某", "li": "李某"}
Office = dict[str, Visitor]


@contextmanager
def office_of(root: Path, rights: Path) -> Iterator[Office]:
    """Open a desk at which documents are reviewed, and log everybody in."""
    with opened(root, rights) as desk:
        assert desk.people
        for account, name in NAMES.items():
            if desk.people.person(account) is None:
                desk.people.set_password(account, name, PASSWORD)
        yield {account: visit(desk, account) for account in NAMES}


def handed_in(office: Office, title: str = "关于供水的通知") -> str:
    """Write a document and hand it in; return the id of its draft."""
    draft = written(office["zhang"], title)
    assert "送审成功" in office["zhang"].publish(draft).text
    return draft


def decide(visitor: Visitor, draft: str, do: str = "pass", words: str = "", **told: str) -> str:
    """Press a button of the page of a review, as it is shown to the person; return the answer."""
    page = visitor.get(f"/reviews/{draft}").text
    shown = dict(re.findall(r'name="(version|step)" value="([^"]*)"', page))
    sent = {"version": "1", "step": "first", **shown, "do": do, "words": words, **told}
    return visitor.post(f"/reviews/{draft}", sent).text


def passed_twice(office: Office, draft: str) -> None:
    """Let the first and the second reviewer pass it."""
    for who, label in (("chen", "初审"), ("he", "复审")):
        assert f"{label}通过" in decide(office[who], draft)


def killed_behind_the_push(office: Office, draft: str) -> None:
    """Have the last reviewer pass what two have passed, and the desk die before it can note that it is public."""
    keep, seen = Reviews.keep, []

    def once(self: Reviews, case: Case) -> Case:
        seen.append(case)
        if len(seen) > 2:
            raise OSError(errno.EIO, "killed")
        return keep(self, case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.desk.keeping.reviews.Reviews.keep", once)
        decide(office["liu"], draft)


def commits(root: Path) -> list[str]:
    """Return what the commits of a portal say, the newest first."""
    return git(root, "log", "--format=%s").strip().split("\n")
