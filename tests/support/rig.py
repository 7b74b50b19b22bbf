"""A virtual loudspeaker and microphone: the program is heard and spoken to without a sound card."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Literal

_SCRIPT = Path(__file__).with_name("virtual_audio.sh")
_VERB_TIMEOUT_SECONDS = 120.0

Side = Literal["speaker", "mic"]
Fault = Literal["vanish", "stall", "mute"]


class Rig:
    """One virtual sound card: a sound daemon of its own that no other rig hears.

    Whatever runs under `env()` finds it as its default loudspeaker and microphone. PortAudio looks for
    devices when it is loaded: the environment must be set before.
    """

    def __init__(self, folder: Path) -> None:
        """Prepare a rig whose state lies in `folder`, which is made when it is missing."""
        self._folder = folder
        self.settings: dict[str, str] = {}

    def start(self) -> None:
        """Start the daemon; `settings` then holds what a program needs to find it.

        Raises:
            RuntimeError: the daemon did not start; the message holds its log.
        """
        for line in self._run("start").splitlines():
            words = shlex.split(line)
            if words[0] == "export":
                name, _, value = words[1].partition("=")
                self.settings[name] = value

    def stop(self) -> None:
        """End the daemon and every recording."""
        self._run("stop")

    def env(self) -> dict[str, str]:
        """The whole environment for a child process that is to use this card."""
        inherited = {name: value for name, value in os.environ.items() if name != "PULSE_LATENCY_MSEC"}
        return {**inherited, **self.settings}

    def say(self, wav: Path, gain_db: float = 0.0) -> None:
        """Play a sound file into the microphone; returns when it has been heard."""
        self._run("say", str(wav), f"{gain_db:g}")

    def record(self, path: Path, side: Side = "speaker") -> None:
        """Begin to record what the loudspeaker plays, or what the microphone hears, as 48 kHz 16 bit WAV.

        Returns once it records. The file is complete after `stop_recording`.
        """
        self._run("record", str(path), side)

    def stop_recording(self, side: Side = "speaker") -> None:
        """End a recording, after what was played just now has arrived in it."""
        self._run("record-stop", side)

    def echo(self, gain_db: float | None, delay_ms: int = 30) -> None:
        """Let the microphone hear the loudspeaker at `gain_db`, as in a room; None ends that."""
        if gain_db is None:
            self._run("echo", "off")
        else:
            self._run("echo", "on", f"{gain_db:g}", str(delay_ms))

    def unplug(self, fault: Fault = "vanish") -> None:
        """Break the microphone: it disappears, delivers nothing any more, or delivers silence."""
        self._run("unplug-mic", fault)

    def plug(self) -> None:
        """Undo any `unplug`."""
        self._run("plug-mic")

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [str(_SCRIPT), *words],
            env={**os.environ, "VIRTUAL_AUDIO_DIR": str(self._folder)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_VERB_TIMEOUT_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"virtual sound card, {words[0]}: {done.stderr.strip()}")
        return done.stdout
