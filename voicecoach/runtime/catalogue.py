"""The library for people and for scripts: what there is, and what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.total import Totals
from voicecoach.runtime.acts import origin_of
from voicecoach.runtime.build import estimate_with, library, preferences

if TYPE_CHECKING:
    from voicecoach.routine.model import Part, Routine
    from voicecoach.settings import Settings


def rows(settings: Settings) -> list[dict[str, Any]]:
    """The routines in the order of the menu, as scripts read them."""
    totals = _totals(settings)
    return [
        {
            "id": one.id,
            "title": one.title,
            "minutes": totals.minutes(one),
            "stretches": [part.id for part in one.parts],
            "sources": [source.title for source in one.file.sources],
            "origin": one.origin,
        }
        for one in library().routines()
    ]


def listing(settings: Settings) -> list[str]:
    """The same for people, a line each; then the files that cannot be used."""
    totals, found, phrases = _totals(settings), library(), load_phrases()
    lines = [
        f"{one.id:24}{totals.minutes(one):4} min  {one.title:32}{origin_of(one, phrases)}".rstrip()
        for one in found.routines()
    ]
    return lines + [phrases.say("broken", "menu", file=one.message)[0] for one in found.broken]


def minutes(routine: Routine, settings: Settings) -> int:
    """How long a routine takes, in whole minutes, upwards."""
    return _totals(settings).minutes(routine)


def _totals(settings: Settings) -> Totals:
    return Totals(load_phrases(), preferences(settings), partial(estimate_with, settings))


def as_dict(routine: Routine) -> dict[str, Any]:
    """A routine with every stretch looked up."""
    file = routine.file.model_dump(mode="json", exclude={"stretches", "define"})
    parts = [
        {
            "id": part.id,
            **part.stretch.model_dump(mode="json"),
            "dose": part.dose.model_dump(mode="json"),
            "rest_before_seconds": part.rest_before_seconds,
        }
        for part in routine.parts
    ]
    return {"id": routine.id, "origin": routine.origin, **file, "stretches": parts}


def as_text(routine: Routine) -> str:
    """A routine to read."""
    lines = [routine.title, routine.file.about]
    lines += [words.capitalize() for words in [origin_of(routine, load_phrases())] if words]
    lines.append("")
    for number, part in enumerate(routine.parts, start=1):
        if part.rest_before_seconds:
            lines += [f"Rest for {part.rest_before_seconds:g} seconds.", ""]
        lines += [f"{number}. {part.stretch.name}: {_dose(part)}"]
        stretch = part.stretch
        lines += [f"   You need {' and '.join(stretch.equipment)}."] if stretch.equipment else []
        lines += _told(part, (*stretch.setup, *stretch.instructions, *stretch.release))
        lines += _told(part, stretch.easier, "Easier: ")
        lines += _told(part, stretch.further, "Further: ")
        lines += _told(part, stretch.cautions, "Take care: ")
        lines += [f"   Source: {source.title}. {source.says}".rstrip() for source in part.stretch.sources]
        lines += [f"   Our own dose: {part.stretch.ours}"] if part.stretch.ours else []
        lines.append("")
    return "\n".join(lines).rstrip()


def _told(part: Part, texts: Iterable[str], lead: str = "") -> list[str]:
    """Sentences with the words of the first side, where there are two."""
    words = load_phrases().side_words("right" if part.stretch.sides == "each" else None)
    lines = []
    for text in texts:
        for name, word in words.items():
            text = text.replace("{" + name + "}", word)
        lines.append(f"   {lead}{text}")
    return lines


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
