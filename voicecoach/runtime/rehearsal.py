"""A whole session on paper: when what is said, for how long, and what the clock does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach import paths
from voicecoach.coaching.events import CueNow, PhaseBegan, Say
from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.session import Session
from voicecoach.coaching.terms import WORKING
from voicecoach.coaching.timeline import Moment, Timeline, timeline
from voicecoach.runtime.build import estimate_with, preferences
from voicecoach.speech import Studio, VoiceError, VoiceSettings

if TYPE_CHECKING:
    from voicecoach.routine.model import Routine
    from voicecoach.settings import Settings

Progress = Callable[[float], None]
"""Takes how much is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A session that nobody interrupts.

    Attributes:
        clips: the sound files of its sentences, by what is spoken; empty where there is no voice.
        trouble: what is not as it should be with the voice, for people; "" where all is well.
    """

    routine: Routine
    timeline: Timeline
    clips: Mapping[str, Path]
    trouble: str = ""


def rehearse(routine: Routine, settings: Settings, progress: Progress) -> Rehearsal:
    """The session of a routine with the real lengths of its sentences, which are rendered for it.

    Raises:
        VoiceError: there is no voice, or no room to keep what it says.
    """
    lengths: dict[str, float] = {}
    clips: dict[str, Path] = {}
    tried: set[str] = set()
    plan = _plan(routine, settings, lengths)
    with Studio(VoiceSettings(**settings.speech.model_dump()), paths.cache_dir() / "speech") as studio:
        while missing := _spoken(plan) - tried:  # real lengths may make room for other sentences
            for text in sorted(missing):
                clip = studio.clip(text)
                if clip:
                    lengths[text], clips[text] = clip.seconds, clip.path
                tried.add(text)
                progress(len(tried) / len(tried | missing))
            plan = _plan(routine, settings, lengths)
        trouble = studio.trouble
    return Rehearsal(routine, plan, clips, f"{trouble.message} {trouble.mend}" if trouble else "")


def rehearse_anyway(routine: Routine, settings: Settings, progress: Progress) -> Rehearsal:
    """The same; where there is no voice, with estimated lengths."""
    try:
        return rehearse(routine, settings, progress)
    except VoiceError as error:
        trouble = f"{error.args[0]} The lengths are estimates. {error.mend}"
        return Rehearsal(routine, _plan(routine, settings, {}), {}, trouble)


def _plan(routine: Routine, settings: Settings, lengths: Mapping[str, float]) -> Timeline:
    estimate = partial(estimate_with, settings)
    return timeline(Session(routine, load_phrases(), preferences(settings), estimate, lengths).steps)


def _spoken(plan: Timeline) -> set[str]:
    return {moment.what.spoken for moment in plan.moments if isinstance(moment.what, Say)}


def as_dict(rehearsal: Rehearsal) -> dict[str, Any]:
    """For scripts; times in seconds from the start."""
    return {
        "routine": rehearsal.routine.id,
        "seconds": round(rehearsal.timeline.seconds, 3),
        "lines": [_line(moment) for moment in rehearsal.timeline.moments],
    }


def _line(moment: Moment) -> dict[str, Any]:
    kind, text = _kind_and_text(moment)
    return {
        "at_seconds": round(moment.at_seconds, 3),
        "seconds": round(moment.seconds, 3),
        "kind": kind,
        "text": text,
        "stretch": moment.phase.stretch,
        "side": moment.phase.side,
        "repetition": moment.phase.repetition,
    }


def _kind_and_text(moment: Moment) -> tuple[str, str]:
    match moment.what:
        case Say(text=text):
            return "say", text
        case CueNow(name=name):
            return "cue", name
        case PhaseBegan(phase=phase):
            return "clock", phase.value


def as_text(rehearsal: Rehearsal) -> str:
    """For people: when, how long, what kind of thing, and what it is."""
    lines = [_row(moment) for moment in rehearsal.timeline.moments]
    return "\n".join([*lines, f"{clock(rehearsal.timeline.seconds)}  the end"])


def _row(moment: Moment) -> str:
    kind, text = _kind_and_text(moment)
    phase = moment.phase
    if kind == "clock" and phase.stretch:
        side = f"{phase.side} side" if phase.side else ""
        repetition = f"repetition {phase.repetition}" if phase.phase in WORKING else ""
        text = ", ".join(filter(None, (text, phase.stretch, side, repetition)))
    length = f"{moment.seconds:.1f} s" if moment.seconds else ""
    return f"{clock(moment.at_seconds)}  {length:>7}  {kind:5}  {text}"


def clock(seconds: float) -> str:
    """Minutes and seconds, in six columns."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:3}:{rest:02}"
