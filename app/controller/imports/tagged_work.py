"""Work on a worker whose result says whose it is: what was asked for may be another table by then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Tag = TypeVar("Tag")
T = TypeVar("T")


def tagged(tag: Tag, work: Callable[[], T]) -> tuple[Tag, T | Exception]:
    """Returns what the work returns, or the error that it raises, behind the tag."""
    try:
        return tag, work()
    except Exception as error:  # noqa: BLE001  # whoever asked decides
        return tag, error
