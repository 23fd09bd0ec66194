"""From the material to the report: which sections there are, and the words of the first ones."""

from __future__ import annotations

from collections.abc import Callable

from app.coach.day_text import weekday_day
from app.coach.dose_text import dose
from app.coach.gates import LEADS_TO, GateStanding
from app.coach.gates import Verdict as GateVerdict
from app.coach.measured import shown
from app.coach.names import LINK_NAME
from app.coach.selftests import Measurement, Score
from app.coach.start_text import START_WORD
from app.trainer.exports.format import What
from app.trainer.measuring import ResultPage, SideResult
from app.trainer.report import training
from app.trainer.report.document import Block, Bullets, Document, Facts, Section, Table, Text
from app.trainer.report.material import Material
from app.trainer.report.words import NONE, SIDE_WORD, day_word, joined, number

TITLE = "Training report"
NOTE = (
    "Everything here was done, counted or noted by the runner; nothing was examined. The report "
    "is no diagnosis and takes no decision: it is there to be talked about."
)
_SCALES = (
    "Control: 1 (falls apart) to 5 (clean and easy), asked after an exercise for each leg.",
    "Effort: 0 to 10. Pain: 0 (none) to 10, during the exercise; asked again the next morning.",
    "– means that it was not asked, or not answered. Nothing is filled in.",
)
_STANDING = {
    GateStanding.UNDER_WAY: "under way",
    GateStanding.WAITING: "waiting for a test",
    GateStanding.PAIN_FIRST: "pain comes first",
    GateStanding.NOT_MET: "not met yet",
    GateStanding.MET: "met",
    GateStanding.EARLY: "met ahead of the plan",
}


def compose(material: Material, what: What) -> Document:
    """Return the report, or the part of it that was asked for; the runner is always in it."""
    makers: tuple[tuple[What, Callable[[Material], Section | None]], ...] = (
        (What.SESSIONS, training.overview),
        (What.SESSIONS, training.pain),
        (What.TESTS, tests),
        (What.PLAN, gates),
        (What.PLAN, ahead),
        (What.SESSIONS, training.exercises),
        (What.SESSIONS, training.runs),
        (What.SESSIONS, training.sessions),
    )
    wanted = (make for part, make in makers if what in {part, What.ALL})
    found = [section for make in (runner, *wanted) if (section := make(material)) is not None]
    scales = Section("How to read it", (Bullets(_SCALES),))
    return Document(TITLE, _subtitle(material), NOTE, (*found, scales))


def _subtitle(material: Material) -> str:
    if material.first is None or material.last is None:
        return f"Written on {day_word(material.today)}. No session is in it."
    span = f"{day_word(material.first)} to {day_word(material.last)}"
    return f"{span}, written on {day_word(material.today)}."


def runner(material: Material) -> Section:
    """Who it is about, and why the plan is what it is."""
    person, enrolment = material.person, material.enrolment
    who = [f"{person.age} years" if person.age is not None else "", person.sex or ""]
    pairs = [("Runner", joined(who, ", "))]
    if enrolment is None:
        pairs.append(("Plan", "none at present"))
    else:
        link = LINK_NAME[enrolment.link] if enrolment.link else "none named"
        pairs += [
            ("Plan", f"{START_WORD[enrolment.start]}, since {day_word(enrolment.started)}"),
            ("Now", material.phase or NONE),
            ("Weak link", link),
            ("Trains at", joined(sorted(place.value for place in enrolment.places), ", ")),
        ]
        if enrolment.race_day is not None:
            pairs.append(("Race", day_word(enrolment.race_day)))
        if enrolment.tendons:
            pairs.append(("Tendon named by the runner", joined(sorted(enrolment.tendons), ", ")))
        if enrolment.cleared is not None:
            pairs.append(("Said to be cleared on", day_word(enrolment.cleared)))
    return Section("The runner", (Facts(tuple(pairs)), *_reasons(material)))


