"""What can be said in each context, read from the room's language files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from voicecoach.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

UNKNOWN = "[unk]"
"""The recogniser's word for speech that is in no grammar."""

_TELLING_LETTERS = 4
_UNKNOWN_WEIGHT = 5  # named this often in a grammar, it wins more often over a command that fits badly


@dataclass(frozen=True, slots=True)
class Context:
    """The vocabulary of one situation.

    Attributes:
        name: "menu", "session", "paused", "check-in" or "confirm".
        commands: phrase -> command name.
        decoys: words that are listened for only so that they are not taken for a command.
    """

    name: str
    commands: Mapping[str, str]
    decoys: tuple[str, ...]

    def grammar(self) -> list[str]:
        """Everything that the recogniser may answer with."""
        return [*self.commands, *self.decoys, *[UNKNOWN] * _UNKNOWN_WEIGHT]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All contexts of one language, by name."""

    contexts: Mapping[str, Context]

    def phrases(self) -> frozenset[str]:
        """Every phrase that is a command in any context."""
        return frozenset(phrase for context in self.contexts.values() for phrase in context.commands)

    def telling_words(self) -> frozenset[str]:
        """Words that are said to command and hardly for anything else: long enough, and no decoys."""
        words = {
            word for phrase in self.phrases() for word in phrase.split() if len(word) >= _TELLING_LETTERS
        }
        talk = {decoy for context in self.contexts.values() for decoy in context.decoys}
        whole = {phrase for phrase in self.phrases() if " " not in phrase}
        return frozenset(word for word in words if word in whole or word not in talk)

    def known_to(self, knows: Callable[[str], bool]) -> tuple[Vocabulary, tuple[str, ...]]:
        """This vocabulary as far as a model knows its words, and the command phrases that had to go.

        Args:
            knows: whether one word is in the model.
        """

        def sayable(phrase: str) -> bool:
            return all(knows(word) for word in phrase.split())

        kept = {
            name: replace(
                context,
                commands={phrase: command for phrase, command in context.commands.items() if sayable(phrase)},
                decoys=tuple(filter(sayable, context.decoys)),
            )
            for name, context in self.contexts.items()
        }
        dropped = tuple(sorted(phrase for phrase in self.phrases() if not sayable(phrase)))
        return Vocabulary(kept), dropped


OwnWords = tuple[tuple[str, tuple[str, ...]], ...]
"""Phrases of the user's own: (command, phrases)."""

Tables = dict[str, dict[str, list[str]]]
"""Context -> command -> phrases."""


@cache
def language_file(language: str) -> Mapping[str, Any]:
    """The contents of `language`.toml beside this module.

    Raises:
        UserError: there is no such language.
    """
    source = resources.files(__package__).joinpath(f"{language}.toml")
    if not source.is_file():
        raise UserError(f"I do not listen in the language {language!r}.", 'Try language = "en".')
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def load(language: str, own_words: OwnWords = (), *, by_name: bool = False) -> Vocabulary:
    """The vocabulary of a language.

    Args:
        language: which one.
        own_words: phrases of the user's own for some commands, in place of the usual ones.
        by_name: only what begins with the coach's name is a command, except for answers to a question.

    Raises:
        UserError: there is no such language, no such command, or one phrase would mean two things.
    """
    words = language_file(language)
    tables = _with_own_words(words["contexts"], own_words)
    every_phrase = [phrase for table in tables.values() for phrases in table.values() for phrase in phrases]
    candidates = tuple(dict.fromkeys([*words["decoys"], *every_phrase]))
    contexts = {}
    for name, table in tables.items():
        called = f"{words['name']} " if by_name and name not in words["answers"] else ""
        commands = {called + phrase: command for command, phrases in table.items() for phrase in phrases}
        banned = _sound_alikes(commands, words["homophones"])
        others = (phrase for phrase in candidates if phrase not in commands)
        decoys = tuple(phrase for phrase in others if banned.isdisjoint(phrase.split()))
        contexts[name] = Context(name, commands, decoys)
    return Vocabulary(contexts)


def _with_own_words(tables: Tables, own_words: OwnWords) -> Tables:
    own = dict(own_words)
    known = {command for table in tables.values() for command in table}
    for command in own.keys() - known:
        raise UserError(f"There is no command {command!r}.", f"Commands: {', '.join(sorted(known))}.")
    adapted = {
        name: {command: list(own.get(command, phrases)) for command, phrases in table.items()}
        for name, table in tables.items()
    }
    for table in adapted.values():
        phrases = [phrase for each in table.values() for phrase in each]
        twice = next((phrase for phrase in phrases if phrases.count(phrase) > 1), None)
        if twice is not None:
            meanings = " and ".join(command for command, each in table.items() if twice in each)
            raise UserError(f'"{twice}" would mean {meanings}.', "Choose another phrase for one of them.")
    return adapted


def _sound_alikes(commands: Mapping[str, str], homophones: list[list[str]]) -> frozenset[str]:
    """Words that sound like a word of these commands and are none."""
    own = {word for phrase in commands for word in phrase.split()}
    alike = {word for group in homophones if own.intersection(group) for word in group}
    return frozenset(alike - own)
