"""Movements read from TOML files: what a file may say, checked key by key."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

from voicecoach.figure.geometry import Vec, unit
from voicecoach.figure.mirror import reflected
from voicecoach.figure.movement import Axis, Movement, Prop, PropKind, View
from voicecoach.figure.skeleton import JOINTS, LEG_JOINTS, SIDES, TRUNK_JOINTS, Pose, Side, Target, other
from voicecoach.figure.table import FigureError, Table

# Camera yaw and pitch in degrees, and slant, which keeps near and far limbs apart in the side view.
VIEWS: Mapping[str, View] = {
    "side": (0, 10, 0.15),
    "front": (0, 8, 0),
}
PARTS = ("trunk", "hips", "belly", "head", *(f"{s} {p}" for s in SIDES for p in ("arm", "leg", "foot")))
HAND_FOLLOWS = frozenset(TRUNK_JOINTS) | {f"{side} {joint}" for side in SIDES for joint in LEG_JOINTS}
WAY_KEYS = ("into", "loop", "seconds", "deeper", "pose")
LOOK_KEYS = ("view", "mirror", "accent", "focus", "trace", "floor", "prop")
ANGLES = ("heading", "turn", "twist", "nod", "tilt", "look", "belly")
LIMBS = ("hand", "foot", "elbow", "knee", "fingers", "toes")
POSE_KEYS = ("pelvis", "spine", "like", *ANGLES, *LIMBS)


def load_all(folder: Path) -> dict[str, Movement]:
    """All movements of a folder by id, which is the file's name. Raises a FigureError like `load`."""
    return {path.stem: load(path) for path in sorted(folder.glob("*.toml"))}


def load(path: Path) -> Movement:
    """Read one movement.

    Raises:
        FigureError: the file is not there or not right; the message names the file and the key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FigureError(f"{path.name}: cannot be read ({error.strerror})") from error
    except ValueError as error:  # Neither TOML nor UTF-8.
        raise FigureError(f"{path.name}: {error}") from error
    return _movement(path.stem, Table(path.name, data))


def _movement(movement_id: str, top: Table) -> Movement:
    top.allow(("name", *WAY_KEYS, *LOOK_KEYS))
    top.need("name")
    mirror = cast("Axis", top.one_of("mirror", get_args(Axis), "x"))
    poses = _poses(top.table("pose"), mirror)
    into, loop = top.some_of("into", poses), top.some_of("loop", poses)
    if bool(into) == bool(loop):
        raise top.fault("into", "or loop must be given, and not both")
    if len(into or loop) < 2:
        raise top.fault("into" if into else "loop", "must name two poses or more")
    seconds = top.number("seconds", 8.0 if loop else 3.0)
    if seconds <= 0:
        raise top.fault("seconds", "must be more than 0")
    return Movement(
        id=movement_id,
        name=top.text("name"),
        view=_view(top),
        poses=poses,
        into=into,
        loop=loop,
        seconds=seconds,
        deeper=top.one_of("deeper", poses),
        accent=frozenset(top.some_of("accent", PARTS)),
        focus=top.some_of("focus", JOINTS),
        trace=top.one_of("trace", JOINTS),
        floor=top.some_of("floor", JOINTS),
        props=tuple(map(_prop, top.tables("prop"))),
        mirror=mirror,
    )


def _view(top: Table) -> View:
    if isinstance(top.values.get("view", "side"), str):
        return VIEWS[top.one_of("view", VIEWS, "side")]
    return top.vector("view")


def _poses(top: Table, mirror: Axis) -> dict[str, Pose]:
    poses: dict[str, Pose] = {}
    merged: dict[str, Table] = {}
    for name in top.values:
        table = top.table(name)
        if "mirror_of" in table.values:
            table.allow({"mirror_of"})
            pose = reflected(poses[table.one_of("mirror_of", poses)], mirror)
            poses[name] = replace(pose, turn=(pose.turn + 180) % 360 - 180)
            continue
        base = table.one_of("like", merged)
        merged[name] = _merged(merged[base], table) if base else table
        poses[name] = _pose(merged[name])
    return poses


def _merged(base: Table, table: Table) -> Table:
    values = dict(base.values)
    for key, value in table.values.items():
        under = values.get(key)
        values[key] = {**under, **value} if isinstance(value, dict) and isinstance(under, dict) else value
    return replace(table, values=values)


def _pose(table: Table) -> Pose:
    table.allow(POSE_KEYS)
    for key in LIMBS:
        table.table(key).allow(SIDES)
    lumbar, middle, chest = table.numbers("spine", 3, 3)
    heading, turn, twist, nod, tilt, look, belly = (table.number(key, 0.0) for key in ANGLES)
    feet = table.table("foot")
    foot = {side: _target(feet, side, _foot_follows(side)) for side in SIDES}
    if all(foot[side].on.startswith(other(side)) for side in SIDES):
        raise table.fault("foot", "has each foot resting on the other leg")
    return Pose(
        pelvis=table.vector("pelvis"),
        spine=(lumbar, middle, chest),
        heading=heading,
        turn=turn,
        twist=twist,
        nod=nod,
        tilt=tilt,
        look=look,
        belly=belly,
        hand={side: _target(table.table("hand"), side, HAND_FOLLOWS) for side in SIDES},
        foot=foot,
        elbow=_swings(table.table("elbow")),
        knee=_swings(table.table("knee")),
        fingers=_directions(table.table("fingers")),
        toes=_directions(table.table("toes")),
    )


def _foot_follows(side: Side) -> frozenset[str]:
    return frozenset(TRUNK_JOINTS) | {f"{other(side)} {joint}" for joint in LEG_JOINTS}


def _target(limb: Table, side: Side, follows: Collection[str]) -> Target:
    if not isinstance(limb.need(side), dict):
        x, y, *rest = limb.numbers(side, 2, 3)
        return Target(x, y, rest[0] if rest else None)
    table = limb.table(side)
    table.allow({"on", "at"})
    table.need("on")
    x, y, z = table.vector("at") if "at" in table.values else (0.0, 0.0, 0.0)
    return Target(x, y, z, on=table.one_of("on", follows))


def _swings(limb: Table) -> dict[Side, float]:
    return {side: limb.number(side, 0.0) for side in SIDES if side in limb.values}


def _directions(limb: Table) -> dict[Side, Vec]:
    return {side: unit(limb.vector(side)) for side in SIDES if side in limb.values}


def _prop(table: Table) -> Prop:
    table.allow({"kind", "at", "size"})
    table.need("kind")
    kind = cast("PropKind", table.one_of("kind", get_args(PropKind)))
    places = table.need("at")
    if not isinstance(places, list) or len(places) < 2:
        raise table.fault("at", "must be a list of 2 points or more")
    size = table.number("size", 8.0)
    if size <= 0:
        raise table.fault("size", "must be more than 0")
    return Prop(kind, tuple(_place(table, place) for place in places), size)


def _place(table: Table, place: object) -> Vec | str:
    one = replace(table, values={"at": place})
    return one.one_of("at", JOINTS) if isinstance(place, str) else one.vector("at")
