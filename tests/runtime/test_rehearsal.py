"""A rehearsal has the real lengths of what is said, and is what the session does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sessions import Player
from tests.support.silence import no_voice
from voicecoach.coaching.events import CueNow, Ended, PhaseBegan, Say
from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.session import Session
from voicecoach.routine.model import Routine
from voicecoach.runtime.build import library, preferences
from voicecoach.runtime.rehearsal import as_dict, as_text, rehearse, rehearse_anyway
from voicecoach.settings import Coaching, Settings, Speaking
from voicecoach.speech import VoiceError, estimate_seconds
from voicecoach.speech.soundfiles import read


@pytest.fixture(scope="module")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def home(_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that the tests of this file share, so that sentences are rendered once."""
    monkeypatch.setenv("VOICECOACH_HOME", str(_cache))
    return _cache


def three_easy() -> Routine:
    """A built-in routine with holds and movements."""
    return library().routine("three-easy")


def test_every_sentence_has_the_length_of_its_clip() -> None:
    """Also those for which only real lengths made room."""
    rehearsal = rehearse(three_easy(), Settings(), lambda _: None)
    said = [moment for moment in rehearsal.timeline.moments if isinstance(moment.what, Say)]
    assert said
    for moment in said:
        assert isinstance(moment.what, Say)
        assert moment.seconds == read(rehearsal.clips[moment.what.spoken]).seconds
    assert rehearsal.trouble == ""


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(coaching=Coaching(breath_seconds=5, first_side="left"))]
)
def test_the_session_is_what_was_rehearsed(settings: Settings) -> None:
    """With the lengths of the clips, every sentence, cue and phase comes within a tenth of a second."""
    routine = three_easy()
    rehearsal = rehearse(routine, settings, lambda _: None)
    lengths = {text: read(clip).seconds for text, clip in rehearsal.clips.items()}
    session = Session(routine, load_phrases(), preferences(settings), lambda _: 2.0, lengths)
    player = Player(session, at_seconds=0.0)
    player.finish()
    done = [(at, what) for at, what in player.log if isinstance(what, Say | CueNow | PhaseBegan)]
    assert [what for _, what in done] == [moment.what for moment in rehearsal.timeline.moments]
    planned = [moment.at_seconds for moment in rehearsal.timeline.moments]
    assert [at for at, _ in done] == pytest.approx(planned, abs=0.1)
    [end] = [at for at, what in player.log if isinstance(what, Ended)]
    assert end == pytest.approx(rehearsal.timeline.seconds, abs=0.1)


def test_progress_is_told_to_the_end() -> None:
    """It begins above nothing and ends with all."""
    told: list[float] = []
    rehearse(three_easy(), Settings(), told.append)
    assert 0 < told[0] < 1
    assert told[-1] == 1.0
    assert max(told) == 1.0


def test_without_a_voice_lengths_are_estimates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and the rest is there."""
    for name, value in no_voice(tmp_path).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(VoiceError):
        rehearse(three_easy(), Settings(), lambda _: None)
    rehearsal = rehearse_anyway(three_easy(), Settings(), lambda _: None)
    assert "estimates" in rehearsal.trouble
    assert rehearsal.clips == {}
    for moment in rehearsal.timeline.moments:
        if isinstance(moment.what, Say):
            assert moment.seconds == estimate_seconds(moment.what.spoken, 130)


def test_a_voice_that_is_not_there_is_told() -> None:
    """The usual one is rehearsed instead."""
    rehearsal = rehearse_anyway(
        library().routine("one-minute-reset"), Settings(speech=Speaking(voice="nobody")), lambda _: None
    )
    assert "voice" in rehearsal.trouble
    assert rehearsal.clips


def test_scripts_and_people_read_the_same() -> None:
    """A line for each moment, in order, with the same words."""
    rehearsal = rehearse(three_easy(), Settings(), lambda _: None)
    lines = as_dict(rehearsal)["lines"]
    *rows, end = as_text(rehearsal).splitlines()
    assert len(rows) == len(lines) == len(rehearsal.timeline.moments)
    for row, line in zip(rows, lines, strict=True):
        minutes, seconds = row[:6].split(":")
        assert int(minutes) * 60 + int(seconds) == int(line["at_seconds"])
        assert line["kind"] in row
        assert line["text"] in row
    assert end.endswith("the end")
