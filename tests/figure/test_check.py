"""The checker passes what is shipped, and finds what is planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.figures import HELD, library, movement_of
from voicecoach.figure.check import faults
from voicecoach.figure.mirror import mirrored


@pytest.mark.parametrize("name", sorted(library()))
def test_the_library_has_no_faults_on_either_side(name: str) -> None:
    """Nobody is shown a movement that a body cannot do."""
    movement = library()[name]
    assert faults(movement) == []
    assert faults(mirrored(movement)) == []


def test_the_base_of_the_planted_faults_is_sound(tmp_path: Path) -> None:
    """So that each planted fault below is the only one."""
    assert faults(movement_of(tmp_path, HELD)) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("hand = { right = [130, 80] }", "right hand cannot reach"),
        ("foot = { left = [-120, 6] }", "left foot cannot reach"),
        ("hand = { right = [-16, 84, 9] }", "right elbow bends too far"),
        ("foot = { right = [-27.5, 43] }", "right knee bends too far"),
        ("spine = [90, 30, -20]", "lumbar bends too far forward"),
        ("spine = [90, 150, 200]", "lumbar bends too far back"),
        ("nod = 75", "neck bends too far forward"),
        ("look = 95", "head turned too far"),
        ("tilt = 60", "head tilted too far"),
        ("twist = 90", "shoulders twisted too far"),
        ("foot = { right = [-41, -8] }", "right ankle under the floor"),
        ("hand = { right = [-18, 75, 0] }", "right wrist in the trunk"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, planted: str, found: str) -> None:
    """Out of reach, beyond a joint's range, through the floor, inside the trunk."""
    told = faults(movement_of(tmp_path, f"{HELD}{planted}\n"))
    assert any(line.startswith(found) for line in told), told


def test_a_joint_that_floats_or_slides_is_found(tmp_path: Path) -> None:
    """What is said to rest on the floor is held to it."""
    floating = movement_of(tmp_path, 'floor = ["right wrist"]\n' + HELD)
    assert any(line.startswith("right wrist floats") for line in faults(floating))
    slid = HELD.replace(
        "pelvis = [-20, 43]", "pelvis = [-20, 48]\nfoot = { left = [-61, 6], right = [-61, 6] }"
    )
    sliding = movement_of(tmp_path, 'floor = ["right knee"]\n' + slid)
    assert any(line.startswith("right knee slides") for line in faults(sliding))


def test_a_jump_between_two_frames_is_found(tmp_path: Path) -> None:
    """A figure that leaps would startle."""
    told = faults(movement_of(tmp_path, "seconds = 0.1\n" + HELD))
    assert [line.split(" (")[0] for line in told] == ["jump between frames"]


def test_a_fault_says_how_much_and_when(tmp_path: Path) -> None:
    """One line is enough to find the pose that is wrong."""
    (told,) = faults(movement_of(tmp_path, f"{HELD}look = 95\n"))
    assert told == "head turned too far (by 15.0) at into 1.00"
