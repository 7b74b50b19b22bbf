"""The workshop's exporter writes a model folder that Vosk can use."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
import vosk

from models.training import kaldi_write
from models.training.export_model import export
from models.training.lexicon import pronunciations, vocabulary
from models.training.shape import load
from tests.support.voices import speak_to_file

_MODELS = Path(__file__).parents[2] / "models"
_RATE_HZ = 16_000


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder written from the stored parameters."""
    folder = tmp_path_factory.mktemp("exported")
    export(load(_MODELS / "training" / "params-f16.npz"), folder)
    return folder


def _heard(model: Path, sound: bytes, grammar: list[str]) -> str:
    vosk.SetLogLevel(-1)
    recognizer = vosk.KaldiRecognizer(vosk.Model(str(model)), _RATE_HZ, json.dumps(grammar))
    recognizer.AcceptWaveform(sound)
    text: str = json.loads(recognizer.FinalResult())["text"]
    return text


@pytest.mark.parametrize("word", ["go back", "pause", "stop"])
def test_an_exported_model_recognises_words(exported: Path, tmp_path: Path, word: str) -> None:
    """Vosk loads what the exporter writes and hears a voice that had no part in training."""
    file = speak_to_file(word, tmp_path / "word.wav", voice="en-gb-x-gbcwmd+f2", silence_seconds=0.5)
    samples, rate_hz = soundfile.read(file, dtype="float32")
    sound = (soxr.resample(samples, rate_hz, _RATE_HZ) * 32767).astype("<i2").tobytes()
    assert _heard(exported, sound, ["go back", "pause", "stop", "next", "[unk]"]) == word


def test_the_shipped_model_is_what_the_exporter_writes(exported: Path) -> None:
    """Nobody changed the shipped folder by hand: all of it comes from the workshop."""
    for written in (path for path in exported.rglob("*") if path.is_file()):
        shipped = _MODELS / "starter-en" / written.relative_to(exported)
        ours, theirs = (np.frombuffer(path.read_bytes(), np.uint8) for path in (written, shipped))
        assert len(ours) == len(theirs), written.name
        # A weight's last bit may depend on the machine's arithmetic; nothing else may differ.
        allowed = 0.001 if written.name == "final.mdl" else 0.0
        assert np.mean(ours != theirs) <= allowed, written.name


def test_a_compressed_matrix_keeps_its_values() -> None:
    """A reader that follows the format gets every weight back within half a step."""
    matrix = np.random.default_rng(1).standard_normal((3, 5)).astype(np.float32)
    data = kaldi_write.compressed_matrix(matrix)
    assert data.startswith(b"CM2 ")
    least, span, rows, columns = struct.unpack_from("<ffii", data, 4)
    steps = np.frombuffer(data, "<u2", offset=20).reshape(rows, columns)
    assert np.abs(least + span * steps / 65535 - matrix).max() <= span / 65535


def test_every_word_of_the_model_has_a_pronunciation() -> None:
    """A word without one would stand in the word list and never be heard."""
    assert [word for word in vocabulary() if word != "[unk]" and not pronunciations(word)] == []
    assert len(set(vocabulary())) == len(vocabulary())


@pytest.mark.parametrize(
    ("word", "spoken"),
    [("coach's", "K OW CH IH Z"), ("spine's", "S P AY N Z"), ("hamstrings", "HH AE M S T R IH NG Z")],
)
def test_endings_are_pronounced_as_the_word_before_them_asks(word: str, spoken: str) -> None:
    """A genitive or plural that the dictionary lacks is hissed, voiced or unvoiced as in speech."""
    assert spoken.split() in pronunciations(word)
