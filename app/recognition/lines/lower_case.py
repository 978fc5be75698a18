"""Texts in small letters alone: who types so means names all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.recognition.language import patterns, vocabulary
from app.recognition.language.labels import kind_of_word, names_field
from app.recognition.language.person_names import is_particle

_MOST_OF_A_MAIL = 10_000  # characters
_FEWEST_LETTERS = 8
_FEWEST_WORDS = 3  # of a sentence
_WORD = re.compile(r"(?<![\w@./-])[^\W\d_][^\W\d_'’]*(?:-[^\W\d_]+)*(?![\w@/]|\.\w)")
_DUTCH_POSTCODE = re.compile(r"(?<!\d)\d{4}\s?[a-z]{2}(?=\s[a-z])")
_FORMS = {form.lower(): form for form in reversed(vocabulary.COMPANY_FORMS)}
_FORM = re.compile(
    rf"(?<![\w&/.-])(?:{'|'.join(sorted(map(re.escape, _FORMS), key=len, reverse=True))})(?![\w&/])"
)


def with_capitals(lines: Sequence[str]) -> list[str]:
    """Returns the lines with capitals where names have them, if none of them has any; else as they are.

    A text that is longer than mails are stays as it is.
    """
    if sum(map(len, lines)) > _MOST_OF_A_MAIL:
        return list(lines)
    # Codes such as "NL859548624B01" have capitals everywhere.
    words = [word for line in lines for word in line.split() if not any(map(str.isdigit, word))]
    if sum(map(len, words)) < _FEWEST_LETTERS or any(word != word.lower() for word in words):
        return list(lines)
    return [line if _is_said(line) else _capitalized(line) for line in lines]


def _is_said(line: str) -> bool:
    is_ended = line.rstrip().endswith((".", "!", "?")) and len(line.split()) >= _FEWEST_WORDS
    return is_ended or patterns.is_sentence(line)


def _capitalized(line: str) -> str:
    """Writes the words of a line as names are written, but not titles, labels, particles and addresses."""
    closing = patterns.CLOSING.fullmatch(line) if line.strip() else None
    start = closing.start("rest") if closing else 0
    line = _DUTCH_POSTCODE.sub(lambda code: code.group().upper(), line)
    for form in reversed(list(_FORM.finditer(line))):
        is_end = re.match(r"\s*(?:$|[|•·,;(&])", line[form.end() :])
        if is_end and line[: form.start()].strip():
            line = f"{line[: form.start()]}{_FORMS[form.group()]}{line[form.end() :]}"
    return line[:start] + _WORD.sub(_named, line[start:])


def _named(match: re.Match[str]) -> str:
    word = match.group()
    if word not in word.lower() or _is_plain(word):
        return word
    return "-".join(bit if is_particle(bit) else bit[:1].upper() + bit[1:] for bit in word.split("-"))


def _is_plain(word: str) -> bool:
    """Returns True for what is no name: particles, titles, labels, streets."""
    return bool(
        is_particle(word)
        or kind_of_word(word)
        or names_field(word)
        or patterns.TITLE.fullmatch(word)
        or word in _FORMS
        or word in ("i", "og", "och", "und", "and", "et", "en", "for", "för", "für")
    )
