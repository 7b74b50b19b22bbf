"""pydantic's findings in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from voicecoach.routine.errors import Fault, Place
from voicecoach.routine.model import (
    Amount,
    BreathDose,
    HoldDose,
    Item,
    RepetitionDose,
    Rest,
    Source,
    Stretch,
)
from voicecoach.routine.words import knows, nearest, words

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

MOST_FAULTS = 100
"""More of one file are not told: they have one cause."""

_DOSE_KINDS = frozenset({"hold", "breaths", "repetitions"})
_ENTRY_KINDS = frozenset({"use", "rest"})


def faults_of(error: ValidationError, model: type[BaseModel], within: Place = ()) -> tuple[Fault, ...]:
    """Everything that pydantic found wrong with data for `model`, which stands at the place `within`."""
    details = error.errors(include_url=False)[:MOST_FAULTS]
    return tuple(
        _fault(detail, model, within) for detail in details if not _follows_from_others(detail, details)
    )


def message_of(error: ValidationError) -> str:
    """What pydantic found wrong with a single value, as a sentence."""
    detail = error.errors(include_url=False)[0]
    message = _worded(detail) or words("other")
    return f"{message[0].upper()}{message[1:]}."


def _follows_from_others(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Pydantic also calls a list too short whose entries are all wrong."""
    place = detail["loc"]
    within = (other["loc"] for other in details if len(other["loc"]) > len(place))
    return detail["type"] == "too_short" and any(other[: len(place)] == place for other in within)


def _fault(detail: ErrorDetails, model: type[BaseModel], within: Place) -> Fault:
    place = (*within, *_steps(detail["loc"]))
    message = _worded(detail)
    return Fault(place, message, _hint(detail, model, place)) if message else Fault(place, words("other"))


def _worded(detail: ErrorDetails) -> str:
    """The words for a finding; "" where there are none."""
    kind = detail["type"]
    return words(kind, **_values(detail)) if knows(kind) else ""


def _values(detail: ErrorDetails) -> dict[str, str]:
    return {name: _plain(value) for name, value in detail.get("ctx", {}).items()}


def _hint(detail: ErrorDetails, model: type[BaseModel], place: Place) -> str:
    if detail["type"] == "extra_forbidden":
        key = str(place[-1])
        if len(place) > 1 and key in model.model_fields:
            return words("above_tables")
        return nearest(key, _key_names(model))
    values = _values(detail)
    choices = re.findall("'([^']+)'", values.get("expected", values.get("expected_tags", "")))
    given = values.get("tag", detail["input"])
    return nearest(given, choices) if isinstance(given, str) else ""


def _steps(place: Place) -> Iterator[int | str]:
    """The way in the file: pydantic's has steps of its own, which are no keys of the file."""
    before: tuple[int | str, ...] = ()
    for step in place:
        names_dose = before[-1:] == ("dose",) and step in _DOSE_KINDS
        names_entry = len(before) == 2 and before[0] == "stretches" and step in _ENTRY_KINDS
        if not (names_dose or names_entry or step == "[key]"):
            yield step
        before = (*before, step)


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


@cache
def _key_names(model: type[BaseModel]) -> frozenset[str]:
    """The keys that a file of this kind may hold, in all its tables."""
    tables: set[type[BaseModel]] = {model, Item, Rest, Source, Amount, HoldDose, BreathDose, RepetitionDose}
    if "define" in model.model_fields:
        tables.add(Stretch)
    return frozenset(name for table in tables for name in table.model_fields)
