"""The tables of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from benchmarks.hearing import results
from benchmarks.hearing.clips import Kind, Who
from benchmarks.hearing.conditions import BABBLE_10, CLEAN, CONDITIONS, SIDE_BY_SIDE, Condition
from benchmarks.hearing.plan import GATE, OURS, PLAIN_GRAMMAR, homes
from benchmarks.hearing.results import at_home, by_contestant, in_condition, recall
from benchmarks.hearing.trials import Trial

_MOST_CONFUSIONS = 15
_NUMBERS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _contestants(trials: Sequence[Trial]) -> list[str]:
    return list(dict.fromkeys(trial.contestant for trial in trials))


def side_by_side(trials: Sequence[Trial]) -> str:
    """Everybody but other gates, on the same clips."""
    names = [name for name in _contestants(trials) if not name.startswith(GATE)]
    return _beside(trials, {name: name for name in names}, _heard_by(trials, PLAIN_GRAMMAR))


def gates(trials: Sequence[Trial]) -> str:
    """The program's gate and others on the same clips; "" where no other was measured."""
    names = [name for name in _contestants(trials) if name.startswith(GATE)]
    if not names:
        return ""
    labels = {OURS: "level (the program's)", **{name: name.removeprefix(GATE) for name in names}}
    return _beside(trials, labels, _heard_by(trials, names[0]))


def _beside(trials: Sequence[Trial], labels: Mapping[str, str], same: set[tuple[str, str, str]]) -> str:
    head = [
        "",
        *(f"right: {condition.name}" for condition in SIDE_BY_SIDE),
        "wrong command, babble 10 dB",
        "false alarms an hour",
        "other single words obeyed",
        "delay, median / 95 %",
    ]
    rows = [
        [label, *_summary([trial for trial in by_contestant(trials, name) if _key(trial) in same])]
        for name, label in labels.items()
    ]
    return table(head, rows)


def _summary(trials: Sequence[Trial]) -> list[str]:
    people = at_home(trials, Who.PEOPLE)
    return [
        *(str(recall(in_condition(people, condition)).right) for condition in SIDE_BY_SIDE),
        str(recall(in_condition(people, BABBLE_10)).wrong),
        str(results.false_alarms(_not_single_words(trials))),
        str(results.words_taken(trials)),
        results.delay_text(trials),
    ]


def _key(trial: Trial) -> tuple[str, str, str]:
    return trial.clip.name, trial.condition.name, trial.context


def _heard_by(trials: Sequence[Trial], name: str) -> set[tuple[str, str, str]]:
    return {_key(trial) for trial in by_contestant(trials, name)}


def _not_single_words(trials: Iterable[Trial]) -> list[Trial]:
    return [trial for trial in trials if trial.clip.kind not in {Kind.WORD, Kind.COMMAND}]


def people(trials: Sequence[Trial], value: Callable[[results.Recall], object]) -> str:
    """A row a phrase that people say, a column a condition; `value` picks recall or wrong commands."""
    spoken = at_home(trials, Who.PEOPLE)
    rows = {
        "stop": {"stop"},
        "yes": {"yes"},
        "no": {"no"},
        "one ... nine": _NUMBERS,
        "all": {trial.clip.text for trial in spoken},
    }
    conditions = _present(spoken)
    return table(
        ["", *(condition.name for condition in conditions)],
        [
            [
                name,
                *(
                    str(
                        value(
                            recall(
                                trial for trial in in_condition(spoken, condition) if trial.clip.text in texts
                            )
                        )
                    )
                    for condition in conditions
                ),
            ]
            for name, texts in rows.items()
            if any(trial.clip.text in texts for trial in spoken)
        ],
    )


def _present(trials: Sequence[Trial]) -> list[Condition]:
    there = {trial.condition for trial in trials}
    return [condition for condition in CONDITIONS if condition in there]


def synthetic(trials: Sequence[Trial]) -> str:
    """A row a phrase that synthetic voices say, a column a condition: right / said (wrong)."""
    spoken = at_home(trials, Who.SYNTHETIC)
    phrases = sorted({trial.clip.text for trial in spoken})
    conditions = _present(spoken)
    rows = [
        [
            phrase,
            *(
                _counts([trial for trial in in_condition(spoken, condition) if trial.clip.text == phrase])
                for condition in conditions
            ),
        ]
        for phrase in phrases
    ]
    rows.append(["all", *(str(recall(in_condition(spoken, condition)).right) for condition in conditions)])
    return table(["", *(condition.name for condition in conditions)], rows)


def _counts(trials: Sequence[Trial]) -> str:
    found = recall(trials)
    wrong = f" ({found.wrong.count})" if found.wrong.count else ""
    return f"{found.right.count}/{found.right.of}{wrong}"


def contexts(trials: Sequence[Trial]) -> str:
    """A row a context: clean commands, and everything else."""
    clean = in_condition(trials, CLEAN)
    rows = []
    for context in homes():
        here = [trial for trial in clean if trial.context == context]
        by_who = [recall(trial for trial in here if trial.clip.who is who) for who in Who]
        rows.append(
            [
                context,
                *(
                    f"{each.right}, wrong {each.wrong.percent:.1f} %" if each.right.of else "-"
                    for each in by_who
                ),
                str(results.false_alarms(_not_single_words(here))),
                str(results.words_taken(here)),
            ]
        )
    head = ["context", "people", "synthetic voices", "false alarms an hour", "other single words obeyed"]
    return table(head, rows)


def other_sounds(trials: Sequence[Trial]) -> str:
    """A row a kind of sound without commands, a column a contestant: false alarms an hour in a session."""
    here = [trial for trial in trials if trial.context == "session" and not trial.contestant.startswith(GATE)]
    names = _contestants(here)
    rows = []
    for kind in Kind:
        of_kind = [trial for trial in here if trial.clip.kind is kind and results.wanted(trial) is None]
        minutes = sum(trial.clip.seconds for trial in by_contestant(of_kind, OURS)) / 60
        if of_kind:
            name = "yes, no and numbers, said alone" if kind is Kind.COMMAND else kind
            rows.append(
                [
                    name,
                    f"{minutes:.0f}",
                    *(str(results.false_alarms(by_contestant(of_kind, each))) for each in names),
                ]
            )
    return table(["", "minutes", *names], rows)


def confusions(trials: Sequence[Trial]) -> str:
    """The commonest false alarms and wrong commands of the program, without backgrounds."""
    found = results.confusions(in_condition(by_contestant(trials, OURS), CLEAN))[:_MOST_CONFUSIONS]
    return table(["said - obeyed", "times"], [[pair, str(count)] for pair, count in found])


def misses(trials: Sequence[Trial]) -> str:
    """What became of the commands of people that the program did not obey."""
    spoken = at_home(by_contestant(trials, OURS), Who.PEOPLE)
    conditions = _present(spoken)
    found = {condition: results.misses(in_condition(spoken, condition)) for condition in conditions}
    fates = sorted({fate for each in found.values() for fate in each})
    rows = [[fate, *(str(found[condition][fate] or "") for condition in conditions)] for fate in fates]
    return table(["", *(condition.name for condition in conditions)], rows)
