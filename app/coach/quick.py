"""A session done where there was no timer, told afterwards: as planned, or what differed.

Pure and immutable, so that screen and command line share it and every step can be taken back.
Nothing is filled in: control, effort and pain are answers, each given or left empty (D.7.2).
"""

from __future__ import annotations

from collections.abc import Mapping

from app.coach.frozen import dataclass, field, replace
from app.coach.model import Rating, SetRow, SetStatus, Side, SkipReason
from app.coach.player.checkin import asked, offered
from app.coach.player.model import Asked, Proposal, Question

MOST = 9_999
"""The largest count of one set."""


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise: its planned sets, and what became of them.

    `sets` is how many were done on each side, `amount` what each came to, None as planned.
    `reason` is why the others were left out. `answers` were given, `passed` were left empty.
    `sign` is what makes its pain red whatever the number (D.4, D.6), `place` where it hurt.
    """

    exercise_id: str
    rows: tuple[SetRow, ...]
    sets: int
    amount: int | None = None
    reason: SkipReason = SkipReason.OTHER
    said: Proposal = field(default_factory=Proposal)
    answers: Mapping[Question, int] = field(default_factory=dict)
    passed: frozenset[Question] = frozenset()
    sign: SkipReason | None = None
    place: str = ""

    @property
    def planned(self) -> int:
        """How many sets were planned on each side."""
        return max(row.set_no for row in self.rows)

    @property
    def as_planned(self) -> bool:
        """Whether every set was done as it was planned."""
        return self.sets == self.planned and self.amount is None

    @property
    def left_out(self) -> bool:
        """Whether no set of it was done."""
        return self.sets == 0

    @property
    def done(self) -> tuple[SetRow, ...]:
        """The planned sets that were done."""
        return tuple(row for row in self.rows if row.set_no <= self.sets)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked about it; nothing where it was not done."""
        return asked(list(self.done)) if self.done else ()

    @property
    def open(self) -> Question | None:
        """The next question that is neither answered nor left empty."""
        return next(
            (q for q in self.questions if q not in self.answers and q not in self.passed), None
        )

    def offered(self, question: Question) -> int | None:
        """Return what was said last time, where it may be taken again."""
        return offered(self.said, question)

    @property
    def hurt(self) -> bool:
        """Whether some pain was told of it, so that its place is worth a word."""
        pain = self.answers.get(Question(Asked.PAIN, Side.BOTH))
        return not self.left_out and bool(pain or self.sign)

    @property
    def takeable(self) -> bool:
        """Whether an open question has an answer of last time."""
        return any(
            self.offered(question) is not None
            for question in self.questions
            if question not in self.answers and question not in self.passed
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The session line by line; `at` is the line in hand."""

    lines: tuple[Line, ...]
    at: int = 0

    @property
    def line(self) -> Line:
        """The line in hand."""
        return self.lines[self.at]

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be answered."""
        return all(line.open is None for line in self.lines)

    @property
    def worked(self) -> bool:
        """Whether anything was done at all."""
        return any(not line.left_out for line in self.lines)

    # --- moving ----------------------------------------------------------------------------

    def move(self, by: int) -> Sheet:
        """Take another line in hand."""
        return replace(self, at=max(0, min(len(self.lines) - 1, self.at + by)))

    def onward(self) -> Sheet:
        """Go to the next line with an open question once this one has none; else stay."""
        if self.line.open is not None:
            return self
        order = [*range(self.at + 1, len(self.lines)), *range(self.at)]
        found = next((place for place in order if self.lines[place].open is not None), None)
        return self if found is None else replace(self, at=found)

    def _put(self, line: Line) -> Sheet:
        return replace(
            self,
            lines=tuple(line if place == self.at else one for place, one in enumerate(self.lines)),
        )

    # --- what was done ---------------------------------------------------------------------

    def sets(self, by: int) -> Sheet:
        """Say that fewer sets were done, or more again, never more than planned."""
        line = self.line
        number = max(0, min(line.planned, line.sets + by))
        return self._put(replace(line, sets=number))

    def amount(self, by: int) -> Sheet:
        """Say that each set came to fewer or more than planned; back at the plan is as planned."""
        line = self.line
        planned = line.rows[0].target
        number = max(1, min(MOST, (planned if line.amount is None else line.amount) + by))
        even = all(row.target == planned for row in line.rows)
        return self._put(replace(line, amount=None if number == planned and even else number))

    def skip(self) -> Sheet:
        """Leave the exercise out, or take it in again; then on to what is still open."""
        line = self.line
        if line.left_out:
            return self._put(replace(line, sets=line.planned))
        return self._put(replace(line, sets=0)).onward()

    def why(self) -> Sheet:
        """Take the next reason for what was left out."""
        line = self.line
        if line.sets == line.planned:
            return self
        reasons = list(SkipReason)
        following = reasons[(reasons.index(line.reason) + 1) % len(reasons)]
        return self._put(replace(line, reason=following))

    # --- how it went -----------------------------------------------------------------------

    def answer(self, value: int) -> Sheet:
        """Answer the open question of the line in hand; what is no answer changes nothing."""
        line, question = self.line, self.line.open
        if question is None or not question.asked.lowest <= value <= question.asked.highest:
            return self
        return self._put(replace(line, answers={**line.answers, question: value})).onward()

    def pass_by(self) -> Sheet:
        """Leave the open question empty."""
        line, question = self.line, self.line.open
        if question is None:
            return self.onward()
        return self._put(replace(line, passed=line.passed | {question})).onward()

    def take(self) -> Sheet:
        """Answer what is open with last time's answers where there are any."""
        line = self.line
        given = dict(line.answers)
        for question in line.questions:
            value = line.offered(question)
            if question not in given and question not in line.passed and value is not None:
                given[question] = value
        return self._put(replace(line, answers=given)).onward()

    def again(self) -> Sheet:
        """Ask everything about the line in hand anew."""
        line = replace(self.line, answers={}, passed=frozenset(), sign=None, place="")
        return self._put(line)

    def sign(self) -> Sheet:
        """Say that its pain was sharp or sudden, then on one spot of bone, then neither."""
        line = self.line
        if line.left_out:
            return self
        kinds = (None, SkipReason.SHARP, SkipReason.BONE)
        following = kinds[(kinds.index(line.sign) + 1) % len(kinds)]
        return self._put(replace(line, sign=following))

    def hurts_at(self, place: str) -> Sheet:
        """Say where the exercise in hand hurt; "" for nowhere in particular."""
        return self._put(replace(self.line, place=place))


def sheet(rows: tuple[SetRow, ...], said: Mapping[str, Proposal]) -> Sheet:
    """Return the sheet of a session: its rated exercises, all done as planned, none rated yet.

    What is not rated, such as a warm-up, is not told of; nobody writes that down.
    """
    ids = dict.fromkeys(row.exercise_id for row in rows if row.rated)
    lines = []
    for exercise_id in ids:
        own = tuple(row for row in rows if row.exercise_id == exercise_id and row.rated)
        lines.append(
            Line(
                exercise_id,
                own,
                sets=max(row.set_no for row in own),
                said=said.get(exercise_id, Proposal()),
            )
        )
    return Sheet(tuple(lines))


def results(told: Sheet) -> tuple[tuple[SetRow, ...], tuple[Rating, ...]]:
    """Return the sets and ratings of a sheet as the log holds them."""
    rows = [row for line in told.lines for row in _rows(line)]
    ordered = sorted(rows, key=lambda row: row.pos)
    numbered = tuple(replace(row, pos=pos) for pos, row in enumerate(ordered))
    return numbered, tuple(rating for line in told.lines for rating in _ratings(line))


def _rows(line: Line) -> list[SetRow]:
    last = line.done[-1].pos if line.done else None
    return [
        replace(
            row,
            status=SetStatus.DONE,
            actual=row.target if line.amount is None else line.amount,
            skip_reason=line.sign if row.pos == last else None,
        )
        if row.set_no <= line.sets
        else replace(row, status=SetStatus.SKIPPED, skip_reason=line.reason)
        for row in line.rows
    ]


def _ratings(line: Line) -> list[Rating]:
    """Control stands on its side, effort and pain on both together (D.7.2)."""
    fields: dict[Side, dict[str, int]] = {}
    if line.done and (line.sign or line.place):
        fields[Side.BOTH] = {}
    for question in line.questions:
        value = line.answers.get(question)
        if value is not None:
            fields.setdefault(question.side, {})[question.asked.value] = value
    return [
        Rating(
            line.exercise_id,
            side,
            control=given.get(Asked.CONTROL),
            effort=given.get(Asked.EFFORT),
            pain=given.get(Asked.PAIN),
            pain_place=line.place if side is Side.BOTH else "",
        )
        for side, given in fields.items()
    ]
