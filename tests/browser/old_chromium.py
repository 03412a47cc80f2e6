"""The Chromium of 2019 that a package of npm holds, and just enough of its protocol to look at pages in it.

Playwright speaks to new browsers only. This one is told what to do through two pipes, a message of JSON at a time. It
is old and full of known holes: it opens nothing but what this machine serves.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import platform
import signal
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli

PACKAGE = Path(__file__).parent / "node_modules" / "chrome-aws-lambda" / "bin"
VERSION = "78."
_PATIENCE = 60.0
_ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-sync", "--remote-debugging-pipe", "about:blank",
)  # fmt: skip
# The browser reads its orders from the first and answers on the second.
_ORDERS, _ANSWERS = 3, 4

Message = dict[str, Any]


def runs_here() -> bool:
    """Whether this machine can run it at all: it was made for Linux on x86-64 only."""
    return sys.platform == "linux" and platform.machine() == "x86_64"


def unpack(folder: Path) -> None:
    """Put the browser into a folder that does not exist yet, and what it draws with."""
    folder.mkdir()
    program = folder / "chromium"
    program.write_bytes(brotli.decompress((PACKAGE / "chromium.br").read_bytes()))
    program.chmod(0o755)
    with tarfile.open(
        fileobj=BytesIO(brotli.decompress((PACKAGE / "swiftshader.tar.br").read_bytes()))
    ) as tar:
        tar.extractall(folder, filter="data")


@dataclass
class OldBrowser:
    """A running browser."""

    orders: int
    answers: int
    rest: bytes = b""
    number: int = 0
    heard: list[Message] = field(default_factory=list)

    def call(self, method: str, session: str = "", **parameters: object) -> Message:
        """Give an order and return its result; what the browser tells meanwhile is kept in ``heard``."""
        self.number += 1
        order = {"id": self.number, "method": method, "params": parameters}
        os.write(
            self.orders, json.dumps(order | ({"sessionId": session} if session else {})).encode() + b"\0"
        )
        while True:
            message = self._hear()
            if message.get("id") == self.number:
                assert "error" not in message, (method, message)
                result: Message = message["result"]
                return result
            self.heard.append(message)

    def _hear(self) -> Message:
        while b"\0" not in self.rest:
            read = os.read(self.answers, 1 << 16)
            assert read, "the browser has ended"
            self.rest += read
        text, self.rest = self.rest.split(b"\0", 1)
        message: Message = json.loads(text)
        return message


@contextmanager
def started(program: Path) -> Iterator[OldBrowser]:
    """Start the browser; end it and what it started with the context."""
    orders_out, orders = _pipe()
    answers, answers_in = _pipe()
    process = os.posix_spawn(
        str(program),
        [str(program), *_ARGUMENTS],
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, orders_out, _ORDERS),
            (os.POSIX_SPAWN_DUP2, answers_in, _ANSWERS),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
        setpgroup=0,
    )
    os.close(orders_out)
    os.close(answers_in)
    browser = OldBrowser(orders, answers)
    try:
        assert VERSION in browser.call("Browser.getVersion")["product"]
        yield browser
    finally:
        os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(orders)
        os.close(answers)


def _pipe() -> tuple[int, int]:
    """Return a pipe to read from and to write to, out of the way of the numbers that the browser has its own at."""
    low = os.pipe()
    high = tuple(fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, 20) for each in low)
    for each in low:
        os.close(each)
    return high[0], high[1]


@dataclass
class OldPage:
    """A page of the browser, of one width, with the complaints that it has made since it was opened last."""

    browser: OldBrowser
    session: str

    def open(self, address: str) -> None:
        """Open an address and wait until all of it is there."""
        self.browser.heard.clear()
        self.tell("Page.navigate", url=address)
        self.wait_for(lambda: any(each.get("method") == "Page.loadEventFired" for each in self.browser.heard))

    def tell(self, method: str, **parameters: object) -> Message:
        """Give an order that is about this page."""
        return self.browser.call(method, self.session, **parameters)

    def evaluate(self, expression: str) -> Any:
        """Return what an expression gives there, a promise's value once it is known."""
        told = self.tell("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def wait_until(self, expression: str) -> None:
        """Wait until an expression is true. Fails after a minute."""
        self.wait_for(lambda: bool(self.evaluate(expression)), expression)

    def wait_for(self, true: Callable[[], bool], told: str = "") -> None:
        """Wait until something is true. Fails after a minute."""
        end = time.monotonic() + _PATIENCE
        while not true():
            assert time.monotonic() < end, told
            time.sleep(0.02)
            self.browser.call("Browser.getVersion")  # hears what has come meanwhile

    def complaints(self) -> list[str]:
        """Return what went wrong on the page: exceptions, and what is told as an error in the console."""
        self.evaluate("0")
        return [told for each in self.browser.heard if (told := _complaint(each))]

    def look(self, width: int, height: int = 900) -> None:
        """Make the page as wide and high as a screen, in CSS pixels."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def press(self, key: str, code: int) -> None:
        """Press a key."""
        for kind in ("rawKeyDown", "keyUp"):
            self.tell("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def picture(self) -> bytes:
        """Return a picture (PNG) of what is seen."""
        return base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"])


def _complaint(message: Message) -> str:
    told = message.get("params", {})
    if message.get("method") == "Runtime.exceptionThrown":
        details = told["exceptionDetails"]
        return f"{details['text']} {details.get('exception', {}).get('description', '')} {details.get('url', '')}"
    if message.get("method") == "Log.entryAdded" and told["entry"]["level"] == "error":
        return f"{told['entry']['text']} {told['entry'].get('url', '')}"
    if message.get("method") == "Runtime.consoleAPICalled" and told["type"] == "error":
        return f"console: {json.dumps(told['args'], ensure_ascii=False)}"
    return ""


def new_page(browser: OldBrowser, width: int, *, scripts: bool = True) -> OldPage:
    """Open an empty page of a width, with or without JavaScript."""
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    page = OldPage(browser, session)
    for domain in ("Page", "Runtime", "Log"):
        page.tell(f"{domain}.enable")
    page.look(width)
    if not scripts:
        page.tell("Emulation.setScriptExecutionDisabled", value=True)
    return page
