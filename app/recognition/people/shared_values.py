"""Says whose the one e-mail address or phone is that stands beside several people of a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from app.recognition.cells.cell_people import parsed_name
from app.recognition.cells.cell_values import Cells
from app.recognition.people.mail_names import Told, whole_name
from app.translation import _

_MAIL: Final = "Person.Email"
_EITHER: Final = _("“{text}” is given to {name}: it may be somebody else’s of this row.")
_NOBODYS: Final = _("“{text}” has no name beside it: it is given to the company.")
_NAMES: Final = ("Person.Name", "Person.Firstname", "Person.Lastname")
_GIVEN: Final = (_MAIL, "Person.Phone", "Person.MobilePhone", "Person.DirectPhone")
"""What is the company's where nobody is named."""


@dataclass(frozen=True)
class SharedColumn:
    """A column that may be of each of several people: no number and no role in its heading says whose."""

    behind: int
    """The person behind whose name it stands, from 0."""
    main: int
    """The person whose it is, as far as the headings tell."""
    is_open: bool
    """The headings do not tell: it stands behind somebody else than who is meant first."""


def give_shared(people: Sequence[Sequence[Cells]], shared: Mapping[str, SharedColumn]) -> Iterator[Told]:
    """Gives what shared columns have to the person whose name an e-mail address has, else to the main one.

    `people` are those of each person's columns, `shared` the columns by their letters. Phones are of whom
    the address beside them is. Yields doubts.
    """
    named = _named(people)
    taken = sorted(_taken(people, shared), key=lambda one: one[0] != _MAIL) if named else ()
    told: dict[int, Cells] = {}
    are_several = len({frozenset(whole_name(one).casefold().split()) for one in named}) > 1
    for field, text, letters in taken:
        column = shared[letters]
        main = next((one for one in people[column.main] if one in named), named[0])
        fitting = [one for one in named if _is_called(one, text)] if field == _MAIL else []
        owner = fitting[0] if len(fitting) == 1 else main
        if len(fitting) == 1:
            told.setdefault(column.behind, owner)
        beside = told.get(column.behind) if field != _MAIL else None
        if beside is not None and column.is_open:
            owner = beside
        owner.cells.setdefault(field, []).append((text, letters))
        is_told = len(fitting) == 1 or beside is owner or (beside is None and not column.is_open)
        if are_several and not is_told and not (field == _MAIL and _is_of_role(text)):
            yield Told(_EITHER.format(text=text, name=whole_name(owner)), letters)


def _named(people: Sequence[Sequence[Cells]]) -> list[Cells]:
    """Returns who has a whole name; where nobody has, the only one who has a name: ``Herr Huber``."""
    all_of_row = [person for some in people for person in some if whole_name(person)]
    whole = [person for person in all_of_row if parsed_name(whole_name(person))]
    return whole or (all_of_row if len(all_of_row) == 1 else [])


def nobodys_values(
    people: Sequence[Sequence[Cells]], with_names: Set[int], shared: Mapping[str, SharedColumn]
) -> Iterator[Told]:
    """Yields a doubt for what is of somebody whose column of names is empty where others are named.

    `with_names` are those of the people that have such a column. Where an address of theirs has the name of
    one who stands in the row, all is that one's: "Name, Vorname, Ansprechpartner, E-Mail". So it is where
    the table has one column of names, and somebody is named beside the company.
    """
    are_named = [any(map(one.first, _NAMES)) for some in people for one in some]
    if not any(are_named) or all(are_named):
        return
    named = [person for some in people for person in some if parsed_name(whole_name(person))]
    for who, some in enumerate(people):
        if who in with_names and not any(one.first(field) for one in some for field in _NAMES):
            mails = [text for person in some for text, _letters in person.all(_MAIL)]
            owners = [
                one
                for one in named
                if any(_is_called(one, mail) for mail in (*mails, *_shared_mails(one, who, shared)))
            ]
            if len(with_names) == len(named) == 1 and all(map(_is_of_role, mails)):
                owners = named  # who stands in the cell of the company: "Hytta v/ Ola Moe"
            if len(owners) == 1:
                _give_all(some, owners[0])
                continue
            values = ((field, *one) for person in some for field in _GIVEN for one in person.all(field))
            for field, text, letters in values:
                if field != _MAIL or not _is_of_role(text):
                    yield Told(_NOBODYS.format(text=text), letters)


def _shared_mails(person: Cells, who: int, shared: Mapping[str, SharedColumn]) -> list[str]:
    """Returns the addresses that somebody has from shared columns behind another one's names."""
    mails = person.all(_MAIL)
    return [text for text, letters in mails if letters in shared and shared[letters].behind == who]


def _give_all(people: Sequence[Cells], owner: Cells) -> None:
    """Gives an owner the addresses and phones that stand with nobody's name; shared mailboxes are left."""
    for person in people:
        for field in _GIVEN:
            values = [*person.all(field)] if field == _MAIL else person.cells.get(field, [])
            own = [one for one in values if field != _MAIL or not _is_of_role(one[0])]
            owner.cells.setdefault(field, []).extend(own)
            person.cells[field] = [one for one in values if one not in own]
        person.cells = {field: values for field, values in person.cells.items() if values}
    owner.cells = {field: values for field, values in owner.cells.items() if values}


def _taken(
    people: Sequence[Sequence[Cells]], shared: Mapping[str, SharedColumn]
) -> list[tuple[str, str, str]]:
    """Takes the values of shared columns away from those who have them; returns field, text and letters."""
    taken = []
    for person in (person for some in people for person in some):
        for field, values in person.cells.items():
            if not any(letters in shared for _text, letters in values):
                continue
            parts = [*person.all(field)] if field == _MAIL else values
            taken += [(field, text, letters) for text, letters in parts if letters in shared]
            person.cells[field] = [one for one in values if one[1] not in shared]
        person.cells = {field: values for field, values in person.cells.items() if values}
    return taken


def _is_called(person: Cells, mail: str) -> bool:
    from app.recognition.language.names import fits_mailbox

    name = parsed_name(whole_name(person))
    return name is not None and not _is_of_role(mail) and fits_mailbox(name, mail)


def _is_of_role(mail: str) -> bool:
    from app.recognition.language.names import is_role_mailbox

    return is_role_mailbox(mail)
