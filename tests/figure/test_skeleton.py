"""A body keeps its shape whatever a pose asks for."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.figure.geometry import distance
from voicecoach.figure.skeleton import (
    CHEST,
    FOREARM,
    HAND,
    JOINTS,
    LUMBAR,
    MIDDLE,
    NECK,
    SHIN,
    SIDES,
    THIGH,
    UPPER_ARM,
    Pose,
    Side,
    Target,
    solve,
    two_bones,
)

TRUNK = (
    ("pelvis", "lumbar", LUMBAR),
    ("lumbar", "thorax", MIDDLE),
    ("thorax", "neck", CHEST),
    ("neck", "head", NECK),
)
LIMBS = (
    ("hip", "knee", THIGH),
    ("knee", "ankle", SHIN),
    ("shoulder", "elbow", UPPER_ARM),
    ("elbow", "wrist", FOREARM),
    ("wrist", "fingers", HAND),
)

lengths_cm = st.floats(-200, 200)
angles = st.floats(-180, 180)
vectors = st.tuples(lengths_cm, lengths_cm, lengths_cm)
targets = st.builds(Target, lengths_cm, lengths_cm, st.none() | lengths_cm)
swings = st.fixed_dictionaries({"left": angles, "right": angles})
both_targets = st.fixed_dictionaries({"left": targets, "right": targets})
poses = st.builds(
    Pose,
    pelvis=vectors,
    spine=st.tuples(angles, angles, angles),
    heading=angles,
    turn=angles,
    twist=angles,
    nod=angles,
    tilt=angles,
    look=angles,
    hand=both_targets,
    foot=both_targets,
    elbow=swings,
    knee=swings,
)


@settings(deadline=None)  # A busy machine is no fault.
@given(poses)
def test_no_pose_changes_the_length_of_a_limb_or_of_the_trunk(pose: Pose) -> None:
    """A figure may miss its target, but it is never stretched."""
    joints = solve(pose).joints
    pairs = [(f"{side} {a}", f"{side} {b}", size) for side in SIDES for a, b, size in LIMBS]
    for a, b, size in (*TRUNK, *pairs):
        assert distance(joints[a], joints[b]) == pytest.approx(size, abs=0.01), f"{a} to {b}"


@settings(deadline=None)  # A busy machine is no fault.
@given(poses)
def test_every_joint_is_found_and_is_a_finite_place(pose: Pose) -> None:
    """Drawing never meets a joint that is missing or nowhere."""
    joints = solve(pose).joints
    assert set(joints) == JOINTS
    assert all(isfinite(number) for point in joints.values() for number in point)


@settings(deadline=None)  # A busy machine is no fault.
@given(poses)
def test_a_hand_misses_its_target_by_just_the_gap_that_is_reported(pose: Pose) -> None:
    """The checker can trust `gaps`."""
    body = solve(pose)
    for side in SIDES:
        target, shoulder = pose.hand[side], body.joints[f"{side} shoulder"]
        wanted = (target.x, target.y, shoulder[2] if target.z is None else target.z)
        assert distance(body.joints[f"{side} wrist"], wanted) == pytest.approx(
            body.gaps[f"{side} hand"], abs=0.1
        )


def test_a_joint_bends_to_the_side_that_is_asked_for() -> None:
    """Knees point forwards and not backwards."""
    knee, ankle, gap = two_bones((0, 90, 0), (0, 20, 0), THIGH, SHIN, (1, 0, 0))
    assert knee[0] > 10
    assert ankle == pytest.approx((0, 20, 0))
    assert gap == pytest.approx(0)


@pytest.mark.parametrize("side", SIDES)
def test_a_foot_can_rest_on_the_other_leg(side: Side) -> None:
    """Whichever leg is the resting one, its target is found first."""
    other: Side = "left" if side == "right" else "right"
    feet = {other: Target(40, 7), side: Target(0, 5, 0, on=f"{other} knee")}
    hands: dict[Side, Target] = {"left": Target(0, 5), "right": Target(0, 5)}
    body = solve(Pose(pelvis=(0, 10.5, 0), spine=(180, 180, 180), hand=hands, foot=feet))
    knee, ankle = body.joints[f"{other} knee"], body.joints[f"{side} ankle"]
    assert distance(knee, ankle) == pytest.approx(5 + body.gaps[f"{side} foot"], abs=0.01)


def test_an_elbow_does_not_sink_into_the_floor() -> None:
    """An arm that lies on the floor bends along it."""
    hands: dict[Side, Target] = {"left": Target(6, 5, -24), "right": Target(6, 5, 24)}
    feet: dict[Side, Target] = {"left": Target(40, 7), "right": Target(40, 7)}
    body = solve(Pose(pelvis=(0, 10.5, 0), spine=(180, 180, 180), hand=hands, foot=feet))
    assert all(body.joints[f"{side} elbow"][1] > 3.0 for side in SIDES)
