"""Names of people and companies: whether words look like one, and how they come apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.model.text_normalization import ascii_letters
from app.recognition.language import patterns as words
from app.recognition.language import vocabulary

_WORD = re.compile(r"[^\W\d_][^\W\d_.]*(?:['’\-][^\W\d_]+)*\.?")


@dataclass(frozen=True)
class Name:
    first: str
    middle: str
    last: str

    def is_same(self, other: Name) -> bool:
        """Two spellings of one person: the last names agree and so does the first of the first names."""

        def key(name: Name) -> tuple[str, str]:
            return name.first.partition(" ")[0].casefold(), name.last.casefold()

        return key(self) == key(other)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for part in re.split(r"[\s.]+", f"{self.first} {self.middle} {self.last}") if part)


def bare_name(text: str) -> str:
    """A name without honorifics, degrees and pronouns."""
    text = words.PRONOUNS.sub("", text).strip(" ,;:-–")
    text = words.HONORIFIC.sub("", f"{text} ").strip() if words.HONORIFIC.match(f"{text} ") else text
    return words.CREDENTIAL.sub("", text).strip(" ,")


def academic_title(text: str) -> str:
    """``Dr.`` of ``i. V. Dr. Weber``; empty where there is none."""
    honorific = words.HONORIFIC.match(f"{text.strip()} ")
    return words.POLITE.sub("", honorific.group()).strip() if honorific else ""


def read_name(text: str) -> Name | None:
    """The name that `text` is as a whole, or None where it does not look like one."""
    bare = bare_name(text)
    if "," in bare:  # Nordmann, Kari
        last, _, first = bare.partition(",")
        bare = f"{first.strip()} {last.strip()}"
    found = bare.split()
    if not 2 <= len(found) <= 5 or words.FORM.search(bare) or words.TITLE.search(bare):
        return None
    for place, word in enumerate(found):
        is_particle = 0 < place < len(found) - 1 and word.lower() in vocabulary.PARTICLES
        if not is_particle and not (_WORD.fullmatch(word) and word[0].isupper()):
            return None
    return split_name(found)


def split_name(found: list[str]) -> Name:
    """First names, middle initials and last name; particles such as ``von`` belong to the last name."""
    shown = [_capitalised(word) for word in found]
    last = len(shown) - 1
    while last > 1 and shown[last - 1].lower() in vocabulary.PARTICLES:
        last -= 1
    given, family = shown[:last], " ".join(shown[last:])
    initials = [word for word in given[1:] if re.fullmatch(r"[^\W\d_]\.?", word)]
    first = " ".join(word for word in given if word not in initials or word == given[0])
    return Name(first, " ".join(initials), family)


def name_of_mail(mail: str) -> Name | None:
    """The name that ``kari.nordmann@example.no`` tells; None where it tells none for sure."""
    local = mail.partition("@")[0]
    parts = local.split(".")
    if len(parts) == 2 and all(len(part) > 1 and part.replace("-", "").isalpha() for part in parts):
        return split_name(["-".join(bit.capitalize() for bit in part.split("-")) for part in parts])
    return None


def is_role(mail: str) -> bool:
    """Whether a mailbox belongs to a company rather than to a person."""
    local = mail.partition("@")[0].lower()
    return local in vocabulary.ROLE_MAILBOXES or re.split(r"[._+-]", local)[0] in vocabulary.ROLE_MAILBOXES


def fits(name: Name, mail: str) -> bool:
    """Whether a mailbox looks made from a name: ``k.nordmann``, ``kari``, ``kno``."""
    local = mail.partition("@")[0].lower()
    return any(_fits(name, local, digraphs=digraphs) for digraphs in (False, True))


def _fits(name: Name, local: str, *, digraphs: bool) -> bool:
    parts = [ascii_letters(part, digraphs=digraphs) for part in name.parts]
    whole = ascii_letters(local, digraphs=digraphs)
    pieces = {ascii_letters(bit, digraphs=digraphs) for bit in re.split(r"[._+]", local)}
    if any(len(part) > 2 and part in pieces for part in parts):
        return True
    families = ascii_letters(name.last, digraphs=digraphs)
    first = ascii_letters(name.first, digraphs=digraphs)
    initials = "".join(bit[0] for part in name.parts for bit in part.split("-") if bit)
    made = {
        initials.lower(),
        first[:1] + families,
        families + first[:1],
        first + families,
        first + families[:1],
    }
    made |= {first[:2] + families[:2], first[:3] + families[:3], first[:1] + families[:2]}
    return whole in made or (len(families) > 3 and families in whole)


def company_in(text: str) -> str:
    """The company that `text` names by its form, such as ``Fjell AS`` in ``Daglig leder, Fjell AS``."""
    if not words.FORM.search(text):
        return ""
    parts = [
        part.strip()
        for part in re.split(r",\s+|\s+[–—]\s+|\s+-\s+|\s+(?:hos|at|bei|på)\s+(?=[A-ZÆØÅÄÖÜ])", text)
    ]
    named = next((part for part in parts if words.FORM.search(part)), "")
    form = words.FORM.search(named)
    if form is None or not named[: form.start()].strip(" ,"):
        return ""
    whole = named[: form.end()].strip(" ,;:")
    return whole if len(whole) <= 100 and whole[0].isalnum() else ""


def sounds_like(text: str, domain: str) -> bool:
    """Whether a domain is made from the words of a company's name."""
    label = domain.rpartition(".")[0].rpartition(".")[2] or domain
    if label in ("co", "com", "org"):
        label = domain.split(".")[-3]
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


def sounds_like_any(text: str, domains: Iterable[str]) -> bool:
    return any(sounds_like(text, domain) for domain in domains)


def _capitalised(word: str) -> str:
    """``NORDMANN`` as Nordmann; anything else as it was written."""
    if len(word) > 2 and word.isupper() and not word.endswith("."):
        return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
    return word
