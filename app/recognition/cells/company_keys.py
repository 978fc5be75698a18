"""What the name of a company is whatever its letters and signs, the spelling of its legal form, or none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from app.model.text_normalization import ascii_letters, normalize_for_search
from app.recognition.language.tables import phrases, table

_SIGNS: Final = re.compile(r"[\W_]+")
_WITHIN: Final = re.compile(r"(?<=\b\w)[./](?=\w\b)")
_JOINING: Final = frozenset(("og", "och", "und", "and", "en", "et", "o", "u"))
_PARTNERS: Final = "co"
"""No legal form: "Berg & Co" is not Berg."""


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
    if _to_change().isdisjoint(words):
        return key
    short = _short_forms()
    shortened = _long_form().sub(lambda match: short[match[0]], key)
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


def spelled_out(key: str) -> str:
    """Returns a key as it is written without letters beyond ASCII: Söhne is Soehne, Sørås Soeraas.

    Letters of other scripts stay: without them 山田 Fjell would be Fjell.
    """
    if key.isascii():
        return key
    return "".join(
        letter if letter.isascii() else ascii_letters(letter, digraphs=True) or letter
        for letter in unicodedata.normalize("NFC", key)
    )


def parts_of(name: str) -> tuple[str, str]:
    """Returns what all spellings of a name have in common, and its legal form; empty where it has none."""
    base, form = without_form(same_spelling(company_key(name)))
    return spelled_out(base), form


def name_without_form(name: str) -> str:
    """Returns a name as it is written, without the legal form behind it; empty where it has none."""
    base, form = without_form(same_spelling(company_key(name)))
    words = name.split() if form else []
    for count in range(1, len(words)):
        begun = " ".join(words[:count]).rstrip(",;(")
        if same_spelling(company_key(begun)) == base:
            return begun
    return ""


@cache
def _short_forms() -> dict[str, str]:
    """Returns how legal forms are mostly written, by other spellings of them, with and without accents."""
    found: dict[str, str] = {}
    for short in table("companies")["short"]:
        for long in phrases("companies", "short", short):
            in_ascii = " ".join(ascii_letters(word, digraphs=True) for word in long.split())
            found |= dict.fromkeys((long.casefold(), normalize_for_search(long), in_ascii), short)
    return found


@cache
def _long_form() -> re.Pattern[str]:
    longest_first = sorted(_short_forms(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


@cache
def _to_change() -> frozenset[str]:
    """Returns words of which a key has one if it is changed: of each form its longest, as few names have."""
    return _JOINING.union(max(long.split(), key=len) for long in _short_forms())


@cache
def _forms() -> frozenset[str]:
    """Returns all legal forms that stand behind names, as keys in their one spelling."""
    known = (form for forms in table("companies")["behind"].values() for form in forms.split())
    keys = {same_spelling(company_key(form.replace("_", " "))) for form in known}
    return frozenset(keys.union(table("companies")["short"]) - {_PARTNERS})


@cache
def _last_words(*, of_several: bool = False) -> frozenset[str]:
    return frozenset(form.rpartition(" ")[2] for form in _forms() if " " in form or not of_several)
