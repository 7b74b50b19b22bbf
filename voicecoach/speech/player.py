"""The process that plays: `python -m voicecoach.speech.player VOLUME CUE_VOLUME aloud`.

It has a process of its own because sound libraries write to the terminal and now and then abort, and so that
a busy screen does not make the sound stutter. With `silent` it leaves the sound card alone.

It takes `Play`, `PlayCue`, `Hush` and `Duck`, and tells what sounds when. It ends when its stdin ends.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from queue import Empty, SimpleQueue

from voicecoach.speech.answers import Answers
from voicecoach.speech.cues import cue
from voicecoach.speech.loudspeaker import Loudspeaker
from voicecoach.speech.messages import Alive, Duck, Hush, Message, Play, PlayCue, decode
from voicecoach.speech.mixer import Mixer
from voicecoach.speech.output import Output, OutputError, open_output
from voicecoach.speech.sound import Sound, silence
from voicecoach.speech.soundfiles import read

_STARTING_RATE_HZ = 48000
_ALIVE_SECONDS = 1.0


def main() -> None:
    """Serve until stdin ends; does not return."""
    outbox: SimpleQueue[Message] = SimpleQueue()
    threading.Thread(target=_write, args=(Answers(), outbox), daemon=True).start()
    mixer = Mixer(_STARTING_RATE_HZ, float(sys.argv[1]), float(sys.argv[2]))
    loudspeaker = Loudspeaker(mixer, outbox.put, open_output if sys.argv[3] == "aloud" else _no_output)
    for line in sys.stdin:
        _obey(loudspeaker, decode(line))
    loudspeaker.close()
    os._exit(0)  # without asking the sound libraries, which may hang


def _no_output() -> Output:
    raise OutputError("not asked for")


def _write(answers: Answers, outbox: SimpleQueue[Message]) -> None:
    try:
        while True:
            try:
                answers.send(outbox.get(timeout=_ALIVE_SECONDS))
            except Empty:
                answers.send(Alive())
    except OSError:
        os._exit(1)  # the parent is gone


def _obey(loudspeaker: Loudspeaker, order: Message) -> None:
    match order:
        case Play(utterance, path, seconds):
            loudspeaker.play(utterance, _load(path, seconds).at_rate(loudspeaker.rate_hz))
        case PlayCue(name):
            loudspeaker.cue(name, cue(name, loudspeaker.rate_hz))
        case Hush():
            loudspeaker.hush()
        case Duck(on):
            loudspeaker.duck(on)


def _load(path: str | None, seconds: float) -> Sound:
    if path:
        try:
            return read(Path(path))
        except OSError:  # removed meanwhile: its time still passes
            pass
    return silence(seconds, _STARTING_RATE_HZ)


if __name__ == "__main__":
    main()
