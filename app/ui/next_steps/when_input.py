"""The input for when a next step is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from PySide6.QtWidgets import QWidget

from app.model.form.fields import Field
from app.model.next_steps.card import USUAL_HOUR
from app.ui.inputs.typed import MomentInput
from app.ui.reading.coming import coming_hint, read_coming
from app.ui.reading.reading import Reading


class WhenInput(MomentInput):
    """A day and time to come: the year may be left out, and what is long past is refused.

    A day without a time is shown with the hour that is meant by it.
    """

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.setPlaceholderText(coming_hint(datetime.now().astimezone().date()))

    def moment_in(self, text: str) -> Reading[Any]:
        found = read_coming(text, datetime.now().astimezone().replace(tzinfo=None))
        if found.value is not None and found.value.time() == time():
            return replace(found, value=found.value + USUAL_HOUR)
        return found
