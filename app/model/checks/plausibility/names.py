"""Names of companies that are something else: what stands in the column or line beside the name."""

from __future__ import annotations

import re
from typing import Final

from app.model.checks.plausibility.words import unlike
from app.translation import _

_MAILBOX: Final = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\W\d_]{2,}")
_DATE: Final = re.compile(r"(?:\d{4}-\d\d?-\d\d?|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d))(?:[T ][\d:.,]*Z?)?")
_TRUTH: Final = ("true", "false")
_PHONE: Final = re.compile(r"\+?[\d\s()./-]*")
_FEWEST_DIGITS: Final = 8  # shorter numbers are names: 1881, 118 118


def check_company_name(name: str) -> str:
    """Returns a sentence about a name that is a mailbox, a day, a phone number or a truth value."""
    text = name.strip()
    is_phone = _PHONE.fullmatch(text) is not None and sum(map(str.isdigit, text)) >= _FEWEST_DIGITS
    is_other = is_phone or text.casefold() in _TRUTH or _DATE.fullmatch(text) or _MAILBOX.search(text)
    return unlike(text, _("the name of a company")) if is_other else ""
