"""What the checker is told of the rest of the program: this room knows neither ears nor figures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path


@dataclass(frozen=True, slots=True)
class World:
    """What a file has to fit.

    Attributes:
        commands: phrases that the coach obeys, in small letters.
        figures: ids of the movements that can be drawn.
        length: how long a sentence sounds at the calm pace, in seconds.
    """

    commands: Collection[str]
    figures: Collection[str]
    length: Callable[[str], float]


@dataclass(frozen=True)
class Language:
    """Words with a meaning for the checker, in one language."""

    sides: list[str]
    no_sides: list[str]
    either: str
    equipment: list[str]

    @cached_property
    def _side(self) -> re.Pattern[str]:
        return _any_of(self.sides)

    @cached_property
    def _no_side(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.no_sides)), re.IGNORECASE)

    def names_side(self, text: str) -> bool:
        """Whether a side is named by its word."""
        return bool(self._side.search(self._no_side.sub("", text)))

    def needed(self, text: str) -> set[str]:
        """The things that a sentence asks for; none where it offers a choice that needs nothing."""
        choices = re.split(rf"\b{self.either}\b", text.lower())
        named = [{thing for thing in self.equipment if re.search(rf"\b{thing}s?\b", one)} for one in choices]
        return set[str]().union(*named) if all(named) else set()


@cache
def language(name: str = "en") -> Language:
    """The words of a language."""
    words = tomllib.loads(Path(__file__).with_name(f"spoken.{name}.toml").read_text(encoding="utf-8"))
    return Language(words["sides"], words["no_sides"], words["or"], words["equipment"])


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
