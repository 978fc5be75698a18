"""What the name of a company is whatever its letters and signs, the spelling of its legal form, or none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from app.model.text_normalization import ascii_letters, normalize_for_search
from app.recognition.language.tables import phrases, table

_FEWEST_DIGITS: Final = 7
_WITH_CENTURY: Final = re.compile(r"16[ -]?[2-9]\d[2-9]\d{3}[ -]?\d{4}")
_SIGNS: Final = re.compile(
    r"""[\s.,;:'"`´‘’‚‛“”„‟«»‹›()\[\]{}/\\|_‐‑‒–—―·•…®™©\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff-]+"""
)
"""What a name may be written with or without; all other signs tell names apart: C++ is neither C nor C#."""
_WITHIN: Final = re.compile(r"(?<=\b[^\W\d_])[./](?=[^\W\d_]\b)")
_SMALL_AND: Final = re.compile(r"(?<=\w\w) [ou]\.? (?=\w\w)")
_MINUS: Final = re.compile(r"(?<=\b\w)-(?= |$)")
_AND: Final = "&"
_JOINING: Final = frozenset(("og", "och", "und", "and", "en", "et", "+"))
_OR_LETTERS: Final = frozenset(("o", "u"))
"""Between words either "and" or the first letter of somebody's name."""
_BEHIND_ALL: Final = "*!?"
_QUOTES: Final = "\"'„“”«»"
_PARTNERS: Final = "co"
"""No legal form: "Berg & Co" is not Berg."""


def company_key(name: str) -> str:
    """Returns a name without letter case and most signs: what is the same for two rows of one company."""
    if (" o" in name or " u" in name) and name != name.lower():
        name = _SMALL_AND.sub(" & ", name)  # "Fjell o Fjord"; where all letters are small, nothing tells it
    folded = name.casefold()
    if folded.replace(" ", "").isalnum():  # as most names are
        return " ".join(folded.split())
    if "/" in folded or "." in folded:
        first, _blank, rest = folded.partition(" ")
        if "/" in first and rest and first in _slashed_forms():
            folded = f"{rest} {first}"  # "is" may be a word, "i/s" is none
        folded = _WITHIN.sub("", folded)  # "A/S" is "AS", "B.V." is "BV"
    if "- " in folded or folded.endswith("-"):
        folded = _MINUS.sub("−", folded)  # "A-" is neither A nor A+
    # Most others have these signs: that takes a third of what the pattern does.
    words = folded.replace("&", " & ").replace(".", " ").replace("-", " ").split()
    if "".join(words).replace("&", "").isalnum():
        return " ".join(words)
    key = " ".join(_SIGNS.sub(" ", unicodedata.normalize("NFC", folded)).replace("&", " & ").split())
    bare = key.rstrip(_BEHIND_ALL).rstrip()
    return bare if bare != key and bare.rpartition(" ")[2] in _last_words() else key  # "Vik AS!"


def same_spelling(key: str) -> str:
    """Returns a key with its legal form as it is mostly written and behind it, and one word for "and"."""
    words = key.split(" ")
    if words[0] not in _forms_ahead() and _to_change().isdisjoint(words):
        return key
    words = _shortened(key).split(" ")
    words[1:-1] = [_AND if word in _JOINING else word for word in words[1:-1]]
    return " ".join(_with_form_behind(words))


def _shortened(key: str) -> str:
    short = _short_forms()
    return _long_form().sub(lambda match: short[match[0]], key)


def _with_form_behind(words: list[str]) -> list[str]:
    """Returns the words of a key, of which the legal form may stand first, or around: ``Oy Vik Ab``."""
    first, last = words[0], words[-1]
    if len(words) == 1 or first not in _forms_ahead() or words[1] == _AND:
        return words
    if words[2:] and (whole := _short_forms().get(f"{first} {last}")):
        return [*words[1:-1], whole]
    # "SA Bygg AS" is called by the first letters of two names.
    return words if last in _last_words() else [*words[1:], first]


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


def without_signs(base: str) -> str:
    """Returns what names without their forms have in common that may be one: C++ and C, A & B and A B."""
    words = base.split(" ")
    if base.replace(" ", "").isalnum() and _OR_LETTERS.isdisjoint(words[1:-1]):
        return base
    words = re.sub(r"[\W_]+", " ", base).split()
    words[1:-1] = [word for word in words[1:-1] if word not in _OR_LETTERS]
    return " ".join(words)


def ends_in_form(name: str) -> bool:
    """Returns True for a name with a legal form behind it, whatever stands ahead."""
    first, _blank, rest = name.casefold().partition(" ")
    return without_form(_shortened(company_key(rest if first in _slashed_forms() else name)))[1] != ""


def stands_ahead(form: str) -> bool:
    """Returns True for a legal form that may stand before the name, too: ``AB Vik``, ``K/S Vik``."""
    return form in _forms_ahead() or "/".join(form) in _slashed_forms()


def name_without_form(name: str) -> str:
    """Returns a name as it is written, without its legal form; empty where it has none."""
    base, form = without_form(same_spelling(company_key(name)))
    words = name.split() if form else []
    for first in range(3 if stands_ahead(form) else 1):  # "S.à r.l. Vik"
        for end in range(first + 1, len(words) + bool(first)):
            begun = " ".join(words[first:end]).rstrip(",;(").strip(_QUOTES)
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
    of_forms = (max(long.split(), key=lambda word: (len(word), word)) for long in _short_forms())
    return _JOINING.union(of_forms)


@cache
def _forms() -> frozenset[str]:
    """Returns all legal forms that stand behind names, as keys in their one spelling."""
    known = (form for forms in table("companies")["behind"].values() for form in forms.split())
    keys = {_shortened(company_key(form.replace("_", " "))) for form in known}
    return frozenset(keys.union(table("companies")["short"]) - {_PARTNERS})


@cache
def _last_words(*, of_several: bool = False) -> frozenset[str]:
    return frozenset(form.rpartition(" ")[2] for form in _forms() if " " in form or not of_several)


@cache
def _forms_ahead() -> frozenset[str]:
    """Returns the legal forms that may stand before a name: one word each, as keys."""
    known = " ".join(table("companies")["ahead"].values()).split()
    return _forms() & {_shortened(company_key(form)) for form in known}


@cache
def _slashed_forms() -> frozenset[str]:
    known = " ".join(table("companies")["behind"].values()).casefold().split()
    return frozenset(form for form in known if "/" in form)


def is_one_number(number: str, other: str) -> bool:
    """Returns True for one number of an organisation, with and without its country and tax: ``NO …MVA``."""
    digits = ["".join(filter(str.isdigit, without_century(one))) for one in (number, other)]
    return digits[0] == digits[1] and len(digits[0]) >= _FEWEST_DIGITS


def without_century(number: str) -> str:
    """Returns a Swedish number of an organisation without the ``16`` that takes the place of a century.

    Any other text as it is: the third digit of such a number is no month's, and its last one checks the rest.
    """
    if not _WITH_CENTURY.fullmatch(number):
        return number
    from stdnum.se import orgnr

    bare = number[2:].lstrip(" -")
    return bare if orgnr.is_valid(bare) else number
