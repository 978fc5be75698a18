"""What hands can do at the form: an event is a name and a word, such as ``("write", "漢")``."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from PySide6.QtCore import Qt

from tests.helpers.ui.window import CONTROL, SHIFT

Event = tuple[str, str]
TEXTS = ("Name", "Department", "Description", "OrgNr", "Address.Street.City", "Phones[0].Value")
SINGLE = TEXTS[:5]
"""Those that are there once, so that the path in the form is that of the input."""
TEXTS_OF_PEOPLE = ("Persons[0].Firstname", "Persons[0].Lastname", "Persons[0].Description")
READ = ("Source", "Persons[0].BirthDate", "CustomFields.SuperOffice:2", "CustomFields.SuperOffice:4")
CHOICES = ("Category", "Business", "Country", "Persons[0].Position", "CustomFields.SuperOffice:7")
OTHERS = ("Xstop", "Interests", "CustomFields.SuperOffice:1", "CustomFields.SuperOffice:6")
LETTERS = "aZ17 .-+/øßЯΩعא漢한カéＡ\u0301"
WORDS = (
    "Fjell",
    "山田",
    "🏔",
    "24.11.2026",
    "12,5",
    "e\u0301",
    "partner",
    "sup",
    "한국",
    "مرحبا",
    "\U0001f468\u200d\U0001f467",
)
PASTED = ("Fjell AS", "two\nlines", "山\t田", "<b>bold</b>", "", "🏔" * 40)
KEYS = {
    "tab": (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
    "back tab": (Qt.Key.Key_Backtab, SHIFT),
    "escape": (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    "down": (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    "enter": (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    "keypad enter": (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
    "shift enter": (Qt.Key.Key_Return, SHIFT),
    "open list": (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    "left": (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
    "select left": (Qt.Key.Key_Left, SHIFT),
    "undo": (Qt.Key.Key_Z, CONTROL),
    "redo": (Qt.Key.Key_Z, CONTROL | SHIFT),
    "all": (Qt.Key.Key_A, CONTROL),
    "erase": (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
    "space": (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
}
_ANYWHERE = st.sampled_from((*TEXTS, *TEXTS_OF_PEOPLE, *READ, *CHOICES, *OTHERS))
_ONE_EVENT = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(LETTERS)),
    st.tuples(st.just("write"), st.sampled_from(LETTERS)),
    st.tuples(st.sampled_from(("compose", "commit", "go on composing")), st.sampled_from(WORDS)),
    st.tuples(st.just("cancel"), st.just("")),
    st.tuples(st.just("go"), _ANYWHERE),
    st.tuples(st.just("paste"), st.sampled_from(PASTED)),
    st.tuples(st.just("key"), st.sampled_from(tuple(KEYS))),
    st.tuples(st.just("key"), st.sampled_from(("undo", "redo", "all", "erase"))),
    st.tuples(st.just("page"), st.sampled_from("123456")),
)
_RARE_EVENT = st.tuples(st.sampled_from(("new", "save", "complete")), st.just(""))
_TYPED_ON = st.tuples(st.just("save and type on"), st.sampled_from(("Vidde", "Sund AS", "12,5", "山田")))
EVENTS = st.one_of(*[_ONE_EVENT] * 19, st.one_of(_RARE_EVENT, _RARE_EVENT, _RARE_EVENT, _TYPED_ON))


def sequences(length: int) -> st.SearchStrategy[Sequence[Event]]:
    """Returns a strategy for sequences of that many events."""
    return st.lists(EVENTS, min_size=length, max_size=length)
