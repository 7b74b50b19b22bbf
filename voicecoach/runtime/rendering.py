"""A whole session as one sound file, for a phone or a loudspeaker without a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from voicecoach.coaching.events import CueNow, Say
from voicecoach.runtime.rehearsal import clock
from voicecoach.runtime.signals import leaving_on_signals
from voicecoach.speech import ClipAt, CueAt, mixdown
from voicecoach.track import RATE_HZ, Beside, Caption, Chapter, Description, write_track

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from voicecoach.runtime.rehearsal import Progress, Rehearsal
    from voicecoach.settings import Settings

ARTIST = "Voicecoach"


def render(
    rehearsal: Rehearsal, settings: Settings, file: Path, beside: Beside, progress: Progress
) -> tuple[Path, ...]:
    """Write what the session plays, with the same clips, cues and levels, each at its moment.

    Args:
        rehearsal: the session, with its clips.
        settings: for the levels.
        file: where to; its ending says how.
        beside: what else is wanted.
        progress: told now and then.

    Returns:
        The files that were written, the sound first.

    Raises:
        UserError: it cannot be written. Nothing of it is left.
        KeyboardInterrupt: somebody wants the program to end. Nothing of it is left.
    """
    volumes = settings.speech.volume, settings.speech.cue_volume
    seconds = rehearsal.timeline.seconds
    blocks = mixdown(_sounds(rehearsal), seconds, RATE_HZ, *volumes)
    leaving = Event()
    with leaving_on_signals(leaving.set):
        return write_track(file, _watched(blocks, seconds, progress, leaving), describe(rehearsal), beside)


def _watched(
    blocks: Iterable[npt.NDArray[np.float32]], seconds: float, progress: Progress, leaving: Event
) -> Iterator[npt.NDArray[np.float32]]:
    """The blocks, as long as nobody wants to leave: an interruption within a C library would be lost."""
    frames = 0
    for block in blocks:
        if leaving.is_set():
            raise KeyboardInterrupt
        frames += len(block)
        progress(min(1.0, frames / RATE_HZ / seconds))
        yield block


def _sounds(rehearsal: Rehearsal) -> Iterator[ClipAt | CueAt]:
    for moment in rehearsal.timeline.moments:
        match moment.what:
            case Say(spoken=spoken) if spoken in rehearsal.clips:
                yield ClipAt(moment.at_seconds, rehearsal.clips[spoken])
            case CueNow(name=name):
                yield CueAt(moment.at_seconds, name)
            case _:
                pass


def describe(rehearsal: Rehearsal) -> Description:
    """What to tell those who play it: a chapter for each stretch, a caption for each sentence."""
    plan, parts = rehearsal.timeline, rehearsal.routine.parts
    begins = plan.begin_of_parts()
    return Description(
        title=rehearsal.routine.title,
        artist=ARTIST,
        date=date.today(),
        seconds=plan.seconds,
        chapters=tuple(Chapter(part.stretch.name, at) for part, at in zip(parts, begins, strict=True)),
        captions=tuple(
            Caption(moment.at_seconds, moment.seconds, moment.what.text)
            for moment in plan.moments
            if isinstance(moment.what, Say)
        ),
    )


def as_dict(file: Path, description: Description) -> dict[str, Any]:
    """For scripts."""
    chapters = [{"title": one.title, "at_seconds": round(one.at_seconds, 3)} for one in description.chapters]
    return {"file": str(file), "seconds": round(description.seconds, 3), "chapters": chapters}


def as_text(files: Iterable[Path], description: Description) -> str:
    """For people."""
    chapters = [f"{clock(one.at_seconds)}  {one.title}" for one in description.chapters]
    written = [str(file) for file in files]
    return "\n".join([*chapters, f"{clock(description.seconds)}  the end", *written])
