"""Synthetic voices that speak to the program: eSpeak NG, in a process of its own, renders WAV files.

The voices of `HELD_OUT_VOICES` had no part in the training of the embedded model: only these may measure it.
"""

from __future__ import annotations

import array
import ctypes
import subprocess
import sys
import wave
from pathlib import Path

HELD_OUT_VOICES = (
    "en-gb-x-gbcwmd",
    "en-gb-x-gbcwmd+f2",
    "en-us+m5",
    "en-us+f4",
    "en-gb-x-rp+steph",
    "en-gb-scotland+f4",
)

_ROOT = Path(__file__).parents[2]
_SYNCHRONOUS = 2
_RATE, _PITCH = 1, 3
_UTF8 = 1
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def speak_to_file(
    text: str,
    path: Path,
    voice: str = "en-us+m5",
    words_per_minute: int = 150,
    pitch: int = 50,
    silence_seconds: float = 0.0,
) -> Path:
    """Render `text` to a mono 16 bit WAV file and return its path.

    Args:
        text: what is said.
        path: the file to write.
        voice: an accent of eSpeak NG, with a variant after a plus sign.
        words_per_minute: its speed.
        pitch: 0 to 99.
        silence_seconds: silence before and after the words.

    Raises:
        RuntimeError: no such voice, or nothing was rendered.
    """
    arguments = [str(path), voice, str(words_per_minute), str(pitch), str(silence_seconds), text]
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.voices", *arguments],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"no voice for the test: {done.stderr.strip()}")
    return path


def _load_library() -> tuple[ctypes.CDLL, int]:
    """The library, started, and the rate of its samples in Hz."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = Path(espeakng_loader.get_data_path()).parent
    rate_hz: int = library.espeak_Initialize(_SYNCHRONOUS, 0, str(data).encode(), 0)
    if rate_hz <= 0:
        sys.exit("eSpeak NG finds no data")
    return library, rate_hz


def _render(text: str, voice: str, words_per_minute: int, pitch: int) -> tuple[array.array[int], int]:
    """The samples (16 bit) and their rate in Hz."""
    library, rate_hz = _load_library()
    samples = array.array("h")

    def collect(block: ctypes._Pointer[ctypes.c_short], count: int, _events: int | None) -> int:
        if count > 0:  # the block of the last call is null
            samples.extend(block[:count])
        return 0

    callback = _CALLBACK(collect)  # kept alive until the library is done with it
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        sys.exit(f"eSpeak NG has no voice {voice}")
    library.espeak_SetParameter(_RATE, words_per_minute, 0)
    library.espeak_SetParameter(_PITCH, pitch, 0)
    words = text.encode() + b"\0"
    library.espeak_Synth(words, ctypes.c_size_t(len(words)), 0, 0, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return samples, rate_hz


def _main(path: str, voice: str, words_per_minute: str, pitch: str, silence_seconds: str, text: str) -> None:
    samples, rate_hz = _render(text, voice, int(words_per_minute), int(pitch))
    if not samples:
        sys.exit("eSpeak NG rendered nothing")
    silence = bytes(2 * round(float(silence_seconds) * rate_hz))
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(silence + samples.tobytes() + silence)


if __name__ == "__main__":
    _main(*sys.argv[1:])
