"""A stretch and a routine as somebody would write them."""

from __future__ import annotations

STRETCH = """
name = "Knee to chest"
position = "on-back"
sides = "each"
setup = ["Lie on your back."]
instructions = ["Bring your {side} knee to your chest."]
brief = ["{Side} knee to your chest."]
release = ["Let it go."]

[dose]
kind = "hold"
seconds = { least = 10, start = 20, most = 60 }
"""

ROUTINE = """
title = "Mine"
about = "What I do."
welcome = ["Welcome."]
farewell = ["Goodbye."]
stretches = [{ use = "knee-to-chest" }]
"""

OWN_STRETCH = f"[define.my-own]{STRETCH.replace('[dose]', '[define.my-own.dose]')}"
"""The same stretch as a routine file holds it."""
