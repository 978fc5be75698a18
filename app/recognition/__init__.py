"""Recognising companies and people in pasted text and vCards.

`recognise` reads, `review` says what of it can go into a form, `merge` puts the accepted part in, `offers`
proposes what follows from a mail address. All are pure functions.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.model.carriers.lists import Country
from app.recognition.filling.merge import merge, review
from app.recognition.filling.offers import Offer, offers, take
from app.recognition.filling.plans import COMPANY, Row, Surroundings
from app.recognition.reading.findings import Found, Recognised
from app.recognition.reading.input_limits import decode, refusal

__all__ = [
    "COMPANY",
    "Found",
    "Offer",
    "Recognised",
    "Row",
    "Surroundings",
    "decode",
    "merge",
    "offers",
    "recognise",
    "refusal",
    "review",
    "take",
]


def recognise(text: str, region: str = "", countries: Sequence[Country] = ()) -> Recognised:
    """What `text` tells of a company and its people.

    `region` is the ISO 3166 code of the country whose numbers are written without a prefix; what the text
    says itself goes first. `countries` are the tenant's, by whose names countries are recognised too. Where
    nothing is recognised, or the text is too large, the message of the result says so.
    """
    # Its patterns take a tenth of a second to get ready: the window paints before.
    from app.recognition.reading.reader import read

    return read(text, region, countries)
