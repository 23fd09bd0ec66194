"""What `make bench` measures, a module for each kind of figure.

A module has one function that takes the bench and yields figures; it is named here, and can then be
asked for by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure
from tests.benchmarks.groups import (
    commands,
    commits,
    cues,
    exports,
    idle,
    keys,
    memory,
    paint,
    seconds,
    session,
    years,
)

Group = Callable[[Bench], Iterable[Figure]]

GROUPS: Mapping[str, Group] = {
    "paint": paint.figures,
    "commands": commands.figures,
    "keys": keys.figures,
    "idle": idle.figures,
    "session": session.figures,
    "seconds": seconds.figures,
    "cues": cues.figures,
    "memory": memory.figures,
    "commits": commits.figures,
    "exports": exports.figures,
    "imports": commits.imports,
    "years": years.figures,
    "growth": years.growth,
}

ON_DEMAND: Mapping[str, Group] = {"hour": seconds.hour}
"""What takes too long to be measured unless asked for."""
