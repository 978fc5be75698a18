"""The value of an input or a part, read and shown so that a fault in one never silences the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from app.translation import _

_CANNOT_BE_READ = _(
    "This field cannot be read because of a fault in this program. Everything else is kept. "
    "Clear the field and type it again; if that does not help, close the program and start it again."
)
_CANNOT_BE_SHOWN = _(
    "This field cannot show its value because of a fault in this program. The value is kept. "
    "Type it anew to replace it, or close the program and start it again."
)


class HasValue(Protocol):
    """An input or a part."""

    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...


class SafeValue:
    """Reads and shows the value of `owner`, neither of which can raise through it.

    Where reading fails, the value is what `raw` returns (the bare text, say), else what was read last. What
    could not be shown stays the value until the user types something else.
    """

    def __init__(self, owner: HasValue, raw: Callable[[], Any] | None = None) -> None:
        self._owner = owner
        self._raw = raw
        self._last: Any = None
        self._is_unshown = False
        self.fault = ""
        """A sentence while the value cannot be read or shown; else an empty text."""

    def value(self) -> Any:
        if self._is_unshown:
            return self._last
        try:
            self._last = self._owner.value()
        except Exception as error:  # noqa: BLE001  # whatever it is, the rest of the form goes on
            self._report(_CANNOT_BE_READ, error)
            return self._raw_or_last()
        self.fault = ""
        return self._last

    def set_value(self, value: Any) -> None:
        try:
            self._owner.set_value(value)
        except Exception as error:  # noqa: BLE001  # as above
            self._last, self._is_unshown = value, True
            self._report(_CANNOT_BE_SHOWN, error)
        else:
            self._last, self._is_unshown, self.fault = value, False, ""

    def attempt(self, change: Callable[[], None]) -> None:
        """Makes a change of what is shown beside the value, such as a default; a fault in it is reported."""
        try:
            change()
        except Exception as error:  # noqa: BLE001  # as above
            self._report(_CANNOT_BE_SHOWN, error)

    def forget_unshown(self) -> None:
        """The user has changed what is seen, which is the value from now on."""
        if self._is_unshown:
            self._is_unshown, self.fault = False, ""

    def _raw_or_last(self) -> Any:
        try:
            return self._last if self._raw is None else self._raw()
        except Exception:  # noqa: BLE001  # as above
            return self._last

    def _report(self, sentence: str, error: Exception) -> None:
        if self.fault != sentence:
            # The class alone: a message may quote what a person typed.
            import logging

            logging.getLogger(__name__).error("A field cannot be read or shown: %s", type(error).__name__)
        self.fault = sentence
