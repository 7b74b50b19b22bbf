"""The library as people read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sessions import BREATHS, HOLD, MOVES, routine
from voicecoach.runtime.catalogue import as_dict, as_text, minutes, rows
from voicecoach.settings import Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))


def test_every_dose_is_told_in_words() -> None:
    """Holds, breaths and repetitions, a side where there are sides, and sets where there are several."""
    text = as_text(routine(("Alpha", "each", HOLD), ("Beta", "none", BREATHS), ("Gamma", "each", MOVES)))
    assert "1. Alpha: 2 x 20 seconds a side\n" in text
    assert "2. Beta: 2 x 3 breaths\n" in text
    assert "3. Gamma: 5 repetitions a side\n" in text
    assert "2 sets" in as_text(routine(("Delta", "none", MOVES | {"sets": 2})))


def test_a_text_speaks_of_the_first_side() -> None:
    """With words, not with placeholders; and what is the same on both sides stands as it is."""
    text = as_text(routine(("Alpha", "each", HOLD)))
    assert "Take your right knee in both hands." in text
    assert "{" not in text
    assert "Take your same knee" in as_text(routine(("Alpha", "none", MOVES)))


def test_a_dose_of_the_routine_stands_for_that_of_the_stretch() -> None:
    """A script reads in one place what will be done."""
    found = routine(("Alpha", "each", HOLD))
    part = found.parts[0].model_copy(update={"dose": routine(("Beta", "each", BREATHS)).parts[0].dose})
    told = as_dict(found.model_copy(update={"parts": (part,)}))
    assert told["stretches"][0]["dose"]["kind"] == "breaths"


def test_a_listed_length_is_that_of_the_session() -> None:
    """Whole minutes, upwards: nobody is kept longer than promised."""
    found = routine(("Alpha", "each", HOLD))
    assert 2 <= minutes(found, Settings()) <= 5
    assert all(row["minutes"] >= 1 for row in rows(Settings()))
