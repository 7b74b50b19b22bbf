"""Captions and cue sheets as other programs read them."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.track import Caption, Chapter, Description
from voicecoach.track.beside import cue_sheet, lrc, vtt

DESCRIPTION = Description("Easy", "Voicecoach", date(2026, 3, 1), 7200.0, (), ())
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40)
TIMES = st.floats(0, 7100).map(lambda seconds: round(seconds, 3))


@given(captions=st.lists(st.builds(Caption, TIMES, st.floats(0.1, 9), LINES), max_size=5))
def test_vtt(captions: list[Caption]) -> None:
    """Each caption has its begin, its end and its text, to the millisecond, whatever is in it."""
    head, *blocks = vtt(replace(DESCRIPTION, captions=tuple(captions))).rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    assert len(blocks) == len(captions)
    for number, (block, caption) in enumerate(zip(blocks, captions, strict=True), start=1):
        name, times, text = block.split("\n")
        begin, end = (_vtt_seconds(time) for time in times.split(" --> "))
        assert name == str(number)
        assert begin == pytest.approx(caption.at_seconds, abs=0.0006)
        assert end == pytest.approx(caption.at_seconds + caption.seconds, abs=0.0006)
        assert html.unescape(text) == caption.text
        assert not {"<", ">"} & set(text)


def _vtt_seconds(time: str) -> float:
    match = re.fullmatch(r"(\d{2,}):([0-5]\d):([0-5]\d\.\d{3})", time)
    assert match, time
    return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3])


@given(captions=st.lists(st.builds(Caption, TIMES, st.floats(0.1, 9), LINES), max_size=5))
def test_lrc(captions: list[Caption]) -> None:
    """A head with title, artist and length, then a line a caption, to the hundredth."""
    title, artist, length, *lines = (
        lrc(replace(DESCRIPTION, captions=tuple(captions))).rstrip("\n").split("\n")
    )
    assert (title, artist, length) == ("[ti:Easy]", "[ar:Voicecoach]", "[length:120:00]")
    assert len(lines) == len(captions)
    for line, caption in zip(lines, captions, strict=True):
        match = re.fullmatch(r"\[(\d{2,}):([0-5]\d\.\d{2})\](.*)", line)
        assert match, line
        assert int(match[1]) * 60 + float(match[2]) == pytest.approx(caption.at_seconds, abs=0.0051)
        assert match[3] == caption.text


@pytest.mark.parametrize(("name", "kind"), [("a.wav", "WAVE"), ("a.flac", "WAVE"), ("a.mp3", "MP3")])
def test_a_cue_sheet(name: str, kind: str) -> None:
    """A track a chapter at its 75th of a second; what comes before the first is its lead."""
    chapters = (Chapter('The "cat"', 9.52), Chapter("Cow", 3723.04))
    assert cue_sheet(replace(DESCRIPTION, chapters=chapters), Path("folder") / name).splitlines() == [
        "REM DATE 2026-03-01",
        'PERFORMER "Voicecoach"',
        'TITLE "Easy"',
        f'FILE "{name}" {kind}',
        "  TRACK 01 AUDIO",
        "    TITLE \"The 'cat'\"",
        "    INDEX 00 00:00:00",
        "    INDEX 01 00:09:39",
        "  TRACK 02 AUDIO",
        '    TITLE "Cow"',
        "    INDEX 01 62:03:03",
    ]
