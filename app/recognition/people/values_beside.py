"""Mails and phones beside the names of people: those in the cell of a name, and those of other cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.recognition.cells.cell_people import parsed_name
from app.recognition.cells.cell_phones import NUMBER, OF_KIND, kind_before
from app.recognition.cells.cell_values import Cells
from app.recognition.values.headings import PHONE_OF_PERSON
from app.translation import _

_EMPTY_BRACKETS: Final = re.compile(r"[(\[]\s*[)\]]")
_LONGEST_WITH_DATES: Final = 1_000
_AROUND_NAME: Final = " ,;:<>\"'–-"
_WHOSE: Final = _("“{value}”: the row does not say whose of its people this is.")


def without_values(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Returns a name, and fields and values of what stands beside it: ``Kari Moe <kari@x.no>``."""
    if "@" not in text and not NUMBER.search(text):
        return text, []
    from app.recognition.language.labels import is_phone_label, is_value_label
    from app.recognition.values.dates import dates
    from app.recognition.values.web_addresses import extract_mails

    mails, rest = extract_mails(text)
    told = [("Person.Email", mail) for mail in mails]
    end, left = 0, ""
    # No cell of names is so long; what it takes to look for dates grows faster than a text.
    days = [(one.start, one.end) for one in dates(rest)] if len(rest) < _LONGEST_WITH_DATES else []
    for number in NUMBER.finditer(rest):
        if any(start < number.end() and number.start() < end_of for start, end_of in days):
            continue  # a date is no phone
        before, shown, last = rest[end : number.start()], number[0].strip(), number.end()
        if shown.startswith("(") and ")" not in shown:
            shown, last = shown[1:], last + rest[last:].startswith(")")
        told.append((OF_KIND.get(kind_before(before), PHONE_OF_PERSON), shown))
        left, end = f"{left}{before} ", last
    if not told:
        return text, []
    said = [
        # One letter is an initial unless a colon stands behind it.
        word
        if (len(bare := word.strip(".:,()")) < 2 and ":" not in word)
        or not (is_phone_label(bare) or is_value_label(bare))
        else "".join(sign for sign in word if sign in "()")
        for word in f"{left}{rest[end:]}".split()
    ]
    bare = _EMPTY_BRACKETS.sub(" ", " ".join(filter(None, said)))
    return re.sub(r"\s*,(?:\s*,)+", ",", bare).strip(_AROUND_NAME), told


def share_values(cells: Cells, people: Sequence[Cells]) -> list[str]:
    """Gives each person their own of as many values as there are people, the first one all others.

    A mail with the name of one of them is theirs. Returns what is doubtful.
    """
    doubts: list[str] = []
    for name, values in cells.cells.items():
        if name in ("Person.Name", "Person.Firstname", "Person.Lastname"):
            continue
        each = list(cells.all(name))
        if name == "Person.Title" and len(people) > 1 and values[0][1] == _letters_of(cells):
            for person in people:  # what the heading of their names says: "Geschäftsführer"
                person.cells.setdefault(name, values)
            continue
        if len(people) > 1 and name == "Person.Email" and (owners := _owners_of(each, people)):
            for value, at in zip(each, owners, strict=True):
                people[at].cells.setdefault(name, []).append(value)
        elif len(each) == len(people) > 1:
            for person, value in zip(people, each, strict=True):
                person.cells[name] = [value]
        else:
            people[0].cells.setdefault(name, []).extend(values)
            if 1 < len(people) != len(each) > 1:
                doubts.append(_WHOSE.format(value=", ".join(text for text, _letters in each)))
    return doubts


def _owners_of(mails: Sequence[tuple[str, str]], people: Sequence[Cells]) -> list[int]:
    """Returns whose each mail is, where each has the name of one person alone; else nothing."""
    from app.recognition.language.names import fits_mailbox

    names = [parsed_name(_name_said(one)) for one in people]
    owners = [
        [at for at, name in enumerate(names) if name is not None and fits_mailbox(name, text)]
        for text, _letters in mails
    ]
    return [own[0] for own in owners] if all(len(own) == 1 for own in owners) else []


def _name_said(person: Cells) -> str:
    whole = person.first("Person.Name")
    return whole or f"{person.first('Person.Firstname')} {person.first('Person.Lastname')}".strip()


def _letters_of(cells: Cells) -> str:
    names = (one for field in ("Name", "Firstname") for one in cells.cells.get(f"Person.{field}", ()))
    return next((letters for _text, letters in names), "")
