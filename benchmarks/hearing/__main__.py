"""Measure how well commands are heard, and write docs/hearing.md.

python -m benchmarks.hearing [--model FOLDER ...] [--quick] [--half a|b]
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.hearing import plan, report, rooms, trials
from benchmarks.hearing.clips import Clip, Kind, conversations, half, people, synthetic
from benchmarks.hearing.conditions import Stage
from benchmarks.hearing.contestants import Samples
from benchmarks.hearing.made import made
from benchmarks.hearing.processor import costs
from tests.support.voices import HELD_OUT_VOICES
from voicecoach import models, paths
from voicecoach.hearing.vocabulary import load

_PAGE = Path(__file__).parents[2] / "docs" / "hearing.md"
_QUICK_EVERY = 12
_QUICK_VOICES = 2
_TALK_SECONDS, _MADE_SECONDS = 900, 300
_COST_SECONDS, _QUICK_COST_SECONDS = 120, 20
_NO_PEOPLE = (
    "**VOICECOACH_RECORDINGS names no recordings of people: only synthetic voices were measured.**\n\n"
)
_QUICK = f"**A quick run: one recording in {_QUICK_EVERY}.**\n\n"


def main() -> None:
    """The command."""
    chosen = _arguments()
    folders: list[Path] = chosen.model or [models.embedded(paths.builtin("models"))]
    clips, stage = material(quick=chosen.quick, which_half=chosen.half)
    measured = [
        measure(folder.absolute(), clips, stage, quick=chosen.quick, everybody=folder is folders[0])
        for folder in folders
    ]
    remark = (_QUICK if chosen.quick else "") + ("" if _recordings() else _NO_PEOPLE)
    text = report.page(clips, measured[0], measured[1:], remark)
    print(text)
    if not (chosen.quick or chosen.half):
        _PAGE.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hearing", description=__doc__)
    parser.add_argument("--model", type=Path, nargs="+", help="model folders; otherwise the embedded one")
    parser.add_argument("--quick", action="store_true", help="a part of the clips; the page is not written")
    parser.add_argument(
        "--half", choices=("a", "b"), default="", help="half of the clips: a to try, b to judge; no page"
    )
    return parser.parse_args()


def _recordings() -> Path | None:
    named = os.environ.get("VOICECOACH_RECORDINGS")
    return Path(named) if named else None


def material(*, quick: bool, which_half: str = "") -> tuple[list[Clip], Stage]:
    """All clips, and the stage with everything that backgrounds are made of."""
    phrases = load("en").phrases()
    folder = _recordings()
    _tell("Reading recordings and rendering voices ...")
    spoken = people(folder, phrases) if folder else []
    sounds = made(_MADE_SECONDS)
    stage = Stage([*spoken, *sounds], rooms.responses())
    others = [*spoken, *conversations(spoken, _TALK_SECONDS), *sounds]
    if quick:
        others = [clip for clip in others if plan.chosen(clip, _QUICK_EVERY)]
    voices = HELD_OUT_VOICES[: _QUICK_VOICES if quick else None]
    commands = synthetic(sorted(phrases), Kind.COMMAND, voices)
    return list(half([*others, *commands], which_half)), stage


def measure(
    model: Path, clips: Sequence[Clip], stage: Stage, *, quick: bool, everybody: bool
) -> report.Measured:
    """Measure one model; `everybody` also measures who does not depend on it, and other gates."""
    with tempfile.TemporaryDirectory() as folder:
        makers = {
            name: maker
            for name, maker in plan.makers(model, Path(folder) / "plain").items()
            if everybody or plan.depends_on_model(name)
        }
        jobs = plan.jobs(clips, makers, stage)
        _tell(f"{model.name}: {len(jobs)} sounds, {sum(len(job.listeners) for job in jobs)} trials ...")
        found = trials.run(trials.Bench(stage, makers), jobs)
        _tell("Measuring the processor time ...")
        seconds = _QUICK_COST_SECONDS if quick else _COST_SECONDS
        spent = costs({name: maker() for name, maker in makers.items()}, _talk(clips), seconds)
    return report.Measured(model.name, found, spent)


def _talk(clips: Sequence[Clip]) -> Samples:
    talk = [clip.sound for clip in clips if clip.kind is Kind.CONVERSATION]
    joined = np.concatenate(talk) if talk else np.zeros(0, np.float32)
    return (np.clip(joined, -1, 1) * 32767).astype(np.int16)


def _tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
