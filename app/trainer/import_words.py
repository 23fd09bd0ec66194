"""What an import comes to, in words: line by line for each file, and the sum of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass

if TYPE_CHECKING:
    from app.trainer.importing import Import, Reading

_ACTS = ("add", "change", "same", "skip", "refuse")
_WORDS = {
    "add": "added",
    "change": "changed",
    "same": "in the log already",
    "skip": "left out",
    "refuse": "not readable",
}
_NAMES = {
    "workout": "session",
    "assessment": "questionnaire",
    "exercise_result": "rating",
    "workout_set": "set",
    "measurement": "self-test",
    "meta": "entry",
}
_TO_COME = {**_WORDS, "add": "to add", "change": "to change", "skip": "to leave out"}
# More things of one kind than this are counted, not listed.
_MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report. `act` is what it is about: an act, `file`, `note` or `left out`."""

    act: str
    text: str


def lines(file: Reading) -> Iterator[Line]:
    """Say what becomes of a file; what is left out or changed is named, thing by thing."""
    if file.refusal:
        yield Line("left out", f"{file.path}: left out; {file.refusal}.")
        return
    yield Line("file", f"{file.path}: {file.form}")
    for note in file.notes:
        yield Line("note", f"  note: {note}")
    for act in _ACTS:
        outcomes = [outcome for outcome in file.outcomes if outcome.act == act]
        for kind, count in Counter(outcome.kind for outcome in outcomes).items():
            of_kind = [outcome for outcome in outcomes if outcome.kind == kind]
            # Whatever is left out or changed is named; what is simply taken may be counted.
            if act == "same" or (act == "add" and count > _MOST_LISTED):
                yield Line(act, f"  {act}: {_counted(kind, count)}")
                continue
            for outcome in of_kind:
                why = f" ({outcome.why})" if outcome.why else ""
                yield Line(act, f"  {act}: {_name(outcome.kind)} {outcome.what}{why}")


def summary(done: Import, *, dry: bool) -> str:
    """Say in one sentence how many things were, or would be, added and so on."""
    counts = {
        act: sum(outcome.act == act for file in done.files for outcome in file.outcomes)
        for act in _ACTS
    }
    if done.files and all(file.refusal for file in done.files):
        return "Nothing was taken in: no file could be read."
    said = ", ".join(f"{counts[act]} {_WORDS[act]}" for act in _ACTS)
    return f"{'Nothing was written (--dry-run)' if dry else 'Done'}: {said}."


def counts(done: Import) -> str:
    """Say how many things were, or are to be, added and so on, without what there is none of."""
    found = Counter(str(outcome.act) for file in done.files for outcome in file.outcomes)
    words = _WORDS if done.written else _TO_COME
    parts = [f"{found[act]} {words[act]}" for act in _ACTS if found[act]]
    refused = sum(bool(file.refusal) for file in done.files)
    if refused:
        parts.append(f"{refused} {'file' if refused == 1 else 'files'} left out")
    return ", ".join(parts) or "nothing in it"


def _name(kind: str) -> str:
    return _NAMES.get(kind, kind)


def _counted(kind: str, count: int) -> str:
    name = _name(kind)
    plural = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
    return f"{count} {name if count == 1 else plural}"
