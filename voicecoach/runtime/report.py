"""Notices as lines: JSON for scripts, plain text for people."""

from __future__ import annotations

from typing import Any

from voicecoach.coaching.events import PhaseBegan
from voicecoach.runtime.notices import (
    CommandNotice,
    CueNotice,
    EndNotice,
    HeardNotice,
    MendedNotice,
    Notice,
    PhaseNotice,
    SaidNotice,
    SayingNotice,
    TroubleNotice,
)


def as_json(notice: Notice, start_seconds: float) -> dict[str, Any]:
    """A notice as one object of the event log; times since the start, in seconds."""
    return {"at_seconds": round(notice.at_seconds - start_seconds, 3), **_fields(notice)}


def _fields(notice: Notice) -> dict[str, Any]:
    match notice:
        case PhaseNotice(phase=phase):
            return {"kind": "phase", **_phase(phase)}
        case SayingNotice(text=text):
            return {"kind": "saying", "text": text}
        case SaidNotice(text=text, seconds=seconds, finished=finished):
            return {"kind": "said", "text": text, "seconds": round(seconds, 3), "finished": finished}
        case CueNotice(name=name):
            return {"kind": "cue", "name": name}
        case HeardNotice():
            return {
                "kind": "heard",
                "text": notice.text,
                "context": notice.context,
                "accepted": notice.accepted,
                "reason": notice.reason,
                "latency_seconds": round(notice.latency_seconds, 3),
            }
        case CommandNotice(name=command, by=by):
            return {"kind": "command", "name": command.value, "by": by}
        case _:
            return _state_of_things(notice)


def _state_of_things(notice: TroubleNotice | MendedNotice | EndNotice) -> dict[str, Any]:
    match notice:
        case TroubleNotice(part=part, message=message, mend=mend):
            return {"kind": "trouble", "part": part, "message": message, "mend": mend}
        case MendedNotice(part=part):
            return {"kind": "mended", "part": part}
        case EndNotice(reason=reason):
            return {"kind": "end", "reason": reason}


def _phase(phase: PhaseBegan) -> dict[str, Any]:
    return {
        "phase": phase.phase.value,
        "stretch": phase.stretch,
        "side": phase.side,
        "set": phase.set,
        "repetition": phase.repetition,
        "seconds_left": round(phase.seconds_left, 3),
    }


def as_text(notice: Notice, start_seconds: float) -> str | None:
    """A notice as one line to read; None for what needs no line."""
    match notice:
        case PhaseNotice(phase=phase):
            where = [phase.phase.value, phase.stretch or "", f"{phase.side} side" if phase.side else ""]
            line = f"-- {', '.join(filter(None, where))}, {phase.seconds_left:.0f} s"
        case SayingNotice(text=text):
            line = f"   {text}"
        case HeardNotice(text=text, accepted=accepted, reason=reason):
            line = f"   heard: {text}" if accepted else f"   heard: {text} ({reason})"
        case TroubleNotice(message=message, mend=mend):
            line = f"!! {message} {mend}"
        case MendedNotice(part=part):
            line = f"   the {part} works again"
        case EndNotice(reason=reason):
            line = f"-- the end: {reason}"
        case SaidNotice() | CueNotice() | CommandNotice():
            return None
    minutes, seconds = divmod(int(notice.at_seconds - start_seconds), 60)
    return f"{minutes:2}:{seconds:02} {line}"
