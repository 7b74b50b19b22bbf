"""Predict how words of the training transcripts are pronounced that CMUdict lacks.

python -m models.training.predict_pronunciations [FOLDER ...]      writes pronunciations/predicted.txt
"""

from __future__ import annotations

import argparse
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.training.lexicon import pronunciations, without_stress
from models.training.manifest import people_folder, training_recordings
from models.training.phones import PHONE_NUMBER
from models.training.utterances import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_OUT = Path(__file__).parent / "pronunciations" / "predicted.txt"
_LONGEST = 15


def _predictor() -> Any:  # noqa: ANN401
    """g2p_en's network, without nltk's tagger and dictionary, which it would fetch but not need."""
    import nltk

    nltk.data.find = nltk.download = lambda *_args, **_kwargs: True
    sys.modules["nltk.corpus"] = types.SimpleNamespace(cmudict=types.SimpleNamespace(dict=dict))  # type: ignore[assignment]
    import g2p_en

    return g2p_en.G2p()


def _lines(words: Iterable[str]) -> Iterable[str]:
    predictor = _predictor()
    for word in words:
        phones = without_stress(predictor.predict(word.replace("'", "")))
        if len(word) > 1 and 1 < len(phones) <= _LONGEST and all(phone in PHONE_NUMBER for phone in phones):
            yield f"{word} {' '.join(phones)}\n"


def main() -> None:
    """The command; the words predicted before are kept."""
    parser = argparse.ArgumentParser(description="Predict pronunciations.")
    parser.add_argument("folders", type=Path, nargs="*", help="besides VOICECOACH_RECORDINGS")
    chosen = parser.parse_args()
    recordings = training_recordings([people_folder(), *chosen.folders])
    transcripts = (it.transcript for it in recordings if "<" not in it.transcript)
    missing = {word for text in transcripts for word in split_words(text) if not pronunciations(word)}
    known = _OUT.read_text(encoding="utf-8").splitlines(keepends=True)
    _OUT.write_text("".join(sorted({*known, *_lines(sorted(missing))})), encoding="utf-8")


if __name__ == "__main__":
    main()
