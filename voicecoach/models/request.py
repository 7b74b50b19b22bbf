"""One question to a server, through all its redirections."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from voicecoach.models.errors import install_error

if TYPE_CHECKING:
    import requests

_MOST_REDIRECTIONS = 5


def host(url: str) -> str:
    """Whom a URL leads to."""
    return urlsplit(url).hostname or url


def ask(
    session: requests.Session, url: str, from_byte: int, version: str, seconds: tuple[float, float]
) -> requests.Response:
    """Ask for a file, or for the rest of it where a version of it is there in part.

    Args:
        session: the connections.
        url: where it is; a redirection may lead to another place, never to another scheme, so that what was
            asked for safely is not sent unsafely.
        from_byte: how much is there.
        version: of what file, as the server calls it; "" where that is not known.
        seconds: how long to wait for a connection, and for each piece.

    Raises:
        InstallError: it leads to another scheme, or round in circles.
        requests.RequestException: there is no answer.
    """
    headers = {"Accept-Encoding": "identity", "User-Agent": "voicecoach"}
    if from_byte and version:
        headers |= {"Range": f"bytes={from_byte}-", "If-Range": version}
    for _ in range(_MOST_REDIRECTIONS + 1):
        try:
            response = session.get(url, headers=headers, stream=True, allow_redirects=False, timeout=seconds)
            if not response.is_redirect:
                return response
            response.close()
            target = urljoin(url, response.headers["Location"])
            safe = urlsplit(target).scheme == urlsplit(url).scheme
        except ValueError:  # what the server names is no address at all
            safe = False
        if not safe:
            raise install_error("redirected", host=host(url))
        url = target
    raise install_error("redirected-too-often", host=host(url))
