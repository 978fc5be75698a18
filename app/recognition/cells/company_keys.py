"""What the name of a company is whatever its letters and signs, the spelling of its legal form, or none."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from app.recognition.language.tables import table

_SIGNS: Final = re.compile(r"[\W_]+")
_WITHIN: Final = re.compile(r"(?<=\b\w)[./](?=\w\b)")
_JOINING: Final = frozenset(("og", "och", "und", "and", "en", "et", "o", "u"))
_LONG_FORMS: Final = {
    "aktieselskab": "as",
    "aktieselskabet": "as",
    "aksjeselskap": "as",
    "aktiebolag": "ab",
    "aktiebolaget": "ab",
    "anpartsselskab": "aps",
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "gesellschaft mit beschränkter haftung": "gmbh",
    "aktiengesellschaft": "ag",
    "besloten vennootschap": "bv",
    "osakeyhtiö": "oy",
    "handelsbolag": "hb",
    "kommanditbolag": "kb",
}
_TO_CHANGE: Final = _JOINING.union(*map(str.split, _LONG_FORMS))
_LONG_FORM: Final = re.compile(rf"\b(?:{'|'.join(_LONG_FORMS)})\b")


def company_key(name: str) -> str:
    """Returns a name without letter case and signs: what is the same for two rows of one company."""
    folded = name.casefold()
    if folded.replace(" ", "").isalnum():  # as most names are
        return " ".join(folded.split())
    if "/" in folded or "." in folded:
        folded = _WITHIN.sub("", folded)  # "A/S" is "AS", "B.V." is "BV"
    # Most others have these signs: that takes a third of what the pattern does.
    words = folded.replace("&", " ").replace(".", " ").replace("-", " ").split()
    return " ".join(words) if "".join(words).isalnum() else _SIGNS.sub(" ", folded).strip()


def same_spelling(key: str) -> str:
    """Returns a key with its legal form as it is mostly written, without words for "and"."""
    words = key.split(" ")
    if _TO_CHANGE.isdisjoint(words):
        return key
    shortened = _LONG_FORM.sub(lambda match: _LONG_FORMS[match[0]], key)
    return " ".join(word for word in shortened.split() if word not in _JOINING) or key


def without_form(key: str) -> tuple[str, str]:
    """Returns a key as `same_spelling` has it without its legal form, and that; empty where there is none."""
    base, _blank, last = key.rpartition(" ")
    if not base or last not in _last_words():
        return key, ""
    if last not in _last_words(of_several=True):
        return base, last
    words = key.split(" ")
    for count in (3, 2, 1):
        if len(words) > count and " ".join(words[-count:]) in _forms():
            return " ".join(words[:-count]), " ".join(words[-count:])
    return key, ""


@cache
def _forms() -> frozenset[str]:
    """Returns all legal forms that stand behind names, as keys."""
    known = (form for forms in table("companies")["behind"].values() for form in forms.split())
    return frozenset(company_key(form.replace("_", " ")) for form in known)


@cache
def _last_words(*, of_several: bool = False) -> frozenset[str]:
    return frozenset(form.rpartition(" ")[2] for form in _forms() if " " in form or not of_several)
