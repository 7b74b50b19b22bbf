"""The timeline says beforehand exactly what a session does."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.sessions import Player, estimate, routine
from voicecoach.coaching.events import CueNow, Ended, PhaseBegan, Say
from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.preferences import Preferences
from voicecoach.coaching.session import Session
from voicecoach.coaching.terms import Phase
from voicecoach.coaching.timeline import timeline
from voicecoach.paths import builtin
from voicecoach.routine.library import Library
from voicecoach.routine.model import Routine

ROUTINES = [routine(rests={1: 30, 2: 5}), *Library(builtin("routines")).routines()]


def new_session(of: Routine) -> Session:
    """A session with estimated lengths."""
    return Session(of, load_phrases(), Preferences(), estimate)


@pytest.mark.parametrize("of", ROUTINES, ids=lambda of: of.id)
def test_a_session_does_what_its_timeline_says(of: Routine) -> None:
    """Every sentence, cue and phase, and the end, come in their order within a tenth of a second."""
    player = Player(new_session(of), at_seconds=0.0)
    planned = timeline(player.session.steps)
    player.finish()
    done = [(at, what) for at, what in player.log if isinstance(what, Say | CueNow | PhaseBegan)]
    assert [what for _, what in done] == [moment.what for moment in planned.moments]
    expected = [moment.at_seconds for moment in planned.moments]
    assert [at for at, _ in done] == pytest.approx(expected, abs=0.1)
    [end] = [at for at, what in player.log if isinstance(what, Ended)]
    assert end == pytest.approx(planned.seconds, abs=0.1)


@pytest.mark.parametrize("of", ROUTINES, ids=lambda of: of.id)
def test_the_clock_fills_the_session(of: Routine) -> None:
    """Each phase or repetition lasts until the next one begins, and the last one until the end."""
    planned = timeline(new_session(of).steps)
    clock = [moment for moment in planned.moments if isinstance(moment.what, PhaseBegan)]
    assert clock[0].at_seconds == 0.0
    for moment, following in pairwise(clock):
        assert moment.at_seconds + moment.seconds == pytest.approx(following.at_seconds)
    assert clock[-1].at_seconds + clock[-1].seconds == pytest.approx(planned.seconds)


def test_everything_stands_in_its_phase() -> None:
    """A sentence or cue carries the phase, stretch and side that the clock named last."""
    running: PhaseBegan | None = None
    for moment in timeline(new_session(routine()).steps).moments:
        if isinstance(moment.what, PhaseBegan):
            running = moment.what
        assert moment.phase == running


@pytest.mark.parametrize("of", ROUTINES, ids=lambda of: of.id)
def test_each_stretch_begins_where_its_position_is_described(of: Routine) -> None:
    """There is one beginning a stretch, in order, each at the start of a position phase of that stretch."""
    planned = timeline(new_session(of).steps)
    begins = planned.begin_of_parts()
    assert len(begins) == len(of.parts)
    assert sorted(begins) == list(begins)
    for begin, part in zip(begins, of.parts, strict=True):
        [phase] = [
            one.what
            for one in planned.moments
            if one.at_seconds == begin and isinstance(one.what, PhaseBegan)
        ]
        assert (phase.phase, phase.stretch) == (Phase.POSITION, part.id)
