"""The live socket: the newest frame whenever the browser has painted the one before, and commands back.

Whatever is not a known message closes this socket and touches nothing else.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.live.hub import Hub
from playground.live.records import Cursor
from playground.live.runs import Run
from playground.live.wire.commands import parse_message

CREDITS = 2
BAD_MESSAGE, FOREIGN_ORIGIN, UNKNOWN_RUN = 4400, 4403, 4404
LONGEST_REASON = 120  # bytes a close frame has room for, and a little less


def live_route(hub: Callable[[], Hub]) -> WebSocketRoute:
    """Return the route of the live socket, /live/{token}."""

    async def serve(socket: WebSocket) -> None:
        await socket.accept()  # a refusal before this looks like a network fault to the browser
        run = hub().find(socket.path_params["token"])
        if not is_own_page(socket):
            await socket.close(FOREIGN_ORIGIN)
        elif run is None:
            await socket.close(UNKNOWN_RUN)
        else:
            await Viewer(socket, run).serve()

    return WebSocketRoute("/live/{token}", serve)


def status_route(hub: Callable[[], Hub]) -> Route:
    """Return the route of a page for machines, /live: how many runs there are, and how many of them train."""

    async def serve(_request: Request) -> JSONResponse:
        runs = hub().runs
        return JSONResponse({"runs": len(runs), "training": sum(run.is_running for run in runs)})

    return Route("/live", serve)


def is_own_page(connection: HTTPConnection) -> bool:
    """Return whether the request comes from a page of this server, or from no page at all."""
    origin = connection.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == connection.headers.get("host")
    except ValueError:  # no address at all
        return False


class Ending(NamedTuple):
    """Why a socket is closed: a close code, and words for it."""

    code: int
    reason: str = ""


class Viewer:
    """One browser tab that watches one run."""

    def __init__(self, socket: WebSocket, run: Run) -> None:
        """Watch `run` through an accepted socket."""
        self._socket = socket
        self._run = run
        self._credits = CREDITS
        self._has_news = asyncio.Event()

    async def serve(self) -> None:
        """Send frames and take commands until the tab or the run is gone."""
        loop = asyncio.get_running_loop()

        def wake() -> None:
            with contextlib.suppress(RuntimeError):  # the server ends, and its loop is closed already
                loop.call_soon_threadsafe(self._has_news.set)

        with self._run.watched(wake):
            tasks = [asyncio.create_task(self._send()), asyncio.create_task(self._receive())]
            try:
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
        with contextlib.suppress(WebSocketDisconnect):
            ending, *_ = await asyncio.gather(*done)
            await self._socket.close(*ending)

    async def _send(self) -> Ending:
        """Send the newest frame, at most CREDITS unacknowledged; older ones are never sent."""
        cursor, sent = Cursor(), -1
        self._has_news.set()
        while not self._run.is_ended:
            await self._has_news.wait()
            self._has_news.clear()
            if self._credits and sent != self._run.version:
                sent = self._run.version
                frame, cursor = self._run.frame(cursor)
                if frame is not None:
                    self._credits -= 1
                    await self._socket.send_bytes(frame)
        return Ending(UNKNOWN_RUN)

    async def _receive(self) -> Ending:
        """Take messages up to one that cannot be read."""
        while True:
            try:
                command = parse_message(await self._text())
            except ValueError as error:
                return Ending(BAD_MESSAGE, str(error).encode()[:LONGEST_REASON].decode(errors="ignore"))
            if command is None:
                self._credits = min(CREDITS, self._credits + 1)
                self._run.painted()
                self._has_news.set()
            else:
                self._run.do(command)

    async def _text(self) -> str:
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1006))
        if message.get("text") is None:
            raise ValueError("messages are text, not bytes")
        return str(message["text"])
