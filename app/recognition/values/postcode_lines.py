"""Where in an address its postcode stands, and what stands before it."""

from __future__ import annotations

import re

from app.recognition.language.postcodes import PostcodeForm, countries_of
from app.recognition.values.street_lines import is_street

Anchor = tuple[re.Match[str] | None, list[str]]
"""The match of a postcode, None if there is none, and the parts before it."""


def find_postcode(parts: list[str], form: PostcodeForm) -> Anchor:
    """Returns the match of the postcode in the parts of an address, and the parts before it.

    Two parts may hold it, as in ``Portland, OR 97204``.
    """
    pattern = form.pattern
    for index in reversed(range(len(parts))):
        both = pattern.fullmatch(f"{parts[index - 1]}, {parts[index]}") if index and form.is_behind else None
        if both and both["city"] and not is_street(both["city"]):
            return both, parts[: index - 1]
        if match := pattern.fullmatch(parts[index]):
            # "A-4020 Linz, Hafenstraße 47"
            behind = [part for part in parts[index + 1 :] if is_street(part)]
            return match, parts[:index] or behind
        # Street and city without a comma between them.
        if index == len(parts) - 1 and not form.is_behind:
            match = re.search(rf"(?<=[\w.])\s+(?:-\s+)?(?={pattern.pattern}$)", parts[index])
            if match and (is_street(parts[index][: match.start()])):
                return pattern.fullmatch(parts[index][match.end() :]), [
                    *parts[:index],
                    parts[index][: match.start()],
                ]
    return _turned(parts, form)


def _turned(parts: list[str], form: PostcodeForm) -> Anchor:
    """Finds a postcode behind its city where others write it ahead: ``Storgata 1, Oslo 0155``."""
    for count in (1, 2):
        match = form.turned.fullmatch(", ".join(parts[-count:])) if form.turned else None
        if match and form.country in countries_of(match["zip"], match["city"]):
            return match, parts[:-count]
    return None, []
