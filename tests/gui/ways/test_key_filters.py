"""What stands before the field that has the focus."""

import pytest
from PySide6.QtCore import QObject

from app.ui.common.held_keys import HeldKeys
from app.ui.common.key_translation import KeyTranslation
from app.ui.form.unread_refusal import UnreadRefusal
from app.ui.inputs.composition import CompositionWatch
from app.ui.ways.alt_letters import AltLetters
from tests.helpers.ui.window import Typist

pytestmark = pytest.mark.shared_window(connected=False)


def test_each_filter_is_there_once_and_the_window_knows_the_one_that_holds_keys(typist: Typist) -> None:
    window = typist.window
    kinds: tuple[type[QObject], ...] = (CompositionWatch, KeyTranslation, UnreadRefusal, AltLetters, HeldKeys)
    assert [len(window.findChildren(kind)) for kind in kinds] == [1, 1, 1, 1, 1]
    assert window.findChild(UnreadRefusal) is window.unread_refusal
