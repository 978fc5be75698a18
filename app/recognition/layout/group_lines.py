"""To which group a company belongs, as it says below its name: ``a Schneider Group company``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.recognition.language import patterns, vocabulary
from app.recognition.language.tables import phrases

_LONGEST = 120  # characters
_PHRASES = "|".join(sorted(map(re.escape, phrases("labels", "lines", "groups")), key=len, reverse=True))
_NAMED = r"[\"'„“«]?[A-Z0-9ÆØÅÄÖÜÉ]"
_BEGIN = r"(?:^|(?:\s[|–—-]|[,(•·])\s?)\s*"
_NAME = rf"(?-i:{_NAMED})[^|•·,()@\d]"
_END = r"\)?\.?\s*$"
_KIND = re.compile(r"\s(?:company|business|brand)\W*$", re.IGNORECASE)
_PARTS = frozenset(vocabulary.DEPARTMENTS)
_SAYS = re.compile(
    # "Part of the Hartung Group", "– et selskap i Nordlift-konsernet"
    rf"{_BEGIN}(?:{_PHRASES})\s(?:the\s|den\s|der\s|la\s|le\s)?{_NAME}{{2,60}}{_END}"
    # "a Schneider Group company", "an OAK Holding plc company"
    rf"|{_BEGIN}(?-i:an?|An?)\s{_NAME}{{1,50}}\s(?:company|business|brand){_END}"
    # "Ein Polaris-Unternehmen", "Et Nordlift-selskap", "Ett Polaris-bolag"
    rf"|{_BEGIN}(?:ein|ett?|een)\s{_NAME}{{1,40}}[ -](?:unternehmen|selska[pb]|bolag|företag|bedrijf){_END}",
    re.IGNORECASE,
)


def without_groups(lines: Sequence[str]) -> list[str]:
    """Returns the lines without what says to which group the company belongs; the company itself stays."""
    return [_SAYS.sub(_unless_title, line) if len(line) <= _LONGEST else line for line in lines]


def _unless_title(match: re.Match[str]) -> str:
    """Returns what is no group: ``Mitglied der Geschäftsleitung``."""
    said = _KIND.sub("", match.group())
    is_part = patterns.TITLE.search(said) or any(word in _PARTS for word in said.lower().split())
    return match.group() if is_part or patterns.DEPARTMENT.search(said) else ""
