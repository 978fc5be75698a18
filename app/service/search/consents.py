"""Whether a consent on the server is the one that was set, and whether it has been withdrawn since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from app.model.carriers.wire import DateTimeText
from app.service.search.appointments import same_text

_KEYS: Final = {"Purpose": "ConsentPurposeKey", "Source": "ConsentSourceKey", "LegalBase": "LegalBaseKey"}
_WITHDRAWN: Final = "WITHDRAWN"
"""The legal basis of a consent that its person has taken back (Swagger, ConsentInfo)."""


def is_consent(row: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Returns True if a row (ConsentInfo) has all keys that were `given`, the content of a step."""
    return all(same_text(row.get(key), given[name]) for name, key in _KEYS.items())


def is_withdrawn_since(row: Mapping[str, Any], given: Mapping[str, Any], since: datetime) -> bool:
    """Returns True if the consent for that purpose was withdrawn after `since`, or nobody knows when.

    What was withdrawn before may be given anew.
    """
    is_withdrawn = same_text(row.get(_KEYS["Purpose"]), given["Purpose"])
    is_withdrawn = is_withdrawn and same_text(row.get(_KEYS["LegalBase"]), _WITHDRAWN)
    changed = [moment for name in ("Updated", "Registered") if (moment := _moment(row.get(name)))]
    return is_withdrawn and (not changed or max(changed) >= since)


def _moment(text: object) -> datetime | None:
    try:
        return DateTimeText(str(text or "")).moment
    except ValueError:
        return None
