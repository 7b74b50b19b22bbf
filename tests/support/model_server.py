"""A file server on this machine that can behave as badly as any: each request takes the next behaviour."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


class Request:
    """One request, and what can be answered to it."""

    def __init__(self, handler: BaseHTTPRequestHandler, server: ModelServer) -> None:
        self._handler = handler
        self.server = server
        self.headers: Mapping[str, str] = dict(handler.headers.items())
        self.path = handler.path

    @property
    def from_byte(self) -> int:
        """Where the wanted part begins; 0 for the whole file, or where it is of another version."""
        wanted = self.headers.get("Range", "bytes=0-")
        fits = self.headers.get("If-Range", self.server.tag) == self.server.tag
        return int(wanted.removeprefix("bytes=").removesuffix("-")) if fits else 0

    def begin(self, status: int, **headers: object) -> None:
        """Send a status and headers; underscores become hyphens."""
        self._handler.send_response(status)
        for name, value in headers.items():
            self._handler.send_header(name.replace("_", "-"), str(value))
        self._handler.end_headers()

    def send(self, content: bytes) -> None:
        """Send a piece of the body."""
        self._handler.wfile.write(content)
        self._handler.wfile.flush()


Behaviour = Callable[[Request], None]


class ModelServer:
    """Serves `content` at every path, well behaved once the scripted behaviours are used up.

    Attributes:
        content: the file.
        tag: its version, with quotation marks.
        requests: those that came, in their order.
    """

    def __init__(self, content: bytes, *behaviours: Behaviour) -> None:
        self.content = content
        self.tag = '"one"'
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self._behaviours = list(behaviours)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                request = Request(self, server)
                server.requests.append(request)
                behave = server._behaviours.pop(0) if server._behaviours else well
                with suppress(ConnectionError):  # nobody listens any more
                    behave(request)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """Where the file is."""
        return f"http://127.0.0.1:{self._http.server_port}/model.zip"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def well(request: Request) -> None:
    """The whole file, or the rest of it."""
    _answer(request, request.server.content[request.from_byte :])


def breaks_after(size_bytes: int) -> Behaviour:
    """Announces everything, and hangs up after so many bytes."""

    def behave(request: Request) -> None:
        rest = request.server.content[request.from_byte :]
        _answer(request, rest[:size_bytes], announced=len(rest))

    return behave


def stalls_after(size_bytes: int) -> Behaviour:
    """Announces everything, and says nothing more after so many bytes."""

    def behave(request: Request) -> None:
        breaks_after(size_bytes)(request)
        request.server.closing.wait()

    return behave


def answers(status: int, body: bytes = b"", **headers: object) -> Behaviour:
    """Answers just so."""

    def behave(request: Request) -> None:
        request.begin(status, **headers)
        request.send(body)

    return behave


def _answer(request: Request, content: bytes, announced: int | None = None) -> None:
    whole, begin = len(request.server.content), request.from_byte
    headers = {"Content_Length": len(content) if announced is None else announced, "ETag": request.server.tag}
    if "Range" in request.headers and begin:
        request.begin(206, Content_Range=f"bytes {begin}-{whole - 1}/{whole}", **headers)
    else:
        request.begin(200, **headers)
    request.send(content)
