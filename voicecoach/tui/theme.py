"""Our colours: dark, with strong contrast, on the ground that the figures' colours were weighed for."""

from __future__ import annotations

from textual.theme import Theme

COACH_THEME = Theme(
    name="coach",
    dark=True,
    background="#10141b",
    surface="#10141b",
    panel="#1b222d",
    foreground="#eef2f6",
    primary="#8ab8ff",
    secondary="#8ab8ff",
    accent="#ffb22c",
    success="#7ee08a",
    warning="#ffd24a",
    error="#ff9a6b",
    variables={
        "quiet": "#93a1b2",
        "line": "#2c3848",
        "way": "#8ab8ff",
        "work": "#7ee08a",
        "switch": "#d9adff",
        "rest": "#7fd8e6",
    },
)
