"""The sections of a report that tell of the training: the weeks, pain, each exercise, runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from app.coach.day_text import weekday_day
from app.coach.model import SetStatus, Side, WorkoutRecord
from app.coach.pain import pain_words
from app.coach.runs import RunRecord, clock_text, remarks
from app.trainer.report.document import (
    Block,
    Bullets,
    Chart,
    Facts,
    Line,
    Part,
    Section,
    Series,
    Table,
    Text,
)
from app.trainer.report.material import Day, Material, Trained
from app.trainer.report.words import (
    MORNING,
    NONE,
    SIDE_WORD,
    count,
    day_word,
    joined,
    number,
)

_LINE = {Side.LEFT: Line.LEFT, Side.RIGHT: Line.RIGHT, Side.BOTH: Line.BOTH}
_CONTROL = (1, 5)
_PAIN = (0, 10)
_MOST_RUNS = 12
_MOST_NOTES = 6


def overview(material: Material) -> Section | None:
    """How much was planned and done, week by week."""
    records = material.records
    if not records:
        return Section("What was done", (Text("No session has ended in these days."),))
    rows = [row for record in records for row in record.sets]
    done = sum(row.status is SetStatus.DONE for row in rows)
    minutes = sum(record.minutes or 0 for record in records)
    pains = [one.pain for each in material.trained for one in each.days if one.pain is not None]
    hurt = {one.day for each in material.trained for one in each.days if one.pain}
    pairs = (
        ("Sessions", str(len(records))),
        ("Sets", f"{done:,} of {len(rows):,} planned"),
        ("Time", f"{minutes // 60} h {minutes % 60} min, all in"),
        ("Highest pain", f"{max(pains)} of 10" if pains else "not asked"),
        ("Days with any pain", f"{len(hurt)} of {len({one.day for one in records})}"),
    )
    return Section("What was done", (Facts(pairs), _weeks(records)))


def _weeks(records: Iterable[WorkoutRecord]) -> Chart:
    planned: dict[date, int] = defaultdict(int)
    done: dict[date, int] = defaultdict(int)
    for record in records:
        monday = record.day - timedelta(days=record.day.weekday())
        planned[monday] += len(record.sets)
        done[monday] += sum(row.status is SetStatus.DONE for row in record.sets)
    first, last = min(planned), max(planned)
    mondays = tuple(first + timedelta(weeks=at) for at in range((last - first).days // 7 + 1))
    return Chart(
        "Sets a week, planned and done",
        mondays,
        (
            Series("planned", Line.PLANNED, tuple(planned.get(day) for day in mondays)),
            Series("done", Line.DONE, tuple(done.get(day) for day in mondays)),
        ),
        0,
        _ceiling(max(*planned.values(), 5)),
        bars=True,
    )


def _ceiling(value: int) -> int:
    """Return a round figure at or above a value, where an axis may end."""
    step = next((step for step in (5, 10, 20, 50, 100, 200) if value <= step * 5), 500)
    return -(-value // step) * step


def pain(material: Material) -> Section | None:
    """Every pain that was noted, during and on the next morning."""
    if not material.records:
        return None
    highest: dict[date, int] = {}
    rows = []
    for each in material.trained:
        for one in each.days:
            if one.pain is not None:
                highest[one.day] = max(one.pain, highest.get(one.day, 0))
            if one.pain or one.sign or one.next_morning or one.pain_place:
                rows.append((one.day, each.name, one))
    if not highest and not rows:
        return Section("Pain", (Text("Pain was not asked, or not answered, in these days."),))
    days = tuple(sorted(highest))
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                ("Day", "Exercise", "During, 0–10", "Where", "Next morning"),
                tuple(
                    (
                        day_word(day),
                        name,
                        pain_words(one.pain, one.sign) or NONE,
                        one.pain_place or NONE,
                        MORNING.get(one.next_morning or "", one.next_morning or "not answered"),
                    )
                    for day, name, one in sorted(rows, key=lambda row: row[:2])
                ),
                frozenset({2}),
            )
        )
    else:
        blocks.append(Text(f"Asked in {count(len(days), 'session')}; the answer was 0 every time."))
    if any(highest.values()):
        series = Series("pain", Line.PAIN, tuple(float(highest[day]) for day in days))
        title = "Highest pain of each session, 0–10"
        blocks.insert(0, Chart(title, days, (series,), *_PAIN, bars=True))
    return Section("Pain", tuple(blocks))


def exercises(material: Material) -> Section | None:
    """Each exercise, left and right apart."""
    rated = [each for each in material.trained if any(one.control for one in each.days)]
    if not material.trained:
        return None
    header = ("Exercise", "Sessions", "Control, first → last", "Dose done", "Pain")
    rows = tuple(
        (
            each.name,
            str(len(each.days)),
            _controls(each),
            _dose(each.days),
            _most([one.pain for one in each.days]),
        )
        for each in material.trained
    )
    table = Table(header, rows, frozenset({1, 3, 4}))
    quiet = Text(
        "Dose done is what was done of what was planned, a set at a time; pain is the highest of "
        "all sessions.",
        quiet=True,
    )
    parts = tuple(_part(each) for each in rated)
    return Section("Exercise by exercise", (table, quiet, *parts), new_page=True)


def _part(each: Trained) -> Part:
    days = [one for one in each.days if one.control]
    series = tuple(
        Series(SIDE_WORD[side], _LINE[side], tuple(one.control.get(side) for one in days))
        for side in each.sides
        if each.controls(side)
    )
    blocks: list[Block] = []
    if len(days) > 1:
        title = f"{each.name}: control, 1–5"
        blocks.append(Chart(title, tuple(one.day for one in days), series, *_CONTROL, small=True))
    newest = each.days[-1]
    pairs = [
        (
            "Last session",
            f"{day_word(newest.day)}: {_went(newest, each.unit)}",
        )
    ]
    hurt = [one for one in each.days if one.pain or one.sign]
    if hurt:
        said = [
            f"{pain_words(one.pain, one.sign)} on {weekday_day(one.day)}"
            + (f", {one.pain_place}" if one.pain_place else "")
            + f" (next morning: {MORNING.get(one.next_morning or '', 'not answered')})"
            for one in hurt[-_MOST_NOTES:]
        ]
        pairs.append(("Pain", joined(said)))
    blocks.append(Facts(tuple(pairs)))
    notes = [
        f"{weekday_day(one.day)}, {SIDE_WORD[side]}: {note}"
        for one in each.days
        for side, note in one.notes
    ]
    if notes:
        blocks.append(Bullets(tuple(notes[-_MOST_NOTES:])))
    return Part(each.name, tuple(blocks))


def _went(one: Day, unit: str) -> str:
    legs = []
    for side in (Side.LEFT, Side.RIGHT, Side.BOTH):
        if side not in one.target:
            continue
        control = f", control {one.control[side]}" if side in one.control else ""
        done = f"{one.done.get(side, 0)} of {one.target[side]} {unit}"
        legs.append(f"{SIDE_WORD[side]} {done}{control}")
    effort = "" if one.effort is None else f"effort {one.effort}"
    return joined([*legs, effort])


def _controls(each: Trained) -> str:
    said = []
    for side in (Side.LEFT, Side.RIGHT, Side.BOTH):
        given = each.controls(side)
        if given:
            moved = f"{given[0]} → {given[-1]}" if len(given) > 1 else str(given[0])
            said.append(f"{SIDE_WORD[side]} {moved}")
    return joined(said, ", ")


def _dose(days: Iterable[Day]) -> str:
    done = target = 0
    for one in days:
        target += sum(one.target.values())
        # What was done beyond the target does not make up for another day.
        done += sum(min(one.done.get(side, 0), wanted) for side, wanted in one.target.items())
    return f"{done / target * 100:.0f} %" if target else NONE


def _most(values: Iterable[int | None]) -> str:
    known = [value for value in values if value is not None]
    return str(max(known)) if known else NONE


def runs(material: Material) -> Section | None:
    """The runs that were read from files, the newest in full."""
    found = material.runs
    if not found:
        return None
    metres = sum(run.measures.metres or 0 for run in found)
    longest = max(run.measures.seconds for run in found)
    newest = tuple(reversed(found))[:_MOST_RUNS]
    pairs = (
        ("Runs", str(len(found))),
        ("Distance", f"{number(metres / 1000)} km"),
        ("Longest", f"{clock_text(longest)} in motion"),
    )
    said = tuple(one.sentence for one in remarks(found[-1]))
    header = ("Day", "km", "Time", "Pace", "Heart rate", "Steps a minute")
    rows = tuple(_run(run) for run in newest)
    blocks: list[Block] = [Facts(pairs), Table(header, rows, frozenset(range(1, 6)))]
    if said:
        blocks.append(Bullets(said))
    return Section("Runs", tuple(blocks))


def _run(run: RunRecord) -> tuple[str, ...]:
    of = run.measures

    def shown(value: float | None, words: Callable[[float], str]) -> str:
        return NONE if value is None else words(value)

    return (
        day_word(run.day) + (" (damaged file)" if run.damaged else ""),
        shown(of.metres, lambda metres: f"{metres / 1000:.2f}"),
        clock_text(of.seconds),
        shown(of.pace, lambda pace: f"{clock_text(pace)}/km"),
        shown(of.heart_rate, lambda beats: f"{beats:.0f}"),
        shown(of.cadence, lambda steps: f"{steps:.0f}"),
    )


def sessions(material: Material) -> Section | None:
    """Every session with what was noted, the newest first."""
    if not material.records:
        return None
    rows = tuple(
        (
            day_word(record.day),
            record.title or "Session",
            _place(record),
            NONE if (minutes := record.minutes) is None else str(minutes),
            f"{sum(row.status is SetStatus.DONE for row in record.sets)} of {len(record.sets)}",
            record.note or "",
        )
        for record in reversed(material.records)
    )
    header = ("Day", "Session", "In the plan", "Minutes", "Sets", "Note")
    return Section("Every session", (Table(header, rows, frozenset({3, 4})),), new_page=True)


def _place(record: WorkoutRecord) -> str:
    if record.phase:
        return f"phase {record.phase}, week {record.week}"
    return record.slot_key.partition(".")[0].replace("_", " ") or "outside"
