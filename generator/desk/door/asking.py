"""A request as the pages see it: who asks, what was filled in. All that is not allowed is answered before."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import field, replace
from html import unescape
from typing import Any, BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from generator.data import dataclass
from generator.desk.door.desk import Desk
from generator.desk.door.guard import MOST_TEXT, TooLargeError
from generator.desk.keeping.drafts import Mode
from generator.desk.keeping.people import Person
from generator.desk.keeping.sessions import Session
from generator.errors import GongkaiError, reason_of
from generator.files import disk_full

COOKIE = "gongkai-desk"
_MOST_FIELDS, _MOST_UPLOADS = 3000, 20
# A form that is carried over a login: in bytes; how its fields are called there; what in it nobody has typed.
MOST_CARRIED, CARRIED = 2 * 1024 * 1024, "carried."
_PLACE = re.compile(
    r"/(?:drafts|documents|interpret|new|registers|reviews|statements|tables)/[0-9A-Za-z/_-]{1,200}"
)
_LINE_END, _TAG = re.compile(r"<br>|</(?:p|h[1-6]|td|th)>"), re.compile(r"<[^<>]++>")
_DRAFT = re.compile(r"/(?:drafts|tables)/[0-9a-f]{16}(?=/)|/new/[0-9a-f]{16}(?=/file)")
_NOT_STORED = 507
_NOT_TYPED, _SHORT = frozenset(("csrf", "do", "mode", "move", "revision", "step", "version")), 10
_ENDED = "登录已经结束，刚才的没有提交。写的内容没有丢：登录以后点“接着提交”。"
_ENDED_ALONE = "办公桌面重新打开过，刚才的没有提交。写的内容在下面，先复制出来。"
_FOREIGN = (
    "这个页面放得太久了，或者不是从办公桌面打开的。请从首页再打开一次。刚才写的还在这个页面上，可以复制出来。"
)
_KEEP = "写的内容还在这个页面上，不要关掉，先复制到Word里存一份，再告诉站长。"
_IN_DRAFT = "写的都在草稿里。请告诉站长，服务器腾出地方以后再点一次。"
_NOT_TAKEN = "文件没有收下：{why}。草稿里写的都在。请告诉站长，服务器腾出地方以后再选一次文件。"


@dataclass(frozen=True)
class Upload:
    """A file that was sent: as whose field, its name as the browser says it, its bytes to be read."""

    field: str
    name: str
    stream: BinaryIO


@dataclass(frozen=True)
class Typed:
    """A form that was not taken: where it was sent, and what was in it, its token and files aside."""

    place: str
    fields: dict[str, str]

    @property
    def texts(self) -> list[str]:
        """What a person has typed, as far as it is long enough to be missed."""
        rich = self.fields.get("mode") == Mode.RICH.value
        told = {key: _plainly(each) if rich and key == "body" else each for key, each in self.fields.items()}
        return [each for key, each in told.items() if _is_typed(key) and len(each) >= _SHORT]


@dataclass(frozen=True)
class Asked:
    """What a page is asked for."""

    desk: Desk
    person: Person
    session: Session
    path: dict[str, Any]
    query: dict[str, str]
    form: dict[str, str] = field(default_factory=dict)
    uploads: tuple[Upload, ...] = ()
    wants_json: bool = False
    place: str = ""

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """Return a page of the desk."""
        shown = self.desk.draw(
            template, person=self.person, csrf=self.session.csrf, alone=self.desk.people is None,
            offline=self.desk.room.offline, reviewed=self.desk.process is not None, **values,
        )  # fmt: skip
        return HTMLResponse(shown, status)

    def message(self, status: int, title: str, words: str) -> Response:
        """Return a page that says one thing and shows what was typed, or says the same for a script."""
        if self.wants_json:
            return JSONResponse({"problem": words}, status)
        again = status == _NOT_STORED and _PLACE.fullmatch(self.place) is not None
        typed = Typed(self.place, self.form)
        back = _DRAFT.match(self.place)
        return self.page(
            "message.html",
            status,
            title=title,
            words=words,
            typed=typed,
            again=again,
            back=back[0] if back else "",
        )

    def missing(self) -> Response:
        """Answer for what is not there, or not this person's: both look the same."""
        return self.message(404, "没有找到", "没有这一项，可能已经删除了，也可能不是您的。")


def typed_before(told: dict[str, str]) -> Typed | None:
    """Return the form that a page of the door carries along; None where it carries none that leads back to the desk."""
    place = told.get(f"{CARRIED}place", "")
    if not _PLACE.fullmatch(place):
        return None
    start = f"{CARRIED}field."
    return Typed(
        place, {key.removeprefix(start): each for key, each in told.items() if key.startswith(start)}
    )


