"""The event log: exactly the fields that scripts were promised."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from voicecoach.coaching.events import PhaseBegan
from voicecoach.coaching.terms import Command, Phase
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
from voicecoach.runtime.report import as_json, as_text

START_SECONDS = 500.0
AT_SECONDS = START_SECONDS + 65.0625
HOLD = PhaseBegan(Phase.HOLD, "bird-dog", "left", 1, 2, 20.00049)
WELCOME = PhaseBegan(Phase.WELCOME, None, None, 1, 1, 9.0)

NOTICES: list[tuple[Notice, dict[str, Any], str | None]] = [
    (
        PhaseNotice(AT_SECONDS, HOLD),
        {
            "kind": "phase",
            "phase": "hold",
            "stretch": "bird-dog",
            "side": "left",
            "set": 1,
            "repetition": 2,
            "seconds_left": 20.0,
        },
        " 1:05 -- hold, bird-dog, left side, 20 s",
    ),
    (
        PhaseNotice(AT_SECONDS, WELCOME),
        {
            "kind": "phase",
            "phase": "welcome",
            "stretch": None,
            "side": None,
            "set": 1,
            "repetition": 1,
            "seconds_left": 9.0,
        },
        " 1:05 -- welcome, 9 s",
    ),
    (SayingNotice(AT_SECONDS, "Lie down."), {"kind": "saying", "text": "Lie down."}, " 1:05    Lie down."),
    (
        SaidNotice(AT_SECONDS, "Lie down.", 1.23456, finished=False),
        {"kind": "said", "text": "Lie down.", "seconds": 1.235, "finished": False},
        None,
    ),
    (CueNotice(AT_SECONDS, "switch"), {"kind": "cue", "name": "switch"}, None),
    (
        HeardNotice(AT_SECONDS, "next", "session", accepted=True, reason="", latency_seconds=0.31234),
        {
            "kind": "heard",
            "text": "next",
            "context": "session",
            "accepted": True,
            "reason": "",
            "latency_seconds": 0.312,
        },
        " 1:05    heard: next",
    ),
    (
        HeardNotice(AT_SECONDS, "[unk]", "paused", accepted=False, reason="not a command", latency_seconds=0),
        {
            "kind": "heard",
            "text": "[unk]",
            "context": "paused",
            "accepted": False,
            "reason": "not a command",
            "latency_seconds": 0,
        },
        " 1:05    heard: [unk] (not a command)",
    ),
    (
        CommandNotice(AT_SECONDS, Command.GO_BACK, "voice"),
        {"kind": "command", "name": "go-back", "by": "voice"},
        None,
    ),
    (
        TroubleNotice(AT_SECONDS, "journal", "It is full.", "Make room."),
        {"kind": "trouble", "part": "journal", "message": "It is full.", "mend": "Make room."},
        " 1:05 !! It is full. Make room.",
    ),
    (
        MendedNotice(AT_SECONDS, "microphone"),
        {"kind": "mended", "part": "microphone"},
        " 1:05    the microphone works again",
    ),
    (EndNotice(AT_SECONDS, "pain"), {"kind": "end", "reason": "pain"}, " 1:05 -- the end: pain"),
]


@pytest.mark.parametrize(("notice", "fields", "line"), NOTICES)
def test_a_notice_is_told_as_promised(notice: Notice, fields: dict[str, Any], line: str | None) -> None:
    """As one object with exactly these fields, and as one line for people, or none."""
    told = as_json(notice, START_SECONDS)
    assert told == {"at_seconds": 65.062, **fields}
    assert json.loads(json.dumps(told)) == told
    assert as_text(notice, START_SECONDS) == line


def test_no_notice_is_forgotten() -> None:
    """Whatever can be noticed is told here."""
    assert {type(notice) for notice, _, _ in NOTICES} == set(get_args(Notice))
