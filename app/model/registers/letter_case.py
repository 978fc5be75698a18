"""Repairs the case of names that a register writes in capitals throughout."""

from __future__ import annotations

import re
from typing import Final

_COMPANY_FORMS: Final = {
    form.casefold(): form
    for form in (
        # Norway, Denmark, Sweden, Finland
        *("AS", "ASA", "ANS", "DA", "ENK", "SA", "BA", "KF", "IKS", "NUF", "BBL", "STI", "A/S", "ApS", "I/S"),
        *("K/S", "P/S", "IVS", "AB", "HB", "KB", "BRF", "Oy", "Oyj", "Ky", "Ry", "Tmi", "Abp"),
        # German and Dutch
        *("GmbH", "AG", "KG", "OHG", "UG", "SE", "eG", "mbH", "GbR", "KGaA"),
        *("BV", "B.V.", "NV", "N.V.", "VOF"),
        # French, Czech, Polish, English
        *("SARL", "SAS", "SASU", "EURL", "SCI", "SNC", "SRL", "SPRL", "ASBL", "s.r.o.", "a.s.", "v.o.s."),
        *("Sp.", "z", "o.o.", "S.A.", "Ltd", "Ltd.", "PLC", "LLP", "LLC", "Inc", "Inc.", "S.p.A.", "S.r.l."),
    )
}
_SMALL: Final = frozenset(
    (
        *("og", "i", "på", "av", "for", "til", "ved", "med", "samt", "af", "den", "det", "der", "de"),
        *("du", "des", "la", "le", "les", "et", "aux", "en", "sur", "sous", "d", "l", "und", "von"),
        *("van", "dem", "het", "ten", "ter", "tot", "of", "and", "the", "at", "by", "y", "e", "ja"),
        *("a", "o", "ve", "nad", "pod"),
    )
)
_ROMAN: Final = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})")
_VOWELS: Final = re.compile(r"[AEIOUYÆØÅÄÖÜÁÀÂÃÉÈÊËÍÌÎÏÓÒÔÕÚÙÛÝŸŒĘĄĚŮ]")
_WORD: Final = re.compile(r"[^\s,;()\"“”]+")
_PART: Final = re.compile(r"[^\W\d_]+")
_ELIDED: Final = re.compile(r"^([DL])['’](?=\w)")


def repaired_case(name: str) -> str:
    """Returns a name with capitals where people write them; unchanged if it has a small letter already.

    Abbreviations without a vowel (``DNB``), words with digits, Roman numbers and the forms of companies keep
    theirs; small words (``og``, ``van der``) are small unless they come first.
    """
    if any(character.islower() for character in name) or not any(map(str.isalpha, name)):
        return name
    return _WORD.sub(lambda match: _repaired(match.group(), is_first=match.start() == 0), name)


def _repaired(word: str, *, is_first: bool) -> str:
    small = word.casefold()
    if form := _COMPANY_FORMS.get(small):
        return word if is_first else form
    if small in _SMALL and not is_first:
        return small
    if any(character.isdigit() for character in word) or _ROMAN.fullmatch(word):
        return word
    if elided := _ELIDED.match(word):
        rest = _repaired(word[elided.end() :], is_first=True)
        return (elided.group() if is_first else elided.group().lower()) + rest
    return _PART.sub(lambda part: _capitalised(part.group()), word)


def _capitalised(word: str) -> str:
    if len(word) == 1 or not _VOWELS.search(word):
        return word
    return word[0] + word[1:].lower()
