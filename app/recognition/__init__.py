"""Recognises companies and people in pasted text, mails and vCards.

`recognise` reads a text, `review` lists what can go into a form, `merge` puts the accepted lines in, and
`offers` proposes what follows from a mail address. All are pure functions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.model.carriers.lists import Country
from app.recognition.cards.decoding import decode
from app.recognition.filling.merge import merge, review
from app.recognition.filling.offers import Offer, found_in_offers, half_places, offers
from app.recognition.filling.plans import COMPANY, FormContext, ReviewLine
from app.recognition.filling.records import found_in_record
from app.recognition.filling.sources import side_by_side
from app.recognition.reading.findings import FoundValue, RecognitionResult
from app.recognition.reading.input_limits import (
    MOST_FILE,
    MOST_PASTED,
    MOST_TEXT,
    is_picture,
    most_of,
    what_it_is,
    why_refused,
)

__all__ = [
    "COMPANY",
    "MOST_FILE",
    "MOST_PASTED",
    "FormContext",
    "FoundValue",
    "Offer",
    "RecognitionResult",
    "ReviewLine",
    "decode",
    "found_in_offers",
    "found_in_record",
    "half_places",
    "is_picture",
    "merge",
    "most_of",
    "offers",
    "recognise",
    "review",
    "side_by_side",
    "what_it_is",
    "why_refused",
]


def recognise(
    text: str,
    region: str = "",
    countries: Sequence[Country] = (),
    on_card: Callable[[int], None] = lambda _count: None,
) -> RecognitionResult:
    """Finds the company and its people in a text, a table or cards.

    `region` is the ISO 3166 code of the country whose phone numbers may lack a prefix; a country that the
    text itself names takes precedence. `countries` are the tenant's, so that its own names for countries are
    recognised too. `on_card` is told how many cards were read; what it raises ends the reading. If nothing is
    recognised, or the text is too large, the result's message says so.
    """
    # Imported here: compiling its patterns takes a tenth of a second, and the window is painted first.
    from app.recognition.cards.reader import read
    from app.recognition.mails.internet_mail import MOST_IN_HEADERS
    from app.recognition.mails.invitations import read_pasted_invitation
    from app.recognition.mails.mail_findings import read_mail
    from app.recognition.mails.reader import is_mail, recognise_mail
    from app.recognition.tables.pasted import read_pasted_table

    table = read_pasted_table(text, region, on_card) if len(text) <= MOST_TEXT else None
    if table is not None:
        return table
    if len(text) <= MOST_PASTED and is_mail(text[:MOST_IN_HEADERS].encode("utf-8", "replace")):
        return recognise_mail(text.encode("utf-8", "replace"), region, countries, on_card)
    invitation = read_pasted_invitation(text) if len(text) <= MOST_TEXT else None
    if invitation is not None:
        return read_mail(invitation, region, countries, on_card)
    return read(text, region, countries, on_card)
