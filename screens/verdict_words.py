"""A verdict in words: what stands beside the bars, line by line. Draws nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from app.coach.answers import validate
from app.coach.links import LinkScore, unsure_count
from app.coach.model import Start
from app.coach.names import LINK_NAME
from app.coach.scoring import Verdict, hold_causes
from app.coach.start_text import START_WORD
from screens.widgets.prose import Line
from screens.words import count, listed

if TYPE_CHECKING:
    from app.questions import QuestionnaireText

COLUMN = 17
"""Width of the label column."""

_BULLET = "·"
_TENDON = "tendon"


def headline(verdict: Verdict, words: QuestionnaireText) -> str:
    """Return the verdict in one line."""
    if _groundwork_only(verdict):
        return words.flags["GROUNDWORK"]
    return words.starts[verdict.start].headline


def _groundwork_only(verdict: Verdict) -> bool:
    return _names_no_link(verdict, verdict.start)


def _names_no_link(verdict: Verdict, start: Start) -> bool:
    # A primer leads to the block of a link; where none is named it must not promise one.
    return start is Start.PRIMER and verdict.primary is None


def _put_off(verdict: Verdict, words: QuestionnaireText) -> Iterator[str]:
    """Say what a race puts off, which comes after it (D.7.1, D.7.6)."""
    later = verdict.instead_of
    if later is not None:
        nameless = _names_no_link(verdict, later)
        what = words.flags["GROUNDWORK"] if nameless else f"{START_WORD[later]}."
        yield f"Put off until then: {what[:1].lower()}{what[1:]}"


def before_all(
    verdict: Verdict, answers: Mapping[str, object], words: QuestionnaireText
) -> list[Line]:
    """Return what has to be said before any bar: why there is no plan, or what load did."""
    if verdict.start is Start.HOLD:
        return list(_held(answers, words))
    if "LOAD" in verdict.flags:
        return [Line(words.flags["LOAD"], "▌", label_style="$accent", column=2)]
    return []


def _held(answers: Mapping[str, object], words: QuestionnaireText) -> Iterator[Line]:
    for cause in hold_causes(validate(answers)):
        held = words.holds[cause]
        yield Line(held.text, "▌", "bold", "$accent", column=2)
        yield Line(held.who, "▌", "", "$accent", column=2)
        yield Line()
    yield Line("Get help at once for any of these:")
    for item in words.urgent_help:
        yield Line(item, _BULLET, "$muted", column=2)


def two_lines(verdict: Verdict) -> list[Line]:
    """Return the two sentences that never merge: the weak link, and where we begin."""
    if verdict.unclear:
        weak = "Not clear yet."
    elif verdict.primary is None:
        weak = "None stands out."
    else:
        weak = LINK_NAME[verdict.primary]
        if verdict.secondary is not None:
            weak += f", then {LINK_NAME[verdict.secondary].lower()}"
        weak += "."
    reason = verdict.start_reason.sentence
    begin, why = {
        Start.HOLD: ("Not yet:", reason),
        Start.NONE: ("With nothing new:", reason),
    }.get(verdict.start, ("Mechanics,", f"because {reason}"))
    return [
        Line(weak, "Your weak link", strong=len(weak), column=COLUMN),
        Line(f"{begin} {why}", "Where we begin", strong=len(begin), column=COLUMN),
    ]


def because(
    verdict: Verdict, answers: Mapping[str, object], words: QuestionnaireText
) -> list[Line]:
    """Return what weighed most, what does not go together, and what happens next."""
    lines: list[Line] = []
    if verdict.primary is not None:
        lines += _block("Weighed most", _weights(verdict.links[verdict.primary]))
    lines += _block("Worth saying", _remarks(verdict, answers, words))
    then = [*words.starts[verdict.start].next, *_put_off(verdict, words)]
    if _groundwork_only(verdict):
        then = [words.flags["GROUNDWORK_NEXT"]]
    lines += _block("What comes next", then)
    lines += _block("How sure we are", [_confidence(verdict, answers)])
    lines += _block("Link by link", _others(verdict))
    rule = verdict.start_reason.rule
    sources = [
        source for source in words.starts[verdict.start].sources if source.split()[0] != rule
    ]
    lines += _block("Where from", [f"{' · '.join([rule, *sources])} · the weights are judgement"])
    return lines[:-1]


def _block(label: str, texts: list[str]) -> Iterator[Line]:
    for index, text in enumerate(texts):
        yield Line(text, "" if index else label, column=COLUMN)
    if texts:
        yield Line()


def _weights(found: LinkScore) -> list[str]:
    return [f"{_sentence(reason.words)} (+{reason.points})" for reason in found.reasons]


def _remarks(
    verdict: Verdict, answers: Mapping[str, object], words: QuestionnaireText
) -> list[str]:
    said = [clash.sentence for clash in verdict.contradictions]
    if verdict.unclear:
        tests = listed([words.tests[test] for test in verdict.tests])
        said.append(f"{words.flags['UNCLEAR']} {tests}.")
    elif any(flag.startswith("TIE") for flag in verdict.flags):
        said.append(words.flags["TIE"])
    said += [words.flags[flag] for flag in ("VIDEO", "OFFER_FULL") if flag in verdict.flags]
    if verdict.start is Start.HOLD and "LOAD" in verdict.flags:
        said.append(words.flags["LOAD"])
    if verdict.start is Start.GENTLE and answers.get("pain_place") != _TENDON:
        said.append(words.flags["PROFESSIONAL"])
    return said


def _confidence(verdict: Verdict, answers: Mapping[str, object]) -> str:
    reasons = []
    if unsure := unsure_count(validate(answers)):
        reasons.append(f"{count(unsure, 'answer')} left open")
    if clashes := len(verdict.contradictions):
        reasons.append(f"{count(clashes, 'pair')} of answers that do not go together")
    sure = verdict.confidence.capitalize()
    return f"{sure}: {listed(reasons)}." if reasons else f"{sure}: every answer is clear."


def _others(verdict: Verdict) -> list[str]:
    texts = []
    for link, found in verdict.links.items():
        parts = [f"{reason.words} (+{reason.points})" for reason in found.reasons]
        parts += [
            _adjustment(decision.sentence, decision.numbers) for decision in found.adjustments
        ]
        if parts and found.score:
            texts.append(f"{LINK_NAME[link]} {found.score}: {'; '.join(parts)}.")
    return texts


def _adjustment(sentence: str, numbers: tuple[tuple[str, float | str], ...]) -> str:
    name, value = numbers[0]
    return (
        f"{sentence} ({'×' if name == 'times' else '+'} {value:g})"
        if isinstance(value, (int, float))
        else sentence
    )


def asked_for_full(verdict: Verdict) -> list[Line]:
    """Return what to think of before the twelve weeks are taken by choice."""
    short = (
        "Two weeks of groundwork would do before your link is trained."
        if verdict.start is Start.PRIMER
        else "Nothing you answered calls for a programme."
    )
    asked = "Still, it is yours to choose. Do you want the twelve weeks?"
    return [
        Line(short),
        Line("Changing how you run takes time and care, and a runner who is well needs little."),
        Line(),
        Line(asked, strong=len(asked)),
    ]


def asked_for_anew() -> list[Line]:
    """Return what to think of before a plan under way is ended for a new one."""
    asked = "Do you want to end it and begin anew?"
    return [
        Line("Your plan would end where it stands; everything you did stays in the log."),
        Line("The new one begins today, with its first week."),
        Line(),
        Line(asked, strong=len(asked)),
    ]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
