"""Recognising companies and people in pasted text and vCards.

`recognise` reads, `review` says what of it can go into a form, `merge` puts the accepted part in, `offers`
proposes what follows from a mail address. All are pure functions.
"""

from __future__ import annotations

from app.model.recognition.merging import merge, review
from app.model.recognition.offers import Offer, offers, take
from app.model.recognition.plans import COMPANY, Row, Surroundings
from app.model.recognition.read import recognise, refusal
from app.model.recognition.result import Found, Recognised
from app.model.recognition.vcards import decode, holds_cards

__all__ = [
    "COMPANY",
    "Found",
    "Offer",
    "Recognised",
    "Row",
    "Surroundings",
    "decode",
    "holds_cards",
    "merge",
    "offers",
    "recognise",
    "refusal",
    "review",
    "take",
]
