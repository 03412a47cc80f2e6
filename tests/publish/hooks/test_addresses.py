"""What went live through a repository is missed when it vanishes, though nobody ever committed urls.lock."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.load.columns.url_lock import lock_text
from generator.publish.hooks.addresses import joined, read_lock
from tests.helpers import document, run
from tests.publish.hooks.conftest import Server

NAMES = st.sampled_from("abc")
COLUMN = st.builds("{0}  {1}".format, NAMES, st.sampled_from("甲乙丙"))
PAGE = st.builds("{0}/{1}.html  {0}/{2}.md".format, NAMES, NAMES, NAMES)
MOVE = st.builds("{0}/{1}.html  -> {2}/{3}.html".format, NAMES, NAMES, NAMES, NAMES)
BRANCH = st.builds("{0}  -> {1}".format, NAMES, NAMES)
LOCK = st.lists(COLUMN | PAGE | MOVE | BRANCH, max_size=6).map(lambda lines: "".join(f"{x}\n" for x in lines))


def refusal(server: Server) -> str:
    """Push what is wrong; see that nothing has moved."""
    tip = server.clone.tip
    pushed = server.clone.push()
    assert pushed.code != 0
    assert server.clone.tip == tip
    return pushed.words


def test_what_was_published_does_not_vanish_and_what_became_of_it_is_said(server: Server) -> None:
    clone = server.clone
    clone.write(b=document("第二号通知"))
    assert clone.push().code == 0
    assert not (clone.root / "urls.lock").exists()
    # Renamed, nothing said: refused, with both cures, and no line of a file that nobody has.
    clone.git("mv", "content/tzgg/a.md", "content/tzgg/c.md")
    clone.commit()
    words = refusal(server)
    assert "公开过的网址“tzgg/a.html”（tzgg/a.md）现在没有网页" in words
    assert "old_urls: [tzgg/a.html]" in words
    assert "withdrawn: {date: 日期, reason: 原因}" in words
    assert "urls.lock:1:1" in words
    assert "--fix urls" not in words
    # The first cure: it leads on.
    clone.write(c=document("第一号通知", old_urls="[tzgg/a.html]"))
    assert clone.push().code == 0
    assert '"/tzgg/a.html" "/tzgg/c.html"' in server.page("redirects/nginx-moved.map")
    # The second one: a notice.
    clone.git("rm", "--quiet", "content/tzgg/b.md")
    clone.commit()
    assert "tzgg/b.html" in refusal(server)
    clone.write(b=document("第二号通知", withdrawn="{date: 2026-01-05, reason: 内容有误}"))
    assert clone.push().code == 0
    assert "原因：内容有误" in server.page("tzgg/b.html")
    # What was said once is not taken back in silence either.
    clone.write(c=document("第一号通知"))
    assert "tzgg/a.html" in refusal(server)


def test_a_lock_that_is_committed_goes_before_the_record(server: Server) -> None:
    clone = server.clone
    assert clone.push().code == 0
    assert run("check", "--fix", "urls", "--root", clone.root).code == 0
    clone.git("mv", "content/tzgg/a.md", "content/tzgg/c.md")
    lock = (clone.root / "urls.lock").read_text().replace("tzgg/a.html  tzgg/a.md", "tzgg/a.html  tzgg/c.md")
    clone.put("urls.lock", lock)
    clone.commit()
    pushed = clone.push()
    assert pushed.code == 0, pushed.words
    assert server.page("tzgg/a.html")
    # A document without a record of its own is put into what there is, and nothing new comes of publishing again.
    assert "没有变化" in run("hook", "publish", server.repository).out


def test_a_document_that_is_held_back_is_not_missed(server: Server) -> None:
    server.install("--withhold")
    clone = server.clone
    clone.write(b=document("第二号通知"))
    assert clone.push().code == 0
    # Neither as it is now nor as it was can it be shown.
    (server.repository / "gongkai/live.json").unlink()
    clone.write(b=document("第二号通知", issuer=""))
    assert clone.push().code == 0
    assert not server.page("tzgg/b.html")
    # It is missed again when nobody has it any more.
    clone.git("rm", "--quiet", "content/tzgg/b.md")
    clone.commit()
    assert "tzgg/b.html" in refusal(server)


@given(LOCK, LOCK)
def test_nothing_recorded_is_lost_in_what_is_joined(pushed: str, record: str) -> None:
    faults: list[object] = []
    ours, known = read_lock(pushed, faults), lock_text(read_lock(record), ())  # type: ignore[arg-type]
    whole = joined(pushed, known)
    assert whole.startswith(pushed)
    if faults:
        assert whole == pushed
        return
    after = read_lock(whole, faults)  # type: ignore[arg-type]
    assert faults == []
    assert {*ours.entries} <= {*after.entries}
    assert {*ours.documents} <= {*after.documents}

    def addresses(text: str) -> set[str]:
        lock = read_lock(text)
        told = {each.address for group in (lock.entries, lock.documents) for each in group}
        return told | {move.old for move in lock.moves}

    assert addresses(known) <= addresses(whole)
    assert joined(whole, known) == whole
