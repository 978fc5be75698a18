"""Parts of a company: ``Byggesaksavdelingen``, ``Department of Civil Engineering``."""

from __future__ import annotations

import re

from app.recognition.language import patterns
from app.recognition.language.names import company_name_in, parse_name

_LONGEST = 80  # characters
_MOST_WORDS = 8
_BEGINS = re.compile(
    r"(?:avdeling(?:en)?|avdelning(?:en)?|afdeling(?:en)?|abteilung|dep(?:artment|t\.?)|division|seksjon(?:en)?|sektion(?:en)?"
    r"|enhet(?:en)?|fagenhet|institutt|institution(?:en)?|institut|fakultet(?:et)?|fakultät|faculty|school|office|fachbereich|fachdienst|referat|sachgebiet"
    r"|dezernat|lehrstuhl|service|direction|pôle|vakgroep|osasto|yksikkö)\s(?:for|för|für|of|des|de|du|von|van)?\s?\S",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[^\W\d_]{3,}(?:avdeling(?:en|a)?|avdelning(?:en)?|afdeling(?:en)?|abteilung|etaten|seksjonen|sektionen|forvaltning(?:en)?"
    r"|förvaltning(?:en)?|enheten|kontoret|osasto)$|\s(?:etat|division|department|dept\.?|avdeling|avdelning|afdeling|enhet|seksjon|sektion|unit)$",
    re.IGNORECASE,
)


def department_in(text: str) -> str:
    """Returns a text that names a part of a company; nothing for titles, companies and sentences."""
    text = text.strip(" ,;–-")
    is_one = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and text[:1].isupper()
    if not is_one or not (_BEGINS.match(text) or _ENDS.search(text)):
        return ""
    is_other = patterns.OCCUPATION.search(text) or company_name_in(text) or parse_name(text) or ":" in text
    return "" if is_other or re.search(r"[@]|\d{3}|[.!?]$", text) or patterns.is_sentence(text) else text
