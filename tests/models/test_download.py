"""Downloading, from a real server on this machine that behaves as badly as any."""

from __future__ import annotations

import hashlib
import random
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.model_server import Behaviour, ModelServer, answers, breaks_after, stalls_after
from voicecoach.models.catalogue import Archive
from voicecoach.models.download import Patience, download
from voicecoach.models.errors import InstallError
from voicecoach.models.part import Part

CONTENT = random.Random(1).randbytes(300_000)
HALF = 150_000
HASTY = Patience(connect_seconds=5, silence_seconds=0.3, tries=3, pause_seconds=0)


def _archive(server: ModelServer, size_bytes: int = len(CONTENT)) -> Archive:
    return Archive(server.url, size_bytes, hashlib.sha256(CONTENT).hexdigest(), 10**6)


def _fetch(server: ModelServer, folder: Path, told: Callable[[int], None] = lambda _: None) -> bytes:
    part = Part(folder / "model.zip", server.url)
    download(_archive(server), part, told, HASTY)
    return part.file.read_bytes()


def _ranges(server: ModelServer) -> list[str | None]:
    return [request.headers.get("Range") for request in server.requests]


def test_the_whole_file_arrives_and_progress_is_told(tmp_path: Path) -> None:
    """One request without a range; what is told only grows, and ends at the size."""
    told: list[int] = []
    with ModelServer(CONTENT) as server:
        assert _fetch(server, tmp_path, told.append) == CONTENT
    assert _ranges(server) == [None]
    assert server.requests[0].headers["Accept-Encoding"] == "identity"
    assert told == sorted(told)
    assert told[-1] == len(CONTENT)


