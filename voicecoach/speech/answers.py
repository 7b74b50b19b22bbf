"""A helper process's own side of its pipes."""

from __future__ import annotations

import os
from typing import TextIO

from voicecoach.speech.messages import Message, encode


class Answers:
    """The process's stdout, kept for messages alone: what libraries print goes nowhere."""

    def __init__(self) -> None:
        self._lines: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.close(nowhere)

    def send(self, message: Message) -> None:
        """Hand `message` to the parent. For one thread."""
        print(encode(message), file=self._lines, flush=True)
