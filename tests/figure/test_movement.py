"""The way between key poses has no seams."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.figures import HELD, library, movement_of
from voicecoach.figure.movement import Movement, Phase
from voicecoach.figure.skeleton import Body, span

LOOPS = sorted(name for name, movement in library().items() if movement.loop)
HELDS = sorted(name for name, movement in library().items() if movement.into)


def same(a: Body, b: Body) -> bool:
    """Whether no joint is farther than half a centimetre from where it was."""
    return span(a, b) < 0.5


@pytest.mark.parametrize("name", LOOPS)
def test_a_loop_ends_where_it_begins(name: str) -> None:
    """Rounds follow one another without a jump."""
    movement = library()[name]
    assert movement.phases == ("move",)
    assert same(movement.body("move", 0.0), movement.body("move", 1.0))


@pytest.mark.parametrize("name", HELDS)
def test_the_phases_of_a_held_movement_join(name: str) -> None:
    """In, held, breath after breath, and out to where it began."""
    movement = library()[name]
    assert movement.phases == ("into", "hold", "out")
    assert same(movement.body("into", 1.0), movement.body("hold", 0.0))
    assert same(movement.body("hold", 1.0), movement.body("hold", 0.0))
    assert same(movement.body("hold", 1.0), movement.body("out", 0.0))
    assert same(movement.body("out", 1.0), movement.body("into", 0.0))


@pytest.mark.parametrize("name", sorted(library()))
def test_a_movement_moves(name: str) -> None:
    """No file of poses is a still picture."""
    movement = library()[name]
    phase = movement.phases[0]
    bodies = [movement.body(phase, n / 20) for n in range(21)]
    moved = max(span(bodies[0], body) for body in bodies)
    breathes = any(body.belly != bodies[0].belly for body in bodies)
    assert moved > 2 or breathes


def test_a_hold_breathes_and_leads_deeper_with_the_breath_out(tmp_path: Path) -> None:
    """The belly fills first; then the pose sways towards `deeper` and comes back."""
    deeper = '\n[pose.lower]\nlike = "low"\npelvis = [-22, 42]\n'
    movement = movement_of(tmp_path, 'deeper = "lower"\n' + HELD + deeper)
    rest, full, out = (movement.pose("hold", progress) for progress in (0.0, 0.4, 0.7))
    assert full.belly > rest.belly + 2
    assert full.pelvis == rest.pelvis
    assert out.pelvis[0] == pytest.approx(-22, abs=0.5)


def test_the_hips_swing_over_planted_knees(tmp_path: Path) -> None:
    """Half way the knees are where they were, and both thighs keep their length without a gap."""
    movement = movement_of(tmp_path, HELD)
    start, middle = movement.body("into", 0.0), movement.body("into", 0.5)
    assert middle.joints["right knee"] == pytest.approx(start.joints["right knee"], abs=1)
    assert max(middle.gaps.values()) < 1.5


@pytest.mark.parametrize(("name", "phase"), [("cat-cow", "hold"), ("knee-to-chest", "move")])
def test_a_phase_that_a_movement_lacks_is_refused_by_name(name: str, phase: Phase) -> None:
    """The error says which phases there are."""
    movement: Movement = library()[name]
    with pytest.raises(ValueError, match=f"{name} has no phase '{phase}', it has {movement.phases[0]}"):
        movement.pose(phase, 0.5)


def test_progress_beyond_its_ends_stays_at_them() -> None:
    """A clock that is a moment late draws the end of the phase."""
    movement = library()["knee-to-chest"]
    assert movement.pose("into", 1.2) == movement.pose("into", 1.0)
    assert movement.pose("into", -0.2) == movement.pose("into", 0.0)
