"""Which words the coach must not take from itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.support.voices import speak_to_file
from voicecoach import paths
from voicecoach.hearing import vocabulary
from voicecoach.hearing.mask import Masks, phrases_in
from voicecoach.hearing.recognizer import Model

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_SECONDS = 20.0


@pytest.fixture
def masks() -> Masks:
    """Masks over the real model and all English commands."""
    return Masks(vocabulary.load("en"), Model(paths.builtin("models") / "starter-en"))


def listened(masks: Masks, clip: Path) -> None:
    """Wait until a clip has been listened to."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not masks.listened_to(clip):
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("That was cat-cow. Next: bird dog.", {"next"}),
        ("Go back, or say: MORE TIME!", {"go back", "more time"}),
        ("The nextdoor neighbour stopped.", set()),
        ("I'm ready when you are.", {"i'm ready"}),
    ],
)
def test_a_text_contains_phrases_as_whole_words(text: str, phrases: set[str]) -> None:
    """Case and punctuation do not hide a command, and a longer word is not one."""
    assert phrases_in(text, {"next", "go back", "more time", "stop", "i'm ready"}) == phrases


def test_a_clip_that_sounds_like_a_command_is_masked_whatever_its_text(masks: Masks, tmp_path: Path) -> None:
    """The ear decides, not the spelling: a language file may say something else than is heard."""
    clip = speak_to_file("stop", tmp_path / "clip.wav", voice="en-us", silence_seconds=0.2)
    assert masks.phrases("...", clip) == frozenset()
    masks.know({"...": clip})
    listened(masks, clip)
    assert "stop" in masks.phrases("...", clip)


def test_a_plain_sentence_masks_nothing(masks: Masks, tmp_path: Path) -> None:
    """The user can interrupt an ordinary instruction with every command."""
    clip = speak_to_file("Let your hips stay heavy.", tmp_path / "clip.wav", voice="en-us")
    masks.know({"hips": clip})
    listened(masks, clip)
    assert masks.phrases("Let your hips stay heavy.", clip) == frozenset()


def test_a_clip_that_cannot_be_read_does_not_end_the_screening(masks: Masks, tmp_path: Path) -> None:
    """One broken file costs its own mask only; its text still counts."""
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"no sound")
    clip = speak_to_file("next", tmp_path / "clip.wav", voice="en-us")
    masks.know({"Stop.": broken, "Next.": clip})
    listened(masks, clip)
    assert masks.phrases("Stop.", broken) == {"stop"}
