"""How likely a text is somebody's job title."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from app.model.carriers.lists import Country
from app.recognition.language import patterns, vocabulary
from app.recognition.language.company_domains import resembles_any_domain
from app.recognition.language.countries import region_of_name
from app.recognition.language.names import is_trade_word, parse_name
from app.recognition.language.postcodes import is_place_name

# What is at least this likely is taken; below it, but above nothing, it is in doubt.
SURE = 2.0
IMPOSSIBLE = 0.0
_LONGEST = 100
_MOST_WORDS = 10
_MOST_OF_A_TITLE_LIKE_A_NAME = 2  # words


def title_score(
    text: str, domains: Collection[str] = (), countries: Sequence[Country] = (), *, is_next: bool = False
) -> float:
    """Rates a text as a title; `is_next` if it stands right below or behind the person's name."""
    if not _may_be_title(text, countries):
        return IMPOSSIBLE
    words = text.split()
    # "Simon Wrangel Falk" below a name is somebody else; "Of Counsel" is what somebody is.
    if len(words) > _MOST_OF_A_TITLE_LIKE_A_NAME and parse_name(text) and not patterns.TITLE.search(text):
        return IMPOSSIBLE
    names_one = bool(patterns.OCCUPATION.search(text)) and not patterns.DEPARTMENT.match(text)
    score = 3.0 if names_one else 0.0
    score += 1.0 if patterns.TITLE.search(text) else 0.0
    score += 2.0 if is_next else 0.5
    # A short single word may be anything, such as the town of an office.
    if not names_one and len(words) == 1 and len(text) <= 6 and not text.isupper() and not is_next:
        score -= 1.0
    is_trade = any(map(is_trade_word, words)) and (len(words) > 1 or not is_next)
    is_other = is_trade or resembles_any_domain(text, domains) or is_place_name(text)
    score -= 2.0 if is_other and not patterns.TITLE.search(text) else 0.0
    return score - (2.0 if len(words) > _MOST_WORDS else 0.0)


def _may_be_title(text: str, countries: Sequence[Country]) -> bool:
    text = re.sub(r"^\d\.\s(?=[^\W\d_])", "", text)  # 1. Vorsitzender
    if not 2 <= len(text) <= _LONGEST or not text[0].isalpha() or region_of_name(text, countries):
        return False
    is_address = re.search(r"\d", text) and (patterns.STREET.search(text) or patterns.PO_BOX.search(text))
    is_said = (
        patterns.CLOSING.fullmatch(text)
        or patterns.GREETING.fullmatch(text)
        or text.rstrip().endswith(("?", "!", ":"))
    )
    # "Besök vår" is what is left of "Besök vår hemsida: …".
    is_said = is_said or any(
        word in vocabulary.PRONOUNS or word.lower() in vocabulary.POSSESSIVES for word in text.split()
    )
    is_other = re.search(r"@\w|[#=<>{}\[\]]|\d{3}|:\s", text)
    return not (is_address or is_said or is_other or patterns.is_sentence(text))
