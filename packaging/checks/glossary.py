"""The words of SuperOffice in translations: what `packaging/glossary.toml` has, and how its file says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final, Self

from babel.messages.catalog import Message
from checks.catalogues import FOLDER, catalogue_of, forms_of, languages_of
from checks.project import Finding, Project, Report

GLOSSARY: Final = "packaging/glossary.toml"
# Commands and their output, places, and options with their values are the same in every language.
_TYPED: Final = re.compile(r"\"[^\"\n]*\"|“contact-entry [^”]*”|\{[^{}]*\}|%\(\w+\)s?r?|\w+=\w+|--[\w-]+")
_FOUND: Final = "·"


@dataclass(frozen=True)
class Term:
    """A word of English, and the beginnings of words that a translation of it has, by language."""

    name: str
    in_english: re.Pattern[str]
    elsewhere: re.Pattern[str] | None
    translated: Mapping[str, tuple[str, ...]]

    @classmethod
    def of_table(cls, name: str, table: Mapping[str, Any]) -> Self:
        """Reads one table of the glossary."""
        words = "|".join(map(_pattern, (name, *table.get("also", ()))))
        phrases = "|".join(map(_pattern, table.get("not_in", ())))
        translated = {key: tuple(told) for key, told in table.items() if key not in ("also", "not_in")}
        return cls(
            name,
            re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE) if phrases else None,
            translated,
        )

    def taken_from(self, left: str, english: str) -> str:
        """Returns what is left of an English text without this word; the same object if it has none."""
        elsewhere = [found.span() for found in self.elsewhere.finditer(english)] if self.elsewhere else []
        for found in self.in_english.finditer(left):
            if not any(start <= found.start() < end for start, end in elsewhere):
                left = _without(left, found)
        return left


def is_kept(project: Project) -> Report:
    """Checks that a translation has the glossary's word for each that its English text has."""
    tables = tomllib.loads(project.text(GLOSSARY))
    terms = [Term.of_table(name, tables[name]) for name in sorted(tables, key=len, reverse=True)]
    findings = []
    languages = tuple(languages_of(project))
    for term in terms:
        missing = [language for language in languages if not term.translated.get(language)]
        findings += [Finding(GLOSSARY, f"“{term.name}” has no word for {one}.") for one in missing]
    holding = cache(partial(_terms_in, terms))  # once for all languages
    for language in languages:
        for message in catalogue_of(project, language):
            for english, term in _against(message, language, holding):
                words = " or ".join(f"“{word}”" for word in term.translated.get(language, ()))
                text = f"“{_on_one_line(english)[:60]}” has “{term.name}”, its translation not {words}."
                findings.append(Finding(f"{FOLDER}/{language}.po", f"{text} See {GLOSSARY}."))
    return Report(f"glossary: {len(terms)} words, {len(findings)} against it", tuple(findings))


def _against(
    message: Message, language: str, holding: Callable[[str], tuple[Term, ...]]
) -> Iterator[tuple[str, Term]]:
    if not message.id or not message.string:
        return
    for english, told in zip(forms_of(message.id), forms_of(message.string), strict=False):
        translated = _on_one_line(told).lower()
        for term in holding(english):
            if not any(word in translated for word in term.translated.get(language, ())):
                yield english, term


def _terms_in(terms: Iterable[Term], english: str) -> tuple[Term, ...]:
    plain = left = _plain(english)
    found = []
    for term in terms:
        before, left = left, term.taken_from(left, plain)
        if left is not before:
            found.append(term)
    return tuple(found)


def _plain(english: str) -> str:
    plain = _on_one_line(english)
    for found in _TYPED.finditer(plain):
        plain = _without(plain, found)
    return plain


def _on_one_line(text: str) -> str:
    return " ".join(text.replace("&", "").split())


def _without(text: str, found: re.Match[str]) -> str:
    """Returns a text with something in place of a word, so that all others keep their places."""
    return text[: found.start()] + _FOUND * len(found.group()) + text[found.end() :]


def _pattern(word: str) -> str:
    """Returns what finds a word, one of them or several."""
    plain = re.escape(word)
    return f"{plain[:-1]}(?:y|ies)" if word.endswith("y") else f"{plain}s?"
