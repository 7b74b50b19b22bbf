"""Installing and removing, with a real archive from a real server."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.model_archive import NAME, entry_for, model_archive
from tests.support.model_server import ModelServer, answers, breaks_after, stalls_after
from voicecoach import paths
from voicecoach.models import Entry, InstallError, ModelError, choose, embedded, model_error
from voicecoach.models.catalogue import find, load_catalogue
from voicecoach.models.download import Patience
from voicecoach.models.install import Installed, install, remove

HASTY = Patience(connect_seconds=5, silence_seconds=0.3, tries=2, pause_seconds=0)
PACKED = model_archive()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A server with the archive."""
    with ModelServer(PACKED) as running:
        yield running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The user's data: nothing yet."""
    return tmp_path / "data"


def _install(
    entry: Entry,
    data: Path,
    examine: Callable[[Path], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
    *,
    accept: bool = False,
) -> Installed:
    return install(entry, data, examine, progress, accept_unknown_digest=accept, patience=HASTY)


def _left(data: Path) -> list[str]:
    """The names of everything below the data folder."""
    return sorted(path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())


def test_an_installed_model_is_whole_and_alone(server: ModelServer, data: Path) -> None:
    """It is what was published, it can be chosen, and nothing else is left of its way here."""
    done = _install(entry_for(PACKED, server.url), data)
    assert done == Installed(data / "models" / NAME, hashlib.sha256(PACKED).hexdigest())
    assert choose("", data, paths.builtin("models")) == done.folder
    shipped = embedded(paths.builtin("models"))
    for path in done.folder.rglob("*.*"):
        assert path.read_bytes() == (shipped / path.relative_to(done.folder)).read_bytes()
    assert [path.name for path in (data / "models").iterdir()] == [NAME]


def test_what_is_there_is_not_fetched_again(server: ModelServer, data: Path) -> None:
    """The second call asks nobody."""
    entry = entry_for(PACKED, server.url)
    _install(entry, data)
    assert _install(entry, data).sha256 == ""
    assert len(server.requests) == 1


def test_a_broken_model_is_replaced(server: ModelServer, data: Path) -> None:
    """A folder of that name that cannot be used stands in nobody's way."""
    entry = entry_for(PACKED, server.url)
    _install(entry, data)
    (data / "models" / NAME / "graph" / "Gr.fst").unlink()
    _install(entry, data)
    assert (data / "models" / NAME / "graph" / "Gr.fst").exists()


def test_another_digest_is_never_unpacked(server: ModelServer, data: Path) -> None:
    """Other bytes of the right size are removed unseen."""
    entry = entry_for(PACKED, server.url, sha256="0" * 64)
    with pytest.raises(InstallError, match="SHA-256"):
        _install(entry, data, examine=lambda _: pytest.fail("it was unpacked"))
    assert _left(data) == []


def test_an_unknown_digest_has_to_be_accepted(server: ModelServer, data: Path) -> None:
    """Nothing is fetched before; afterwards it is told what arrived."""
    entry = entry_for(PACKED, server.url, sha256="")
    with pytest.raises(ModelError, match="digest") as caught:
        _install(entry, data)
    assert "--accept-unknown-digest" in caught.value.mend
    assert server.requests == []
    assert _install(entry, data, accept=True).sha256 == hashlib.sha256(PACKED).hexdigest()


def test_room_is_looked_for_before_anything_is_fetched(server: ModelServer, data: Path) -> None:
    """A disk that is too small is told with both sizes, and nobody is asked."""
    entry = entry_for(PACKED, server.url)
    assert entry.archive
    huge = replace(entry, archive=replace(entry.archive, unpacked_bytes_at_most=10**18))
    with pytest.raises(InstallError, match="not enough room") as caught:
        _install(huge, data)
    assert "MB are needed" in str(caught.value)
    assert server.requests == []
    assert _left(data) == []


def test_an_archive_that_grows_too_large_leaves_nothing(server: ModelServer, data: Path) -> None:
    """The catalogue bounds what unpacking may write."""
    entry = entry_for(PACKED, server.url)
    assert entry.archive
    with pytest.raises(ModelError, match="takes more than"):
        _install(replace(entry, archive=replace(entry.archive, unpacked_bytes_at_most=100_000)), data)
    assert _left(data) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"graph/Gr.fst": None}, "Gr.fst is missing"), ({"graph/HCLG.fst": b""}, "fixed list")],
)
def test_an_archive_of_no_use_leaves_nothing(
    changed: dict[str, bytes | None], words: str, data: Path
) -> None:
    """A model whose words cannot be chosen is not installed."""
    packed = model_archive(changed)
    with ModelServer(packed) as server, pytest.raises(ModelError, match=words):
        _install(entry_for(packed, server.url), data)
    assert _left(data) == []


