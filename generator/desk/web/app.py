"""The web application of the desk: which address leads to which page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from generator.desk.door import entrance
from generator.desk.door.asking import COOKIE, guarded
from generator.desk.door.desk import Desk
from generator.desk.door.guard import Guard, TooLargeError
from generator.desk.web import choosing
from generator.desk.web.routes import all_routes

Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(desk: Desk, hosts: frozenset[str]) -> Guard:
    """Return the desk as an ASGI application that may be called by these names."""
    get, post = all_routes()
    routes = [
        Route("/", _first(desk), methods=["GET"]),
        Route("/login", _login(desk), methods=["GET", "POST"]),
        Route("/logout", _leaving(desk), methods=["POST"]),
        Route("/static/{name}", _static(desk), methods=["GET"]),
        *(Route(path, guarded(handler, desk), methods=["GET"]) for path, handler in get.items()),
        *(Route(path, guarded(handler, desk), methods=["POST"]) for path, handler in post.items()),
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: _refused(desk), TooLargeError: _too_large(desk), Exception: _failed(desk),
        },
    )  # fmt: skip
    return Guard(app, hosts, "https" if desk.secure else "http")


def _first(desk: Desk) -> Endpoint:
    home = guarded(choosing.home, desk)

    async def endpoint(request: Request) -> Response:
        opened = await entrance.by_key(desk, request)
        if opened is not None:
            return opened
        answer: Response = await home(request)
        return answer

    return endpoint


def _login(desk: Desk) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await entrance.login(desk, request)

    return endpoint


def _leaving(desk: Desk) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        token = request.cookies.get(COOKIE, "")
        answer: Response = await guarded(lambda asked: entrance.leave(desk, asked, token), desk)(request)
        return answer

    return endpoint


def _static(desk: Desk) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        found = desk.statics.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        packed = "gzip" in request.headers.get("accept-encoding", "")
        headers = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        headers |= {"Content-Encoding": "gzip"} if packed else {}
        return Response(found.packed if packed else found.raw, 200, headers, found.kind)

    return endpoint


def _plain(desk: Desk, status: int, title: str, words: str) -> Response:
    return HTMLResponse(desk.draw("plain.html", title=title, words=words), status)


def _refused(desk: Desk) -> Any:
    async def handler(_: Request, error: HTTPException) -> Response:
        if error.status_code in (404, 405):
            return _plain(desk, error.status_code, "没有找到", "没有这个页面。请从首页进去。")
        return _plain(desk, error.status_code, "没有做成", "这一步没有做成，请返回再试一次。")

    return handler


def _too_large(desk: Desk) -> Any:
    async def handler(_: Request, __: Exception) -> Response:
        return _plain(desk, 413, "太大了", "附件不超过200MB，正文不超过8MB。")

    return handler


def _failed(desk: Desk) -> Any:
    async def handler(_: Request, __: Exception) -> Response:
        return _plain(
            desk,
            500,
            "没有做成",
            "程序自身出错，这一步没有做成。已经保存的草稿还在，请返回再试一次，或告诉站长。",
        )

    return handler
