"""Who hears what: the contestants, and the jobs that the tables need."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.hearing import gates
from benchmarks.hearing.clips import Clip, Kind, Who, seed
from benchmarks.hearing.conditions import CLEAN, CONDITIONS, SIDE_BY_SIDE, Condition, Stage
from benchmarks.hearing.contestants import (
    Contestant,
    Ours,
    PlainVosk,
    commands_and_unknown,
    exact,
    nearly,
)
from benchmarks.hearing.sphinx import PocketSphinx
from benchmarks.hearing.trials import Job
from benchmarks.reaction import with_default_rules
from voicecoach.hearing.gate import VoiceGate
from voicecoach.hearing.recognizer import Model
from voicecoach.hearing.vocabulary import Context, Vocabulary, load

OURS = "Voicecoach"
GATE = "Voicecoach, gate: "
SPHINX = "PocketSphinx, JSGF"
PLAIN_GRAMMAR = "plain Vosk, our commands and decoys"
PLAIN_COMMANDS = "plain Vosk, commands and [unk]"
PLAIN_OPEN = "plain Vosk, open vocabulary, text matched"

_HOMES = ("session", "confirm", "menu", "paused", "check-in")

_REST_EVERY = 4  # of the clips, in conditions and contexts that no comparison and no target needs

Makers = Mapping[str, Callable[[], Contestant]]


@dataclass(frozen=True, slots=True)
class Part:
    """How much a contestant hears: every nth clip; with `all_around` also in every condition and context."""

    every: int
    all_around: bool


_WHOLE = Part(1, all_around=True)
_GATES = Part(8, all_around=False)
_BASELINE = Part(4, all_around=False)


def part_of(contestant: str) -> Part:
    """How much a contestant hears."""
    return _GATES if contestant.startswith(GATE) else _WHOLE if contestant == OURS else _BASELINE


def makers(model: Path, scratch: Path) -> Makers:
    """The contestants with one model, by name; `scratch` is a folder for a copy of its settings."""
    words = load("en")
    plain = with_default_rules(model, scratch)
    found: dict[str, Callable[[], Contestant]] = {OURS: functools.partial(ours, model)}
    for name, grammar, match in (
        (PLAIN_GRAMMAR, Context.grammar, exact),
        (PLAIN_COMMANDS, commands_and_unknown, exact),
        (PLAIN_OPEN, None, nearly),
    ):
        found[name] = functools.partial(PlainVosk, plain, words, grammar, match)
    if find_spec("pocketsphinx"):
        found[SPHINX] = functools.partial(PocketSphinx, words)
    for name, gate in gates.others().items():
        found[GATE + name] = functools.partial(_with_gate, model, gate)
    return found


def depends_on_model(contestant: str) -> bool:
    """Whether a contestant is worth measuring again with another model."""
    return contestant != SPHINX and not contestant.startswith(GATE)


def ours(model: Path, words: Vocabulary | None = None) -> Ours:
    """The program's pipeline with a model, and with other words if they are named."""
    loaded = Model(model)
    return Ours(loaded, (words or load("en")).known_to(loaded.knows)[0])


def _with_gate(model: Path, gate: Callable[[], VoiceGate]) -> Contestant:
    return gates.OursWithGate(ours(model), gate)


def homes() -> list[str]:
    """All contexts, the most used first: the first that knows a phrase is its home."""
    return list(dict.fromkeys([*_HOMES, *load("en").contexts]))


def contexts_of(phrase: str, words: Vocabulary) -> list[str]:
    """The contexts in which a phrase is a command, its home first."""
    return [name for name in homes() if phrase in words.contexts[name].commands]


def jobs(clips: Sequence[Clip], contestants: Iterable[str], stage: Stage) -> list[Job]:
    """Everything that is to be heard."""
    words = load("en")
    names = tuple(contestants)
    conditions = [condition for condition in CONDITIONS if stage.offers(condition)]
    found = []
    for clip in clips:
        for condition in conditions if clip.kind is Kind.COMMAND else [CLEAN]:
            listeners = tuple(
                (name, context)
                for name in names
                for context in _contexts(clip, condition, part_of(name), words)
            )
            if listeners:
                found.append(Job(clip, condition, listeners))
    return found


def _contexts(clip: Clip, condition: Condition, part: Part, words: Vocabulary) -> list[str]:
    """Where a clip is heard: in the home of its phrase, and, when it is clean, where it is no command."""
    known = contexts_of(clip.text, words) if clip.kind is Kind.COMMAND else []
    if not chosen(clip, part.every):
        return []
    if condition is not CLEAN:
        return known[:1] if _in_condition(clip, condition, part) else []
    if clip.kind is Kind.COMMAND and clip.who is Who.SYNTHETIC:
        return known if part.all_around else known[:1]
    around = part.all_around and chosen(clip, _REST_EVERY)
    strange = [name for name in homes() if name not in known and (around or name == _HOMES[0])]
    return [*(known if around else known[:1]), *strange]


def _in_condition(clip: Clip, condition: Condition, part: Part) -> bool:
    if condition in SIDE_BY_SIDE:
        return part.all_around or clip.who is Who.PEOPLE
    return part.all_around and clip.who is Who.PEOPLE and chosen(clip, _REST_EVERY)


def chosen(clip: Clip, every: int) -> bool:
    """Whether the clip is one of every so many; the same clips in every run."""
    return seed(clip.name, "sample") % every == 0