def test_a_model_that_is_refused_leaves_nothing(server: ModelServer, data: Path) -> None:
    """It is examined unpacked, but before it is in place."""
    seen: list[Path] = []

    def refuse(folder: Path) -> None:
        seen.append(folder)
        assert (folder / "am" / "final.mdl").exists()
        raise model_error("words-missing", words="next")

    with pytest.raises(ModelError, match="next"):
        _install(entry_for(PACKED, server.url), data, examine=refuse)
    assert len(seen) == 1
    assert seen[0] != data / "models" / NAME
    assert _left(data) == []


def test_an_interruption_keeps_what_has_arrived_and_nothing_else(data: Path) -> None:
    """Ctrl-C in the middle, or at the very end: the next call goes on from there."""

    def interrupt_at(limit_bytes: int) -> Callable[[int], None]:
        def told(there_bytes: int) -> None:
            if there_bytes >= limit_bytes:
                raise KeyboardInterrupt

        return told

    incoming = [f"models/.incoming/{NAME}.zip", f"models/.incoming/{NAME}.zip.version"]
    with ModelServer(PACKED) as server:
        entry = entry_for(PACKED, server.url)
        for limit_bytes in (len(PACKED) // 2, len(PACKED)):
            with pytest.raises(KeyboardInterrupt):
                _install(entry, data, progress=interrupt_at(limit_bytes))
            assert _left(data) == incoming
        _install(entry, data)
        assert [request.from_byte > 0 for request in server.requests] == [False, True]
    assert (data / "models" / NAME / "am" / "final.mdl").exists()
    assert not (data / "models" / ".incoming").exists()


def test_an_interrupted_unpacking_is_begun_anew(server: ModelServer, data: Path) -> None:
    """Also when the program was killed and could not tidy up."""

    def interrupt(folder: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _install(entry_for(PACKED, server.url), data, examine=interrupt)
    (data / "models" / ".incoming" / f"{NAME}.unpacked" / "old").mkdir(parents=True)
    done = _install(entry_for(PACKED, server.url), data)
    assert not (done.folder / "old").exists()
    assert len(server.requests) == 1


def test_what_is_unfinished_is_no_model(data: Path) -> None:
    """The coach never chooses a download that has not ended."""
    with ModelServer(PACKED, breaks_after(100_000), answers(404)) as server, pytest.raises(InstallError):
        _install(entry_for(PACKED, server.url), data)
    assert choose("", data, paths.builtin("models")) == embedded(paths.builtin("models"))


def test_too_much_of_an_older_file_is_dropped(server: ModelServer, data: Path) -> None:
    """What is larger than the whole cannot be its beginning."""
    incoming = data / "models" / ".incoming"
    incoming.mkdir(parents=True)
    (incoming / f"{NAME}.zip").write_bytes(PACKED + b"more")
    assert _install(entry_for(PACKED, server.url), data).sha256


def test_a_folder_that_cannot_be_written_is_one_clear_line(server: ModelServer, data: Path) -> None:
    """With its name and the reason."""
    data.mkdir()
    (data / "models").write_text("a file stands where the folder should be")
    with pytest.raises(InstallError, match="models cannot be changed") as caught:
        _install(entry_for(PACKED, server.url), data)
    assert caught.value.mend
    assert server.requests == []


def test_the_model_that_ships_is_not_fetched(data: Path) -> None:
    """It is there already."""
    shipped = find(load_catalogue(paths.builtin("models") / "catalogue.toml"), "starter-en")
    with pytest.raises(ModelError, match="comes with the coach"):
        _install(shipped, data)


def test_removing_leaves_nothing_of_a_model(data: Path) -> None:
    """Neither the model nor what was left of a download; another model stays."""
    with ModelServer(PACKED, stalls_after(100_000), answers(404)) as server:
        entry = entry_for(PACKED, server.url)
        with pytest.raises(InstallError):
            _install(entry, data)
        remove(NAME, data)
        assert _left(data) == []
        _install(entry, data)
    shutil.copytree(data / "models" / NAME, data / "models" / "other")
    remove(NAME, data)
    assert [path.name for path in (data / "models").iterdir()] == ["other"]


def test_a_linked_model_is_unlinked(tmp_path: Path, data: Path) -> None:
    """What a link leads to belongs to somebody else."""
    (tmp_path / "elsewhere").mkdir()
    (data / "models").mkdir(parents=True)
    (data / "models" / "linked").symlink_to(tmp_path / "elsewhere")
    remove("linked", data)
    assert (tmp_path / "elsewhere").is_dir()
    assert not (data / "models" / "linked").is_symlink()


@pytest.mark.parametrize("name", ["nothing", "..", "../models", ".incoming", "", "/"])
def test_only_models_can_be_removed(name: str, data: Path) -> None:
    """No name leads out of the folder with the models."""
    (data / "models" / ".incoming").mkdir(parents=True)
    with pytest.raises(ModelError, match="is installed"):
        remove(name, data)
    assert (data / "models" / ".incoming").is_dir()
