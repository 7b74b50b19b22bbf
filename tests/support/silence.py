"""Machines on which nothing can sound: without devices, without PortAudio, without a voice."""

from __future__ import annotations

import os
from pathlib import Path


def no_devices(folder: Path) -> dict[str, str]:
    """What to set so that PortAudio finds no device: the usual one leads to a daemon that is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "asound.conf"
    config.write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n", encoding="utf-8")
    return {
        "ALSA_CONFIG_PATH": str(config),
        "PULSE_SERVER": f"unix:{folder}/nobody",
        "JACK_NO_START_SERVER": "1",
    }


def no_portaudio(folder: Path) -> dict[str, str]:
    """What to set so that importing sounddevice fails as it does where PortAudio is not installed."""
    return _instead_of("sounddevice", 'raise OSError("PortAudio library not found")', folder)


def no_voice(folder: Path) -> dict[str, str]:
    """What to set so that there is no speech engine."""
    return _instead_of("pyttsx3", 'raise ImportError("no speech engine")', folder)


def _instead_of(module: str, code: str, folder: Path) -> dict[str, str]:
    """A module that stands before the real one on the path of every child process."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{module}.py").write_text(code + "\n", encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}
