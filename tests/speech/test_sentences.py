"""What the user reads about trouble."""

from __future__ import annotations

import pytest

from voicecoach.speech.sentences import Trouble, told


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_words(trouble: Trouble) -> None:
    """Each trouble says what is wrong and how to mend it, in whole sentences without exclamation marks."""
    report = told(trouble)
    assert report.part in ("voice", "loudspeaker")
    for sentence in (report.message, report.mend):
        assert sentence.endswith(".")
        assert "!" not in sentence
