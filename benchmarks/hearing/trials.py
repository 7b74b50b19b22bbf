"""Let contestants hear clips, on two processes, and keep what came of it."""

from __future__ import annotations

import functools
import multiprocessing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.hearing.clips import Clip
from benchmarks.hearing.conditions import Condition, Stage
from benchmarks.hearing.contestants import Answer, Contestant

_PROCESSES = 2
_JOBS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Job:
    """One clip in one condition, and who hears it: (contestant's name, context)."""

    clip: Clip
    condition: Condition
    listeners: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What one contestant made of one clip.

    Attributes:
        clip: what was heard.
        condition: how.
        contestant: by whom.
        context: with which commands.
        answers: all that was heard from the beginning of the clip on.
        ended_seconds: when the last word of the clip ended.
    """

    clip: Clip
    condition: Condition
    contestant: str
    context: str
    answers: tuple[Answer, ...]
    ended_seconds: float

    @property
    def commands(self) -> list[str]:
        """The commands that were obeyed."""
        return [answer.command for answer in self.answers if answer.command is not None]

    def latency_seconds(self) -> float:
        """From the end of the word to the first command that was obeyed."""
        first = next(answer for answer in self.answers if answer.command is not None)
        return first.at_seconds - self.ended_seconds


@dataclass(frozen=True, slots=True)
class Bench:
    """The stage, and how to make each contestant; they are made where they work."""

    stage: Stage
    makers: Mapping[str, Callable[[], Contestant]]


_bench: Bench
_jobs: Sequence[Job]


def run(bench: Bench, jobs: Sequence[Job], processes: int = _PROCESSES) -> list[Trial]:
    """All trials, in the order of the jobs. The result does not depend on the number of processes."""
    global _bench, _jobs  # inherited by the processes, so that no sound is sent around
    _bench, _jobs = bench, jobs
    _contestant.cache_clear()
    if processes == 1:
        return _trials(map(_answers, range(len(jobs))))
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return _trials(pool.imap(_answers, range(len(jobs)), _JOBS_AT_ONCE))


def _trials(answers: Iterable[tuple[float, list[tuple[Answer, ...]]]]) -> list[Trial]:
    return [
        Trial(job.clip, job.condition, contestant, context, heard, ended_seconds)
        for job, (ended_seconds, all_heard) in zip(_jobs, answers, strict=True)
        for (contestant, context), heard in zip(job.listeners, all_heard, strict=True)
    ]


def _answers(number: int) -> tuple[float, list[tuple[Answer, ...]]]:
    job = _jobs[number]
    scene = _bench.stage.scene(job.clip, job.condition)
    samples = scene.samples()
    heard = [
        tuple(
            answer
            for answer in _contestant(name).hear(samples, context)
            if answer.at_seconds >= scene.began_seconds
        )
        for name, context in job.listeners
    ]
    return scene.ended_seconds, heard


@functools.cache
def _contestant(name: str) -> Contestant:
    return _bench.makers[name]()
