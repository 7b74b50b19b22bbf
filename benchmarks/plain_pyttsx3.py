"""pyttsx3 as its own examples use it: say, runAndWait in a thread, stop from another.

python -m benchmarks.plain_pyttsx3 TEXT     says TEXT; a line on stdin stops it; prints when that was
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import sys
import threading
import time

import pyttsx3


def main(text: str) -> None:
    """Say the text and wait until pyttsx3 says it is done."""
    engine = pyttsx3.init()

    def speak() -> None:
        engine.say(text)
        engine.runAndWait()

    speaking = threading.Thread(target=speak)
    speaking.start()
    sys.stdin.readline()
    called_seconds = time.monotonic()
    engine.stop()
    returned_seconds = time.monotonic()
    print(
        "\n" + json.dumps({"called_seconds": called_seconds, "returned_seconds": returned_seconds}),
        flush=True,
    )
    speaking.join()


def _use_bundled_espeak() -> None:
    """On Linux the library that the coach itself uses, so that both have the same voice."""
    if importlib.util.find_spec("espeakng_loader"):
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


if __name__ == "__main__":
    _use_bundled_espeak()
    main(sys.argv[1])
