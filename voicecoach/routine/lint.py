"""What is allowed in a file, but was hardly meant: warnings, for the ear and for the back.

The rules look at the table as it was read, so that they also work where something else in it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from voicecoach.routine.errors import Fault, Place
from voicecoach.routine.texts import PLACEHOLDERS
from voicecoach.routine.words import nearest, shown, words
from voicecoach.routine.world import World, language

BREATH_SECONDS = 7.0
BREATH_WORDS = 18
CUE_SECONDS = 3.0
LEAST_HOLD_SECONDS, MOST_HOLD_SECONDS = 5, 120
LEAST_STATIC_SECONDS, MOST_STATIC_SECONDS = 10, 60
"""What general guidance on stretching recommends; another hold should say where it comes from."""
LEAST_WORDS_OUT = 3

Table = Mapping[str, Any]
Sentence = tuple[Place, str]

_WAY = ("setup", "instructions", "brief", "release", "cues")
_ADVICE = ("easier", "further", "cautions")
_ENDS = ("welcome", "farewell")


def lint_stretch(table: Table, world: World, within: Place = ()) -> Iterator[Fault]:
    """Warnings about the stretch in a table, which stands at the place `within`."""
    way = [one for key in _WAY for one in _texts(table, key, within)]
    dose = _table(table, "dose")
    calls = _texts(dose, "calls", (*within, "dose"))
    advice = [one for key in _ADVICE for one in _texts(table, key, within)]
    spoken = [*_texts(table, "name", within), *way, *calls, *advice]
    yield from _for_the_ear(spoken, world)
    yield from _sides(table.get("sides"), [*way, *calls])
    yield from _equipment(table, way)
    yield from _cues(_texts(table, "cues", within), world)
    yield from _way_out(_texts(table, "release", within))
    yield from _hold(dose, (*within, "dose"), sourced=_is_sourced(table))
    if not _is_sourced(table):
        yield Fault(within, words("no_source"), words("no_source_hint"))
    figure = table.get("figure")
    if isinstance(figure, str) and figure not in world.figures:
        place = (*within, "figure")
        yield Fault(place, words("unknown_figure", name=shown(figure)), nearest(figure, world.figures))


def lint_routine(table: Table, world: World) -> Iterator[Fault]:
    """Warnings about the routine in a table, with the stretches that it defines."""
    spoken = [one for key in ("title", *_ENDS) for one in _texts(table, key)]
    yield from _for_the_ear(spoken, world)
    entries = table.get("stretches")
    tables = [one if isinstance(one, dict) else {} for one in (entries if isinstance(entries, list) else ())]
    used = {one.get("use") for one in tables if isinstance(one.get("use"), str)}
    for number, entry in enumerate(tables):
        yield from _hold(_table(entry, "dose"), ("stretches", number, "dose"), sourced=True)
    for name, stretch in _table(table, "define").items():
        place = ("define", name)
        if name not in used:
            yield Fault(place, words("unused"), nearest(name, [one for one in used if isinstance(one, str)]))
        if isinstance(stretch, dict):
            yield from lint_stretch(stretch, world, place)


def _for_the_ear(spoken: Iterable[Sentence], world: World) -> Iterator[Fault]:
    """Sentences that leave no breath, and the coach's own words that it would obey."""
    for place, text in spoken:
        for sentence in re.split(r"(?<=[.?!:;])\s+", text):
            seconds, count = world.length(_read_aloud(sentence)), len(sentence.split())
            if seconds > BREATH_SECONDS or count > BREATH_WORDS:
                message = words("too_long_to_say", seconds=f"{seconds:.0f}", count=count)
                yield Fault(place, message, words("too_long_to_say_hint"))
        clauses = (" ".join(clause.split()) for clause in re.split(r"[.,:;?!]", text.lower()))
        for clause in dict.fromkeys(clauses):
            if clause in world.commands:
                yield Fault(place, words("command", phrase=clause), words("command_hint"))


def _sides(sides: object, spoken: Iterable[Sentence]) -> Iterator[Fault]:
    if sides not in ("each", "none"):
        return
    for place, text in spoken:
        if language().names_side(text):
            yield Fault(place, words(f"names_side_{sides}"), words(f"names_side_{sides}_hint"))


def _equipment(table: Table, way: Iterable[Sentence]) -> Iterator[Fault]:
    at_hand = " ".join(text for _, text in _texts(table, "equipment")).lower()
    told: set[str] = set()
    for place, text in way:
        for thing in sorted(language().needed(text) - told):
            if thing not in at_hand:
                told.add(thing)
                yield Fault(place, words("equipment", thing=thing), words("equipment_hint", thing=thing))


def _cues(cues: Iterable[Sentence], world: World) -> Iterator[Fault]:
    for place, text in cues:
        seconds = world.length(_read_aloud(text))
        if seconds > CUE_SECONDS:
            yield Fault(place, words("long_cue", seconds=f"{seconds:.1f}"), words("long_cue_hint"))


def _way_out(release: list[Sentence]) -> Iterator[Fault]:
    if release and sum(len(text.split()) for _, text in release) < LEAST_WORDS_OUT:
        yield Fault(release[0][0][:-1], words("no_way_out"), words("no_way_out_hint"))


def _hold(dose: Table, place: Place, *, sourced: bool) -> Iterator[Fault]:
    start = _table(dose, "seconds").get("start")
    if dose.get("kind") != "hold" or not isinstance(start, int | float):
        return
    least, most = (
        (LEAST_HOLD_SECONDS, MOST_HOLD_SECONDS) if sourced else (LEAST_STATIC_SECONDS, MOST_STATIC_SECONDS)
    )
    if not least <= start <= most:
        here = (*place, "seconds", "start")
        message = words("unusual_hold", least=least, most=most)
        yield Fault(here, message, "" if sourced else words("unusual_hold_hint"))


def _is_sourced(table: Table) -> bool:
    ours = table.get("ours")
    return bool(table.get("sources")) or (isinstance(ours, str) and bool(ours.strip()))


def _read_aloud(text: str) -> str:
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, language().sides[-1])
    return text


def _texts(table: Table, key: str, within: Place = ()) -> list[Sentence]:
    """The texts under a key, with their places."""
    found = table.get(key)
    if isinstance(found, str):
        return [((*within, key), found)]
    entries = found if isinstance(found, list) else []
    return [((*within, key, number), text) for number, text in enumerate(entries) if isinstance(text, str)]


def _table(table: Table, key: str) -> Table:
    found = table.get(key)
    return found if isinstance(found, dict) else {}
