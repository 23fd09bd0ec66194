"""The charts as use cases: which there are, what each is about, and reading one of them.

A chart is read for a subject (an exercise, a link, a test) and a span of days. What was read is
kept until the log changes, so that going to and fro costs nothing.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from app.clock import local_day
from app.coach import names
from app.coach.frozen import dataclass
from app.coach.gate_criteria import CORE
from app.coach.gate_state import PASSED, GateDecision
from app.coach.gates import LEADS_TO
from app.coach.insight import cadence, control, dose, hurt, links, regular, retests, sides
from app.coach.insight.amount import amount, load
from app.coach.insight.chart import Chart, Gate
from app.coach.insight.span import Axis, Reach, Span, furthest_back, span, usual_reach
from app.coach.model import DIAGNOSED_LINKS, DecisionKind, Unit
from app.coach.norms import norm
from app.coach.questionnaire import LETTERS
from app.coach.selftests import Score, SelfTest
from app.trainer import chart_subjects as about
from app.trainer import watching
from app.trainer.chart_subjects import TEST, WORK, Subject
from app.trainer.plan_now import plan_now, planned_weeks

if TYPE_CHECKING:
    from app.trainer.desk import Desk

T = TypeVar("T")

# Charts of twenty years are large; one range of each chart, and what they share.
_MOST_KEPT = 26
_HEIGHT = "height"


@dataclass(frozen=True, slots=True)
class ChartInfo:
    """One chart there is: its id, its name in a line of nine, and the question it answers.

    `about` lists what it can be about; empty means that there is nothing to choose. `read` makes
    it for a subject's id and a span. `timeless` charts are the same for every span. `begins` says
    what it waits for while there is nothing to choose.
    """

    id: str
    name: str
    question: str
    about: Callable[[Desk], tuple[Subject, ...]]
    read: Callable[[Desk, ChartBook, str, Span], Chart]
    timeless: bool = False
    begins: str = "No session yet. Charts begin with the first one."


@dataclass(frozen=True, slots=True)
class View:
    """A chart as it was asked for, with what else can be chosen.

    `furthest` is how many weeks or phases one can go back, `phases` how many the log has.
    `instead` is the next subject with something in these days, where they hold nothing of this one.
    """

    chart: Chart
    subjects: tuple[Subject, ...]
    subject: str
    reach: Reach
    back: int
    furthest: int
    span: Span
    phases: int
    instead: Subject | None = None


class ChartBook:
    """The charts of one log, each kept until the log changes. May be used from any thread."""

    def __init__(self) -> None:
        self._turns = threading.Lock()
        self._seen: object = None
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def view(self, desk: Desk, chart_id: str, subject: str, reach: Reach | None, back: int) -> View:
        """Return a chart. What is not there to choose becomes what is nearest to it.

        `reach` None means the usual one. Raises `StoreError`, `ContentError`.
        """
        info = CHARTS[chart_id]
        today = desk.clock.today()
        axis = self.axis(desk)
        subjects = self.keep(desk, ("subjects", chart_id), lambda: info.about(desk))
        ids = [one.id for one in subjects]
        usual = self.keep(desk, ("usual", chart_id), lambda: _usual(desk, ids))
        chosen = subject if subject in ids else usual
        wanted = usual_reach(axis, today) if reach is None else reach
        if wanted is Reach.PHASE and not axis.bands:
            wanted = Reach.ALL
        furthest = furthest_back(wanted, axis, today)
        back = min(max(0, back), furthest)
        days = span(wanted, back, axis, today)
        if info.about is not about.nothing and not subjects:
            chart = Chart("", info.begins)
        else:
            key = ("chart", chart_id, chosen, "" if info.timeless else days, today)
            chart = self.keep(desk, key, lambda: info.read(desk, self, chosen, days))
        instead = None
        if chart.empty and len(subjects) > 1:
            key = ("instead", chart_id, chosen, days, today)
            instead = self.keep(desk, key, lambda: self._instead(desk, info, chosen, days))
        return View(chart, subjects, chosen, wanted, back, furthest, days, len(axis.bands), instead)

    def _instead(self, desk: Desk, info: ChartInfo, empty: str, days: Span) -> Subject | None:
        """Return the next subject of which these days hold something."""
        found = info.about(desk)
        ids = [one.id for one in found]
        at = ids.index(empty) + 1
        others = (*found[at:], *found[: at - 1])
        return next((one for one in others if not info.read(desk, self, one.id, days).empty), None)

    def axis(self, desk: Desk) -> Axis:
        """Return the phases and gates of the log."""
        return self.keep(desk, "axis", lambda: _axis(desk))

    def keep(self, desk: Desk, key: Hashable, read: Callable[[], T]) -> T:
        """Return what `read` gives, from memory where the log is as it was.

        Two threads that ask at once may both read; neither waits for the other.
        """
        seen = watching.mark(desk)
        with self._turns:
            if seen != self._seen:
                self._kept.clear()
                self._seen = seen
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key])
        found = read()
        with self._turns:
            # What was read of a log that has changed meanwhile is shown once and not kept.
            if watching.mark(desk) == self._seen:
                self._kept[key] = found
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
        return found


def _usual(desk: Desk, ids: Sequence[str]) -> str:
    """Return what a chart opens with: an exercise trained last, a core one before others."""
    trained = desk.store.series.newest_main()
    wanted = (*(one for one in CORE if one in trained), *trained, *CORE)
    return next((one for one in wanted if one in ids), next(iter(ids), ""))


def _axis(desk: Desk) -> Axis:
    gates = []
    for row in reversed(desk.store.decisions(DecisionKind.GATE)):
        _, _, name = row.subject.rpartition(" ")
        try:
            decided = GateDecision.parse(name, row.choice)
        except ValueError:
            # Of a version that knew other gates: nothing to mark.
            continue
        if decided.choice in PASSED:
            gates.append(Gate(LEADS_TO[decided.gate], decided.day))
    series = desk.store.series
    return Axis(series.phases(), tuple(gates), series.first_day())


# --- reading one --------------------------------------------------------------------------------


def _control(desk: Desk, book: ChartBook, subject: str, days: Span) -> Chart:
    rows = desk.store.series.controls(subject, days)
    return control.control(rows, names.name_of(desk.library, subject), book.axis(desk).within(days))


def _amount(desk: Desk, book: ChartBook, subject: str, days: Span) -> Chart:
    exercise_id, _, what = subject.partition(":")
    name, axis = names.name_of(desk.library, exercise_id), book.axis(desk).within(days)
    dosed = desk.store.series.dosed(exercise_id, days)
    if what:
        return load(dosed, name, axis, height=what == _HEIGHT)
    exercise = desk.library.get(exercise_id)
    rows = desk.store.series.amounts(exercise_id, days)
    return amount(rows, dosed, name, axis, exercise.unit if exercise else Unit.REPS)


def _sides(desk: Desk, book: ChartBook, subject: str, days: Span) -> Chart:
    axis = book.axis(desk).within(days)
    kind, _, rest = subject.partition(":")
    if kind == TEST and rest:
        test, score = _score(desk, rest)
        measured = [
            one
            for one in desk.store.measurements(test.id)
            if one.unit == score.unit and days.holds(one.day)
        ]
        pairs = sides.measured_pairs(measured)
        return sides.sides(pairs, test.title, score.label or "points", axis, own=True)
    name = names.name_of(desk.library, kind)
    if rest == WORK:
        pairs = sides.amount_pairs(desk.store.series.amounts(kind, days))
        return sides.sides(pairs, name, "amount of a set", axis)
    return sides.sides(
        sides.control_pairs(desk.store.series.controls(kind, days)), name, "control", axis
    )


def _dose(desk: Desk, book: ChartBook, subject: str, days: Span) -> Chart:
    # All links come from one reading of the log.
    weeks = book.keep(desk, ("weeks", days), lambda: desk.store.series.weekly_dose(days))
    return dose.weekly_dose(
        weeks,
        desk.library,
        desk.clock.today(),
        book.axis(desk).within(days),
        span=days,
        link=subject,
    )


def _hurt(desk: Desk, book: ChartBook, _subject: str, days: Span) -> Chart:
    return hurt.hurt(desk.store.series.hurt(days), book.axis(desk).within(days))


def _regular(desk: Desk, book: ChartBook, _subject: str, days: Span) -> Chart:
    weeks = book.keep(
        desk, ("planned", desk.clock.today()), lambda: planned_weeks(desk, plan_now(desk))
    )
    return regular.regular(weeks, book.axis(desk).within(days), days, desk.clock.today())


def _retests(desk: Desk, book: ChartBook, subject: str, days: Span) -> Chart:
    test, score = _score(desk, subject)
    return retests.retests(
        test,
        score,
        desk.store.measurements(test.id),
        norm(test.id, desk.person) if score is test.scores[0] else None,
        axis=book.axis(desk).within(days),
        span=days,
    )


def _score(desk: Desk, subject: str) -> tuple[SelfTest, Score]:
    test_id, _, unit = subject.partition(":")
    test = desk.selftests[test_id]
    return test, test.score(unit) or test.scores[0]


def _cadence(desk: Desk, book: ChartBook, _subject: str, days: Span) -> Chart:
    runs = book.keep(desk, "runs", lambda: desk.store.runs(settled=True))
    return cadence.cadence(runs, book.axis(desk), days)


def _weak_links(desk: Desk, _book: ChartBook, _subject: str, _days: Span) -> Chart:
    asked = []
    zone = desk.clock.zone()
    for row in reversed(desk.store.assessments()):
        scores = row.verdict.get("scores")
        if isinstance(scores, Mapping):
            points = {link: scores.get(LETTERS[link]) for link in DIAGNOSED_LINKS}
            known = {link: value for link, value in points.items() if isinstance(value, int)}
            asked.append((local_day(row.at, zone), known))
    return links.links(asked)


_ALL = (
    ChartInfo("control", "control", "Control per session", about.exercises, _control),
    ChartInfo(
        "amount", "reps", "What was done against target, with its steps", about.amounts, _amount
    ),
    ChartInfo(
        "sides",
        "sides",
        "Left against right, with the 10 % line",
        about.sided,
        _sides,
        begins="Nothing of each leg yet. This chart begins with the first exercise on one leg, "
        "or a self-test of both.",
    ),
    ChartInfo("dose", "dose", "Sets a week by link, planned beside done", about.links, _dose),
    ChartInfo("pain", "pain", "Pain during and the next morning", about.nothing, _hurt),
    ChartInfo("weeks", "weeks", "Planned sessions done, week by week", about.nothing, _regular),
    ChartInfo(
        "tests",
        "tests",
        "Self-tests against first result, norm and noise",
        about.tests,
        _retests,
        begins="No self-test yet. This chart begins with the first result of one.",
    ),
    ChartInfo(
        "cadence", "cadence", "Cadence at like pace, phase by phase", about.nothing, _cadence
    ),
    ChartInfo(
        "links", "links", "The four links at each questionnaire", about.nothing, _weak_links, True
    ),
)
CHARTS: Mapping[str, ChartInfo] = {info.id: info for info in _ALL}
"""Every chart by its id, in the order in which they are shown."""
