"""What `voicecoach models` does, with real folders, a real server and the real recogniser."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.model_archive import NAME, entry_for, model_archive
from tests.support.model_server import ModelServer
from voicecoach import paths
from voicecoach.errors import UserError
from voicecoach.models import Entry, ModelError, embedded, models_folder
from voicecoach.runtime import model_commands
from voicecoach.runtime.build import model_folder
from voicecoach.runtime.model_commands import install, remove, rows, use
from voicecoach.settings import load_settings

SHIPPED = "starter-en"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has nothing yet."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Callable[[Entry], None]:
    """Adds a model to the catalogue."""
    shipped = model_commands.catalogue()

    def add(entry: Entry) -> None:
        monkeypatch.setattr(model_commands, "catalogue", lambda: (*shipped, entry))

    return add


def _installed(name: str, more_bytes: int = 0) -> Path:
    folder = models_folder(paths.data_dir()) / name
    shutil.copytree(embedded(paths.builtin("models")), folder)
    (folder / "more").write_bytes(bytes(more_bytes))
    return folder


def _without(folder: Path, word: str) -> None:
    """Take a word out of a model's vocabulary."""
    words = folder / "graph" / "words.txt"
    lines = words.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line.replace(word, f"not{word}") if line.split()[0] == word else line for line in lines]
    assert kept != lines
    words.write_text("".join(kept), encoding="utf-8")


def _hears_with() -> Path:
    return model_folder(load_settings(paths.config_file()))


def _row(name: str) -> dict[str, object]:
    return next(row for row in rows() if row["name"] == name)


def test_at_first_the_model_that_ships_is_in_use() -> None:
    """And the others can be fetched: everything that one wants to know before is told."""
    assert [row["name"] for row in rows() if row["in_use"]] == [SHIPPED]
    small = _row("vosk-model-small-en-us-0.15")
    assert small == {
        "name": "vosk-model-small-en-us-0.15",
        "about": small["about"],
        "installed": False,
        "in_use": False,
        "folder": None,
        "disk_bytes": None,
        "download_bytes": 41_205_931,
        "licence": "Apache-2.0",
        "source": "https://alphacephei.com/vosk/models",
        "url": "https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip",
        "sha256": "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498",
    }


def test_own_models_are_listed(tmp_path: Path) -> None:
    """Those in the folder of models, and the folder that the settings name."""
    _installed("mine")
    elsewhere = shutil.copytree(embedded(paths.builtin("models")), tmp_path / "elsewhere")
    use(str(elsewhere))
    assert _row("mine")["installed"]
    assert not _row("mine")["in_use"]
    assert _row("elsewhere")["in_use"]
    assert _row("elsewhere")["folder"] == str(elsewhere)
    assert not _row(SHIPPED)["in_use"]


def test_the_list_for_people_tells_all_of_it() -> None:
    """Name, size, state, licence, source and digest; an unknown digest is said."""
    text = model_commands.as_text(rows())
    for row in rows():
        assert row["name"] in text
        assert row["licence"] in text
        assert (row["sha256"] or "") in text
    assert "41 MB  can be fetched" in text
    assert "not published" in text


def test_an_installed_model_is_used(publish: Callable[[Entry], None]) -> None:
    """What was fetched is larger than what ships, so it is what the coach hears with; progress is told."""
    packed = model_archive({"more.txt": b"more"})
    told: list[tuple[int, int]] = []
    with ModelServer(packed) as server:
        publish(entry_for(packed, server.url))
        done = install(NAME, lambda there, total: told.append((there, total)), accept_unknown_digest=False)
    assert _hears_with() == Path(done.facts["folder"])
    assert done.facts["in_use"]
    assert done.facts["sha256"] == hashlib.sha256(packed).hexdigest()
    assert done.sentences == (f"{NAME} is installed.", f"The coach now hears with {NAME}.")
    assert told[-1] == (len(packed), len(packed))


def test_what_the_user_has_chosen_stays(publish: Callable[[Entry], None]) -> None:
    """Installing changes no setting; how to change it is said."""
    use(SHIPPED)
    packed = model_archive()
    with ModelServer(packed) as server:
        publish(entry_for(packed, server.url))
        done = install(NAME, lambda *_: None, accept_unknown_digest=False)
    assert _hears_with().name == SHIPPED
    assert done.sentences[-1].endswith(f"voicecoach models use {NAME}")


