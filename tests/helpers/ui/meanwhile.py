"""What happens to the form while somebody types: answers of the server, and values put in by others."""

from __future__ import annotations

import copy
from dataclasses import replace

from app.model.form.choices import Choices
from tests.helpers.ui.window import Typist

FILLED = "Department"
"""The field that others put a value into."""


class Meanwhile:
    """Does what others do to the form of a window."""

    def __init__(self, typist: Typist) -> None:
        self._form, self._history = typist.window.form, typist.window.history
        self._lookups = typist.program.lookups

    def fill(self, text: str) -> None:
        """Puts a text into `FILLED`, as one step of undo."""
        self._history.apply(self._form.known_value() | {FILLED: text}, "what was offered")

    def come(self, what: str) -> None:
        """Has lists, rules or proposals come anew, the same as they were."""
        context = self._form.context
        if what == "lists":
            lists = {name: Choices(list(choices)) for name, choices in context.choices.items()}
            self._form.set_context(replace(context, choices=lists))
        elif what == "rules":
            self._form.set_context(replace(context, rules=copy.copy(context.rules)))
        else:
            self._lookups.default_changed.emit(self._lookups.default)
