"""Every sentence of the coach that belongs to no stretch: read from a file a language, filled in here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from voicecoach.coaching.terms import Side


@dataclass(frozen=True)
class Phrases:
    """The sentences of one language: sections of keys with one sentence, or several to be said in turn."""

    sections: Mapping[str, Mapping[str, Any]]

    def say(self, key: str, section: str = "coach", **words: str) -> tuple[str, ...]:
        """The sentences under a key, with `words` for what stands in braces."""
        found = self.sections[section][key]
        sentences = [found] if isinstance(found, str) else found
        return tuple(sentence.format(**words) for sentence in sentences)

    def side(self, side: Side) -> str:
        """The word for a side."""
        return str(self.sections["sides"][side])

    def side_words(self, side: Side | None) -> dict[str, str]:
        """What `{side}`, `{Side}` and `{other_side}` stand for; nothing where there are no sides."""
        if side is None:
            return {}
        own, other = self.side(side), self.side("left" if side == "right" else "right")
        return {"side": own, "Side": own.capitalize(), "other_side": other, "Other_side": other.capitalize()}


@cache
def load_phrases(language: str = "en") -> Phrases:
    """The coach's sentences in a language.

    Raises:
        FileNotFoundError: there is no such language.
    """
    text = files("voicecoach.coaching").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Phrases(tomllib.loads(text))
