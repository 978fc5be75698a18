"""Names of companies that are something else: what stands in the column or line beside the name."""

from __future__ import annotations

import re
from typing import Final

from app.model.checks.plausibility.words import unlike
from app.translation import _

# It begins where a word does: else each letter of a long word would be tried to its end.
_MAILBOX: Final = re.compile(r"(?<![^\s@<>])[^\s@<>]+@[^\s@<>]+\.[^\W\d_]{2,}")
_DATE: Final = re.compile(r"(?:\d{4}-\d\d?-\d\d?|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d))(?:[T ][\d:.,]*Z?)?")
_TRUTH: Final = ("true", "false")
_PHONE: Final = re.compile(r"\+?[\d\s()./-]*")
_NUMBER: Final = re.compile(r"\W*|[-+=]+\s*\d+(?:[.,]\d+)?|[345]\d{4}")
"""Signs alone, sums, and what a spreadsheet stores for a day of our time."""
_FEWEST_DIGITS: Final = 8  # shorter numbers are names: 1881, 118 118


def check_company_name(name: str) -> str:
    """Returns a sentence about a name that is a mailbox, a day, a number or a truth value."""
    text = name.strip()
    is_phone = _PHONE.fullmatch(text) is not None and sum(map(str.isdigit, text)) >= _FEWEST_DIGITS
    is_number = is_phone or (bool(text) and _NUMBER.fullmatch(text) is not None)
    is_other = is_number or text.casefold() in _TRUTH or _DATE.fullmatch(text) or _MAILBOX.search(text)
    return unlike(text, _("the name of a company")) if is_other else ""
