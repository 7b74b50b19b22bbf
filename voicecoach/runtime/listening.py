"""What `voicecoach listen` prints: every utterance, from a microphone or from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from voicecoach.errors import UserError
from voicecoach.hearing import Heard, HearingTrouble, Listener, listen_file
from voicecoach.hearing.vocabulary import load as load_vocabulary
from voicecoach.runtime.build import hearing_settings
from voicecoach.runtime.inbox import Inbox

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from voicecoach.settings import Settings

_PATIENCE_SECONDS = 0.5


def heard_in_file(file: Path, context: str, settings: Settings) -> Generator[dict[str, Any]]:
    """The utterances in a sound file, times in seconds of the file.

    Raises:
        UserError: there is no such file or context, or the model cannot be used.
    """
    _check_context(context)
    for heard in listen_file(file, context, hearing_settings(settings)):
        yield _as_dict(heard, 0.0)


def heard_live(
    context: str, settings: Settings, start_seconds: float, trouble: Callable[[str], None]
) -> Generator[dict[str, Any]]:
    """The utterances before the microphone, for as long as they are asked for; times since the start.

    Args:
        context: what can be said.
        settings: the user's settings.
        start_seconds: monotonic.
        trouble: told what does not work, and how to mend it; once it is mended, listening goes on.

    Raises:
        UserError: there is no such context, or the model cannot be used.
    """
    _check_context(context)
    inbox = Inbox()
    listener = Listener(hearing_settings(settings), inbox.put)
    listener.listen_for(context)
    try:
        while True:
            match inbox.get(_PATIENCE_SECONDS):
                case Heard() as heard:
                    yield _as_dict(heard, start_seconds)
                case HearingTrouble(message=message, mend=mend):
                    trouble(f"{message} {mend}")
                case _:
                    pass
    finally:
        listener.close()


def _check_context(context: str) -> None:
    known = load_vocabulary("en").contexts
    if context not in known:
        raise UserError(f"There is no context {context!r}.", f"Choose one of: {', '.join(known)}.")


def _as_dict(heard: Heard, start_seconds: float) -> dict[str, Any]:
    return {
        "at_seconds": round(heard.began_seconds - start_seconds, 3),
        "seconds": round(heard.ended_seconds - heard.began_seconds, 3),
        "text": heard.text,
        "command": heard.command,
        "accepted": heard.accepted,
        "reason": heard.reason,
    }
