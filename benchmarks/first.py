"""How fast the coach reacts and falls silent, beside plain Vosk and pyttsx3.

python -m benchmarks.first      measures for some minutes, without a sound, and writes docs/benchmarks.md
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks import reaction, report, silence
from tests.support.rig import Rig
from voicecoach import models, paths

_PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main() -> None:
    """The command."""
    with tempfile.TemporaryDirectory() as folder:
        rig = Rig(Path(folder) / "card")
        rig.start()
        os.environ.update(rig.settings)  # before anything loads PortAudio
        try:
            print("Speaking commands to the coach and to plain Vosk ...", flush=True)
            model = models.embedded(paths.builtin("models")).absolute()
            reactions = reaction.measure(rig, model, Path(folder))
            print("Stopping the coach and pyttsx3 in mid sentence ...", flush=True)
            silences = silence.measure(rig, Path(folder))
        finally:
            rig.stop()
    report.write(_PAGE, reactions, silences, silence.player())
    print(_PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
