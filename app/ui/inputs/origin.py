"""What an input says besides its value: tooltip and description of its field, and where the value is from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.common.plain_text import set_tip
from app.ui.common.theme import restyle

_TIP, _DESCRIPTION, _FROM = "fieldTip", "fieldDescription", "valueFrom"


def set_field_tip(widget: QWidget, text: str) -> None:
    """Sets what the field itself has as a tooltip; where its value is from stays beneath it."""
    widget.setProperty(_TIP, text)
    _tell(widget)


def set_field_description(widget: QWidget, text: str) -> None:
    """Sets what screen readers are told of the field; where its value is from stays behind it."""
    widget.setProperty(_DESCRIPTION, text)
    _tell(widget)


def set_origin(widget: QWidget, sentence: str) -> None:
    """Has the input say where its value is from, also by its frame; an empty sentence ends that."""
    widget.setProperty(_FROM, sentence)
    _tell(widget)
    restyle(widget, origin="register" if sentence else "")


def _tell(widget: QWidget) -> None:
    tip, description, origin = (widget.property(name) or "" for name in (_TIP, _DESCRIPTION, _FROM))
    set_tip(widget, "\n".join(filter(None, (tip, origin))))
    widget.setAccessibleDescription(" ".join(filter(None, (description, origin))))
