"""Vosk as its examples use it: pieces of 0.1 s from the microphone, and its own rules for the end of speech.

python -m benchmarks.plain_vosk MODEL GRAMMAR     prints a JSON line when it listens, and one a result
"""

from __future__ import annotations

import json
import queue
import sys
import time

import sounddevice
import vosk

_RATE_HZ = 16_000
_CHUNK_SAMPLES = 1600


def main(model: str, grammar: str) -> None:
    """Listen until the process is ended."""
    vosk.SetLogLevel(-1)
    recognizer = vosk.KaldiRecognizer(vosk.Model(model), _RATE_HZ, grammar)
    chunks = queue.SimpleQueue[bytes]()
    with sounddevice.RawInputStream(
        samplerate=_RATE_HZ,
        blocksize=_CHUNK_SAMPLES,
        dtype="int16",
        channels=1,
        callback=lambda data, *_: chunks.put(bytes(data)),
    ):
        recognizer.AcceptWaveform(chunks.get())
        _tell("")
        while True:
            if recognizer.AcceptWaveform(chunks.get()):
                _tell(json.loads(recognizer.Result())["text"])


def _tell(text: str) -> None:
    print(json.dumps({"text": text, "at_seconds": time.monotonic()}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