Handler = Callable[[Asked], Response]


def guarded(handler: Handler, desk: Desk) -> Callable[[Request], Any]:
    """Return an endpoint for who is logged in; what changes something needs the token of a form of ours."""

    async def endpoint(request: Request) -> Response:
        wants_json = request.headers.get("accept", "").startswith("application/json")
        session = desk.sessions.get(request.cookies.get(COOKIE, ""))
        person = await run_in_threadpool(desk.person, session) if session else None
        if session is None or person is None:
            return _to_the_door(desk, wants_json, await _typed(request))
        base = Asked(
            desk,
            person,
            session,
            dict(request.path_params),
            dict(request.query_params),
            wants_json=wants_json,
            place=request.url.path,
        )
        if request.method != "POST":
            return await run_in_threadpool(_handled, handler, base)
        try:
            form = await request.form(
                max_files=_MOST_UPLOADS, max_fields=_MOST_FIELDS, max_part_size=MOST_TEXT
            )
        except HTTPException:
            return base.message(400, "没有做成", "表单没有完整送到，请再试一次。")
        except TooLargeError:
            raise
        except OSError as error:
            # A large file goes to the disk as it arrives, before any page is asked.
            return base.message(_NOT_STORED, "没有收下", _NOT_TAKEN.format(why=_why(error)))
        try:
            told = {key: value for key, value in form.multi_items() if isinstance(value, str)}
            if not session.owns(request.headers.get("x-csrf-token") or told.pop("csrf", "")):
                desk.audit.note(session.account, "拒绝", "表单不是从办公桌面来的")
                return replace(base, form=told).message(403, "没有执行", _FOREIGN)
            told.pop("csrf", None)
            uploads = tuple(
                Upload(key, value.filename or "", _as_binary(value))
                for key, value in form.multi_items()
                if isinstance(value, UploadFile) and value.filename
            )
            asked = replace(base, form=told, uploads=uploads)
            return await run_in_threadpool(_handled, handler, asked)
        finally:
            await form.close()

    return endpoint


def _as_binary(upload: UploadFile) -> BinaryIO:
    stream: Any = upload.file
    assert isinstance(stream, tempfile.SpooledTemporaryFile) or hasattr(stream, "read")
    return stream  # type: ignore[no-any-return]


def _handled(handler: Handler, asked: Asked) -> Response:
    try:
        return handler(asked)
    except GongkaiError as error:
        return asked.message(409, "没有做成", str(error))
    except OSError as error:
        kept = _KEEP if Typed(asked.place, asked.form).texts else _IN_DRAFT
        return asked.message(_NOT_STORED, "没有存下", f"{_why(error)}，没有存下。{kept}")


def _why(error: OSError) -> str:
    return "服务器的磁盘满了" if disk_full(error) else f"服务器不能写文件（{reason_of(error)}）"


async def _typed(request: Request) -> Typed | None:
    """Return what somebody had typed who is not logged in any more; nobody unknown has us read more than a text."""
    length = request.headers.get("content-length", "")
    if request.method != "POST" or not length.isdigit() or int(length) > MOST_CARRIED:
        return None
    try:
        form = await request.form(
            max_files=_MOST_UPLOADS, max_fields=_MOST_FIELDS, max_part_size=MOST_CARRIED
        )
    except HTTPException:
        return None
    told = {key: each for key, each in form.multi_items() if isinstance(each, str) and key != "csrf"}
    await form.close()
    place = request.url.path
    if not _PLACE.fullmatch(place) or not any(each.strip() and _is_typed(key) for key, each in told.items()):
        return None
    return Typed(place, told)


def _plainly(text: str) -> str:
    """Return what the editor made, for a person to read: no signs of a web page, a line for each paragraph."""
    lines = unescape(_TAG.sub("", _LINE_END.sub("\n", text))).split("\n")
    return "\n".join(each for each in lines if each.strip())


def _is_typed(key: str) -> bool:
    return key not in _NOT_TYPED and not key.startswith("had.")


def _to_the_door(desk: Desk, wants_json: bool, typed: Typed | None) -> Response:
    if wants_json:
        words = "登录已经过期。写的内容还在这个页面上：另开一个窗口登录，再回到这里接着写。"
        return JSONResponse({"problem": words, "expired": True}, 401)
    if typed:
        words = _ENDED if desk.people else _ENDED_ALONE
        shown = desk.draw("door/login.html", alone=desk.people is None, words=words, account="", typed=typed)
        return HTMLResponse(shown, 401)
    return RedirectResponse("/login", 303)
