"""Which business of a tenant's list an industry code of a register means: as a setting or policy says it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.model.visible_text import visible_line
from app.translation import _

_LONGEST = 250
# Expressions that are compiled when somebody has such a setting, not before the first paint.
_RANGE = r"(\d\d)\s*[-\u2013]\s*(\d\d)"
_CODE = r"\d{2,8}"  # a division of NACE, a national class


def businesses_of(text: str) -> dict[str, str]:
    """Reads ``62=IT; 64-66=Finance; 41.2=Construction``: names by the digits with which codes begin.

    A range is of divisions. Raises ValueError.
    """
    found: dict[str, str] = {}
    for pair in filter(str.strip, re.split(r"[;\n]", text)):
        codes, _sign, name = pair.partition("=")
        name = visible_line(name)
        beginnings = _codes_in(codes.strip())
        if not beginnings or not name or len(name) > _LONGEST:
            raise ValueError(
                _(
                    "“{text}” does not say which business an industry code means. That is written as "
                    "62=IT; 64-66=Finance, with codes of NACE of two digits or more."
                ).format(text=visible_line(pair)[:80])
            )
        found |= dict.fromkeys(beginnings, name)
    return found


def businesses_text(businesses: Mapping[str, str]) -> str:
    """Returns the text that `businesses_of` reads."""
    return "; ".join(f"{code}={name}" for code, name in businesses.items())


def business_for(code: str, businesses: Mapping[str, str]) -> str:
    """Returns the name for an industry code, that of its longest beginning; empty if there is none."""
    compact = _compact(code)
    fitting = [beginning for beginning in businesses if compact.startswith(beginning)]
    return businesses[max(fitting, key=len)] if fitting else ""


def _codes_in(text: str) -> list[str]:
    if ends := re.fullmatch(_RANGE, text, re.ASCII):
        return [f"{division:02}" for division in range(int(ends[1]), int(ends[2]) + 1)]
    code = _compact(text)
    return [code] if re.fullmatch(_CODE, code, re.ASCII) else []


def _compact(code: str) -> str:
    return re.sub(r"[\s.]", "", code)
