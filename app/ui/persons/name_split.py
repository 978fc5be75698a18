"""A whole name typed as the first name: ``Kari Nordmann`` is split when the field is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.plain_text import show_tip
from app.ui.inputs.plain import TextInput
from app.ui.parts.field_box import FieldBox

if TYPE_CHECKING:
    from app.recognition.language.person_names import Name

_ALIKE = 3
"""Letters that are the same at the beginning of a name and of its correction."""


class NameSplit(QObject):
    """Splits into first, middle and last name, as a proposal: ``Anne Marie`` may be a first name.

    Whoever then types another last name meant all of it as the first name, which comes back.
    """

    def __init__(
        self, first: FieldBox, middle: FieldBox, last: FieldBox, changed: Callable[[], None]
    ) -> None:
        """Watches the boxes; `changed` is called when it has changed them."""
        super().__init__(first)
        self._first, self._middle, self._last = first, middle, last
        self._changed = changed
        self._typed = ""  # the whole of it, as long as the split is a proposal
        self._declined = ""
        self._proposed: Name | None = None
        first.input.finished.connect(self._on_first_left)
        last.input.changed.connect(self._on_last_changed)
        last.input.finished.connect(self._on_last_left)

    def begin(self) -> None:
        """Forgets what it has split: another person is shown."""
        self._typed = self._declined = ""
        self._proposed = None

    def _show(self, first: str, middle: str) -> None:
        self._first.set_value(first)
        self._middle.set_value(middle or None)
        self._changed()

    def _on_first_left(self) -> None:
        typed = self._first.value() or ""
        if self._middle.value() or self._last.value() or self._last.rule.read_only:
            return
        # Loaded with the first key that was typed, on a worker: see `ChecksLoading` of the program.
        from app.recognition.language.names import parse_name

        name = parse_name(typed) if typed != self._declined else None
        if name is None:
            return
        self._typed, self._proposed = typed, name
        self._last.set_value(name.last)
        self._show(name.first, name.middle)
        if isinstance(self._last.widget, TextInput):
            said = _("Taken from “{name}”. Type over it if all of that is the first name.")
            # Over the card, which would move beneath it; Qt hides a tip where the focus moves.
            QTimer.singleShot(0, self, partial(self._tell, said.format(name=typed)))
            if self._last.widget.hasFocus():
                self._last.widget.selectAll()

    def _tell(self, said: str) -> None:
        if self._proposed is not None and self._last.widget.isVisible():
            show_tip(self._last.widget, said)
            announce(self._last.widget, said)

    def _on_last_changed(self) -> None:
        """Takes it back where somebody types over the last name."""
        if self._proposed is not None and self._typed and len(self._last.value() or "") <= 1:
            self._declined, self._typed = self._typed, ""
            self._show(self._declined, "")

    def _on_last_left(self) -> None:
        """Keeps the split for good; one whose last name was only spelled anew is made again."""
        name, self._proposed, self._typed = self._proposed, None, ""
        last = (self._last.value() or "").casefold()
        if name is not None and self._declined and last.startswith(name.last.casefold()[:_ALIKE]):
            self._show(name.first, name.middle)