def _reasons(material: Material) -> tuple[Block, ...]:
    verdict = material.verdict
    if verdict is None:
        return ()
    blocks: list[Block] = []
    if verdict.primary is not None:
        reasons = verdict.links[verdict.primary].reasons
        weighed = tuple(f"{reason.words} (+{reason.points})" for reason in reasons)
        blocks += [
            Text(
                f"The questionnaire named {LINK_NAME[verdict.primary].lower()} as the weak link "
                f"({verdict.links[verdict.primary].score} of 100). What weighed most:"
            ),
            Bullets(weighed),
        ]
    reason = verdict.start_reason
    blocks.append(Text(f"Where it begins: {reason.sentence} ({reason.rule})", quiet=True))
    return tuple(blocks)


def tests(material: Material) -> Section | None:
    """The self-tests against the runner's own first result and the norm."""
    rows = []
    for page in material.tests:
        for one in page.sides:
            more = f", {one.score.unit}" if len(page.test.scores) > 1 else ""
            rows.append(
                (
                    f"{page.test.title} ({page.test.id}{more})",
                    SIDE_WORD[one.side],
                    _result(one.score, one.baseline),
                    NONE if one.baseline.id == one.newest.id else _result(one.score, one.newest),
                    _change(one),
                    _norm(page, one),
                )
            )
    if not rows:
        return None
    header = ("Test", "Leg", "First", "Newest", "Against the result before", "Norm")
    apart = tuple(page.apart.sentence for page in material.tests if page.apart is not None)
    blocks: list[Block] = [Table(header, tuple(rows))]
    if apart:
        blocks.append(Bullets(apart))
    blocks.append(
        Text(
            "Self-tests, done alone. The yardstick is the runner's own first result; a change "
            "counts only beyond the noise of the test. Norms are for reference.",
            quiet=True,
        )
    )
    return Section("Self-tests", tuple(blocks))


def _result(score: Score, measured: Measurement) -> str:
    how = f" ({measured.conditions})" if measured.conditions else ""
    return f"{shown(score, measured.value)}{how}, {day_word(measured.day)}"


def _change(one: SideResult) -> str:
    since = one.since_last
    if since is None:
        return "first result"
    if not since.by:
        return "the same"
    if since.noise is None:
        return f"{since.by:+g}; no noise is known"
    if not since.real:
        return f"{since.by:+g}, within the noise of ±{number(since.noise)}"
    word = {True: "better", False: "less", None: "changed"}[since.improved]
    return f"{word}: {since.by:+g}, beyond the noise of ±{number(since.noise)}"


def _norm(page: ResultPage, one: SideResult) -> str:
    if page.expected is None or one.score is not page.test.scores[0]:
        return NONE
    share = one.newest.value / page.expected * 100
    mark = ", provisional" if page.test.provisional else ""
    return f"{page.expected} ({share:.0f} %{mark})"


def gates(material: Material) -> Section | None:
    """What was decided at the gates, and how the next one stands."""
    enrolment, view = material.enrolment, material.gate
    if enrolment is None:
        return None
    blocks: list[Block] = []
    if enrolment.gates:
        rows = tuple(
            (day_word(one.day), LEADS_TO[one.gate], one.choice.value) for one in enrolment.gates
        )
        blocks.append(Table(("Day", "Gate to", "Decided by the runner"), rows))
    for verdict in (view.now, view.jumps) if view else ():
        if verdict is not None:
            blocks += _gate(verdict)
    return Section("Gates", tuple(blocks)) if blocks else None


def _gate(verdict: GateVerdict) -> list[Block]:
    rows = tuple(
        (
            one.aspect.value.capitalize(),
            "met" if one.met else "open" if one.open else "not met",
            one.decision.sentence,
        )
        for one in verdict.criteria
    )
    head = f"Gate to {LEADS_TO[verdict.gate]}: {_STANDING[verdict.standing]}."
    return [Text(head), Table(("Asked for", "Stands", "What was seen"), rows)]


def ahead(material: Material) -> Section | None:
    """The sessions to come, if all goes as planned."""
    if not material.ahead:
        return None
    rows = []
    for one in material.ahead:
        items = [
            f"{material.names[item.exercise_id]} {dose(item)}"
            for item in one.session.items
            if item.rated
        ]
        minutes = f"{number(one.session.all_minutes)} min"
        rows.append((weekday_day(one.day), one.session.slot.title, minutes, joined(items)))
    return Section(
        "Planned next",
        (Table(("Day", "Session", "All in", "Exercises"), tuple(rows)),),
    )
