"""Names that stand beside mail addresses, and whose of a row's people each address is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.recognition.cells.cell_people import parsed_name
from app.recognition.cells.cell_values import Cells
from app.recognition.people.parting import AND
from app.translation import _

_MAIL: Final = re.compile(
    r"(?<![^\s<>()\[\],;:\"'|/])(?:mailto:)?(?P<mail>[^\s<>()\[\],;:\"'|/]+@[^\s<>()\[\],;:\"'|/]+\w)",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"[^\s<>()\[\],;:\"'|/@]+@[^\s<>()\[\],;:\"'|/@]+")
_EDGES: Final = re.compile(rf"^(?:[\s,;:|/<>()\[\]\"'“”„•·–-]|{AND}(?:\s|$))+|[\s,;:|/<>()\[\]\"'“”„•·–-]+$")
_NAME: Final = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’ ,-]+[^\W\d_]+)*\.?")
_BETWEEN: Final = re.compile(r"[\s;,/|&]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLAIN_MAILBOX: Final = re.compile(r"[^\W\d_]{3,}")
_PERSON: Final = _("“{name}” beside an e-mail address is read as a person.")
_LEFT_OUT: Final = _("“{text}” beside the e-mail address is left out.")
_OTHER: Final = _("“{mail}” seems to be somebody else’s than {name}’s: see whose it is.")
_NAMES: Final = ("Person.Name", "Person.Firstname", "Person.Lastname")


@dataclass(frozen=True)
class NamedMail:
    """A mail address with the words beside it, from a column with these letters."""

    words: str
    mail: str
    letters: str
    owner: int
    """The person of the row whose column it is."""
    is_companys: bool = False


@dataclass(frozen=True)
class Told:
    """A sentence about a column, and whether it is a doubt."""

    sentence: str
    letters: str
    is_doubt: bool = True


def mails_with_names(text: str) -> list[tuple[str, str]]:
    """Returns the addresses of a cell, each with the words beside it; nothing where no words are.

    ``Kari Moe <kari@x.no>; Per Vik <per@x.no>``, ``kari@x.no (Kari Moe), per@x.no (Per Vik)``.
    """
    if _ALONE.fullmatch(text) or "@" not in text or "://" in text or "www." in text:
        return []
    found = list(_MAIL.finditer(text))
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(text)]
    words = [_words_in(text[end:start]) for end, start in zip(ends, starts, strict=True)]
    if not found or not any(words):
        return []
    if not words[0] and words[-1]:
        words = words[1:]
    elif words[-1]:
        words[-2] = f"{words[-2]} {words[-1]}".strip()
    return [(said, match["mail"]) for said, match in zip(words, found, strict=False)]


def _words_in(text: str) -> str:
    """Returns what stands beside addresses, without signs around it and without labels: ``E-post:``."""
    from app.recognition.language.labels import is_phone_label, is_value_label

    words = _EDGES.sub("", " ".join(text.split()))
    are_labels = all(
        is_value_label(word) or is_phone_label(word) for word in re.findall(r"[^\W\d_][\w-]*", words)
    )
    return "" if are_labels else words


def give_mails(row: Cells, people: list[list[Cells]], named: Sequence[NamedMail]) -> Iterator[Told]:
    """Gives mails with names beside them to whose they are; who is not there is added to the first ones.

    `people` are those of each person's columns. Yields what is to be said of it.
    """
    from app.recognition.language.names import is_role_mailbox

    for one in named:
        name, title = _name_and_title(one.words)
        known = [person for some in people for person in some if one.words and _is_called(person, one.words)]
        own, field = people[one.owner], "Person.Email"
        person = known[0] if len(known) == 1 else own[0]
        if len(known) != 1 and name:
            nobody = (some for some in own if not any(map(some.first, _NAMES)))
            person = next(nobody, None) or Cells()
            if person not in own:
                own.append(person)
            person.cells["Person.Name"] = [(name, one.letters)]
            # Alone beside another name, it is not clear whose address it is.
            is_only = len(named) == 1 and person is not own[0]
            yield Told(_PERSON.format(name=name), one.letters, is_doubt=is_only)
        elif len(known) != 1:
            person, field = (row, "Emails") if one.is_companys else (person, field)
            if one.words:
                told = _LEFT_OUT.format(text=one.words)
                yield Told(told, one.letters, is_doubt=not is_role_mailbox(one.mail))
        if title and person is not row:
            person.cells.setdefault("Person.Title", [(title, one.letters)])
        person.cells.setdefault(field, []).append((one.mail, one.letters))


def others_mails(people: Sequence[Cells]) -> Iterator[Told]:
    """Gives each of somebody's mails that has the name of another one of the row to them.

    Yields a doubt for what has the name of nobody who is there, beside one that has theirs.
    """
    from app.recognition.language.names import fits_mailbox, is_role_mailbox, name_from_mailbox

    for person in people:
        cells = person.cells.get("Person.Email", ())
        if len(cells) <= 1 and not any(_BETWEEN.search(text) for text, _letters in cells):
            continue
        mails = list(person.all("Person.Email"))
        name = parsed_name(whole_name(person))
        if len(mails) <= 1 or name is None:
            continue
        own = [mail for mail, _letters in mails if fits_mailbox(name, mail)]
        for mail, letters in mails:
            if mail in own or is_role_mailbox(mail):
                continue
            others = [
                other
                for other in people
                if other is not person and (its := parsed_name(whole_name(other))) and fits_mailbox(its, mail)
            ]
            mailbox, _at, domain = mail.partition("@")
            is_alike = any(one.endswith(f"@{domain}") for one in own) and _PLAIN_MAILBOX.fullmatch(mailbox)
            if len(others) == 1:
                kept = [(text, at) for text, at in person.all("Person.Email") if text != mail]
                person.cells["Person.Email"] = kept
                others[0].cells.setdefault("Person.Email", []).append((mail, letters))
            elif name_from_mailbox(mail) or is_alike:
                yield Told(_OTHER.format(mail=mail, name=whole_name(person)), letters)


def _name_and_title(words: str) -> tuple[str, str]:
    """Returns the whole name of a person that some words are, and the title; empty for something else."""
    from app.recognition.cells.cell_people import without_title
    from app.recognition.language.names import company_name_in, names_trade

    name, title = without_title(words)
    if not name or not _NAME.fullmatch(name) or company_name_in(name) or names_trade(name):
        return "", ""
    return (name, title) if parsed_name(name.title() if name.islower() else name) else ("", "")


def whole_name(person: Cells) -> str:
    """Returns the name of a person of a row, from one column or two; empty without one."""
    whole, first = person.first("Person.Name"), person.first("Person.Firstname")
    if whole and first.casefold() in whole.casefold():
        return whole
    return f"{first} {whole or person.first('Person.Lastname')}".strip()  # "Name, Vorname"


def letters_of_name(person: Cells) -> str:
    """Returns the letters of the column that has the name of a person, or its first part."""
    return next((letters for field in _NAMES for _text, letters in person.cells.get(field, ())), "")


def _is_called(person: Cells, words: str) -> bool:
    """Returns True for somebody with these names, or with more or fewer of them: ``Kari``."""
    said, names = ({*_WORD.findall(text.casefold())} for text in (words, whole_name(person)))
    return bool(said and names) and (said <= names or names <= said)
