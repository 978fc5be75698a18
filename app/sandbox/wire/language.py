"""The language of an answer, and strings in several languages.

The server stores ``NO:"Kunde";US:"Customer"`` and resource ids such as ``[SR_ACCESS_MANDATORY]``, and sends
them untranslated unless the request names a language. Source:
https://docs.superoffice.com/en/api/web-services/endpoints/http-headers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.sandbox.data.resources import RESOURCES

# SuperOffice's own codes, not ISO's.
_KEYS = {
    "en": "US",
    "no": "NO",
    "nb": "NO",
    "nn": "NO",
    "de": "GE",
    "sv": "SW",
    "da": "DA",
    "fr": "FR",
    "es": "SP",
    "nl": "NL",
    "fi": "FI",
    "it": "IT",
    "pl": "PL",
    "cs": "CZ",
    "ru": "RU",
    "ja": "JP",
    "zh": "CN",
}
_DECIMAL_POINT = {"US", "JP", "CN"}
_DOT_GROUPS = {"GE", "DA", "SP", "NL", "IT"}
_PAIR = r'[A-Z]{2}:"[^"]*"'
_MULTI = re.compile(rf"{_PAIR}(?:;{_PAIR})*")
_RESOURCE = re.compile(r"\[?(SR_[A-Z0-9_]+)\]?")


@dataclass(frozen=True)
class Language:
    """The language of one request: ``key`` is None for no translation; ``culture`` sets number formats."""

    key: str | None
    culture: str

    def text(self, raw: str) -> str:
        """Translates one string: to this language, else US, else the first one in it."""
        if self.key is None:
            return raw
        if '"' in raw and _MULTI.fullmatch(raw):
            return pick_language(raw, self.key)
        resource = _RESOURCE.fullmatch(raw) if "SR_" in raw else None
        if resource and resource[1] in RESOURCES:
            return pick_language(RESOURCES[resource[1]], self.key)
        return raw

    def translate(self, answer: Any) -> Any:
        """Translates every string of an answer."""
        if self.key is None:
            return answer
        if isinstance(answer, str):
            return self.text(answer)
        if isinstance(answer, list):
            return [self.translate(each) for each in answer]
        if isinstance(answer, dict):
            return {name: self.translate(each) for name, each in answer.items()}
        return answer

    def number(self, text: str) -> str | None:
        """Converts a decimal of this culture to one with a point; None if invalid.

        The German ``3.14`` is 314.
        """
        if self.culture in _DECIMAL_POINT:
            return text.replace(",", "")
        if self.culture in _DOT_GROUPS:
            text = text.replace(".", "")
        elif "." in text:
            return None
        return text.replace(",", ".")


def pick_language(multi: str, key: str) -> str:
    """Picks one language from a string in several languages."""
    parts: dict[str, str] = dict(part.split(":", 1) for part in re.findall(_PAIR, multi))
    return (parts.get(key) or parts.get("US") or next(iter(parts.values()))).strip('"')


def all_languages(multi: str) -> list[str]:
    """Returns the texts of all languages; a plain string is returned as the only one."""
    if not _MULTI.fullmatch(multi):
        return [multi]
    return [part.split(":", 1)[1].strip('"') for part in re.findall(_PAIR, multi)]


def requested_language(headers: Mapping[str, str]) -> Language:
    """Returns the language of a request: SO-Language, else Accept-Language; ``x`` and ``*`` mean none."""
    own = headers.get("so-language", "").strip()
    wanted = own or _first(headers.get("accept-language", ""))
    key = None if own in {"x", "X", "*"} or not wanted else _key(wanted)
    culture = headers.get("so-culture", "").strip() if key else ""
    return Language(key, _key(culture) if culture else key or "US")


def _key(tag: str) -> str:
    return _KEYS.get(tag.lower().replace("_", "-").split("-")[0], "US")


def _first(accepted: str) -> str:
    """Returns the first tag with the highest weight of an Accept-Language list (RFC 9110, 12.5.4)."""
    best, best_weight = "", 0.0
    for part in accepted.split(","):
        tag, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if re.fullmatch(r"q=[01](\.\d{0,3})?", parameter):
                weight = float(parameter[2:])
        if tag and weight > best_weight:
            best, best_weight = tag, weight
    return best
