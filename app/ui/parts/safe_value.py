"""The value of an input or a part, read and shown so that a fault in one never silences the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Protocol, TypeVar

from app.translation import _

_CANNOT_BE_READ = _(
    "This field cannot be read because of a fault in this program. Everything else is kept. "
    "Clear the field and type it again; if that does not help, close the program and start it again."
)
_CANNOT_BE_SHOWN = _(
    "This field cannot show its value because of a fault in this program. The value is kept. "
    "Type it anew to replace it, or close the program and start it again."
)


T = TypeVar("T")


class HasValue(Protocol):
    """An input or a part."""

    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...


class SafeValue:
    """Reads and shows the value of `owner`, neither of which can raise through it.

    Where reading fails, the value is what `raw` returns (the bare text, say), else what was read last. What
    could not be shown stays the value until the user types something else.

    An owner that holds its own gives a `weakref.proxy`: hundreds of fields that are replaced would else be
    garbage in cycles, and the window silent while it is collected.
    """

    def __init__(self, owner: HasValue, raw: Callable[[], Any] | None = None) -> None:
        self.owner = owner
        self._raw = raw
        self._last: Any = None
        self._is_unshown = self._has_failed = False
        self._is_stale = True
        self.fault = ""
        """A sentence while the value cannot be read or shown; else an empty text."""

    def value(self) -> Any:
        if self._is_unshown:
            return self._last
        try:
            self._last = self.owner.value()
        except Exception as error:  # noqa: BLE001  # whatever it is, the rest of the form goes on
            self._is_stale = True
            self._report(_CANNOT_BE_READ, error)
            return self._raw_or_last()
        self._is_stale, self.fault = False, ""
        return self._last

    def known(self) -> Any:
        """Returns what was read last; reads anew what has been set, or changed by its user, since."""
        return self.value() if self._is_stale else self._last

    def set_value(self, value: Any) -> None:
        self._is_stale = True
        try:
            self.owner.set_value(value)
        except Exception as error:  # noqa: BLE001  # as above
            self._last, self._is_unshown = value, True
            self._report(_CANNOT_BE_SHOWN, error)
        else:
            self._last, self._is_unshown, self.fault = value, False, ""

    def attempt(self, change: Callable[[], None]) -> None:
        """Makes a change of what is shown beside the value, such as a default; a fault in it is reported."""
        self._is_stale = True
        try:
            change()
        except Exception as error:  # noqa: BLE001  # as above
            self._report(_CANNOT_BE_SHOWN, error)

    def answer(self, ask: Callable[[], T], otherwise: T) -> T:
        """Returns what `ask` returns, which has nothing to do with the value, or `otherwise` if it raises."""
        try:
            return ask()
        except Exception as error:  # noqa: BLE001  # as above
            if not self._has_failed:
                self._has_failed = True
                _log(error)
            return otherwise

    def note_change(self) -> None:
        """The user has changed what is seen, which is the value from now on."""
        self._is_stale = True
        if self._is_unshown:
            self._is_unshown, self.fault = False, ""

    def _raw_or_last(self) -> Any:
        try:
            return self._last if self._raw is None else self._raw()
        except Exception:  # noqa: BLE001  # as above
            return self._last

    def _report(self, sentence: str, error: Exception) -> None:
        if self.fault != sentence:
            _log(error)
        self.fault = sentence


def attempt_all(values: Iterable[SafeValue], change: Callable[[Any], None]) -> None:
    """Has `change` change each owner; where it fails, the others are changed all the same."""
    for safe in values:
        safe.answer(partial(change, safe.owner), None)


def ask_all(values: Iterable[SafeValue], ask: Callable[[Any], Iterable[T]]) -> list[T]:
    """Returns what all owners answer, one after the other; an owner that fails has no answer."""
    nothing: Iterable[T] = ()
    return [one for safe in values for one in safe.answer(partial(ask, safe.owner), nothing)]


def _log(error: Exception) -> None:
    # The class alone: a message may quote what a person typed.
    import logging

    logging.getLogger(__name__).error("A field cannot be read or shown: %s", type(error).__name__)
