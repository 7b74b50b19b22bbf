"""Figures: a body in three dimensions, moved between key poses and drawn with quadrant characters.

`load` or `load_all` reads movements from TOML files, `frame` draws one at a moment. Inks are names for
colours; `DARK` gives each its colour on a dark ground.
"""

from __future__ import annotations

from voicecoach.figure.drawing import Picture, frame
from voicecoach.figure.loading import load, load_all
from voicecoach.figure.movement import Movement, Phase
from voicecoach.figure.raster import DARK, Cell, Colour, Ink
from voicecoach.figure.skeleton import Side
from voicecoach.figure.table import FigureError

__all__ = [
    "DARK",
    "Cell",
    "Colour",
    "FigureError",
    "Ink",
    "Movement",
    "Phase",
    "Picture",
    "Side",
    "frame",
    "load",
    "load_all",
]
