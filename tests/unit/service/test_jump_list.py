"""The calls that set the jump list, to objects of the shape that Windows' have."""

from __future__ import annotations

import ctypes
import sys
from ctypes import CFUNCTYPE, POINTER, c_int32, c_uint, c_void_p, c_wchar_p
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from app.service import jump_list
from app.service.jump_list import COLLECTION, DESTINATION_LIST, SHELL_LINK, Guid, Task, set_tasks

TASKS = [Task("New company", "new"), Task("Utboks", "open --outbox")]
NOT_THERE = 0x80004001 - (1 << 32)
_NAMES = {bytes(DESTINATION_LIST): "list", bytes(COLLECTION): "lines", bytes(SHELL_LINK): "link"}


class Value(ctypes.Structure):
    """PROPVARIANT, as far as a text fills it (propidlbase.h)."""

    _fields_ = (("kind", ctypes.c_uint16), ("reserved", ctypes.c_uint16 * 3), ("text", c_wchar_p))


_SHAPES: dict[str, dict[int, tuple[Any, ...]]] = {
    "list": {4: (POINTER(c_uint), POINTER(Guid), POINTER(c_void_p)), 7: (c_void_p,), 8: ()},
    "lines": {5: (c_void_p,)},
    "link": {
        0: (POINTER(Guid), POINTER(c_void_p)),
        11: (c_wchar_p,),
        17: (c_wchar_p, c_int32),
        20: (c_wchar_p,),
    },
    "values": {6: (c_void_p, POINTER(Value)), 7: ()},
    "array": {},
}
"""What each method takes, by its place."""


@dataclass
class Windows:
    """Makes objects, each with a table of methods that writes down what it was called with."""

    refuses: tuple[str, int] = ("", 0)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    made: dict[int, str] = field(default_factory=dict)
    released: list[int] = field(default_factory=list)
    _kept: list[Any] = field(default_factory=list)

    def create(self, kind: Guid, interface: Guid) -> c_void_p:
        assert bytes(interface) != bytes(16)
        return self.an_object(_NAMES[bytes(kind)])

    def an_object(self, name: str) -> c_void_p:
        shapes = {**_SHAPES[name], 2: ()}
        table = (c_void_p * 22)()
        for place, shape in shapes.items():
            method = CFUNCTYPE(c_int32, c_void_p, *shape)(self._method(name, place))
            self._kept.append(method)
            table[place] = ctypes.cast(method, c_void_p)
        held = ctypes.pointer(table)
        self._kept.append(held)
        pointer = ctypes.cast(ctypes.pointer(held), c_void_p)
        self._kept.append(pointer)
        self.made[pointer.value or 0] = name
        return pointer

    def _method(self, name: str, place: int) -> Any:
        def method(this: int, *given: Any) -> int:
            if (name, place) == self.refuses:
                return NOT_THERE
            if place == 2:
                self.released.append(this)
            elif (name, place) == ("list", 4):
                given[2][0] = self.an_object("array").value
            elif (name, place) == ("link", 0):
                given[1][0] = self.an_object("values").value
            elif (name, place) == ("values", 6):
                self.calls.append((name, given[1][0].kind, given[1][0].text))
            else:
                self.calls.append((name, place, *given))
            return 0

        return method


def test_each_task_is_a_line_with_title_arguments_and_icon() -> None:
    windows = Windows()
    set_tasks(r"C:\Übung\contact-entry-window.exe", TASKS, windows.create)
    links = [this for this, name in windows.made.items() if name == "link"]
    (lines,) = (this for this, name in windows.made.items() if name == "lines")
    for link, task in zip(links, TASKS, strict=True):
        at = windows.calls.index(("lines", 5, link))
        assert windows.calls[at - 5 : at] == [
            ("link", 20, r"C:\Übung\contact-entry-window.exe"),
            ("link", 11, task.arguments),
            ("link", 17, r"C:\Übung\contact-entry-window.exe", 0),
            ("values", 31, task.title),
            ("values", 7),
        ]
    assert windows.calls[-2:] == [("list", 7, lines), ("list", 8)]
    assert sorted(windows.released) == sorted(windows.made), "each is released once"


@pytest.mark.parametrize("refuses", [("list", 4), ("link", 0), ("values", 6), ("lines", 5), ("list", 8)])
def test_what_windows_refuses_is_told_and_nothing_is_left_behind(refuses: tuple[str, int]) -> None:
    windows = Windows(refuses)
    with pytest.raises(OSError, match=f"0x80004001 in place {refuses[1]}"):
        set_tasks("C:\\a.exe", TASKS, windows.create)
    assert sorted(windows.released) == sorted(windows.made)


def test_the_numbers_are_those_of_windows() -> None:
    assert UUID(bytes_le=bytes(SHELL_LINK)) == UUID("00021401-0000-0000-c000-000000000046")
    assert ctypes.sizeof(jump_list._Text) == 24
    assert ctypes.sizeof(jump_list._PropertyKey) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="there it is set")
def test_elsewhere_there_is_none() -> None:
    with pytest.raises(OSError, match="no taskbar"):
        set_tasks("/usr/bin/contact-entry", TASKS)
