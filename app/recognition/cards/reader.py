"""Reads a text: vCards, or a signature with or without the mail above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.model.carriers.lists import Country
from app.recognition.cards.vcards import holds_cards, read_cards
from app.recognition.reading.findings import RecognitionResult
from app.recognition.reading.input_limits import MOST_PASTED, TABLE, what_text_is, why_refused
from app.recognition.reading.mail_text import read_text
from app.translation import _

# How much of an overlong text is examined to say what kind it is.
_BEGINNING = 10_000
_OTHER = _("This is {kind}, so nothing was changed. Export the contacts as vCards instead.")
_TABLE = _("This is a table, so nothing was changed. Import it as one instead.")
_NOTHING = _(
    "Nothing was recognised in this text, so nothing was changed. "
    "A mail signature, names with e-mail addresses, or a vCard can be read."
)


def read(
    text: str,
    region: str = "",
    countries: Sequence[Country] = (),
    on_card: Callable[[int], None] = lambda _count: None,
) -> RecognitionResult:
    """Reads a text; see `app.recognition.recognise`."""
    is_card = holds_cards(text if len(text) <= MOST_PASTED else text[:_BEGINNING])
    if sentence := why_refused(len(text), is_card=is_card):
        return RecognitionResult(message=sentence)
    if not is_card and (kind := what_text_is(text)):
        return RecognitionResult(message=_TABLE if kind == TABLE else _OTHER.format(kind=kind))
    found = read_cards(text, region, countries, on_card) if is_card else read_text(text, region, countries)
    return found if found or found.message else RecognitionResult(message=_NOTHING)
