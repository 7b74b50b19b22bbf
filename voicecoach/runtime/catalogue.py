"""The library for people and for scripts: what there is, and what is in it."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.session import Session
from voicecoach.runtime.build import estimate_with, library, preferences

if TYPE_CHECKING:
    from voicecoach.routine.model import Part, Routine
    from voicecoach.settings import Settings


def rows(settings: Settings) -> list[dict[str, Any]]:
    """The routines in the order of the menu, as the command line lists them."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "minutes": minutes(one, settings),
            "stretches": [part.id for part in one.parts],
            "sources": [source.title for source in one.file.sources],
            "origin": one.origin,
        }
        for one in library().routines()
    ]


def minutes(routine: Routine, settings: Settings) -> int:
    """How long a routine takes, in whole minutes, upwards."""
    session = Session(routine, load_phrases(), preferences(settings), partial(estimate_with, settings))
    return math.ceil(session.view().total_left_seconds / 60)


def as_dict(routine: Routine) -> dict[str, Any]:
    """A routine with every stretch looked up."""
    file = routine.file.model_dump(mode="json", exclude={"stretches"})
    parts = [
        {"id": part.id, **part.stretch.model_dump(mode="json"), "dose": part.dose.model_dump(mode="json")}
        for part in routine.parts
    ]
    return {"id": routine.id, "origin": routine.origin, **file, "stretches": parts}


def as_text(routine: Routine) -> str:
    """A routine to read."""
    lines = [routine.title, routine.file.about, ""]
    for number, part in enumerate(routine.parts, start=1):
        lines += [f"{number}. {part.stretch.name}: {_dose(part)}"]
        lines += [f"   {sentence}" for sentence in _sentences(part)]
        lines += [f"   Take care: {caution}" for caution in part.stretch.cautions]
        lines += [f"   Source: {source.title}. {source.says}".rstrip() for source in part.stretch.sources]
        lines += [f"   Our own dose: {part.stretch.ours}"] if part.stretch.ours else []
        lines.append("")
    return "\n".join(lines).rstrip()


def _sentences(part: Part) -> list[str]:
    """The first side's words; with the words for both sides where there are two."""
    words = load_phrases().side_words("right" if part.stretch.sides == "each" else None)
    sentences = []
    for text in (*part.stretch.setup, *part.stretch.instructions, *part.stretch.release):
        for name, word in words.items():
            text = text.replace("{" + name + "}", word)
        sentences.append(text)
    return sentences


def _dose(part: Part) -> str:
    dose = part.dose
    side = " a side" if part.stretch.sides == "each" else ""
    match dose.kind:
        case "hold":
            amount = f"{dose.repetitions} x {dose.seconds.start:g} seconds"
        case "breaths":
            amount = f"{dose.repetitions} x {dose.breaths.start:g} breaths"
        case "repetitions":
            amount = f"{dose.count.start:g} repetitions"
    return amount + side + (f", {dose.sets} sets" if dose.sets > 1 else "")
