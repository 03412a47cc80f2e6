"""The trail of what is pushed: the hook builds without a repository in its folder, and tells the same."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.helpers import COLUMNS, FINANCE, PORTAL, calm, document
from tests.publish.hooks.conftest import Clone, Server


def as_editor(clone: Clone, name: str) -> Clone:
    """Return a clone whose commits bear a name."""
    return replace(
        clone, environment={**clone.environment, "GIT_AUTHOR_NAME": name, "GIT_COMMITTER_NAME": name}
    )


def told(server: Server) -> dict[str, list[tuple[str, str]]]:
    """Return what was done to each page, by whom, the newest first."""
    acts = json.loads(server.page("audit/trail/trail.json"))["acts"]
    pages: dict[str, list[tuple[str, str]]] = {}
    for act in acts:
        pages.setdefault(act["url"], []).append((act["kind"], act["committer"]))
    return pages


def test_what_is_pushed_is_told_as_far_as_it_is_live(server: Server) -> None:
    server.install("--withhold")
    zhang, li = as_editor(server.clone, "张某"), as_editor(server.clone, "李某")
    zhang.put("columns.yml", calm(PORTAL + "  audit: true\n" + COLUMNS + FINANCE))
    zhang.write(b=document("第二号通知"))
    assert zhang.push().code == 0
    assert told(server)["tzgg/b.html"] == [("发布", "张某")]
    # Of what is held back, the version before is shown, and its history alone.
    li.put("content/tzgg/c.md", document("第三号通知", issuer=""))
    li.write(b=document("第二号通知", "改过。", issuer=""))
    assert li.push().code == 0
    assert told(server)["tzgg/b.html"] == [("没有公开", ""), ("发布", "张某")]
    assert "tzgg/c.html" not in told(server)
    assert "第三号通知" not in server.page("audit/trail/index.html")
    # What is refused leaves nothing behind.
    tip = li.tip
    li.put("columns.yml", "portal: 甲\n")
    li.commit()
    assert li.push().code != 0
    li.git("reset", "--quiet", "--hard", tip)
    li.write(b=document("第二号通知", "改好了。"), c=document("第三号通知"))
    assert li.push().code == 0
    assert told(server)["tzgg/b.html"][0] == ("修改", "李某")
    assert told(server)["tzgg/b.html"][-1] == ("发布", "张某")
    assert told(server)["tzgg/c.html"] == [("发布", "李某")]
