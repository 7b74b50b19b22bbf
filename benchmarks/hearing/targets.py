"""What hearing is to reach, beside what it reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.hearing import results
from benchmarks.hearing.clips import Who
from benchmarks.hearing.conditions import BABBLE_10, CLEAN, FAINT, IN_ROOMS, Condition
from benchmarks.hearing.plan import OURS, PLAIN_COMMANDS, PLAIN_GRAMMAR
from benchmarks.hearing.processor import Cost
from benchmarks.hearing.results import at_home, by_contestant, in_condition, recall
from benchmarks.hearing.shares import Share
from benchmarks.hearing.tables import table
from benchmarks.hearing.trials import Trial

_SESSION = "session"
_CLEAN_PERCENT = {"stop": 98.0, "no": 97.0, "yes": 97.0}
_HARDER_PERCENT = {BABBLE_10: 93.0, IN_ROOMS[1]: 97.0, FAINT: 95.0}
_WRONG_PERCENT = 1.0
_SYNTHETIC_PERCENT = 98.0
_FALSE_AN_HOUR = 0.5
_WORDS_PERCENT = 1.0
_DELAY_SECONDS = (0.35, 0.5)
_SILENCE_PERCENT_OF_A_CORE = 2.0


@dataclass(frozen=True, slots=True)
class Target:
    """What is measured, what it came to, what it should be, and whether that is so."""

    what: str
    reached: str
    target: str
    met: bool


def rows(trials: Sequence[Trial], cost: Cost) -> str:
    """The table; a row is left out where nothing was measured."""
    ours = by_contestant(trials, OURS)
    found = [*_recalls(ours), *_false_alarms(ours), *_delays(ours), *_besides(trials), _silence(cost)]
    return table(
        ["", "reached", "target", "met"],
        [[each.what, each.reached, each.target, "yes" if each.met else "no"] for each in found],
    )


def _recalls(ours: Sequence[Trial]) -> Iterator[Target]:
    people = at_home(ours, Who.PEOPLE)
    for word, percent in _CLEAN_PERCENT.items():
        yield from _at_least(f"{word}, clean", _right(people, CLEAN, {word}), percent)
    words = set(_CLEAN_PERCENT)
    for condition, percent in _HARDER_PERCENT.items():
        yield from _at_least(f"stop, no and yes, {condition.name}", _right(people, condition, words), percent)
    wrong = recall(in_condition(people, BABBLE_10)).wrong
    if wrong.of:
        reached = wrong.percent <= _WRONG_PERCENT
        yield Target("a wrong command, babble 10 dB", str(wrong), f"at most {_WRONG_PERCENT:g} %", reached)
    synthetic = recall(in_condition(at_home(ours, Who.SYNTHETIC), CLEAN)).right
    yield from _at_least("every command, synthetic voices, clean", synthetic, _SYNTHETIC_PERCENT)


def _right(people: Sequence[Trial], condition: Condition, words: set[str]) -> Share:
    return recall(trial for trial in in_condition(people, condition) if trial.clip.text in words).right


def _at_least(what: str, share: Share, percent: float) -> Iterator[Target]:
    if share.of:
        yield Target(what, str(share), f"{percent:g} %", share.percent >= percent)


def _false_alarms(ours: Sequence[Trial]) -> Iterator[Target]:
    here = [trial for trial in ours if trial.context == _SESSION]
    for what, kinds in (
        ("false alarms in sentences and conversation", results.TALK),
        ("false alarms in orders, wake words, spelling, noise, breath, tones", results.SOUNDS),
    ):
        rate = results.false_alarms(trial for trial in here if trial.clip.kind in kinds)
        if rate.seconds:
            met = rate.per_hour <= _FALSE_AN_HOUR
            yield Target(what, f"{rate} an hour", f"at most {_FALSE_AN_HOUR:g} an hour", met)
    words = results.words_taken(here)
    if words.of:
        met = words.percent <= _WORDS_PERCENT
        yield Target("other single words obeyed", str(words), f"at most {_WORDS_PERCENT:g} %", met)


def _delays(ours: Sequence[Trial]) -> Iterator[Target]:
    delays = results.delays_seconds(ours)
    if delays:
        reached = np.percentile(delays, (50, 95))
        median, late = _DELAY_SECONDS
        met = bool(reached[0] <= median and reached[1] <= late)
        wanted = f"{median:.2f} / {late:.2f} s"
        yield Target("delay, median / 95 %", results.delay_text(ours), wanted, met)


def _besides(trials: Sequence[Trial]) -> Iterator[Target]:
    """Beside plain Vosk, on the clips that both heard."""
    for name in (PLAIN_GRAMMAR, PLAIN_COMMANDS):
        theirs = by_contestant(trials, name)
        keys = {(id(trial.clip), trial.condition, trial.context) for trial in theirs}
        ours = [
            trial
            for trial in by_contestant(trials, OURS)
            if (id(trial.clip), trial.condition, trial.context) in keys
        ]
        yield _ratio(f"false alarms, all kinds, beside {name}", ours, theirs)
        yield _not_lower(f"commands of people, all conditions, beside {name}", ours, theirs)
        mine, other = results.delays_seconds(ours), results.delays_seconds(theirs)
        if mine and other:
            ratio = float(np.median(mine) / np.median(other))
            yield Target(f"median delay beside {name}", f"{ratio:.2f} times", "0.5 times", ratio <= 0.5)


def _ratio(what: str, ours: Sequence[Trial], theirs: Sequence[Trial]) -> Target:
    mine, other = results.false_alarms(ours).count, results.false_alarms(theirs).count
    return Target(what, f"{mine} to {other}", "at most a tenth", 10 * mine <= other)


def _not_lower(what: str, ours: Sequence[Trial], theirs: Sequence[Trial]) -> Target:
    mine, other = (recall(at_home(each, Who.PEOPLE)).right for each in (ours, theirs))
    return Target(what, f"{mine} to {other}", "not fewer", mine.percent >= other.percent)


def _silence(cost: Cost) -> Target:
    percent = cost.silence / 36
    wanted = f"at most {_SILENCE_PERCENT_OF_A_CORE:g} % of a core"
    met = percent <= _SILENCE_PERCENT_OF_A_CORE
    return Target("listening to silence", f"{percent:.2f} % of a core", wanted, met)
