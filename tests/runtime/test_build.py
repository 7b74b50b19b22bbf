"""The crew comes together whatever is missing, and says what is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.support.routine_files import ROUTINE
from voicecoach import paths
from voicecoach.errors import UserError
from voicecoach.runtime.build import Deaf, crew, library, model_folder, preferences
from voicecoach.runtime.catalogue import minutes
from voicecoach.runtime.crew import Crew
from voicecoach.runtime.inbox import Inbox
from voicecoach.settings import Coaching, Listening, Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    return tmp_path


def hired(settings: Settings) -> Crew:
    """The crew, sent home again at once."""
    found = crew(settings, Inbox())
    with closing(found.mouth), closing(found.ear):
        if found.journal:
            found.journal.close()
    return found


def test_a_crew_without_trouble() -> None:
    """With what ships with the program, everybody is there."""
    found = hired(Settings())
    assert found.troubles == ()
    assert found.journal is not None
    assert not isinstance(found.ear, Deaf)


def test_without_a_model_the_coach_is_deaf_but_there() -> None:
    """What cannot be had is told, and the rest goes on."""
    found = hired(Settings(hearing=Listening(model="no-such-model")))
    assert isinstance(found.ear, Deaf)
    [trouble] = found.troubles
    assert (trouble.part, bool(trouble.mend)) == ("model", True)
    assert "no-such-model" in trouble.message
    assert found.journal is not None


def test_with_a_damaged_journal_nothing_is_kept(home: Path) -> None:
    """It is told, left as it is, and the coach is there."""
    (home / "journal.sqlite3").write_bytes(b"no database at all" * 100)
    found = hired(Settings())
    assert found.journal is None
    [trouble] = found.troubles
    assert (trouble.part, bool(trouble.mend)) == ("journal", True)
    assert (home / "journal.sqlite3").read_bytes().startswith(b"no database")


def test_the_model_is_the_one_that_is_named(home: Path) -> None:
    """Else the embedded one; a folder that is no model is told."""
    assert model_folder(Settings()) == paths.builtin("models") / "starter-en"
    assert model_folder(Settings(hearing=Listening(model="starter-en"))).name == "starter-en"
    (home / "empty").mkdir()
    with pytest.raises(UserError, match="empty"):
        model_folder(Settings(hearing=Listening(model=str(home / "empty"))))


def test_ones_own_routines_are_in_the_library(home: Path) -> None:
    """Beside the built-in ones."""
    (home / "routines").mkdir()
    (home / "routines" / "mine.toml").write_text(
        ROUTINE.replace("knee-to-chest", "open-close"), encoding="utf-8"
    )
    assert library().routine("mine").origin == "own"
    assert library().routine("three-easy").origin == "built-in"


def test_settings_pace_the_sessions() -> None:
    """What is set reaches the engine: longer pauses make a longer routine."""
    slow = Settings(coaching=Coaching(position_seconds=60, first_side="left"))
    assert preferences(slow).first_side == "left"
    routine = library().routine("three-easy")
    assert minutes(routine, slow) >= minutes(routine, Settings()) + 2
