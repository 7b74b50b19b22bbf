"""What trials come to: recall, wrong commands, false alarms, delays."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.hearing.clips import Kind, Who
from benchmarks.hearing.conditions import CLEAN, Condition
from benchmarks.hearing.plan import contexts_of
from benchmarks.hearing.shares import Rate, Share
from benchmarks.hearing.trials import Trial
from voicecoach.hearing.vocabulary import load

TALK = frozenset({Kind.SENTENCE, Kind.CONVERSATION})
SOUNDS = frozenset(
    {
        Kind.WAKE_WORD,
        Kind.ORDER,
        Kind.NOISE,
        Kind.SNEEZE,
        Kind.BREATH,
        Kind.TONES,
        Kind.SPELLING,
        Kind.SPANISH,
    }
)


@dataclass(frozen=True, slots=True)
class Recall:
    """How often the right command was obeyed, and how often another one."""

    right: Share
    wrong: Share


def wanted(trial: Trial) -> str | None:
    """The command that is said in a clip, None where it is none in this context."""
    if trial.clip.kind is not Kind.COMMAND:
        return None
    return load("en").contexts[trial.context].commands.get(trial.clip.text)


def recall(trials: Iterable[Trial]) -> Recall:
    """Of trials in which a command is said. The right one together with another one counts as wrong."""
    pairs = [(command, trial.commands) for trial in trials if (command := wanted(trial))]
    wrong = sum(any(each != command for each in obeyed) for command, obeyed in pairs)
    obeyed_at_all = sum(bool(obeyed) for _, obeyed in pairs)
    return Recall(Share(obeyed_at_all - wrong, len(pairs)), Share(wrong, len(pairs)))


def false_alarms(trials: Iterable[Trial]) -> Rate:
    """Commands obeyed an hour where none was said; the silence around a clip is not counted as time."""
    empty = [trial for trial in trials if wanted(trial) is None]
    return Rate(sum(len(trial.commands) for trial in empty), sum(trial.clip.seconds for trial in empty))


def words_taken(trials: Iterable[Trial]) -> Share:
    """Of single words said alone that are no commands: how many were obeyed."""
    words = [trial for trial in trials if is_word(trial) and wanted(trial) is None]
    return Share(sum(bool(trial.commands) for trial in words), len(words))


def is_word(trial: Trial) -> bool:
    """Whether a person says one word alone."""
    return trial.clip.who is Who.PEOPLE and trial.clip.kind in {Kind.WORD, Kind.COMMAND}


def delays_seconds(trials: Iterable[Trial]) -> Sequence[float]:
    """From the end of each clean command that a person said to its command, where it was the right one."""
    return [
        trial.latency_seconds()
        for trial in trials
        if trial.condition == CLEAN
        if trial.clip.who is Who.PEOPLE and trial.commands and trial.commands[0] == wanted(trial)
    ]


def delay_text(trials: Iterable[Trial]) -> str:
    """Median and 95th percentile."""
    delays = delays_seconds(trials)
    if not delays:
        return "-"
    median, late = np.percentile(delays, (50, 95))
    return f"{median:.2f} / {late:.2f} s"


def by_contestant(trials: Sequence[Trial], name: str) -> list[Trial]:
    """One contestant's trials."""
    return [trial for trial in trials if trial.contestant == name]


def in_condition(trials: Sequence[Trial], condition: Condition) -> list[Trial]:
    """The trials in one condition."""
    return [trial for trial in trials if trial.condition == condition]


def at_home(trials: Sequence[Trial], who: Who) -> list[Trial]:
    """Commands in the home of their phrases, from people or synthetic voices."""
    words = load("en")
    return [
        trial
        for trial in trials
        if trial.clip.who is who
        and trial.clip.kind is Kind.COMMAND
        and contexts_of(trial.clip.text, words)[:1] == [trial.context]
    ]


def confusions(trials: Iterable[Trial]) -> list[tuple[str, int]]:
    """What was said and what it was taken for, the commonest first."""
    found: collections.Counter[str] = collections.Counter()
    for trial in trials:
        command = wanted(trial)
        for each in trial.commands:
            if each != command:
                found[f"{trial.clip.text or trial.clip.kind} - {each}"] += 1
    return found.most_common()


def misses(trials: Iterable[Trial]) -> collections.Counter[str]:
    """What became of commands that were not obeyed."""
    found: collections.Counter[str] = collections.Counter()
    for trial in trials:
        if wanted(trial) and not trial.commands:
            found[_fate(trial)] += 1
    return found


def _fate(trial: Trial) -> str:
    if not trial.answers:
        return "nothing was heard, or the sound went on"
    text = trial.answers[-1].text
    if text.endswith(("too quiet)", "too long)", "too short)")):
        return text[text.rindex("(") + 1 : -1]
    bare = text.removesuffix(" (not a command)")
    if bare.strip() in {"", "[unk]"}:
        return "taken for an unknown word"
    return "taken for another word" if " " not in bare else "taken for several words"
