"""The other side is the mirror image, and nothing else."""

from __future__ import annotations

import pytest

from tests.support.figures import library
from voicecoach.figure.mirror import mirrored, swapped

IDS = sorted(library())


@pytest.mark.parametrize("name", IDS)
def test_the_other_side_is_the_mirror_image_of_every_joint_at_every_moment(name: str) -> None:
    """Left and right show the same stretch."""
    movement = library()[name]
    other = mirrored(movement)
    kx, kz = (-1, 1) if movement.mirror == "x" else (1, -1)
    for phase in movement.phases:
        for n in range(9):
            here, there = movement.body(phase, n / 8).joints, other.body(phase, n / 8).joints
            for joint, (x, y, z) in here.items():
                assert there[swapped(joint)] == pytest.approx((kx * x, y, kz * z), abs=0.02), (
                    f"{phase} {joint}"
                )


@pytest.mark.parametrize("name", IDS)
def test_a_mirror_image_mirrored_is_the_movement_again(name: str) -> None:
    """Nothing is lost or shifted on the way to the other side."""
    movement = library()[name]
    again = mirrored(mirrored(movement))
    assert (again.view, again.accent, again.focus) == (movement.view, movement.accent, movement.focus)
    assert (again.trace, again.floor, again.props) == (movement.trace, movement.floor, movement.props)
    for phase in movement.phases:
        first, second = movement.body(phase, 0.4).joints, again.body(phase, 0.4).joints
        assert all(second[joint] == pytest.approx(point, abs=0.01) for joint, point in first.items())


def test_what_works_changes_its_side() -> None:
    """The accent, the traced joint and the props follow to the other side."""
    other = mirrored(library()["bird-dog"])
    assert other.accent == {"left leg", "right arm"}
    assert other.trace == "left ankle"
    strap = mirrored(library()["hamstring-with-strap"]).props[0]
    assert strap.at == ("left fingers", "left toes", "right fingers")


@pytest.mark.parametrize(
    ("name", "other"), [("left knee", "right knee"), ("right toes", "left toes"), ("nose", "nose")]
)
def test_names_change_sides(name: str, other: str) -> None:
    """A name without a side stays as it is."""
    assert swapped(name) == other
