"""PocketSphinx with a JSGF grammar. Needs pocketsphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.hearing.contestants import Answer, Samples, Stopwatch
from tests.support.recordings import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pocketsphinx

    from voicecoach.hearing.vocabulary import Context, Vocabulary

_FIRST_CMN = "40,3,-1"


class PocketSphinx:
    """PocketSphinx 5 with its own model: its endpointer, then a grammar of phrases and decoys."""

    def __init__(self, words: Vocabulary) -> None:
        import pocketsphinx

        self._sphinx = pocketsphinx
        self._words = words
        self._decoder = pocketsphinx.Decoder(samprate=RATE_HZ, loglevel="FATAL", lm=None)
        for context in words.contexts.values():
            self._decoder.add_jsgf_string(_name(context.name), jsgf(context, self._knows))

    def hear(self, samples: Samples, context: str) -> list[Answer]:
        """What is heard. An utterance is decoded as a whole, which is kinder than as it comes."""
        wanted = self._words.contexts[context]
        self._decoder.activate_search(_name(context))
        self._decoder.set_cmn(_FIRST_CMN)
        watch = Stopwatch()
        return [
            Answer(text, wanted.commands.get(text), watch.now())
            for speech in self._utterances(samples, watch)
            if (text := self._decode(speech))
        ]

    def _knows(self, phrase: str) -> bool:
        return all(self._decoder.lookup_word(word) for word in phrase.split())

    def _utterances(self, samples: Samples, watch: Stopwatch) -> Iterator[bytes]:
        endpointer = self._sphinx.Endpointer(sample_rate=RATE_HZ)
        data, speech = samples.tobytes(), b""
        for start in range(0, len(data) - endpointer.frame_bytes + 1, endpointer.frame_bytes):
            watch.arrived((start + endpointer.frame_bytes) / 2 / RATE_HZ)
            speech += endpointer.process(data[start : start + endpointer.frame_bytes]) or b""
            if speech and not endpointer.in_speech:
                yield speech
                speech = b""
        if speech:
            yield speech

    def _decode(self, speech: bytes) -> str:
        self._decoder.start_utt()
        self._decoder.process_raw(speech, full_utt=True)
        self._decoder.end_utt()
        hypothesis: pocketsphinx.Hypothesis | None = self._decoder.hyp()
        return str(hypothesis.hypstr) if hypothesis else ""


def jsgf(context: Context, knows: Callable[[str], bool]) -> str:
    """A grammar in which one phrase or decoy is said."""
    phrases = [phrase for phrase in (*context.commands, *context.decoys) if knows(phrase)]
    return f"#JSGF V1.0;\ngrammar {_name(context.name)};\npublic <said> = {' | '.join(phrases)};\n"


def _name(context: str) -> str:
    return context.replace("-", "_")