def test_an_accepted_digest_is_told(publish: Callable[[Entry], None]) -> None:
    """Who takes an unknown file learns which one it was."""
    packed = model_archive()
    with ModelServer(packed) as server:
        publish(entry_for(packed, server.url, sha256=""))
        done = install(NAME, lambda *_: None, accept_unknown_digest=True)
    assert any(hashlib.sha256(packed).hexdigest() in sentence for sentence in done.sentences)


def test_a_model_without_the_words_is_not_installed(publish: Callable[[Entry], None], home: Path) -> None:
    """They are named, and nothing stays."""
    words = (embedded(paths.builtin("models")) / "graph" / "words.txt").read_bytes()
    packed = model_archive({"graph/words.txt": words.replace(b"\nstop ", b"\nnotstop ")})
    with ModelServer(packed) as server:
        publish(entry_for(packed, server.url))
        with pytest.raises(ModelError, match=r"does not know .*: stop\."):
            install(NAME, lambda *_: None, accept_unknown_digest=False)
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_using_a_model_writes_the_setting_and_nothing_else(tmp_path: Path) -> None:
    """By name where it has one, by folder elsewhere; the user's own lines stay."""
    paths.config_file().parent.mkdir(parents=True)
    paths.config_file().write_text('# mine\n[hearing]\nmicrophone = "M" # good\n', encoding="utf-8")
    _installed("mine")
    assert use("mine").facts["name"] == "mine"
    text = paths.config_file().read_text(encoding="utf-8")
    assert text == '# mine\n[hearing]\nmicrophone = "M" # good\nmodel = "mine"\n'
    elsewhere = shutil.copytree(embedded(paths.builtin("models")), tmp_path / "else where")
    use(str(elsewhere))
    assert load_settings(paths.config_file()).hearing.model == str(elsewhere)
    use(SHIPPED)
    assert load_settings(paths.config_file()).hearing.model == SHIPPED


def test_a_folder_is_remembered_from_the_root(tmp_path: Path) -> None:
    """The coach may be started somewhere else the next time."""
    shutil.copytree(embedded(paths.builtin("models")), tmp_path / "near")
    use(os.path.relpath(tmp_path / "near"))
    assert load_settings(paths.config_file()).hearing.model == str(tmp_path / "near")


def test_a_model_without_the_words_is_refused() -> None:
    """Every missing word is named, and the setting stays."""
    folder = _installed("mine")
    _without(folder, "pause")
    _without(folder, "more")
    with pytest.raises(ModelError, match=r"does not know .*: more, pause\.") as caught:
        use("mine")
    assert caught.value.mend
    assert not paths.config_file().exists()


def test_a_model_that_vosk_cannot_load_is_refused() -> None:
    """Even where it takes the process with it that tries."""
    folder = _installed("mine")
    (folder / "am" / "final.mdl").write_bytes(b"no model at all")
    with pytest.raises(ModelError, match="cannot load"):
        use("mine")
    assert not paths.config_file().exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [("vosk-model-small-en-us-0.15", "models install"), ("nothing", "no speech model called nothing")],
)
def test_a_model_that_is_not_there_cannot_be_used(name: str, words: str) -> None:
    """One that can be fetched is told with how to fetch it."""
    with pytest.raises(UserError, match=words):
        use(name)


@pytest.mark.parametrize("chosen", [True, False])
def test_removing_the_model_in_use_falls_back(chosen: bool) -> None:
    """To the one that ships, whether it was chosen or just the largest, and whatever else is installed."""
    _installed("other", 10)
    folder = _installed("mine", 1000)
    if chosen:
        use("mine")
    assert _hears_with() == folder
    done = remove("mine")
    assert not folder.exists()
    assert _hears_with() == embedded(paths.builtin("models"))
    assert SHIPPED in done.sentences[-1]
    assert done.facts == {"name": "mine", "in_use": SHIPPED}


def test_removing_another_model_changes_nothing() -> None:
    """Nothing is said of falling back, and no setting is written."""
    _installed("mine", 1000)
    _installed("other")
    assert remove("other").sentences == ("other is removed.",)
    assert _hears_with().name == "mine"
    assert not paths.config_file().exists()


def test_the_model_that_ships_cannot_be_removed() -> None:
    """There is always one that works."""
    with pytest.raises(ModelError, match="always there"):
        remove(SHIPPED)