def test_no_password_of_the_user_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the user keeps for other servers stays here."""
    (tmp_path / "netrc").write_text("default login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with ModelServer(CONTENT) as server:
        _fetch(server, tmp_path)
    assert "Authorization" not in server.requests[0].headers


@pytest.mark.parametrize("misbehave", [breaks_after(HALF), stalls_after(HALF)], ids=["drops", "stalls"])
def test_a_broken_connection_is_taken_up_where_it_broke(misbehave: Behaviour, tmp_path: Path) -> None:
    """Nothing that has arrived is fetched again, and only the rest of the very same version is asked for."""
    with ModelServer(CONTENT, misbehave, misbehave) as server:
        assert _fetch(server, tmp_path) == CONTENT
    first, second, *_ = server.requests
    assert "Range" not in first.headers
    assert HALF - 20_000 < second.from_byte <= HALF
    assert second.headers["If-Range"] == '"one"'


def test_a_later_call_goes_on_where_an_earlier_one_ended(tmp_path: Path) -> None:
    """Also after the program was ended."""
    with ModelServer(CONTENT, breaks_after(HALF), answers(404)) as server:
        with pytest.raises(InstallError):
            _fetch(server, tmp_path)
        kept_bytes = (tmp_path / "model.zip").stat().st_size
        assert _fetch(server, tmp_path) == CONTENT
    assert _ranges(server)[-1] == f"bytes={kept_bytes}-"


def test_a_file_that_changed_meanwhile_is_fetched_anew(tmp_path: Path) -> None:
    """Halves of two versions are never put together."""
    with ModelServer(CONTENT, breaks_after(HALF), answers(404)) as server:
        with pytest.raises(InstallError):
            _fetch(server, tmp_path)
        server.tag, server.content = '"two"', CONTENT[::-1]
        assert _fetch(server, tmp_path) == CONTENT[::-1]


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"one"'}], ids=["none", "weak"])
def test_without_a_version_nothing_is_put_together(headers: dict[str, str], tmp_path: Path) -> None:
    """A server that does not name its versions, or only loosely, is asked for the whole file again."""
    drops = answers(200, CONTENT[:HALF], Content_Length=len(CONTENT), **headers)
    with ModelServer(CONTENT, drops) as server:
        assert _fetch(server, tmp_path) == CONTENT
    assert _ranges(server) == [None, None]


def test_a_date_names_a_version_too(tmp_path: Path) -> None:
    """Where there is no tag, Last-Modified is sent back."""
    date = "Wed, 01 Jan 2025 00:00:00 GMT"
    drops = answers(200, CONTENT[:HALF], Content_Length=len(CONTENT), Last_Modified=date)
    with ModelServer(CONTENT, drops) as server:
        server.tag = date
        assert _fetch(server, tmp_path) == CONTENT
    assert server.requests[1].headers["If-Range"] == date


@pytest.mark.parametrize(
    "misbehave",
    [
        answers(200, CONTENT, Content_Length=len(CONTENT)),
        answers(206, CONTENT, Content_Length=len(CONTENT), Content_Range=f"bytes 0-299999/{len(CONTENT)}"),
        answers(206, CONTENT[9:], Content_Range=f"bytes 9-299999/{len(CONTENT)}"),
        answers(206, CONTENT[HALF:]),
        answers(416),
    ],
    ids=["ignores the range", "sends all as a part", "sends another part", "does not say which", "cannot"],
)
def test_a_server_that_cannot_send_the_rest_sends_all(misbehave: Behaviour, tmp_path: Path) -> None:
    """Whatever it makes of the range, the file is right in the end."""
    with ModelServer(CONTENT, breaks_after(HALF), misbehave) as server:
        assert _fetch(server, tmp_path) == CONTENT


def test_a_server_that_always_breaks_is_left_alone(tmp_path: Path) -> None:
    """So many tries in a row without anything new are enough; what has arrived stays."""
    with ModelServer(CONTENT, breaks_after(HALF), *[breaks_after(0)] * 9) as server:
        with pytest.raises(InstallError, match="cannot be reached"):
            _fetch(server, tmp_path)
        assert len(server.requests) == 1 + HASTY.tries
    assert CONTENT.startswith((tmp_path / "model.zip").read_bytes())
    assert (tmp_path / "model.zip").stat().st_size > HALF - 20_000


def test_a_server_that_breaks_and_forgets_is_left_alone(tmp_path: Path) -> None:
    """Also one that begins anew each time and never comes further."""
    with ModelServer(CONTENT, *[breaks_after(HALF), answers(416)] * 9) as server:
        with pytest.raises(InstallError):
            _fetch(server, tmp_path)
        assert len(server.requests) < 9


@pytest.mark.parametrize(
    "misbehave",
    [
        answers(200, CONTENT + b"more", Content_Length=len(CONTENT) + 4),
        answers(200, CONTENT[:-4], Content_Length=len(CONTENT) - 4),
        answers(200, CONTENT + b"more", ETag='"one"'),
    ],
    ids=["announces more", "announces less", "sends more than agreed"],
)
def test_another_size_is_refused(misbehave: Behaviour, tmp_path: Path) -> None:
    """The catalogue says how large the file is: a server that says or sends otherwise has another file."""
    with ModelServer(CONTENT, misbehave) as server, pytest.raises(InstallError, match="expected"):
        _fetch(server, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_fewer_bytes_than_agreed_are_a_broken_connection(tmp_path: Path) -> None:
    """Where no length is announced, only the catalogue tells that something is missing."""
    with ModelServer(CONTENT, answers(200, CONTENT[:HALF], ETag='"one"')) as server:
        assert _fetch(server, tmp_path) == CONTENT
    assert _ranges(server) == [None, f"bytes={HALF}-"]


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "any more"), (410, "any more"), (403, "does not give"), (500, "trouble of its own"), (503, "503")],
)
def test_a_refusal_is_told_at_once(status: int, words: str, tmp_path: Path) -> None:
    """One request, one clear line with what to do."""
    with ModelServer(CONTENT, *[answers(status, b"sorry")] * 3) as server:
        with pytest.raises(InstallError, match=words) as caught:
            _fetch(server, tmp_path)
        assert len(server.requests) == 1
    assert caught.value.mend
    assert list(tmp_path.iterdir()) == []


def test_trouble_of_the_server_in_between_is_sat_out(tmp_path: Path) -> None:
    """A server that worked a moment ago may work again."""
    with ModelServer(CONTENT, breaks_after(HALF), answers(503)) as server:
        assert _fetch(server, tmp_path) == CONTENT


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirections_are_followed(status: int, tmp_path: Path) -> None:
    """To another path or another host, with the same question."""
    with (
        ModelServer(CONTENT) as mirror,
        ModelServer(CONTENT, answers(status, Location="/a"), answers(status, Location=mirror.url)) as server,
    ):
        assert _fetch(server, tmp_path) == CONTENT
        assert [request.path for request in server.requests] == ["/model.zip", "/a"]


@pytest.mark.parametrize(
    "location",
    [
        "https://127.0.0.1/model.zip",
        "ftp://127.0.0.1/model.zip",
        "file:///etc/passwd",
        "http://[::1/model.zip",
    ],
)
def test_a_redirection_to_another_scheme_is_refused(location: str, tmp_path: Path) -> None:
    """Nothing but the way that the catalogue names is taken, also where the address is none."""
    misbehave = answers(302, Location=location)
    with ModelServer(CONTENT, misbehave) as server, pytest.raises(InstallError, match="not safe"):
        _fetch(server, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_redirections_in_circles_end(tmp_path: Path) -> None:
    """Nobody is led round for ever."""
    circle = [answers(302, Location="/again")] * 50
    with ModelServer(CONTENT, *circle) as server, pytest.raises(InstallError, match="circles"):
        _fetch(server, tmp_path)


def test_being_offline_is_one_clear_line_at_once(tmp_path: Path) -> None:
    """Without a try after the other, which nobody would understand."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/model.zip"
        told: list[int] = []
        endless = Patience(tries=3, pause_seconds=10**6)
        with pytest.raises(InstallError) as caught:
            download(Archive(url, 1, "", 1), Part(tmp_path / "model.zip", url), told.append, endless)
    assert "127.0.0.1 cannot be reached" in str(caught.value)
    assert "network" in caught.value.mend
    assert len(str(caught.value).splitlines()) == 1
    assert told == []


def test_a_note_of_another_place_is_not_believed(tmp_path: Path) -> None:
    """What came from one address is not completed from another."""
    part = Part(tmp_path / "model.zip", "http://one.example/model.zip")
    with part.begin('"one"') as file:
        file.write(b"half")
    assert part.version == '"one"'
    assert Part(tmp_path / "model.zip", "http://two.example/model.zip").version == ""
