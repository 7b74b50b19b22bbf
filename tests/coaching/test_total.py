"""The length of a routine without laying it out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sessions import BREATHS, HOLD, MOVES, estimate, player, routine
from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.preferences import Preferences
from voicecoach.coaching.total import Totals
from voicecoach.routine.model import Routine

PARTS = st.lists(
    st.tuples(
        st.sampled_from(["Alpha", "Beta", "Gamma", "Delta"]),
        st.sampled_from(["each", "none"]),
        st.sampled_from([HOLD, BREATHS, MOVES, {**HOLD, "sets": 2}]),
    ),
    min_size=1,
    max_size=4,
)
RESTS = st.dictionaries(st.integers(1, 3), st.floats(5, 60), max_size=2)


def totals() -> Totals:
    """With the pace that the players of tests have."""
    return Totals(load_phrases(), Preferences(), estimate)


@given(st.lists(st.builds(lambda parts, rests: routine(*parts, rests=rests), PARTS, RESTS), max_size=4))
@settings(max_examples=60)
def test_it_is_what_the_session_shows_at_its_start(routines: list[Routine]) -> None:
    """To the thousandth of a second, also where stretches are shared and have been added up before."""
    one = totals()
    for of in routines:
        assert one.seconds(of) == pytest.approx(player(of).view.total_left_seconds, abs=1e-3)


def test_the_place_of_a_stretch_counts() -> None:
    """The first, a middle one and the last are announced in other words, and a rest takes its time."""
    one = totals()
    three = [("Alpha", "none", HOLD), ("Alpha", "none", HOLD), ("Alpha", "none", HOLD)]
    alone = one.seconds(routine(three[0]))
    assert one.seconds(routine(*three)) != pytest.approx(3 * alone)
    rested = one.seconds(routine(*three, rests={1: 30}))
    assert rested == pytest.approx(one.seconds(routine(*three)) + 30)


def test_minutes_are_counted_upwards() -> None:
    """Nobody is kept longer than promised, and a sum that is off by a hair makes no minute more."""
    one = totals()
    of = routine(("Alpha", "none", HOLD))
    seconds = one.seconds(of)
    assert (one.minutes(of) - 1) * 60 < seconds <= one.minutes(of) * 60
