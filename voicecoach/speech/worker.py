"""The process that renders speech: `python -m voicecoach.speech.worker VOICE WORDS_PER_MINUTE`.

It speaks JSON lines. First it says who it is: `{"engine", "version", "voice", "voice_found"}`, or
`{"failed"}` if there is no engine. Each line `{"text", "path"}` on stdin is then
answered in its order: by `{}` when the file is complete, or by `{"error"}`.

It ends when its stdin ends, also in the middle of a sentence, so that it never outlives its parent.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import TextIO

from voicecoach.speech.engine import Engine, EngineError


def main() -> int:
    """Serve until stdin ends; the exit status."""
    answers = _take_stdout()
    orders: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_read_orders, args=(orders,), daemon=True).start()
    try:
        engine = Engine(sys.argv[1], int(sys.argv[2]))
    except EngineError as error:
        _answer(answers, {"failed": str(error)})
        return 1
    _answer(
        answers,
        {
            "engine": engine.name,
            "version": engine.version,
            "voice": engine.voice,
            "voice_found": engine.voice_found,
        },
    )
    while True:
        order = json.loads(orders.get())
        try:
            engine.save(order["text"], Path(order["path"]))
        except EngineError as error:
            _answer(answers, {"error": str(error)})
        else:
            _answer(answers, {})


def _take_stdout() -> TextIO:
    """The protocol's own stdout; what libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return answers


def _read_orders(orders: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        orders.put(line)
    os._exit(0)  # the parent is gone; the main thread may be deep in the engine


def _answer(answers: TextIO, message: dict[str, str | bool]) -> None:
    print(json.dumps(message), file=answers, flush=True)


if __name__ == "__main__":
    sys.exit(main())
