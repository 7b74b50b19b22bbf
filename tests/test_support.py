"""The tools of the tests do what tests rely on."""

from __future__ import annotations

import math
import wave
from pathlib import Path

import pytest

from tests.support.recordings import RATE_HZ, Recording, load, read_manifest
from tests.support.rig import Rig
from tests.support.voices import HELD_OUT_VOICES, speak_to_file


def _write_tone(path: Path, seconds: float = 0.5) -> Path:
    import numpy as np

    tone = 0.25 * np.sin(2 * math.pi * 440 * np.arange(round(seconds * 48_000)) / 48_000)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes((tone * 32_767).astype("<i2").tobytes())
    return path


def _peak(path: Path) -> float:
    import soundfile

    samples, _ = soundfile.read(path, dtype="float32")
    return float(abs(samples).max())


def test_what_is_said_reaches_the_microphone_only(rig: Rig, tmp_path: Path) -> None:
    """A sound spoken to the program reaches the microphone and never leaks into the loudspeaker."""
    mic, speaker = tmp_path / "mic.wav", tmp_path / "speaker.wav"
    rig.record(mic, "mic")
    rig.record(speaker)
    rig.say(_write_tone(tmp_path / "tone.wav"))
    rig.stop_recording("mic")
    rig.stop_recording()
    assert _peak(mic) == pytest.approx(0.25, rel=0.1)
    assert _peak(speaker) == 0.0


def test_this_process_plays_to_the_card_and_the_echo_is_heard(rig: Rig, tmp_path: Path) -> None:
    """PortAudio in this process plays to the rig, and the microphone hears it as loud as the echo says."""
    import numpy as np
    import sounddevice

    mic, speaker = tmp_path / "mic.wav", tmp_path / "speaker.wav"
    rig.echo(-12.0)
    rig.record(mic, "mic")
    rig.record(speaker)
    tone = 0.5 * np.sin(2 * math.pi * 440 * np.arange(24_000) / 48_000)
    sounddevice.play(tone.astype(np.float32), 48_000, blocking=True, latency="high")
    rig.stop_recording("mic")
    rig.stop_recording()
    assert _peak(speaker) == pytest.approx(0.5, rel=0.1)
    assert _peak(mic) == pytest.approx(0.5 * 10 ** (-12 / 20), rel=0.15)


def test_a_mended_microphone_hears_again(rig: Rig, tmp_path: Path) -> None:
    """Unplugging in every way, then plugging in, leaves a microphone that works."""
    tone, mic = _write_tone(tmp_path / "tone.wav"), tmp_path / "mic.wav"
    rig.unplug("vanish")
    rig.plug()
    rig.unplug("stall")
    rig.plug()
    rig.unplug("mute")
    rig.plug()
    rig.record(mic, "mic")
    rig.say(tone, gain_db=-6.0)
    rig.stop_recording("mic")
    assert _peak(mic) == pytest.approx(0.125, rel=0.15)


@pytest.mark.parametrize("voice", HELD_OUT_VOICES)
def test_every_held_out_voice_speaks(voice: str, tmp_path: Path) -> None:
    """Each voice renders real speech, with the silence that was asked for around it."""
    import soundfile

    path = speak_to_file("more time", tmp_path / "words.wav", voice, silence_seconds=0.25)
    samples, rate_hz = soundfile.read(path, dtype="float32")
    assert 0.7 < len(samples) / rate_hz < 2.5
    assert abs(samples[: rate_hz // 5]).max() == 0.0
    assert abs(samples).max() > 0.05


def test_an_unknown_voice_is_an_error(tmp_path: Path) -> None:
    """A misspelt voice never falls back to another one in silence."""
    with pytest.raises(RuntimeError, match="no voice en-nowhere"):
        speak_to_file("next", tmp_path / "words.wav", "en-nowhere")


def test_clips_are_cut_where_the_manifest_says(tmp_path: Path) -> None:
    """A clip is exactly its part of the pack."""
    import numpy as np
    import soundfile

    pack = np.concatenate([np.full(RATE_HZ, value, np.float32) for value in (0.0, 0.5, 0.0)])
    soundfile.write(tmp_path / "pack.wav", pack, RATE_HZ, subtype="FLOAT")
    header = "pack start_seconds seconds transcript speaker source licence split clip"
    line = "pack.wav 1.0 1.0 stop anna own CC0 test a.wav"
    manifest = tmp_path / "MANIFEST.tsv"
    manifest.write_text("".join(text.replace(" ", "\t") + "\n" for text in (header, line)), encoding="utf-8")
    [(recording, clip)] = load(read_manifest(tmp_path))
    assert recording == Recording(
        tmp_path / "pack.wav", 1.0, 1.0, "stop", "anna", "own", "CC0", "test", "a.wav"
    )
    assert len(clip) == RATE_HZ
    assert clip.min() == clip.max() == 0.5


def test_recordings_of_people_can_be_read(recordings: Path) -> None:
    """The manifest fits its packs: no clip is cut short, and each holds sound."""
    clips = [it for it in read_manifest(recordings) if it.split == "test" and it.source == "an4"]
    assert clips
    for recording, clip in load(clips):
        assert len(clip) == pytest.approx(recording.seconds * RATE_HZ, abs=2), recording.clip
        assert abs(clip).max() > 0.01, recording.clip
