"""Self-tests in words: one test, its results, and what they mean. Draws nothing itself."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from app.coach.measured import Change, meaning, shown
from app.coach.model import Side
from app.coach.selftests import Better, Score, SelfTest
from app.trainer.measuring import ResultPage, SideResult
from screens.parts import Part
from screens.widgets.plain import indented, plain
from screens.words import SIDE_WORD, day_words

UNTOLD = {
    "T6": "The norm goes by age: say your year of birth in the settings, key 5.",
    "T8": "The norm goes by age and sex: say both in the settings, key 5.",
}
"""How to see the norm of a test that has one by age, where the settings do not tell."""


def side_word(side: Side) -> str:
    """Return `left leg`, `right leg`, or "" for both at once."""
    return "" if side is Side.BOTH else f"{SIDE_WORD[side]} leg"


def unit_word(score: Score) -> str:
    """Return what a score counts, as a word that can stand alone."""
    return {"s": "seconds"}.get(score.unit, score.label or score.unit)


def leaving(key: str) -> str:
    """Return what a second press of the key that leaves does to a test half done."""
    return f"{key} again leaves; nothing of this test is stored."


def described(test: SelfTest, width: int) -> list[Part]:
    """Return what a test is for, how it is done, and what to take care of."""
    parts: list[Part] = [(test.title, "bold"), (f"  {test.id}\n", "$muted")]
    parts += [f"{indented(test.purpose, width, 0)}\n\n"]
    for number, step in enumerate(test.steps, 1):
        parts.append(f"{_hanging(f'{number}  ', step, width)}\n")
    if test.kit:
        parts.append((f"\n{indented('With ' + ', '.join(test.kit) + '.', width, 0)}\n", "$muted"))
    if test.cautions:
        parts.append("\n")
    for caution in test.cautions:
        parts += [("▌ ", "bold $accent"), f"{_hanging('', caution, width - 2, 2)}\n"]
    return parts


def reference(test: SelfTest, width: int) -> list[Part]:
    """Return the norm with its source, what is noise, and what is still to be confirmed."""
    parts: list[Part] = []
    if test.norm:
        words = f"{test.norm} [{', '.join(test.norm_sources)}]"
        parts += [("\nFor reference\n", "$muted"), f"{indented(words, width, 0)}\n"]
    if test.noise_words:
        parts.append(f"{indented(test.noise_words, width, 0)}\n")
    if test.provisional:
        words = f"Provisional: {test.provisional}"
        parts.append((f"{indented(words, width, 0)}\n", "$muted"))
    return parts


def _hanging(label: str, text: str, width: int, indent: int | None = None) -> str:
    hang = len(label) if indent is None else indent
    lines = indented(text, width, hang).split("\n")
    return "\n".join((label + lines[0][hang:], *lines[1:]))


def results(page: ResultPage, today: date, width: int) -> list[Part]:
    """Return the newest results beside the norm and the runner's own, left and right apart."""
    parts: list[Part] = []
    for one in page.sides:
        parts += _side(page, one, today, width)
    if page.apart is not None:
        parts += ["\n", ("▌ ", "bold $accent"), f"{_hanging('', page.apart.sentence, width, 2)}\n"]
    if page.together is not None:
        parts += [
            "\n",
            ("▌ ", "bold $accent"),
            f"{_hanging('', page.together.sentence, width, 2)}\n",
        ]
    return parts


def untold(page: ResultPage, width: int) -> list[Part]:
    """Return how to see the norm where the settings do not tell age or sex; () otherwise."""
    how = UNTOLD.get(page.test.id)
    if how is None or page.expected is not None:
        return []
    return [(f"\n{indented(how, width, 0)}\n", "$muted")]


def _side(page: ResultPage, one: SideResult, today: date, width: int) -> list[Part]:
    name = side_word(one.side).capitalize() or "Result"
    if len(page.test.scores) > 1:
        unit = unit_word(one.score)
        name = f"{name}, {unit}" if one.side is not Side.BOTH else unit
    label = f"{name:<12} "
    said = shown(one.score, one.newest.value)
    how = f"  {plain(one.newest.conditions)}" if one.newest.conditions else ""
    parts: list[Part] = [(label, "$muted"), (said, "bold"), (f"{how}\n", "$muted")]
    indent = len(label)
    lines = _beside(page, one, today)
    return [*parts, *((f"{indented(line, width, indent)}\n", "$muted") for line in lines)]


def _beside(page: ResultPage, one: SideResult, today: date) -> list[str]:
    said = meaning(page.test.id, one.newest.value)
    lines = [words for words in (said, _norm(page, one)) if words]
    if one.since_last is None:
        lines.append(_first_of_its_kind(one, today))
        return lines
    lines.append(_changed(one.score, one.since_last, today))
    if one.baseline.id != one.since_last.older.id:
        first = day_words(one.baseline.day, today)
        lines.append(f"Your baseline: {shown(one.score, one.baseline.value)}, {first}.")
    return lines


def _first_of_its_kind(one: SideResult, today: date) -> str:
    """Return what a first result is, or why an older one is not laid beside it."""
    if one.otherwise is None:
        return "The first result: this is your baseline."
    how = plain(one.otherwise.conditions) or "not said how"
    before = f"{shown(one.score, one.otherwise.value)}, {day_words(one.otherwise.day, today)}"
    return f"Before: {before}, but done another way ({how}), so not compared. A new baseline."


def _norm(page: ResultPage, one: SideResult) -> str:
    if page.expected is None or one.score is not page.test.scores[0]:
        return ""
    share = one.newest.value / page.expected * 100
    mark = " (provisional)" if page.test.provisional else ""
    return f"{share:.0f} % of the norm for your age, {page.expected}{mark}."


def _changed(score: Score, change: Change, today: date) -> str:
    before = f"{shown(score, change.older.value)}, {day_words(change.older.day, today)}"
    if not change.by:
        return f"The same as before: {before}."
    if change.noise is None:
        return f"Before: {before}. How much it varies by itself is not known, so judge the trend."
    noise = f"{change.noise:.2f}".rstrip("0").rstrip(".")
    if not change.real:
        return f"Before: {before}. Within what days differ, ±{noise}, so no change."
    if score.better is Better.NEITHER:
        return f"Before: {before}. More than days differ, ±{noise}."
    word = "Better" if change.improved else "Less"
    return f"{word} than before: {before}; more than days differ, ±{noise}."


def content(parts: list[Part]) -> Content:
    """Return parts as one text; none of them is parsed as markup."""
    return Content.assemble(*parts)
