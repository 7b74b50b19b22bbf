"""Knowing when an engine's file is complete."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from voicecoach.speech.engine import is_complete


@pytest.mark.parametrize("kind", ["WAV", "AIFF"])
def test_a_file_is_complete_when_it_is_as_long_as_it_says(tmp_path: Path, kind: str) -> None:
    """A missing, empty, growing or foreign file is not taken for a rendered sentence; a whole one is."""
    path = tmp_path / "sentence"
    assert not is_complete(path)
    soundfile.write(path, np.zeros(1000), 22050, format=kind)
    whole = path.read_bytes()
    assert is_complete(path)
    for part in (0, 6, 8, 44, len(whole) - 1):
        path.write_bytes(whole[:part])
        assert not is_complete(path)
    path.write_bytes(b"x" * 2000)
    assert not is_complete(path)
