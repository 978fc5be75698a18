"""The one door to recognition: text of any kind in, what it tells of a company and its people out."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.lists import Country
from app.model.recognition.result import Recognised
from app.model.recognition.text import read_text
from app.model.recognition.vcards import holds_cards, read_cards

MEGABYTE = 1_000_000
MOST_TEXT = MEGABYTE
MOST_PASTED = 10 * MEGABYTE
# As much of an overlong text is looked at to say what is overlong.
_BEGINNING = 10_000
_NOTHING = (
    "Nothing was recognised in this text, so nothing was changed. "
    "A mail signature, names with e-mail addresses, or a vCard can be read."
)


def refusal(size: int, *, is_card: bool) -> str:
    """A sentence where a text is too large to be read; `size` in bytes, or in characters of a text at hand.

    Cards may be larger than other text, since they carry pictures.
    """
    most = MOST_PASTED if is_card else MOST_TEXT
    if size <= most:
        return ""
    what = "These cards are" if is_card else "This text is"
    advice = "Choose fewer cards." if is_card else "Copy only the signature and paste again."
    shown = f"{size / MEGABYTE:.1f}".removesuffix(".0")
    return f"{what} too large to be read: {shown} MB, and {most // MEGABYTE} MB is the most. {advice}"


def recognise(text: str, region: str = "", countries: Sequence[Country] = ()) -> Recognised:
    """What `text` tells of a company and its people.

    `region` is the ISO 3166 code of the country whose numbers are written without a prefix; what the text
    says itself goes first. `countries` are the tenant's, by whose names countries are recognised too. Where
    nothing is recognised, or the text is too large, the message of the result says so.
    """
    is_card = holds_cards(text if len(text) <= MOST_PASTED else text[:_BEGINNING])
    if sentence := refusal(len(text), is_card=is_card):
        return Recognised(message=sentence)
    found = read_cards(text, countries) if is_card else read_text(text, region, countries)
    return found if found or found.message else Recognised(message=_NOTHING)
