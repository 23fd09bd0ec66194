"""Frozen dataclasses that cost next to nothing when a module is imported.

The standard decorator writes six methods for each class and compiles them at once: 0.7 ms a class,
and the seventy classes before Today's first paint were a quarter of what `next` takes. Here only
`__init__` is compiled, and that when more than a few values are made: 0.03 ms a class. Nor is
`inspect` imported, which is as much as starting Python. To a reader, to a type checker and to
`dataclasses` itself these are ordinary frozen dataclasses with slots.

What no class of the program needs is left out: inheritance between such classes, `__post_init__`,
class variables, any option of `field` but `default_factory`. A test holds every class to that.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
else:

    class _Field:
        """A default that is made anew for each value."""

        def __init__(self, *, default_factory: Callable[[], object]) -> None:
            self.default_factory = default_factory

    field = _Field

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Make a class of annotated fields one of frozen values that are compared by these."""
        if not (frozen and slots):
            raise TypeError("only frozen classes with slots; take `dataclasses` for others")
        return _made

    def replace(value: Any, /, **changes: object) -> Any:
        """Return `value`, of any dataclass, with some of its fields changed."""
        kept = {name: getattr(value, name) for name in value.__match_args__ if name not in changes}
        return type(value)(**kept, **changes)


__all__ = ("dataclass", "field", "field_names", "replace")

_T = TypeVar("_T")
_MISSING = object()
# Values of a class that are made without compiling anything. Before Today shows forty classes have
# a value, most of them one; to compile `__init__` for it takes as long as to make forty values.
_FEW = 8
_FIELD: Any = field


def field_names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass, in their order."""
    names: tuple[str, ...] = kind.__match_args__
    return names


def _made(plain: type[_T]) -> type[_T]:
    """Return the class with slots for its fields and the methods it does not say itself."""
    own = dict(plain.__dict__)
    if "__post_init__" in own or plain.__bases__ != (object,):
        raise TypeError(f"{plain.__name__} needs the decorator of `dataclasses`")
    names = tuple(own.get("__annotations__", ()))
    defaults = {name: own.pop(name) for name in names if name in own}
    # Those of the class without slots, which is thrown away.
    own.pop("__dict__", None)
    own.pop("__weakref__", None)
    body = _methods(names, defaults) | own | {"__slots__": names, "__match_args__": names}
    made: Any = type(plain.__name__, (), body)
    made.__qualname__ = plain.__qualname__
    return cast("type[_T]", made)


def _methods(names: tuple[str, ...], defaults: dict[str, Any]) -> dict[str, Any]:
    values = _reader(names)
    count = 0

    def first(self: Any, /, *args: Any, **kwargs: Any) -> None:
        nonlocal count
        count += 1
        if count <= _FEW and _filled(self, names, defaults, args, kwargs):
            return
        # The first value may be one of a class that only adds methods: the slots are not its own.
        holders = (one for one in type(self).__mro__ if one.__dict__.get("__init__") is first)
        kind: Any = next(holders)
        kind.__init__ = _init(kind, names, defaults)
        kind.__init__(self, *args, **kwargs)

    def equal(self: Any, other: object) -> bool:
        return values(self) == values(other) if type(self) is type(other) else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    def told(self: Any) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({fields})"

    def kept(self: Any) -> tuple[object, ...]:
        return values(self)

    def restored(self: Any, state: tuple[object, ...]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {
        "__init__": first,
        "__eq__": equal,
        "__hash__": hashed,
        "__repr__": told,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": kept,
        "__setstate__": restored,
        "__dataclass_fields__": _Standard(names, defaults),
        "__dataclass_params__": _Standard(names, defaults),
    }


def _reader(names: tuple[str, ...]) -> Callable[[Any], tuple[object, ...]]:
    """Return what reads all fields of a value; of several it does so without Python's help."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _filled(
    value: Any,
    names: tuple[str, ...],
    defaults: dict[str, Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> bool:
    """Give a value its fields; where the arguments do not fit do nothing, and return False."""
    said = dict(zip(names, args, strict=False)) | kwargs
    whole = defaults | said
    if len(said) != len(args) + len(kwargs) or whole.keys() != set(names):
        return False
    for name, item in whole.items():
        anew = isinstance(item, _FIELD) and name not in said
        object.__setattr__(value, name, item.default_factory() if anew else item)
    return True


def _init(kind: type[Any], names: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    """Return the compiled `__init__` of a class."""
    known: dict[str, Any] = {"_MISSING": _MISSING}
    arguments, lines = ["self"], ["pass"]
    for name in names:
        default = defaults.get(name, _MISSING)
        value = name
        if isinstance(default, _FIELD):
            known[f"_make_{name}"] = default.default_factory
            arguments.append(f"{name}=_MISSING")
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        elif name in defaults:
            known[f"_default_{name}"] = default
            arguments.append(f"{name}=_default_{name}")
        else:
            arguments.append(name)
        # The slot itself: a fifth faster than `object.__setattr__`, which has to find it first.
        known[f"_set_{name}"] = kind.__dict__[name].__set__
        lines.append(f"_set_{name}(self, {value})")
    body = "\n ".join(lines)
    exec(f"def __init__({', '.join(arguments)}):\n {body}", known)  # noqa: S102 -- field names of our own classes only
    made = known["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _refuse(_value: object, name: str, _new: object = None) -> None:
    """Let nothing be changed."""
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}")


class _Standard:
    """What `dataclasses` looks for in a class, made when it first does so."""

    def __init__(self, names: tuple[str, ...], defaults: dict[str, Any]) -> None:
        self._names, self._defaults = names, defaults
        self._name = ""

    def __set_name__(self, _kind: type[Any], name: str) -> None:
        self._name = name

    def __get__(self, _value: object, kind: type[Any]) -> Any:
        import dataclasses

        fields = []
        for name in self._names:
            default = self._defaults.get(name, dataclasses.MISSING)
            if isinstance(default, _FIELD):
                default = dataclasses.field(default_factory=default.default_factory)
            fields.append((name, kind.__annotations__[name], default))
        twin = dataclasses.make_dataclass(kind.__name__, fields, frozen=True, slots=True)
        made = getattr(twin, self._name)
        # In its own place from now on: a twin takes four milliseconds.
        setattr(kind, self._name, made)
        return made
