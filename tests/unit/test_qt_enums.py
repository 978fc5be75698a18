"""What is made of enumerations is what Python makes of them, be it those of Qt or any other."""

import enum
import json
import pickle
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import qt_enums

KINDS: list[type[enum.Enum]] = [enum.Enum, enum.Flag, enum.IntEnum, enum.IntFlag]
VALUES = st.one_of(st.integers(-3, 9), st.sampled_from([1, 2, 4, 8, 0x80000000, -1, 2**40]))
NAMES = st.sampled_from(["A", "B", "C", "D", "name", "value", "real", "mro", "_E", "__F", "__members__", ""])

_OF_QT = """
import enum, json
by_python = enum.EnumType._create_
from app import qt_enums
from app.qt_import import load_qt
load_qt()
ours, made = enum.EnumType._create_, qt_enums._made
told = {"all": 0, "made": -4, "differing": []}  # four are made to compare

def count(*arguments):
    told["made"] += 1
    return made(*arguments)

def compare(kind, name, names, **named):
    one, other = ours(kind, name, names, **named), by_python(kind, name, names, **named)
    told["all"] += 1
    parts = qt_enums.parts_of(one), qt_enums.parts_of(other)
    for part in parts:
        del part["__module__"]  # the caller's, which is the binding but for here
    if parts[0] != parts[1] or list(map(str, one)) != list(map(str, other)):
        told["differing"].append(name)
    return one

qt_enums._made, enum.EnumType._create_ = count, compare
from PySide6 import QtCore, QtGui, QtNetwork, QtWidgets
for module in (QtCore, QtGui, QtNetwork, QtWidgets):
    for name in dir(module):
        getattr(module, name)
print(json.dumps(told))
"""


@pytest.mark.long
@pytest.mark.process
def test_the_enumerations_of_qt_are_those_that_python_makes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _OF_QT], capture_output=True, text=True, check=True, timeout=60
    )
    told = json.loads(done.stdout)
    assert told["differing"] == []
    assert told["all"] > 400
    # What Python has to make itself are some flags that Qt has in another order.
    assert told["made"] > 0.9 * told["all"]


def outcome(create: Any, kind: type[enum.Enum], names: Any, **named: Any) -> object:
    try:
        made = create(kind, "Made", names, module=__name__, **named)
    except Exception as error:  # noqa: BLE001  # whatever it is, it has to be the same
        return type(error), str(error)
    parts = qt_enums.parts_of(made)
    parts = {name: enum.property if isinstance(part, enum.property) else part for name, part in parts.items()}
    flags = [repr(~one) for one in made if issubclass(kind, enum.Flag)]
    return parts, list(map(repr, made)), flags, made.__mro__[1:]


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@given(names=st.lists(st.tuples(NAMES, VALUES)))
def test_any_enumeration_is_that_which_python_makes(kind: type[enum.Enum], names: list[Any]) -> None:
    ours = outcome(qt_enums._create_fast, kind, names, boundary=enum.KEEP)
    assert ours == outcome(qt_enums._create, kind, names, boundary=enum.KEEP)


@pytest.mark.parametrize(
    "names", ["A B", ["A", "B"], {"A": 1}, [("A", "x")], [("A", (1, 2))], [("A", True)], (), None]
)
@pytest.mark.parametrize(
    "named", [{}, {"boundary": enum.KEEP}, {"boundary": enum.STRICT}, {"start": 3}, {"qualname": "Of.Made"}]
)
def test_what_is_not_plain_is_left_to_python(names: Any, named: dict[str, Any]) -> None:
    assert outcome(qt_enums._create_fast, enum.Enum, names, **named) == outcome(
        qt_enums._create, enum.Enum, names, **named
    )


def test_where_python_makes_more_of_them_it_makes_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def create(kind: type[enum.Enum], *arguments: Any, **named: Any) -> Any:
        made = by_python(kind, *arguments, **named)
        made._first_ = next(iter(made))
        return made

    by_python = qt_enums._create
    monkeypatch.setattr(qt_enums, "_create", create)
    qt_enums._shared_by.cache_clear()
    made = qt_enums._create_fast(enum.Enum, "Made", [("A", 1)], boundary=enum.KEEP)
    qt_enums._shared_by.cache_clear()
    assert made._first_ is made.A


def test_members_are_found_combined_and_pickled(monkeypatch: pytest.MonkeyPatch) -> None:
    members = [("No", 0), ("A", 1), ("B", 2)]
    made = qt_enums._create_fast(enum.Flag, "Made", members, boundary=enum.KEEP, module=__name__)
    assert (made(1), made["B"], made.A | made.B, made.A in made(3)) == (made.A, made.B, made(3), True)
    assert made(16).value == 16  # which is none of them, and kept
    monkeypatch.setitem(globals(), "Made", made)
    assert pickle.loads(pickle.dumps(made.A)) is made.A  # noqa: S301  # of the test's own making
