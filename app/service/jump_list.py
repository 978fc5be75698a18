"""Sets what Windows' taskbar offers at the program's icon: its jump list.

Source: the interfaces of shobjidl_core.h and propsys.h; each method is called by its place in the table that
an object of COM begins with. Made in a child process alone: whatever becomes of it, the window goes on.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from ctypes import byref, c_int32, c_uint, c_void_p, c_wchar_p
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from uuid import UUID

_STRING: Final = 31  # VT_LPWSTR
_IN_THIS_PROCESS: Final = 1  # CLSCTX_INPROC_SERVER
_OF_ONE_THREAD: Final = 2  # COINIT_APARTMENTTHREADED


class Guid(ctypes.Structure):
    """The number of a class, an interface or a group of properties."""

    _fields_ = (("data", ctypes.c_ubyte * 16),)


Create: TypeAlias = Callable[[Guid, Guid], c_void_p]


class _PropertyKey(ctypes.Structure):
    _fields_ = (("group", Guid), ("number", ctypes.c_uint32))


class _Text(ctypes.Structure):
    """A PROPVARIANT that is a text: it has room for two pointers."""

    _fields_ = (
        ("kind", ctypes.c_uint16),
        ("reserved", ctypes.c_uint16 * 3),
        ("text", c_wchar_p),
        ("rest", c_void_p),
    )


def _guid(text: str) -> Guid:
    return Guid.from_buffer_copy(UUID(text).bytes_le)


DESTINATION_LIST: Final = _guid("77f10cf0-3db5-4966-b520-b7c54fd35ed6")
COLLECTION: Final = _guid("2d3468c1-36a7-43b6-ac24-d3f02fd9607a")
SHELL_LINK: Final = _guid("00021401-0000-0000-c000-000000000046")
"""The classes that Windows makes objects of."""
_I_DESTINATION_LIST: Final = _guid("6332debf-87b5-4670-90c0-5e57b408a49e")
_I_COLLECTION: Final = _guid("5632b1a4-e38a-400a-928a-d4cd63230295")
_I_ARRAY: Final = _guid("92ca9dcd-5622-4bba-a805-5e9f541bd8c9")
_I_SHELL_LINK: Final = _guid("000214f9-0000-0000-c000-000000000046")
_I_PROPERTIES: Final = _guid("886d8eeb-8cf2-4446-8d02-cdba1dbdcf99")
_TITLE: Final = _PropertyKey(_guid("f29f85e0-4ff9-1068-ab91-08002b27b3d9"), 2)

# Places of the methods, IUnknown's first.
_QUERY, _RELEASE = 0, 2
_BEGIN_LIST, _ADD_TASKS, _COMMIT_LIST = 4, 7, 8
_ADD_OBJECT: Final = 5
_SET_ARGUMENTS, _SET_ICON, _SET_PATH = 11, 17, 20
_SET_VALUE, _COMMIT_VALUES = 6, 7


@dataclass(frozen=True)
class Task:
    """A line of the list: what it is called, and the arguments that the program is started with."""

    title: str
    arguments: str


def set_tasks(program: str, tasks: Sequence[Task], create: Create | None = None) -> None:
    """Makes these the list of the program that runs. Raises OSError where Windows does not take them.

    `create` makes an object of a class with an interface.
    """
    create = create or _create
    with ExitStack() as objects:

        def kept(pointer: c_void_p) -> c_void_p:
            objects.callback(_call, pointer, _RELEASE)
            return pointer

        tasks_of_program = kept(create(DESTINATION_LIST, _I_DESTINATION_LIST))
        removed = c_void_p()
        _call(tasks_of_program, _BEGIN_LIST, byref(c_uint()), byref(_I_ARRAY), byref(removed))
        kept(removed)
        lines = kept(create(COLLECTION, _I_COLLECTION))
        for task in tasks:
            link = kept(create(SHELL_LINK, _I_SHELL_LINK))
            _fill(link, program, task)
            _call(lines, _ADD_OBJECT, link)
        _call(tasks_of_program, _ADD_TASKS, lines)
        _call(tasks_of_program, _COMMIT_LIST)


def _fill(link: c_void_p, program: str, task: Task) -> None:
    _call(link, _SET_PATH, c_wchar_p(program))
    _call(link, _SET_ARGUMENTS, c_wchar_p(task.arguments))
    _call(link, _SET_ICON, c_wchar_p(program), c_int32(0))
    properties = c_void_p()
    _call(link, _QUERY, byref(_I_PROPERTIES), byref(properties))
    try:
        # The list shows this property; a link without it is left out.
        _call(properties, _SET_VALUE, byref(_TITLE), byref(_Text(_STRING, text=task.title)))
        _call(properties, _COMMIT_VALUES)
    finally:
        _call(properties, _RELEASE)


def _call(pointer: c_void_p, place: int, *arguments: Any) -> int:
    """Calls a method of an object. Raises OSError with the code of Windows where it fails."""
    table = ctypes.cast(pointer, ctypes.POINTER(ctypes.POINTER(c_void_p)))[0]
    # On 64-bit Windows there is one way to call, C's.
    method = ctypes.CFUNCTYPE(c_int32)(table[place] or 0)
    result = int(method(pointer, *arguments))
    if result < 0:
        raise OSError(f"0x{result & 0xFFFFFFFF:08X} in place {place}")
    return result


def _create(kind: Guid, interface: Guid) -> c_void_p:
    if sys.platform == "win32":
        windows = ctypes.windll.ole32
        windows.CoInitializeEx(None, _OF_ONE_THREAD)
        made = c_void_p()
        result = windows.CoCreateInstance(byref(kind), None, _IN_THIS_PROCESS, byref(interface), byref(made))
        if result or not made:
            raise OSError(f"0x{result & 0xFFFFFFFF:08X}")
        return made
    else:  # noqa: RET505  # what mypy takes for the other systems' branch
        raise OSError("There is no taskbar of Windows here.")
