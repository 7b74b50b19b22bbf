"""The words on the screen, from a file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


class Words:
    """Texts by section and key."""

    def __init__(self, sections: Mapping[str, Mapping[str, str]]) -> None:
        self._sections = sections

    def __call__(self, section: str, key: str, **fill: object) -> str:
        """The text under a key, with `fill` for what stands in braces.

        Raises:
            KeyError: there is no such text.
        """
        return self._sections[section][key].format(**fill)

    def has(self, section: str, key: str) -> bool:
        """Whether there is such a text."""
        return key in self._sections[section]


@cache
def load_words(language: str = "en") -> Words:
    """The words of a language.

    Raises:
        FileNotFoundError: there is no such language.
    """
    text = files("voicecoach.tui").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Words(tomllib.loads(text))
