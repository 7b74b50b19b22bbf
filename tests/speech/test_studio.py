"""The studio, with the real engine: clips for who waits for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.limits import largest_file
from tests.support.silence import no_voice
from voicecoach.speech import Studio, VoiceError, VoiceSettings, estimate_seconds
from voicecoach.speech.soundfiles import read

SENTENCE = "Bring your right knee towards your chest."


def test_a_clip_is_made_once(tmp_path: Path) -> None:
    """A sentence becomes a clip as long as it says, which the next studio finds in the cache."""
    with Studio(VoiceSettings(), tmp_path / "cache") as studio:
        clip = studio.clip(SENTENCE)
        assert studio.trouble is None
    assert clip
    assert clip.seconds == read(clip.path).seconds
    assert clip.seconds == pytest.approx(estimate_seconds(SENTENCE, 130), rel=0.4)
    inode = clip.path.stat().st_ino
    with Studio(VoiceSettings(), tmp_path / "cache") as studio:
        assert studio.clip(SENTENCE) == clip
    assert clip.path.stat().st_ino == inode


def test_what_cannot_be_said_has_no_clip(tmp_path: Path) -> None:
    """It is no trouble either."""
    with Studio(VoiceSettings(), tmp_path / "cache") as studio:
        assert studio.clip("...") is None


def test_an_unknown_voice_is_told(tmp_path: Path) -> None:
    """The usual one speaks in its place."""
    with Studio(VoiceSettings(voice="no-such-voice"), tmp_path / "cache") as studio:
        assert studio.trouble
        assert studio.trouble.part == "voice"
        assert studio.clip("And release.")


def test_without_a_voice_there_is_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the way to mend it."""
    for name, value in no_voice(tmp_path / "modules").items():
        monkeypatch.setenv(name, value)
    with pytest.raises(VoiceError) as told, Studio(VoiceSettings(), tmp_path / "cache"):
        pass
    assert told.value.mend


def test_a_cache_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands where its folder should be."""
    (tmp_path / "cache").touch()
    with Studio(VoiceSettings(), tmp_path / "cache") as studio, pytest.raises(VoiceError, match="room"):
        studio.clip("And release.")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """Instead of a session without sentences; nothing half-rendered is left."""
    full = largest_file(1000)
    with full, Studio(VoiceSettings(), tmp_path / "cache") as studio, pytest.raises(VoiceError, match="room"):
        studio.clip(SENTENCE)
    assert list((tmp_path / "cache").iterdir()) == []
