"""Fetching a file over a bad connection: what has arrived counts, and nothing is believed unseen."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import requests
from requests import exceptions as trouble

from voicecoach.models.catalogue import Archive
from voicecoach.models.errors import InstallError, install_error, megabytes
from voicecoach.models.part import Part
from voicecoach.models.request import ask, host

Progress = Callable[[int], None]
"""Takes how many bytes are there by now."""

_CHUNK_BYTES = 16_384


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a connection may be silent, and how often it is taken up again.

    Attributes:
        connect_seconds: for an answer to the first knock.
        silence_seconds: between two pieces.
        tries: so many in a row may bring nothing new.
        pause_seconds: before the next try; doubled with each that was in vain.
    """

    connect_seconds: float = 10.0
    silence_seconds: float = 30.0
    tries: int = 5
    pause_seconds: float = 1.0


class _BrokenError(Exception):
    """This connection brings no more; another may."""

    def __init__(self, told: InstallError) -> None:
        super().__init__(str(told))
        self.told = told


class _StaleError(Exception):
    """What is there does not fit the server's file: begin anew."""


def download(archive: Archive, part: Part, progress: Progress, patience: Patience) -> None:
    """Fetch what is missing of an archive.

    A connection that never worked is told at once; one that worked and broke is taken up again.

    Args:
        archive: what to fetch.
        part: what an earlier call has brought, or nothing; whole at the end.
        progress: told with every piece.
        patience: with the server.

    Raises:
        InstallError: the server cannot be reached, does not have the file, or sends another. What has arrived
            of the right file is kept.
    """
    most_bytes = part.size_bytes
    tries = 0
    worked = False
    with requests.Session() as session:
        session.auth = _as_nobody
        while part.size_bytes != archive.bytes:
            tries += 1
            try:
                _fetch(session, archive, part, progress, patience)
            except _StaleError:
                part.discard()
                if tries > patience.tries:
                    raise install_error("other-file", host=host(archive.url)) from None
            except _BrokenError as broken:
                if part.size_bytes > most_bytes:
                    most_bytes, tries, worked = part.size_bytes, 0, True
                if not worked or tries >= patience.tries:
                    raise broken.told from broken
                time.sleep(patience.pause_seconds * 2**tries)


def _as_nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Show no password: without this, one that the user keeps in .netrc would be sent along."""
    return request


def _fetch(
    session: requests.Session, archive: Archive, part: Part, progress: Progress, patience: Patience
) -> None:
    """Try once to bring what is missing."""
    try:
        seconds = (patience.connect_seconds, patience.silence_seconds)
        with ask(session, archive.url, part.size_bytes, part.version, seconds) as response:
            _take(response, archive, part, progress)
    except trouble.SSLError as error:
        raise install_error("not-secure", host=host(archive.url)) from error
    except (trouble.ConnectionError, trouble.Timeout, trouble.ChunkedEncodingError) as error:
        raise _BrokenError(install_error("unreachable", host=host(archive.url))) from error
    except trouble.RequestException as error:
        raise install_error("refused", host=host(archive.url), status=type(error).__name__) from error
    if part.size_bytes < archive.bytes:
        raise _BrokenError(install_error("unreachable", host=host(archive.url)))


def _take(response: requests.Response, archive: Archive, part: Part, progress: Progress) -> None:
    """Put what the server sends where it belongs."""
    there_bytes = _begins_at(response, archive, part)
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and there_bytes + int(announced) != archive.bytes:
        raise _other_size(archive, there_bytes + int(announced))
    with part.go_on() if there_bytes else part.begin(_version(response)) as file:
        for piece in response.iter_content(_CHUNK_BYTES):
            there_bytes += len(piece)
            if there_bytes > archive.bytes:
                break
            file.write(piece)
            progress(there_bytes)
    if there_bytes > archive.bytes:
        part.discard()
        raise _other_size(archive, there_bytes)


def _begins_at(response: requests.Response, archive: Archive, part: Part) -> int:
    """The place in the file of the first byte that is sent."""
    status = response.status_code
    if status == HTTPStatus.OK:
        return 0
    if status == HTTPStatus.PARTIAL_CONTENT:
        there_bytes = part.size_bytes
        asked = f"bytes {there_bytes}-{archive.bytes - 1}/{archive.bytes}"
        if there_bytes and response.headers.get("Content-Range") == asked:
            return there_bytes
        raise _StaleError
    if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise _StaleError
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise install_error("gone", host=host(archive.url))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        raise _BrokenError(install_error("server-trouble", host=host(archive.url), status=status))
    raise install_error("refused", host=host(archive.url), status=status)


def _version(response: requests.Response) -> str:
    """What names this version of the file, for asking for the rest of it; "" where nothing does."""
    tag = response.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")


def _other_size(archive: Archive, found_bytes: int) -> InstallError:
    found = megabytes(found_bytes)
    return install_error("other-size", host=host(archive.url), expected=megabytes(archive.bytes), found=found)
