"""Whether a model knows the words of the commands.

That is asked in a process of its own, as Vosk may crash on a bad model.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from voicecoach.errors import UserError
from voicecoach.models import model_error

_LANGUAGE = "en"
_LOADING_SECONDS = 300.0
"""A large model on a slow disk."""


def check_words(folder: Path) -> None:
    """See that Vosk can load a model and that it knows every word of the commands.

    Raises:
        ModelError: it cannot, or does not; the words that are missing are named.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "voicecoach.runtime.model_words", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            timeout=_LOADING_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise model_error("unloadable") from error
    missing = json.loads(done.stdout.splitlines()[-1])
    if missing:
        raise model_error("words-missing", words=", ".join(missing))


def main() -> None:
    """Print the words that the model in the folder of the first argument lacks, as a JSON array."""
    from voicecoach.hearing import vocabulary
    from voicecoach.hearing.recognizer import Model

    try:
        model = Model(Path(sys.argv[1]))
    except UserError:
        sys.exit(1)
    words = {word for phrase in vocabulary.load(_LANGUAGE).phrases() for word in phrase.split()}
    print(json.dumps(sorted(word for word in words if not model.knows(word))))


if __name__ == "__main__":
    main()
