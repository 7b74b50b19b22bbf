"""The built-in library: complete, fit for the ear, and none of it a command by itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from voicecoach import paths
from voicecoach.routine.library import Library
from voicecoach.routine.load import load_stretch
from voicecoach.routine.model import Stretch

_HEARING = Path(__file__).parents[2] / "voicecoach" / "hearing"
FOLDER = paths.builtin("routines")
STRETCHES = {path.stem: load_stretch(path) for path in sorted((FOLDER / "stretches").glob("*.toml"))}
ROUTINES = {routine.id: routine for routine in Library(FOLDER).routines()}
MOST_WORDS = 14
MOST_WORDS_OF_A_CUE = 8


def sentences() -> Iterator[tuple[str, str]]:
    """Everything that is said of the library, with where it stands."""
    for name, stretch in STRETCHES.items():
        yield name, stretch.name
        for key in ("setup", "instructions", "brief", "release", "cues", "easier", "further", "cautions"):
            yield from ((f"{name}: {key}", text) for text in getattr(stretch, key))
        if stretch.dose.kind == "repetitions":
            yield from ((f"{name}: calls", text) for text in stretch.dose.calls)
    for name, routine in ROUTINES.items():
        yield from ((f"{name}: welcome", text) for text in routine.file.welcome)
        yield from ((f"{name}: farewell", text) for text in routine.file.farewell)


def commands() -> set[str]:
    """Every phrase that is a command anywhere."""
    vocabulary = tomllib.loads((_HEARING / "en.toml").read_text(encoding="utf-8"))
    contexts = vocabulary["contexts"].values()
    return {phrase for context in contexts for phrases in context.values() for phrase in phrases}


def test_all_files_can_be_used() -> None:
    """No built-in file is broken, and the menu's order names every routine once."""
    assert Library(FOLDER).broken == ()
    order = tomllib.loads((FOLDER / "order.toml").read_text(encoding="utf-8"))["order"]
    assert sorted(order) == sorted(ROUTINES)
    assert list(ROUTINES) == order


def test_the_first_two_routines() -> None:
    """The stretches of each stand in their order."""
    found = {name: [part.id for part in routine.parts] for name, routine in ROUTINES.items()}
    assert found["three-easy"] == ["hip-flexor-90-90", "leg-rotations", "open-close"]
    assert found["one-minute-reset"] == ["neck-rotations"]


@pytest.mark.parametrize(
    ("name", "sides", "repetitions", "start"),
    [
        ("hip-flexor-90-90", "each", 2, 20),
        ("leg-rotations", "none", None, 5),
        ("open-close", "each", 5, 3),
        ("neck-rotations", "alternate", None, 5),
    ],
)
def test_doses_are_those_of_the_sources(name: str, sides: str, repetitions: int | None, start: float) -> None:
    """Sides, repetitions and the amount to start with are as the articles have them."""
    stretch = STRETCHES[name]
    dose = stretch.dose
    amount = {"hold": "seconds", "breaths": "breaths", "repetitions": "count"}[dose.kind]
    assert (stretch.sides, getattr(dose, "repetitions", None)) == (sides, repetitions)
    assert getattr(dose, amount).start == start


def test_the_minute_is_a_minute() -> None:
    """The neck turns fill one minute."""
    dose = STRETCHES["neck-rotations"].dose
    assert dose.kind == "repetitions"
    assert dose.count.start * dose.pace_seconds == 60


@pytest.mark.parametrize("stretch", STRETCHES.values(), ids=STRETCHES)
def test_every_stretch_is_complete(stretch: Stretch) -> None:
    """Each has what a person needs to do it well, to make it milder, and to know where it comes from."""
    assert 1 <= len(stretch.setup) <= 3
    assert 3 <= len(stretch.instructions) <= 6
    assert 1 <= len(stretch.brief) <= 2
    assert 1 <= len(stretch.release) <= 2
    assert 2 <= len(stretch.cues) <= 5
    assert stretch.easier
    assert stretch.further
    assert stretch.cautions
    assert stretch.ours or all(source.says for source in stretch.sources)
    assert stretch.sources or stretch.ours


def test_every_routine_names_its_source() -> None:
    """Nothing is recommended out of the blue."""
    assert all(routine.file.sources or routine.file.ours for routine in ROUTINES.values())


@pytest.mark.parametrize("name", STRETCHES)
def test_every_stretch_has_a_figure(name: str) -> None:
    """There is a movement to draw for each."""
    assert (FOLDER / "figures" / f"{STRETCHES[name].figure or name}.toml").is_file()


@pytest.mark.parametrize(("place", "text"), sentences())
def test_a_sentence_is_fit_for_the_ear(place: str, text: str) -> None:
    """Short, without shouting, digits, abbreviations or anything in brackets."""
    spoken = text.replace("90/90", "ninety ninety")
    assert len(spoken.split()) <= (MOST_WORDS_OF_A_CUE if "cues" in place else MOST_WORDS)
    assert not re.search(r"[!;()\[\]\d/&%\"]|\b[A-Z]{2,}\b|\b(e\.g|i\.e|etc)\b", spoken)
    assert len(re.findall(r"[.?]", spoken)) <= 1, "one sentence an entry, so that none is cut"


@pytest.mark.parametrize(("place", "text"), sentences())
def test_no_sentence_is_a_command(place: str, text: str) -> None:
    """The coach must not obey itself: no sentence, nor a part of one between pauses, is a command."""
    parts = {part.strip() for part in re.split(r"[.,:?]", text.lower())}
    assert not parts & commands()


def test_what_misleads_a_voice_is_spelt_out() -> None:
    """Every spelling that is to be replaced does occur in what is said."""
    for stretch in STRETCHES.values():
        spoken = " ".join((stretch.name, *stretch.setup, *stretch.instructions, *stretch.brief))
        assert all(spelling in spoken for spelling in stretch.pronounce)
