"""The door of the desk: a key in the address on one's own machine, accounts with passwords on an intranet."""

from __future__ import annotations

import hmac
import math

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from generator.desk.keeping.people import People
from generator.desk.web.asking import COOKIE, Asked
from generator.desk.web.desk import Desk

_MOST_LOGIN = 8192


def let_in(desk: Desk, response: Response, account: str) -> Response:
    """Give a browser its cookie."""
    response.set_cookie(
        COOKIE, desk.sessions.begin(account), httponly=True, samesite="strict", secure=desk.secure, path="/"
    )
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
    if not length.isdigit() or int(length) > _MOST_LOGIN:
        return _door(desk, 400, "没有看懂，请再输一次。")
    try:
        form = await request.form(max_files=0, max_fields=5, max_part_size=_MOST_LOGIN)
    except HTTPException:
        return _door(desk, 400, "没有看懂，请再输一次。")
    account, password = (str(form.get(name, "")) for name in ("account", "password"))
    account = account.strip()[:100]
    wait = desk.tries.wait(account)
    if wait:
        return _door(
            desk, 429, f"密码错了太多次。请过{math.ceil(wait / 60)}分钟再试，或请站长重设密码。", account
        )
    if not await run_in_threadpool(_opens, desk.people, account, password):
        desk.tries.miss(account)
        desk.audit.note(account, "登录不成")
        return _door(desk, 403, "账号或密码不对。", account)
    desk.tries.forget(account)
    desk.audit.note(account, "登录")
    return let_in(desk, RedirectResponse("/", 303), account)


def _opens(people: People, account: str, password: str) -> bool:
    return people.opens(account, password) and people.person(account) is not None


def leave(desk: Desk, asked: Asked, token: str) -> Response:
    """Log a browser out."""
    desk.sessions.end(token)
    desk.audit.note(asked.person.account, "退出")
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE, path="/")
    return response


def _door(desk: Desk, status: int = 200, words: str = "", account: str = "") -> Response:
    return HTMLResponse(
        desk.draw("login.html", alone=desk.people is None, words=words, account=account), status
    )
