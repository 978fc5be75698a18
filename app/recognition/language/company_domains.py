"""Compares the words of companies and people with the domains of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.model.text_normalization import ascii_letters
from app.recognition.language import vocabulary
from app.recognition.language.person_names import Name


def _label_of(domain: str) -> str:
    """Returns the part of a domain that somebody has registered: ``fjell`` of ``post.fjell.co.uk``."""
    label = domain.rpartition(".")[0].rpartition(".")[2] or domain
    parts = domain.split(".")
    return parts[-3] if label in vocabulary.SECOND_LEVELS and len(parts) > 2 else label


def resembles_domain(text: str, domain: str) -> bool:
    """Returns True if a domain can be made from the words of a company's name."""
    label = _label_of(domain)
    for digraphs in (False, True):
        found = [ascii_letters(word, digraphs=digraphs) for word in re.findall(r"[^\W_]+", text)]
        plain_label = ascii_letters(label, digraphs=digraphs)
        joined = "".join(found)
        if (
            joined
            and (joined in plain_label or plain_label in joined)
            and min(len(joined), len(plain_label)) > 3
        ):
            return True
        if any(len(word) > 4 and word in plain_label for word in found):
            return True
        if len(found) > 1 and "".join(word[0] for word in found if word) == plain_label:
            return True
    return False


def domain_likeness(text: str, domains: Iterable[str]) -> float:
    """Returns how much of a domain the words of a text make up, from 0 to 1."""
    best = 0.0
    for domain in domains:
        for digraphs in (False, True):
            label = ascii_letters(_label_of(domain), digraphs=digraphs)
            words = {ascii_letters(word, digraphs=digraphs) for word in re.findall(r"[^\W_]+", text)}
            in_label = [word for word in words if word and word in label]
            likeness = sum(map(len, in_label)) / max(len(label), sum(map(len, words)), 1)
            best = max(best, likeness)
    return best


def is_whole_domain(name: Name, domains: Iterable[str]) -> bool:
    """Returns True if a domain holds all words of a name, so that it is a company's: ``tunsbergtak.no``."""
    for domain in domains:
        for digraphs in (False, True):
            label = ascii_letters(_label_of(domain), digraphs=digraphs)
            parts = [part for part in name.parts if part.lower() not in vocabulary.PARTICLES]
            if all(ascii_letters(part, digraphs=digraphs) in label for part in parts):
                return True
    return False


def resembles_any_domain(text: str, domains: Iterable[str]) -> bool:
    """Returns True if one of the domains can be made from the words of a company's name."""
    return any(resembles_domain(text, domain) for domain in domains)
