"""Draws a movement at a moment: `frame` is the one door for a program that shows figures."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import hypot

from voicecoach.figure.camera import Camera
from voicecoach.figure.geometry import Vec, lerp
from voicecoach.figure.mirror import mirrored
from voicecoach.figure.movement import Movement, Phase
from voicecoach.figure.props import places_of, prop_strokes
from voicecoach.figure.raster import Canvas, Cell, Ink
from voicecoach.figure.skeleton import Body, Side
from voicecoach.figure.stage import Stage, stage
from voicecoach.figure.strokes import Stroke, body_strokes

Picture = tuple[tuple[Cell, ...], ...]

FRAMES_A_SECOND = 12
ARROW_CANVAS = 36  # On a canvas with more half rows than this, arrow heads grow with it.
LEAST_ZOOM, THICKEST = 0.44, 1.25  # Below so many units a centimetre limbs are drawn up to so much thicker.
EDGE_CM = 2.6  # The dark line round a limb where it lies over another part of the body.
DOT_UNITS = 4.0  # Between the dots of a traced way.

# What an outline does to what lies under it: nothing to the ground, mat and props.
_OVER_BODY = bytes(Ink.EDGE if Ink.EDGE < ink <= Ink.EYE else ink for ink in range(256))


def frame(movement: Movement, side: Side, phase: Phase, progress: float, columns: int, rows: int) -> Picture:
    """The picture at a moment: `rows` rows of `columns` cells, kept for the next time.

    Args:
        movement: what to draw; movements are written for the right side.
        side: the side that works.
        phase: one of the movement's phases.
        progress: 0 to 1, taken to the nearest of FRAMES_A_SECOND moments a second.
        columns: the width in characters, 0 or more.
        rows: the height in characters, 0 or more.

    Raises:
        ValueError: the movement has no such phase.
    """
    if columns < 1 or rows < 1:
        return ((),) * rows
    shown = movement if side == "right" else _mirrored(movement)
    steps = max(1, round(movement.phase_seconds(phase) * FRAMES_A_SECOND))
    step = round(min(1.0, max(0.0, progress)) * steps)
    return _frame(shown, phase, step / steps, columns, rows)


_mirrored = lru_cache(maxsize=64)(mirrored)


@lru_cache(maxsize=256)  # One side of a movement has about 150 frames; large ones are about 100 kB each.
def _frame(movement: Movement, phase: Phase, progress: float, columns: int, rows: int) -> Picture:
    return _draw(movement, movement.body(phase, progress), stage(movement, columns, rows), columns, rows)


def _draw(movement: Movement, body: Body, stage: Stage, columns: int, rows: int) -> Picture:
    """Paint the ground, the traced way, then body and props from far to near."""
    canvas = Canvas(columns, rows)
    camera = stage.camera
    _draw_mat(canvas, stage)
    _draw_way(canvas, camera, stage.way)
    strokes = [*body_strokes(body, camera, movement.accent, stage.far)]
    for prop in movement.props:
        strokes += prop_strokes(prop, body, camera)
    thick = min(THICKEST, max(1.0, LEAST_ZOOM / camera.zoom))
    for stroke in sorted(strokes, key=lambda s: s.depth):
        _draw_stroke(canvas, camera, stroke, thick)
    for prop in movement.props:
        if prop.kind == "arrow":
            a, *_, b = places_of(prop, body)
            _draw_way(canvas, camera, tuple(lerp(a, b, n / 12) for n in range(13)))
    return canvas.cells()


def _draw_mat(canvas: Canvas, stage: Stage) -> None:
    corners = [stage.camera.place(corner) for corner in stage.mat]
    canvas.polygon(corners, Ink.MAT)
    nearest = max(pairwise((*corners, corners[0])), key=lambda edge: edge[0][1] + edge[1][1])
    (ax, ay), (bx, by) = nearest
    canvas.capsule(ax, ay, 0.9, bx, by, 0.9, Ink.MAT_EDGE)


def _draw_stroke(canvas: Canvas, camera: Camera, stroke: Stroke, thick: float) -> None:
    (ax, ay), (bx, by) = camera.place(stroke.a), camera.place(stroke.b)
    ra, rb = stroke.ra * camera.zoom * thick, stroke.rb * camera.zoom * thick
    if stroke.outline:
        wide = max(EDGE_CM * camera.zoom, 1.2)
        (sx, sy, sr), (tx, ty, tr) = (
            (ax + (bx - ax) * t, ay + (by - ay) * t, ra + (rb - ra) * t + wide) for t in stroke.outline
        )
        canvas.capsule(sx, sy, sr, tx, ty, tr, Ink.EDGE, over=_OVER_BODY)
    canvas.capsule(ax, ay, ra, bx, by, rb, stroke.ink)


def _draw_way(canvas: Canvas, camera: Camera, way: tuple[Vec, ...]) -> None:
    """Dots along the way of a joint and an arrow head at its end."""
    if len(way) < 2:
        return
    spots = [camera.place(point) for point in way]
    gone, last = 0.0, spots[0]
    for x, y in spots[1:]:
        gone += hypot(x - last[0], y - last[1])
        last = x, y
        if gone >= DOT_UNITS:
            gone = 0.0
            canvas.capsule(x, y, 1.2, x, y, 1.2, Ink.TRACE)
    _draw_arrow_head(canvas, spots)


def _draw_arrow_head(canvas: Canvas, spots: list[tuple[float, float]]) -> None:
    x, y = spots[-1]
    bx, by = next((s for s in reversed(spots) if hypot(x - s[0], y - s[1]) > 5), spots[0])
    size = hypot(x - bx, y - by)
    if size < 1:
        return
    ux, uy = (x - bx) / size, (y - by) / size
    k = max(1.0, canvas.height / ARROW_CANVAS)
    tip, base = (x + ux * 12 * k, y + uy * 12 * k), (x + ux * 3, y + uy * 3)
    wing = -uy * 5.5 * k, ux * 5.5 * k
    left, right = (base[0] + wing[0], base[1] + wing[1]), (base[0] - wing[0], base[1] - wing[1])
    canvas.polygon((tip, left, right), Ink.TRACE)
