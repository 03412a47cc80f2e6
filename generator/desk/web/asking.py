"""A request as the pages see it: who asks, what was filled in. All that is not allowed is answered before."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from generator.desk.keeping.people import Person
from generator.desk.keeping.sessions import Session
from generator.desk.web.desk import Desk
from generator.desk.web.guard import MOST_TEXT, TooLargeError
from generator.errors import GongkaiError, reason_of
from generator.files import disk_full

COOKIE = "gongkai-desk"
_MOST_FIELDS, _MOST_UPLOADS = 400, 20
_FOREIGN = "这个页面放得太久了，或者不是从办公桌面打开的。请返回首页再打开一次，写的内容还在草稿里。"
_FULL = "服务器的磁盘满了，没有存下。写的内容还在这个页面上，不要关掉，先复制到Word里存一份，再告诉站长。"


@dataclass(frozen=True)
class Upload:
    """A file that was sent: as whose field, its name as the browser says it, its bytes to be read."""

    field: str
    name: str
    stream: BinaryIO


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

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """Return a page of the desk."""
        shown = self.desk.draw(
            template, person=self.person, csrf=self.session.csrf, alone=self.desk.people is None,
            offline=self.desk.room.offline, **values,
        )  # fmt: skip
        return HTMLResponse(shown, status)

    def message(self, status: int, title: str, words: str) -> Response:
        """Return a page that says one thing, or the same for a script."""
        if self.wants_json:
            return JSONResponse({"problem": words}, status)
        return self.page("message.html", status, title=title, words=words)

    def missing(self) -> Response:
        """Answer for what is not there, or not this person's: both look the same."""
        return self.message(404, "没有找到", "没有这一项，可能已经删除了，也可能不是你的。")


Handler = Callable[[Asked], Response]


def guarded(handler: Handler, desk: Desk) -> Callable[[Request], Any]:
    """Return an endpoint for who is logged in; what changes something needs the token of a form of ours."""

    async def endpoint(request: Request) -> Response:
        wants_json = request.headers.get("accept", "").startswith("application/json")
        session = desk.sessions.get(request.cookies.get(COOKIE, ""))
        person = await run_in_threadpool(desk.person, session) if session else None
        if session is None or person is None:
            return _to_the_door(wants_json)
        base = Asked(
            desk,
            person,
            session,
            dict(request.path_params),
            dict(request.query_params),
            wants_json=wants_json,
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
        try:
            told = {key: value for key, value in form.multi_items() if isinstance(value, str)}
            if not session.owns(request.headers.get("x-csrf-token") or told.pop("csrf", "")):
                desk.audit.note(session.account, "拒绝", "表单不是从办公桌面来的")
                return base.message(403, "没有执行", _FOREIGN)
            told.pop("csrf", None)
            uploads = tuple(
                Upload(key, value.filename or "", _as_binary(value))
                for key, value in form.multi_items()
                if isinstance(value, UploadFile) and value.filename
            )
            asked = Asked(desk, person, session, base.path, base.query, told, uploads, wants_json)
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
        words = (
            _FULL
            if disk_full(error)
            else f"服务器没有存下：{reason_of(error)}。写的内容还在这个页面上，请告诉站长。"
        )
        return asked.message(507, "没有存下", words)


def _to_the_door(wants_json: bool) -> Response:
    if wants_json:
        words = "登录已经过期。写的内容还在这个页面上：另开一个窗口登录，再回到这里接着写。"
        return JSONResponse({"problem": words, "expired": True}, 401)
    return RedirectResponse("/login", 303)
