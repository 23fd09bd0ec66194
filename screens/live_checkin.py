"""The check-in in words: the open question, its scale, and what stands ready."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from app.coach.model import Side
from app.coach.player import Asked, PlayerView, Question
from screens.live_text import Book, question_words
from screens.parts import Part
from screens.widgets.plain import clip
from screens.words import SIDE_WORD

_SCALE = {
    Asked.CONTROL: "1 could not hold it · 3 wobbly · 5 steady all the way",
    Asked.EFFORT: "0 nothing · 5 hard · 10 all I had",
    Asked.PAIN: "0 none · 10 the worst",
}


def question(view: PlayerView, book: Book, width: int) -> tuple[Content, Content, Content]:
    """Return the open question, its scale, and the whole check-in with what stands ready."""
    asked = view.question
    if asked is None:
        return Content(""), Content(""), Content("")
    words = f": {question_words(asked.question)}?  "
    digits = "1–5" if asked.question.asked is Asked.CONTROL else "0–9, x is 10"
    name = clip(book.name(asked.exercise_id), max(4, width - cell_len(words + digits)))
    first = Content.assemble((name + words, "bold $accent"), digits)
    ready = dict(asked.ready)
    fields: list[Part] = []
    for each, answer in asked.answers:
        here = each == asked.question
        short = _short(each)
        if answer is not None:
            fields.append((f" {short} {answer} ✓ ", "bold"))
        elif each in ready:
            fields.append((f" {short} {ready[each]}? ", "reverse" if here else "$muted"))
        else:
            fields.append((f" {short} … ", "reverse" if here else "$muted"))
        fields.append(" ")
    hint = "enter takes last time’s answers, those with ?"
    second = hint if ready else _SCALE[asked.question.asked]
    return first, Content.styled(clip(second, width), "$muted"), Content.assemble(*fields)


def _short(asked: Question) -> str:
    if asked.asked is not Asked.CONTROL or asked.side is Side.BOTH:
        return asked.asked.value
    return f"control {SIDE_WORD[asked.side][0].upper()}"
