"""The process that renders speech: `python -m voicecoach.speech.worker VOICE WORDS_PER_MINUTE`.

It first says `VoiceReady` or `VoiceMissing`, then answers each `Render` in its order with `Rendered` or
`NotRendered`. It ends when its stdin ends, also in the middle of a sentence.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from queue import SimpleQueue

from voicecoach.speech.answers import Answers
from voicecoach.speech.engine import Engine, EngineError
from voicecoach.speech.messages import NotRendered, Render, Rendered, VoiceMissing, VoiceReady, decode


def main() -> int:
    """Serve until stdin ends; the exit status."""
    answers = Answers()
    orders: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_read_orders, args=(orders,), daemon=True).start()
    words_per_minute = int(sys.argv[2])
    try:
        engine = Engine(sys.argv[1], words_per_minute)
    except EngineError as error:
        answers.send(VoiceMissing(str(error)))
        return 1
    answers.send(VoiceReady(engine.name, engine.version, engine.voice, words_per_minute, engine.voice_found))
    while True:
        match decode(orders.get()):
            case Render(text, path):
                answers.send(_render(engine, text, Path(path)))


def _read_orders(orders: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        orders.put(line)
    os._exit(0)  # the parent is gone; the main thread may be deep in the engine


def _render(engine: Engine, text: str, path: Path) -> Rendered | NotRendered:
    from voicecoach.speech.soundfiles import read, trim, write

    raw = path.with_suffix(".rendering")
    try:
        engine.save(text, raw)
        sound = trim(read(raw))
        if not len(sound.samples):
            return NotRendered("nothing of this text can be said")
        write(path, sound)
    except (EngineError, OSError) as error:
        return NotRendered(str(error))
    finally:
        raw.unlink(missing_ok=True)
    return Rendered(sound.seconds)


if __name__ == "__main__":
    sys.exit(main())
