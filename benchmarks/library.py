"""How the library grows: from 10 routines of one's own to 10,000.

python -m benchmarks.library      measures for about a minute, and writes docs/benchmarks-library.md
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.report import machine
from voicecoach import paths
from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.preferences import Preferences
from voicecoach.coaching.total import Totals
from voicecoach.routine.library import Library
from voicecoach.speech import estimate_seconds

COUNTS = (10, 100, 1_000, 10_000)
TURNS = 3
_PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-library.md"
_TEMPLATE = Path(__file__).with_name("library.md")
_ROUTINE = """
title = "Routine {number}"
about = "Three stretches and a rest, as somebody would write them."
when = ["morning"]
frequency = "Once a day."
welcome = ["Welcome.", "You can say pause or next or stop at any time."]
farewell = ["That was number {number}.", "Come up slowly, in your own time."]
ours = "Made for measuring."
stretches = [
    {{ use = "{own}" }},
    {{ rest = 20 }},
    {{ use = "leg-rotations" }},
    {{ use = "knee-to-chest", dose = {dose} }},
]
"""
_DOSE = '{ kind = "hold", seconds = { least = 9, start = START, most = 60 } }'
_STRETCH = """
[define.my-own]
name = "My own, number {number}"
position = "on-back"
sides = "each"
setup = ["Lie on your back, with your knees bent and your feet flat."]
instructions = ["Bring your {{side}} knee towards your chest.", "Hold it with both hands: number {number}."]
brief = ["Now bring your {{side}} knee towards your chest."]
release = ["Let your {{side}} foot come back to the floor."]
cues = ["Breathe out.", "Soften your shoulders."]
ours = "Made for measuring."
[define.my-own.dose]
kind = "hold"
seconds = {{ least = 10, start = 20, most = 60 }}
repetitions = 2
"""


@dataclass(frozen=True, slots=True)
class Row:
    """The best of some turns, in seconds, for so many routines of one's own."""

    routines: int
    load: float
    again: float
    one_changed: float
    menu: float


def main() -> None:
    """The command."""
    kinds = {"library": False, "own": True}
    tables = {name: _table([_measured(count, own=own) for count in COUNTS]) for name, own in kinds.items()}
    text = _TEMPLATE.read_text(encoding="utf-8").format(machine=machine(), **tables)
    _PAGE.write_text(text, encoding="utf-8")
    print(text)


def _measured(count: int, *, own: bool) -> Row:
    print(f"{count} routines ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            _write(folder, number, own=own)
        turns = [_turn(folder, number, own=own) for number in range(TURNS)]
    return Row(count, *(min(times) for times in zip(*turns, strict=True)))


def _turn(folder: Path, number: int, *, own: bool) -> tuple[float, float, float, float]:
    """Seconds for the first look, for one with nothing new, with one changed file, and for the lengths."""
    library = Library(paths.builtin("routines"), folder)
    first, again = _timed(library.routines), _timed(library.routines)
    _write(folder, number, own=own, start=21 + number)
    changed = _timed(library.routines)
    return first, again, changed, _timed(partial(_lengths, library))


def _lengths(library: Library) -> None:
    length = partial(estimate_seconds, words_per_minute=130)
    totals = Totals(load_phrases(), Preferences(), length)
    for routine in library.routines():
        totals.minutes(routine)


def _timed(call: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _write(folder: Path, number: int, *, own: bool, start: int = 20) -> None:
    text = _ROUTINE.format(number=number, own="my-own" if own else "open-close", dose=_DOSE)
    text = text.replace("START", str(start))
    more = _STRETCH.format(number=number) if own else ""
    (folder / f"routine-{number}.toml").write_text(text + more, encoding="utf-8")


def _table(rows: list[Row]) -> str:
    lines = [
        "| routines | first look | again | one file changed | lengths for the menu |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        cells = (f"{seconds:.3f} s" for seconds in (row.load, row.again, row.one_changed, row.menu))
        lines.append(f"| {row.routines:,} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
