"""Text of any kind in, what it tells of a company and its people out."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.carriers.lists import Country
from app.recognition.reading.findings import Recognised
from app.recognition.reading.input_limits import MOST_PASTED, refusal
from app.recognition.reading.mail_text import read_text
from app.recognition.reading.vcards import holds_cards, read_cards

# As much of an overlong text is looked at to say what is overlong.
_BEGINNING = 10_000
_NOTHING = (
    "Nothing was recognised in this text, so nothing was changed. "
    "A mail signature, names with e-mail addresses, or a vCard can be read."
)


def read(text: str, region: str = "", countries: Sequence[Country] = ()) -> Recognised:
    """See `app.recognition.recognise`."""
    is_card = holds_cards(text if len(text) <= MOST_PASTED else text[:_BEGINNING])
    if sentence := refusal(len(text), is_card=is_card):
        return Recognised(message=sentence)
    found = read_cards(text, countries) if is_card else read_text(text, region, countries)
    return found if found or found.message else Recognised(message=_NOTHING)
