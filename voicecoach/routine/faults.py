"""pydantic's findings in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from voicecoach.routine.errors import Fault
from voicecoach.routine.model import Amount, BreathDose, HoldDose, Item, RepetitionDose, Source
from voicecoach.routine.words import knows, nearest, shown, words

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

_DOSE_KINDS = frozenset({"hold", "breaths", "repetitions"})


def faults_of(error: ValidationError, model: type[BaseModel], within: str = "") -> tuple[Fault, ...]:
    """Everything that pydantic found wrong with data for `model`, which stands under the key `within`."""
    details = error.errors(include_url=False)
    return tuple(
        Fault(".".join(filter(None, (within, _key(detail["loc"])))), _message(detail, model))
        for detail in details
        if not _follows_from_others(detail, details)
    )


def _follows_from_others(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Pydantic also calls a list too short whose entries are all wrong."""
    place = detail["loc"]
    within = (other["loc"] for other in details if len(other["loc"]) > len(place))
    return detail["type"] == "too_short" and any(other[: len(place)] == place for other in within)


def _key(place: tuple[int | str, ...]) -> str:
    return "".join(_steps(place)).lstrip(".")


def _steps(place: tuple[int | str, ...]) -> Iterator[str]:
    before: int | str = ""
    for step in place:
        if isinstance(step, int):
            yield f"#{step + 1}"
        elif not (before == "dose" and step in _DOSE_KINDS):  # pydantic's own step, no key of the file
            yield f".{shown(step)}"
        before = step


def _message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind = detail["type"]
    if not knows(kind):
        return words("other")
    values = {name: _plain(value) for name, value in detail.get("ctx", {}).items()}
    if kind == "extra_forbidden":
        question = nearest(str(detail["loc"][-1]), _key_names(model))
    else:
        choices = re.findall("'([^']+)'", values.get("expected", values.get("expected_tags", "")))
        question = nearest(values.get("tag", str(detail["input"])), choices) if choices else ""
    message = words(kind, **values)
    return f"{message} ({question})" if question else message


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


@cache
def _key_names(model: type[BaseModel]) -> frozenset[str]:
    """The keys that a file of this kind may hold, in all its tables."""
    tables: set[type[BaseModel]] = {model, Item, Source, Amount, HoldDose, BreathDose, RepetitionDose}
    return frozenset(name for table in tables for name in table.model_fields)
