"""The program's own frozen dataclasses are what the standard ones would be."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pickle
import pkgutil
from collections.abc import Iterator, Mapping
from inspect import isclass
from types import ModuleType

import pytest

import app
import data
import screens
from app.coach import frozen
from app.coach.frozen import dataclass, field, field_names, replace


@dataclass(frozen=True, slots=True)
class Dose:
    """A few fields of every kind."""

    exercise: str
    sets: int = 2
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_sets(self) -> int:
        return 2 * self.sets


@dataclass(frozen=True, slots=True)
class Other:
    exercise: str
    sets: int = 2
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class One:
    """A single field, which `attrgetter` would not give as a tuple."""

    word: str


def test_what_dataclasses_looks_for_is_made_once() -> None:
    for name in ("__dataclass_fields__", "__dataclass_params__"):
        assert getattr(Other, name) is getattr(Other, name)
    assert dataclasses.replace(Other("squat"), sets=3) == Other("squat", 3)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No field at all."""


@dataclass(frozen=True, slots=True)
class Said:
    """A class that says itself how it is told apart."""

    word: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and self.word.lower() == other.word.lower()

    def __hash__(self) -> int:
        return hash(self.word.lower())


def test_fields_are_given_by_place_and_by_name_and_have_their_defaults() -> None:
    assert Dose("calf", 3) == Dose(sets=3, exercise="calf")
    assert (Dose("calf").sets, Dose("calf").notes, Dose("calf", 4).all_sets) == (2, {}, 8)
    assert Dose("calf").notes is not Dose("calf").notes
    with pytest.raises(TypeError, match="exercise"):
        Dose()  # type: ignore[call-arg]  # what is shown to fail
    with pytest.raises(TypeError, match="reps"):
        Dose("calf", reps=3)  # type: ignore[call-arg]  # what is shown to fail


def test_a_value_is_made_alike_before_and_after_its_class_is_compiled() -> None:
    @dataclass(frozen=True, slots=True)
    class Set:
        pos: int
        side: str = "left"
        notes: list[str] = field(default_factory=list)

    wrong: list[tuple[tuple[object, ...], dict[str, object]]] = [
        ((), {}),
        ((1, "left", [], 4), {}),
        ((1,), {"pos": 1}),
        ((1,), {"reps": 1}),
    ]
    made = [Set(3, notes=["a"], side="right") for _ in range(20)]
    assert {repr(one).rpartition(".")[2] for one in made} == {
        "Set(pos=3, side='right', notes=['a'])"
    }
    assert len({id(one.notes) for one in [Set(1) for _ in range(20)]}) == 20
    for args, kwargs in wrong:
        with pytest.raises(TypeError):
            Set(*args, **kwargs)  # type: ignore[arg-type]  # what a caller may get wrong


@pytest.mark.parametrize("wrong", [(), (1, 2, 3), (1, 2, {}, 4)])
def test_a_first_value_that_does_not_fit_is_refused(wrong: tuple[object, ...]) -> None:
    @dataclass(frozen=True, slots=True)
    class Pair:
        low: int
        high: int

    with pytest.raises(TypeError):
        Pair(*wrong)  # type: ignore[arg-type]  # what a caller may get wrong
    with pytest.raises(TypeError):
        Pair(1, low=1)  # type: ignore[misc,call-arg]  # what a caller may get wrong
    assert (Pair(1, 2).low, Pair(high=4, low=3).high) == (1, 4)


def test_the_first_value_may_be_one_of_a_class_that_adds_methods() -> None:
    @dataclass(frozen=True, slots=True)
    class Plain:
        low: int
        high: int = 9

    class More(Plain):
        def middle(self) -> float:
            return (self.low + self.high) / 2

    assert More(1).middle() == 5
    assert (Plain(2).low, More(3).high) == (2, 9)


def test_values_are_compared_and_hashed_by_their_fields_within_one_class() -> None:
    assert Dose("calf") != Dose("hip")
    other: object = Other("calf")
    assert Dose("calf") != other
    assert {One("a"), One("a"), One("b")} == {One("b"), One("a")}
    assert Nothing() == Nothing()
    assert Said("Calf") == Said("calf")
    assert len({Said("Calf"), Said("calf")}) == 1


def test_nothing_can_be_changed_added_or_taken_away() -> None:
    dose = Dose("calf")
    for name in ("sets", "reps"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(dose, name, 3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        del dose.sets
    assert not hasattr(dose, "__dict__")


def test_a_value_tells_all_of_itself() -> None:
    assert repr(Dose("calf", 3)) == "Dose(exercise='calf', sets=3, notes={})"
    assert repr(Nothing()) == "Nothing()"


def test_it_is_copied_stored_replaced_and_matched() -> None:
    dose = Dose("calf", 3, {"left": "sore"})
    assert copy.deepcopy(dose) == dose == copy.copy(dose)
    assert pickle.loads(pickle.dumps(dose)) == dose
    assert replace(dose, sets=4) == Dose("calf", 4, dose.notes) == dataclasses.replace(dose, sets=4)
    with pytest.raises(TypeError, match="reps"):
        replace(dose, reps=4)  # type: ignore[call-arg]  # what is shown to fail
    match dose:
        case Dose(exercise, sets):
            assert (exercise, sets) == ("calf", 3)


def test_dataclasses_takes_it_for_one_of_its_own() -> None:
    assert dataclasses.asdict(Dose("calf")) == {"exercise": "calf", "sets": 2, "notes": {}}
    assert tuple(each.name for each in dataclasses.fields(Dose)) == field_names(Dose)
    assert dataclasses.is_dataclass(One)


def test_others_are_refused() -> None:
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=True, slots=False)
    with pytest.raises(TypeError, match="Heir"):

        @dataclass(frozen=True, slots=True)
        class Heir(One):
            more: str

    with pytest.raises(TypeError, match="Checked"):

        @dataclass(frozen=True, slots=True)
        class Checked:
            word: str

            def __post_init__(self) -> None:
                raise AssertionError


def _modules() -> Iterator[ModuleType]:
    for package in (app, data, screens):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__") and ".migrations." not in found.name:
                yield importlib.import_module(found.name)


def _made_here() -> Iterator[type]:
    for module in _modules():
        for each in vars(module).values():
            own = isclass(each) and each.__module__ == module.__name__
            if own and isinstance(vars(each).get("__dataclass_fields__"), frozen._Standard):
                yield each


def test_no_class_of_the_program_asks_for_more_than_is_there() -> None:
    classes = list(_made_here())
    assert len(classes) > 200
    for each in classes:
        for told in each.__annotations__.values():
            assert not str(told).startswith(("ClassVar", "InitVar", "KW_ONLY")), each
        # Defaults come last, which the standard decorator would see to.
        defaults = [spec.default_factory for spec in dataclasses.fields(each)]
        assert len(defaults) == len(field_names(each))
