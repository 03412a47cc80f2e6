"""The door of the desk: a key in the address on one's own machine, accounts with passwords on an intranet."""

from __future__ import annotations

import hmac
import math

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from generator.desk.door.asking import COOKIE, MOST_CARRIED, Asked, Typed, typed_before
from generator.desk.door.desk import Desk
from generator.desk.keeping.people import People

_MOST_LOGIN, _MOST_FIELDS = 8192, 3100


def let_in(desk: Desk, response: Response, account: str) -> Response:
    """Begin a session, and give a browser its cookie."""
    return with_cookie(desk, response, desk.sessions.begin(account))


def with_cookie(desk: Desk, response: Response, token: str) -> Response:
    """Give a browser the cookie of its session."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=desk.secure, path="/")
    return response


async def by_key(desk: Desk, request: Request) -> Response | None:
    """Let the owner of this machine's desk in who opens the address that was shown; None without a key."""
    told = request.query_params.get("key", "")
    if desk.people is not None or desk.owner is None or not told:
        return None
    if not hmac.compare_digest(told.encode("utf-8", "replace"), desk.key.encode()):
        return _door(desk, 403, "地址里的钥匙不对。请用办公桌面这次启动时显示的地址。")
    desk.audit.note(desk.owner.account, "登录")
    return let_in(desk, RedirectResponse("/", 303), desk.owner.account)


async def login(desk: Desk, request: Request) -> Response:
    """Ask for account and password, and look at them."""
    if request.method != "POST":
        return _door(desk)
    if desk.people is None:
        return _door(desk, 403)
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > 4 * MOST_CARRIED:
        return _door(desk, 400, "没有看懂，请再输一次。")
    try:
        form = await request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_MOST_LOGIN)
    except HTTPException:
        return _door(desk, 400, "没有看懂，请再输一次。")
    account, password = (str(form.get(name, "")) for name in ("account", "password"))
    account = account.strip()[:100]
    typed = typed_before({key: each for key, each in form.multi_items() if isinstance(each, str)})
    wait = desk.tries.wait(account)
    if wait:
        return _door(
            desk,
            429,
            f"密码错了太多次。请过{math.ceil(wait / 60)}分钟再试，或请站长重设密码。",
            account,
            typed,
        )
    if not await run_in_threadpool(_opens, desk.people, account, password):
        desk.tries.miss(account)
        desk.audit.note(account, "登录不成")
        return _door(desk, 403, "账号或密码不对。", account, typed)
    desk.tries.forget(account)
    desk.audit.note(account, "登录")
    if typed:
        return _going_on(desk, account, typed)
    return let_in(desk, RedirectResponse("/", 303), account)


def _going_on(desk: Desk, account: str, typed: Typed) -> Response:
    """Show what was typed before the login ended, to be sent again with a button: never by itself."""
    token = desk.sessions.begin(account)
    session = desk.sessions.get(token)
    page = desk.draw("door/resume.html", csrf=session.csrf if session else "", typed=typed)
    return with_cookie(desk, HTMLResponse(page), token)


def _opens(people: People, account: str, password: str) -> bool:
    return people.opens(account, password) and people.person(account) is not None


def leave(desk: Desk, asked: Asked, token: str) -> Response:
    """Log a browser out."""
    desk.sessions.end(token)
    desk.audit.note(asked.person.account, "退出")
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE, path="/")
    return response


def _door(
    desk: Desk, status: int = 200, words: str = "", account: str = "", typed: Typed | None = None
) -> Response:
    shown = desk.draw("door/login.html", alone=desk.people is None, words=words, account=account, typed=typed)
    return HTMLResponse(shown, status)
