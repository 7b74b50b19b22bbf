"""The clip cache: right, whole, bounded, and shared."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from voicecoach.speech.clips import Clip, ClipCache
from voicecoach.speech.messages import VoiceReady
from voicecoach.speech.sound import Sound
from voicecoach.speech.soundfiles import read, trim, write

VOICE = VoiceReady("engine", "1", "voice", 130, found=True)


def noise(seconds: float, rate_hz: int = 8000) -> Sound:
    """A sound of that length, the same at every call."""
    level = np.random.default_rng(1).uniform(-0.5, 0.5, round(seconds * rate_hz))
    return Sound(level.astype(np.float32), rate_hz)


def put(cache: ClipCache, text: str, seconds: float = 0.5, voice: VoiceReady = VOICE) -> Clip:
    """Store a clip."""
    draft = cache.draft()
    write(draft, noise(seconds))
    return cache.adopt(voice, text, draft)


def test_a_clip_is_found_again(tmp_path: Path) -> None:
    """What was stored is found with its length and its samples."""
    cache = ClipCache(tmp_path / "clips")
    assert cache.get(VOICE, "hello") is None
    stored = put(cache, "hello")
    assert cache.get(VOICE, "hello") == stored
    assert stored.seconds == 0.5
    assert read(stored.path).samples == pytest.approx(noise(0.5).samples, abs=1e-4)


@pytest.mark.parametrize(
    "other",
    [
        replace(VOICE, engine="another"),
        replace(VOICE, version="2"),
        replace(VOICE, voice="another"),
        replace(VOICE, words_per_minute=131),
    ],
)
def test_another_voice_has_other_clips(tmp_path: Path, other: VoiceReady) -> None:
    """Everything that changes the sound is part of the key."""
    cache = ClipCache(tmp_path)
    put(cache, "hello")
    assert cache.get(other, "hello") is None
    assert cache.get(VOICE, "hello.") is None


@pytest.mark.parametrize("length", [0, 20, 44, 1000])
def test_a_damaged_clip_is_not_used(tmp_path: Path, length: int) -> None:
    """A clip that was cut off, by a full disk or a power cut, counts as missing."""
    cache = ClipCache(tmp_path)
    path = put(cache, "hello").path
    path.write_bytes(path.read_bytes()[:length])
    assert cache.get(VOICE, "hello") is None
    put(cache, "hello")
    assert cache.get(VOICE, "hello") is not None


def test_an_unfinished_draft_is_refused(tmp_path: Path) -> None:
    """Only whole files become clips."""
    cache = ClipCache(tmp_path)
    draft = cache.draft()
    write(draft, noise(0.5))
    draft.write_bytes(draft.read_bytes()[:500])
    with pytest.raises(OSError, match="not whole"):
        cache.adopt(VOICE, "hello", draft)
    assert cache.get(VOICE, "hello") is None


def test_the_clip_used_longest_ago_goes_first(tmp_path: Path) -> None:
    """The cache keeps to its limit, and keeps what is in use."""
    cache = ClipCache(tmp_path, limit_bytes=3 * 8100)
    for age, text in enumerate(("one", "two", "three")):
        os.utime(put(cache, text).path, (age, age))
    assert cache.get(VOICE, "one")
    put(cache, "four")
    assert [text for text in ("one", "two", "three", "four") if cache.get(VOICE, text)] == [
        "one",
        "three",
        "four",
    ]


def test_abandoned_drafts_are_cleared_away(tmp_path: Path) -> None:
    """What an interrupted program left goes; what another is writing stays."""
    cache = ClipCache(tmp_path)
    old, new = cache.draft(), cache.draft()
    old.touch()
    os.utime(old, (1, 1))
    new.touch()
    put(cache, "hello")
    assert not old.exists()
    assert new.exists()


def test_two_programs_share_a_folder(tmp_path: Path) -> None:
    """Two programs that store the same clips and evict at the same time never see a damaged one, nor fail."""
    program = (
        "import sys, numpy as np; from pathlib import Path\n"
        "from voicecoach.speech.clips import ClipCache\n"
        "from voicecoach.speech.messages import VoiceReady\n"
        "from voicecoach.speech.sound import Sound\n"
        "from voicecoach.speech.soundfiles import read, write\n"
        "voice = VoiceReady('engine', '1', 'voice', 130, True)\n"
        "cache = ClipCache(Path(sys.argv[1]), limit_bytes=100_000)\n"
        "for number in range(200):\n"
        "    text = str(number % 20)\n"
        "    clip = cache.get(voice, text)\n"
        "    if clip is None:\n"
        "        draft = cache.draft()\n"
        "        write(draft, Sound(np.full(4000, 0.5, dtype=np.float32), 8000))\n"
        "        clip = cache.adopt(voice, text, draft)\n"
        "    assert clip.seconds == 0.5, clip\n"
    )
    root = Path(__file__).parents[2]
    programs = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=root, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for running in programs:
        _, errors = running.communicate(timeout=60)
        assert running.returncode == 0, errors.decode()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 100_000


def test_trimming_keeps_a_margin() -> None:
    """Silence around a sentence goes but for 30 ms; a silent sound becomes empty."""
    silence = np.zeros(4000, dtype=np.float32)
    sound = Sound(np.concatenate([silence, np.full(800, 0.5, dtype=np.float32), silence]), 8000)
    trimmed = trim(sound)
    assert len(trimmed.samples) == 800 + 2 * 240
    assert not trimmed.samples[:240].any()
    assert trimmed.samples[240:1040].all()
    assert len(trim(Sound(silence, 8000)).samples) == 0
