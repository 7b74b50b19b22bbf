"""What `voicecoach listen` prints: every utterance, from a microphone or from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from voicecoach.errors import UserError
from voicecoach.hearing import Heard, HearingSettings, HearingTrouble, Listener, listen_file
from voicecoach.hearing.vocabulary import load as load_vocabulary
from voicecoach.runtime.build import model_folder
from voicecoach.runtime.inbox import Inbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from voicecoach.settings import Settings

_PATIENCE_SECONDS = 0.5


def heard_in_file(file: Path, context: str, settings: Settings) -> Iterator[dict[str, Any]]:
    """The utterances in a sound file, times in seconds of the file.

    Raises:
        UserError: there is no such file or context, or the model cannot be used.
    """
    _check_context(context)
    for heard in listen_file(file, context, _hearing(settings)):
        yield _as_dict(heard, 0.0)


def heard_live(context: str, settings: Settings, start_seconds: float) -> Iterator[dict[str, Any]]:
    """The utterances before the microphone until the user interrupts; times since the start.

    Raises:
        UserError: there is no such context, the model cannot be used, or the microphone fails.
    """
    _check_context(context)
    inbox = Inbox()
    listener = Listener(_hearing(settings), inbox.put)
    listener.listen_for(context)
    try:
        while True:
            match inbox.get(_PATIENCE_SECONDS):
                case Heard() as heard:
                    yield _as_dict(heard, start_seconds)
                case HearingTrouble(message=message, mend=mend):
                    raise UserError(message, mend)
                case _:
                    pass
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()


def _check_context(context: str) -> None:
    known = load_vocabulary("en").contexts
    if context not in known:
        raise UserError(f"There is no context {context!r}.", f"Choose one of: {', '.join(known)}.")


def _hearing(settings: Settings) -> HearingSettings:
    return HearingSettings(model_folder(settings), settings.hearing.microphone)


def _as_dict(heard: Heard, start_seconds: float) -> dict[str, Any]:
    return {
        "at_seconds": round(heard.began_seconds - start_seconds, 3),
        "seconds": round(heard.ended_seconds - heard.began_seconds, 3),
        "text": heard.text,
        "command": heard.command,
        "accepted": heard.accepted,
        "reason": heard.reason,
    }
