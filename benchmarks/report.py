"""docs/benchmarks.md, written from what was measured."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.figures import Figures

_TEMPLATE = Path(__file__).with_name("page.md")
_PACKAGES = ("vosk", "pyttsx3", "espeakng-loader", "sounddevice", "numpy")


def write(page: Path, reaction: Sequence[Figures], silence: Sequence[Figures], player: str) -> None:
    """Write the page; the first of each list is ours, the second is what it is compared with."""
    text = _TEMPLATE.read_text(encoding="utf-8").format(
        date=f"{dt.datetime.now(dt.UTC):%d %B %Y}",
        machine=machine(),
        python=platform.python_version(),
        packages=", ".join(f"{name} {version(name)}" for name in _PACKAGES),
        reaction=_table(reaction),
        reaction_ratio=_ratio(reaction),
        player=player,
        silence=_table(silence),
        silence_ratio=_ratio(silence),
    )
    page.write_text(text, encoding="utf-8")


def _table(rows: Sequence[Figures]) -> str:
    lines = ["| | median | 95 % within | trials with a result |", "|---|---|---|---|"]
    for row in rows:
        median, late = row.percentile(50), row.percentile(95)
        lines.append(
            f"| {row.name} | {median:.3f} s | {late:.3f} s | {len(row.delays_seconds)} of {row.trials} |"
        )
    return "\n".join(lines)


def _ratio(rows: Sequence[Figures]) -> str:
    ours, theirs = rows[0], rows[1]
    median, late = (theirs.percentile(percent) / ours.percentile(percent) for percent in (50, 95))
    return f"{theirs.name} takes {median:.1f} times as long in the median, {late:.1f} times at 95 %."


def machine() -> str:
    """What it is measured on, and how busy it is."""
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, load {load:.1f} at the end"
    )
