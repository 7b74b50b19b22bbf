"""The figure's phases, where a routine asks for another way of moving than the poses were written for."""

from __future__ import annotations

import pytest

from tests.support.engine_coach import movement
from voicecoach.figure import Phase, frame
from voicecoach.tui.widgets.figure import fitting

PHASES: tuple[Phase, ...] = ("into", "hold", "out", "move")


@pytest.mark.parametrize("name", ["knee-to-chest", "cat-cow"])
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("progress", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_every_movement_can_be_shown_in_every_phase(name: str, phase: Phase, progress: float) -> None:
    """A hold of a movement that goes round, and repetitions of one that is held, have pictures too."""
    shown = movement(name)
    assert shown
    fitted, share = fitting(shown, phase, progress)
    assert fitted in shown.phases
    assert 0 <= share <= 1
    assert len(frame(shown, "left", fitted, share, 30, 10)) == 10


def test_a_repetition_of_a_hold_goes_in_and_out() -> None:
    """Half the time in, half the time out, and back at the start."""
    shown = movement("knee-to-chest")
    assert shown
    moments = [fitting(shown, "move", progress) for progress in (0.0, 0.25, 0.5, 0.75)]
    assert moments == [("into", 0.0), ("into", 0.5), ("out", 0.0), ("out", 0.5)]
