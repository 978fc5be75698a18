"""Texts that may name a company, although no legal form says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.recognition.language import patterns, vocabulary
from app.recognition.language.company_domains import domain_likeness, resembles_any_domain
from app.recognition.language.honorifics import academic_title
from app.recognition.language.names import is_trade_word, names_trade, parse_name

_LONGEST_NAME = 6  # words
_WHOLE_DOMAIN = 0.9  # of the letters
_AGENT = re.compile(
    r"^(?:(?:For and )?on behalf of|(?:for|på vegne av)(?: styret i)?|v/|i\. ?a\.|namens|Firma|Fa\.)\s+"
    r"(?=[A-ZÆØÅÄÖÜ])"
)


def is_of_domain(text: str, domains: Sequence[str]) -> bool:
    """Returns True for a company after which a domain is called, whatever its words are elsewhere."""
    is_whole = domain_likeness(text, domains) >= _WHOLE_DOMAIN and not patterns.CLOSING.fullmatch(text)
    if is_whole and 1 < len(text.split()) <= _LONGEST_NAME:
        return True
    return may_be_company(text) and resembles_any_domain(text, domains)


def without_dashed_department(text: str) -> str:
    """Returns ``Vik kommune`` of ``Vik kommune - Teknisk avdeling``, not ``Studio Elf – Büro für Film``."""
    first, *others = re.split(r"\s[–—-]\s", text, maxsplit=1)
    return first if others and names_trade(first) and patterns.TITLE.search(others[0]) else text


def without_agent(name: str) -> str:
    """Returns the company for which somebody signs: ``for Fjell Borettslag``."""
    closing = patterns.CLOSING.fullmatch(name)
    return _AGENT.sub("", closing["rest"].strip(" ,:") if closing and closing["rest"] else name)


def is_trade_alone(text: str) -> bool:
    """Returns True for what a company does, without a name: ``Plomberie``."""
    return bool(text) and all(is_trade_word(word) for word in text.split())


def names_family(text: str, family: Sequence[str]) -> bool:
    """Returns True for the last name of a person with other words than a person's: ``Keane Hardware``."""
    words = text.split()
    is_named = any(re.search(rf"\b{re.escape(name)}s?\b", text) for name in family)
    return is_named and 1 < len(words) <= 4 and all(word[0].isupper() or word == "&" for word in words)


def names_owner(text: str) -> bool:
    """Returns True for ``Inh. Andrea Wolf`` and ``v/ Ola Lie``, which stand below a company's name."""
    return bool(re.match(r"(?:inh(?:aber(?:in)?)?\b\.?:?|v/|indehaver|prop\.?:?)\s", text, re.IGNORECASE))


def may_be_company(text: str) -> bool:
    """Returns True unless a text is a title; a trade may be part of a name: ``Rørlegger Fossum``."""
    words = text.split()
    others = " ".join(word for word in words if not is_trade_word(word)) if len(words) > 1 else text
    if patterns.OCCUPATION.search(text) and not re.search(r"\b[A-ZÆØÅÄÖÜÉ][^\W\d_]*[^\W\d_A-Z]", others):
        return False  # "Ejendomsmægler & valuar, MDE"
    return (
        len(words) <= _LONGEST_NAME
        and words[:1] != []
        and words[0].lower() not in vocabulary.NO_NAMES
        and not any(word in vocabulary.PRONOUNS for word in words[1:])
        and not (academic_title(text) and parse_name(text.partition(",")[0]))
        and not patterns.TITLE.search(others)
        and not patterns.CLOSING.fullmatch(text)
        and not re.search(r"[\d@]|[:?!]\s*$|\w\.[a-z]{2,}$", text)
    )
