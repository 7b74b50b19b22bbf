"""The library as people read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sessions import BREATHS, HOLD, MOVES, routine
from voicecoach.runtime.catalogue import as_dict, as_text, rows
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


def test_all_advice_is_told() -> None:
    """Milder, further, what to take care of and what to bring, with the words of the first side."""
    found = routine(("Alpha", "each", HOLD))
    advice = {
        "easier": ("Bend the {side} knee.",),
        "further": ("Straighten it.",),
        "cautions": ("Slowly.",),
        "equipment": ("a strap", "a mat"),
    }
    part = found.parts[0]
    changed = part.model_copy(update={"stretch": part.stretch.model_copy(update=advice)})
    text = as_text(found.model_copy(update={"parts": (changed,)}))
    for line in ("Easier: Bend the right knee.", "Further: Straighten it.", "Take care: Slowly."):
        assert f"   {line}\n" in text + "\n"
    assert "   You need a strap and a mat.\n" in text


def test_every_routine_takes_a_minute_at_least() -> None:
    """As a list shows it."""
    assert all(row["minutes"] >= 1 for row in rows(Settings()))


def test_a_rest_is_told_where_it_stands() -> None:
    """In words and for scripts."""
    found = routine(("Alpha", "each", HOLD), ("Beta", "none", MOVES), rests={1: 45})
    text = as_text(found)
    assert text.index("1. Alpha") < text.index("Rest for 45 seconds.") < text.index("2. Beta")
    assert [one["rest_before_seconds"] for one in as_dict(found)["stretches"]] == [0, 45]
