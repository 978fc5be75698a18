"""What hands can do at the form, and have done: an event is a name and a word, as ``("write", "漢")``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product
from random import Random

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
HELD = {
    "held erase": KEYS["erase"],
    "held delete": (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    "held left": KEYS["left"],
    "held tab": KEYS["tab"],
    "held page down": (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
}
"""Keys that are held for a while."""
TYPED = ("1.234,50", "1,234.50", "24.11.2026", "3/4/26", "2026-04-03", "14:35", "2:35 PM", "٣٫٥", "-1 234,5")
"""Numbers, days and times as some write them, at a stretch."""
LETTERS_HELD = ("a" * 12, "7" * 9, "漢" * 5, " " * 6)
SCANNED = ("5901234123457", "24.11.2026", "partner", "kari@fjell.no")
DIALOGS = (
    "action.preferences",
    "action.connection",
    "action.findCompany",
    "action.field",
    "action.nextSteps",
)
LOCALES = (
    "",
    "en_US",
    "de_DE",
    "de_CH",
    "fr_FR",
    "nb_NO",
    "sv_SE",
    "ar_EG",
    "fa_IR",
    "hi_IN",
    "th_TH",
    "ja_JP",
)
"""Those of the desktops; none is that of this one."""
_OFTEN = 380
_SELDOM = 9 * _OFTEN // (19 * 4)
"""One event in twenty begins another company, saves or makes ready for that: a form has time to fill."""


def _some(count: int, names: Sequence[str], words: Sequence[str]) -> Iterable[Event]:
    """Returns that many events, each of the names with each of the words in turn."""
    return islice(cycle(product(names, words)), count)


EVENTS: tuple[Event, ...] = (
    *_some(2 * _OFTEN, ("write",), tuple(LETTERS)),
    *_some(_OFTEN, ("compose", "commit", "go on composing"), WORDS),
    *_some(_OFTEN, ("cancel",), ("",)),
    *_some(_OFTEN, ("go",), (*TEXTS, *TEXTS_OF_PEOPLE, *READ, *CHOICES, *OTHERS)),
    *_some(_OFTEN, ("paste",), PASTED),
    *_some(_OFTEN, ("key",), tuple(KEYS)),
    *_some(_OFTEN, ("key",), ("undo", "redo", "all", "erase")),
    *_some(_OFTEN, ("page",), "123456"),
    *_some(_OFTEN // 2, ("type",), TYPED),
    *_some(_OFTEN // 4, ("hold",), LETTERS_HELD),
    *_some(_OFTEN // 4, ("scan",), SCANNED),
    *_some(_OFTEN // 4, ("key",), tuple(HELD)),
    *_some(_OFTEN // 19, ("dialog",), DIALOGS),
    *_some(3 * _SELDOM, ("new", "save", "complete"), ("",)),
    *_some(_SELDOM, ("save and type on",), ("Vidde", "Sund AS", "12,5", "山田")),
    *_some(_OFTEN // 4, ("fill",), ("Oslo", "Bergen")),
    *_some(_OFTEN // 4, ("come",), ("lists", "rules", "proposals")),
)
"""What may come next, each as often as it does."""
_LONGEST_WORD = 8
_MADE_READY_AND_SAVED = (("complete", ""), ("save", ""), ("save", ""))
"""Twice, since a warning asks first."""


@dataclass
class Count:
    """What was done so far, over all sequences."""

    sequences: int = 0
    events: int = 0
    saved: int = 0
    steps_too_long: int = 0
    longest_ms: float = 0.0
    longest: Event = ("", "")
    minutes: float = 0.0

    def __add__(self, other: Count) -> Count:
        """Returns what was done in both of two windows, at the same time."""
        longest = max(self, other, key=lambda one: one.longest_ms)
        return Count(
            sequences=self.sequences + other.sequences,
            events=self.events + other.events,
            saved=self.saved + other.saved,
            steps_too_long=self.steps_too_long + other.steps_too_long,
            longest_ms=longest.longest_ms,
            longest=longest.longest,
            minutes=max(self.minutes, other.minutes),
        )


def sequences(length: int) -> st.SearchStrategy[Sequence[Event]]:
    """Returns a strategy for sequences of that many events.

    Hypothesis draws what Python's own generator begins with: drawn one by one, most of them would be of few
    kinds, and a company be saved with every tenth.
    """
    return st.binary(min_size=8, max_size=8).map(lambda seed: sequence(seed, length))


def sequence(seed: bytes | str, length: int) -> Sequence[Event]:
    """Returns that many events, the same ones for the same seed."""
    draw = Random(seed)  # noqa: S311  # no secret
    locale = draw.choice(LOCALES)
    events: list[Event] = [("locale", locale)] if locale else []
    while len(events) < length:
        event = draw.choice(EVENTS)
        events.append(event)
        if event[0] == "write":
            events += (("write", draw.choice(LETTERS)) for _letter in range(draw.randrange(_LONGEST_WORD)))
        elif event[0] == "new":
            # Few are right after much of anything: these are short, and most of them are saved.
            events += draw.choices(EVENTS, k=draw.randrange(_LONGEST_WORD))
            events += _MADE_READY_AND_SAVED
    return events[:length]


def shortened(
    events: Sequence[Event], goes_wrong: Callable[[Sequence[Event]], bool], most_tries: int
) -> Sequence[Event]:
    """Leaves out what has nothing to do with what goes wrong: halves, quarters, single events."""
    size = len(events) // 2
    while size and most_tries:
        start = 0
        while start < len(events) and most_tries:
            fewer = [*events[:start], *events[start + size :]]
            most_tries -= 1
            if goes_wrong(fewer):
                events = fewer
            else:
                start += size
        size //= 2
    return events
