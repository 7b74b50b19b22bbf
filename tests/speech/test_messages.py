"""The lines between the processes."""

from __future__ import annotations

import pytest

from voicecoach.speech.messages import Ended, Hush, Message, Play, Render, VoiceReady, decode, encode


@pytest.mark.parametrize(
    "message",
    [
        Render('naïve "quotes"\nand a line', "/a/b"),
        VoiceReady("espeak", "1", "en", 130, found=True),
        Play(3, None, 1.5),
        Play(4, "/a/b", 0.1),
        Hush(),
        Ended(3, 1234.5678901, 0.25, finished=False),
    ],
)
def test_a_message_survives_the_pipe(message: Message) -> None:
    """Each message is one line, and comes out as it went in."""
    line = encode(message)
    assert "\n" not in line
    assert decode(line) == message
