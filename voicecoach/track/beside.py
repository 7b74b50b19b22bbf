"""The texts that lie beside a track: captions for players that show words, and a cue sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from voicecoach.track.description import Description

_CUE_FRAMES = 75
"""Cue sheets count in 75ths of a second."""


def vtt(description: Description) -> str:
    """The captions as WebVTT."""
    blocks = ["WEBVTT"]
    for number, caption in enumerate(description.captions, start=1):
        begin, end = caption.at_seconds, caption.at_seconds + caption.seconds
        text = caption.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{number}\n{_vtt_time(begin)} --> {_vtt_time(end)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def _vtt_time(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds / 1000:06.3f}"


def lrc(description: Description) -> str:
    """The captions as LRC: each stays until the next one comes."""
    minutes, seconds = divmod(round(description.seconds), 60)
    head = [f"[ti:{description.title}]", f"[ar:{description.artist}]", f"[length:{minutes:02}:{seconds:02}]"]
    lines = [f"[{_lrc_time(one.at_seconds)}]{one.text}" for one in description.captions]
    return "\n".join([*head, *lines]) + "\n"


def _lrc_time(seconds: float) -> str:
    minutes, hundredths = divmod(round(seconds * 100), 6000)
    return f"{minutes:02}:{hundredths / 100:05.2f}"


def cue_sheet(description: Description, sound: Path) -> str:
    """The chapters as the tracks of a cue sheet for the file `sound`; what comes before leads to it."""
    kind = "MP3" if sound.suffix.lower() == ".mp3" else "WAVE"
    lines = [
        f"REM DATE {description.date.isoformat()}",
        f"PERFORMER {_quoted(description.artist)}",
        f"TITLE {_quoted(description.title)}",
        f"FILE {_quoted(sound.name)} {kind}",
    ]
    for number, chapter in enumerate(description.chapters, start=1):
        lines += [f"  TRACK {number:02} AUDIO", f"    TITLE {_quoted(chapter.title)}"]
        lines += ["    INDEX 00 00:00:00"] if number == 1 and chapter.at_seconds else []
        lines += [f"    INDEX 01 {_cue_time(chapter.at_seconds)}"]
    return "\n".join(lines) + "\n"


def _cue_time(seconds: float) -> str:
    whole, frames = divmod(round(seconds * _CUE_FRAMES), _CUE_FRAMES)
    return f"{whole // 60:02}:{whole % 60:02}:{frames:02}"


def _quoted(text: str) -> str:
    """Between quotation marks, of which a cue sheet knows no way to write one inside."""
    return '"' + text.replace('"', "'") + '"'


CAPTIONS: Mapping[str, Callable[[Description], str]] = {"vtt": vtt, "lrc": lrc}
"""The kinds of captions, by their endings."""
