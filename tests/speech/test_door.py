"""The room's door."""

from __future__ import annotations

import subprocess
import sys


def test_importing_the_door_is_cheap() -> None:
    """None of the heavy modules is loaded before there is something to say."""
    heavy = {"numpy", "sounddevice", "soundfile", "soxr", "pyttsx3", "textual"}
    program = f"import sys, voicecoach.speech; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
