"""Filters before the field that has the focus, which see each key before it does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.common.held_keys import HeldKeys
from app.ui.common.key_translation import KeyTranslation
from app.ui.form.form import ContactForm
from app.ui.form.unread_refusal import UnreadRefusal
from app.ui.inputs.composition import CompositionWatch
from app.ui.ways.alt_letters import AltLetters


def put_key_filters(window: QWidget, form: ContactForm) -> UnreadRefusal:
    """Puts the filters before the fields of `window`; returns the one that others ask.

    The one that is made last is asked first.
    """
    CompositionWatch(window)
    KeyTranslation(window)
    unread_refusal = UnreadRefusal(form)
    AltLetters(window)
    HeldKeys(window)
    return unread_refusal
