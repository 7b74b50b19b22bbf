"""The decoding graph: which sounds make which words.

HCLr.fst takes transition-ids in and gives words out; Vosk composes it with the grammar
of the moment. Its rules:
- the word's label stands on the first arc of the word, so that a small grammar opens only its own words;
- a word's last state returns to the start by epsilon;
- between words there may be silence or noise; those arcs live in states of their own, apart from the words';
- no look-ahead data is needed: Vosk falls back to plain composition, which is exact.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from models.training.lexicon import UNKNOWN, command_words, pronunciations
from models.training.openfst_write import Arc, write_const, write_vector
from models.training.phones import (
    BEGIN,
    END,
    FIRST_SPEECH_PHONE,
    FOLDER_PHONE_COUNT,
    INTERNAL,
    NOISE,
    PHONE_COUNT,
    PHONE_NUMBER,
    SILENCE,
    SINGLETON,
    WORD_POSITIONS,
    folder_phone,
    position_in_word,
)
from models.training.shape import Array

_START, _IN_SILENCE, _IN_NOISE, _WORDS, _FIRST_FREE = range(5)
_SILENCE_CHANCE = 0.5
_NOISE_CHANCE = 0.1
_SPEECH = range(FIRST_SPEECH_PHONE, PHONE_COUNT)


@dataclass(frozen=True, slots=True)
class Costs:
    """The few knobs of the graph, in nats.

    Attributes:
        unknown_entry: for starting an unknown word; more makes commands likelier, false ones too.
        unknown_scale: of the phone bigram inside unknown words. Below 1, or every long word fires on any
            speech: a word pays its price once, the loop pays by the phone.
        words: for starting certain words; negative favours them.
    """

    unknown_entry: float
    unknown_scale: float
    words: Mapping[str, float]


@dataclass(slots=True)
class _Graph:
    arcs: list[Arc] = field(default_factory=list)
    states: int = _FIRST_FREE

    def new_state(self) -> int:
        self.states += 1
        return self.states - 1

    def add(self, source: int, target: int, cost: float = 0.0, enter: int = 0, word: int = 0) -> None:
        """An arc that enters folder phone `enter`, or an epsilon arc when that is 0."""
        self.arcs.append(Arc(source, 2 * enter, word, cost, target))

    def stay(self, state: int, phone: int) -> None:
        """The self-loop of a folder phone."""
        self.arcs.append(Arc(state, 2 * phone - 1, 0, 0.0, state))


def write_graph(folder: Path, words: Sequence[str], phone_bigram: Array, costs: Costs) -> None:
    """Write the folder `graph/` of a model; its words are numbered from 1 in the order given."""
    numbers = {word: number for number, word in enumerate(words, 1)}
    graph = _Graph()
    _add_pauses(graph)
    for word in words:
        if word != UNKNOWN:
            _add_word(graph, word, numbers[word], costs.words.get(word, 0.0))
    _add_unknown(graph, numbers[UNKNOWN], phone_bigram, costs)
    (folder / "phones").mkdir(parents=True, exist_ok=True)
    final = {_START: 0.0, _IN_SILENCE: 0.0, _IN_NOISE: 0.0}
    write_const(folder / "HCLr.fst", graph.arcs, final, graph.states)
    _write_default_grammar(folder / "Gr.fst", numbers)
    _write_tables(folder, numbers)


def _add_pauses(graph: _Graph) -> None:
    silence, noise = folder_phone(SILENCE), folder_phone(NOISE)
    graph.add(_START, _WORDS, _cost(1 - _SILENCE_CHANCE - _NOISE_CHANCE))
    graph.add(_START, _IN_SILENCE, _cost(_SILENCE_CHANCE), enter=silence)
    graph.add(_START, _IN_NOISE, _cost(_NOISE_CHANCE), enter=noise)
    graph.stay(_IN_SILENCE, silence)
    graph.add(_IN_SILENCE, _WORDS, _cost(0.9))
    graph.add(_IN_SILENCE, _IN_NOISE, _cost(0.1), enter=noise)
    graph.stay(_IN_NOISE, noise)
    graph.add(_IN_NOISE, _WORDS, _cost(0.5))
    graph.add(_IN_NOISE, _IN_SILENCE, _cost(0.5), enter=silence)


def _add_word(graph: _Graph, word: str, number: int, cost: float) -> None:
    for spoken in pronunciations(word):
        state = _WORDS
        for index, name in enumerate(spoken):
            phone = folder_phone(PHONE_NUMBER[name], position_in_word(index, len(spoken)))
            following = graph.new_state()
            if index == 0:
                graph.add(state, following, cost, enter=phone, word=number)
            else:
                graph.add(state, following, enter=phone)
            graph.stay(following, phone)
            state = following
        graph.add(state, _START)


def _add_unknown(graph: _Graph, number: int, phone_bigram: Array, costs: Costs) -> None:
    """Speech that is no word of the grammar: all phones in a loop, with the bigram of training."""
    state_of: dict[tuple[int, int], int] = {}
    for phone in _SPEECH:
        for position in range(len(WORD_POSITIONS)):
            state = state_of[phone, position] = graph.new_state()
            graph.stay(state, folder_phone(phone, position))
            if position in (END, SINGLETON):
                graph.add(state, _START)
    at_start = _normalised(phone_bigram[SILENCE, FIRST_SPEECH_PHONE:])
    for phone in _SPEECH:
        entry = costs.unknown_entry - costs.unknown_scale * at_start[phone - FIRST_SPEECH_PHONE]
        for position in (BEGIN, SINGLETON):
            target = state_of[phone, position]
            graph.add(_WORDS, target, entry, enter=folder_phone(phone, position), word=number)
        following = _normalised(phone_bigram[phone, FIRST_SPEECH_PHONE:])
        for after in _SPEECH:  # half of it goes on within the word, half ends it: log 2
            step = costs.unknown_scale * (math.log(2.0) - following[after - FIRST_SPEECH_PHONE])
            for before in (BEGIN, INTERNAL):
                for position in (INTERNAL, END):
                    source, target = state_of[phone, before], state_of[after, position]
                    graph.add(source, target, step, enter=folder_phone(after, position))


def _write_default_grammar(path: Path, numbers: Mapping[str, int]) -> None:
    """What is heard where no grammar is given: any command words in any order."""
    loop = [numbers[word] for word in (*command_words(), UNKNOWN)]
    cost = math.log(len(loop))
    write_vector(path, [Arc(0, number, number, cost, 0) for number in loop], {0: 0.0}, states=1)


def _write_tables(folder: Path, numbers: Mapping[str, int]) -> None:
    word_lines = ["<eps> 0", *(f"{word} {number}" for word, number in numbers.items())]
    _write_lines(folder / "words.txt", word_lines)
    unused_transition = 2 * FOLDER_PHONE_COUNT + 1  # Vosk wants at least one number here
    _write_lines(folder / "disambig_tid.int", [str(unused_transition)])
    boundaries = [f"{folder_phone(phone)} nonword" for phone in (SILENCE, NOISE)]
    for phone in _SPEECH:
        for position, name in enumerate(WORD_POSITIONS):
            boundaries.append(f"{folder_phone(phone, position)} {name}")
    _write_lines(folder / "phones" / "word_boundary.int", boundaries)


def _write_lines(path: Path, lines: Sequence[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _cost(probability: float) -> float:
    return -math.log(probability)


def _normalised(log_probabilities: Array) -> Array:
    total: float = np.logaddexp.reduce(log_probabilities)
    return log_probabilities - total
