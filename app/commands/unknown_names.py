"""Finds the names in a company's JSON that no carrier has: what stands under them would be lost unnoticed."""

from __future__ import annotations

from collections.abc import Iterator, Set
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.person import Person, PersonEntityWithLinks
from app.model.carriers.reading import Misshapen
from app.model.carriers.wire import RIGHTS, Carrier, declared_properties
from app.model.entry import FieldMessage
from app.model.form.fields import CONTACT_FIELDS
from app.model.form.people import entity_part
from app.model.form.person_fields import PERSON_FIELDS
from app.model.form.person_form import POSITION_ID
from app.model.form.submission import MOST_PROBLEMS
from app.model.next_steps.declared import NEXT_STEPS
from app.model.text_normalization import shortened
from app.translation import _

_Place = tuple[str, Any, str]
"""Where a name stands, in which carrier, and the name."""
_LONGEST: Final = 60
"""Characters of a name for which a similar one is looked for: comparing texts takes the time of both."""
_SIMILAR: Final = 0.6  # of 1, as difflib has it
# What other programs call it, where the most similar name is another one or there is none.
_MEANT_IN_COMPANY: Final = {
    **dict.fromkeys(("orgnumber", "orgno", "vat", "vatnumber", "vatno", "organizationnumber"), "OrgNr"),
    **dict.fromkeys(("website", "homepage", "web"), "Urls"),
    **dict.fromkeys(("note", "notes", "comment"), "Description"),
    **dict.fromkeys(("people", "contacts"), "Persons"),
    **dict.fromkeys(("telephone", "telephones"), "Phones"),
}
_MEANT_IN_PERSON: Final = {
    **dict.fromkeys(("phone", "phones", "telephone", "officephone"), "DirectPhone"),
    **dict.fromkeys(("mobile", "cellphone"), "MobilePhone"),
    **dict.fromkeys(("note", "notes", "comment"), "Description"),
    **dict.fromkeys(("surname", "familyname"), "Lastname"),
    "givenname": "Firstname",
}


def unknown_names(company: ContactEntity) -> Iterator[FieldMessage]:
    """Yields each name that is not known in a company, in its people and in what these hold, at its place.

    What stands behind as many as are told has no sentence: it is counted.
    """
    for index, (path, kind, name) in enumerate(_in_carrier(company, "")):
        yield FieldMessage(path, _sentence(kind, name) if index < MOST_PROBLEMS else "")


def _in_carrier(carrier: Carrier, prefix: str) -> Iterator[_Place]:
    kind: Any = type(carrier)
    known = _known(kind) if carrier.undeclared else frozenset()
    for name in (name for name in carrier.undeclared if name not in known):
        yield f"{prefix}{shortened(name)}", kind, name
    yield from _in_parts(carrier, prefix)
    if isinstance(carrier, Person):
        try:
            entity = entity_part(carrier)
        except Misshapen:
            return  # told by the check
        yield from _in_parts(entity, prefix)


def _in_parts(carrier: Carrier, prefix: str) -> Iterator[_Place]:
    for one in declared_properties(type(carrier)).values():
        if one.name in carrier.given:
            yield from _in_value(getattr(carrier, one.name), f"{prefix}{one.wire_name}")


def _in_value(value: object, path: str) -> Iterator[_Place]:
    if isinstance(value, Carrier):
        yield from _in_carrier(value, f"{path}.")
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _in_value(inner, f"{path}[{index}]")


@cache
def _known(kind: Any) -> Set[str]:
    """Returns the names that are known in a carrier, those included that are read and never sent."""
    names = {one.wire_name for one in declared_properties(kind).values()} | RIGHTS
    if issubclass(kind, ContactEntity):
        names |= {one.wire_name for one in declared_properties(ContactEntityWithLinks).values()}
        names |= {field.path.partition(".")[0] for field in CONTACT_FIELDS} | {NEXT_STEPS}
    elif issubclass(kind, Person):
        names |= {one.wire_name for one in declared_properties(PersonEntityWithLinks).values()}
        names |= {field.path.partition(".")[0] for field in PERSON_FIELDS} | {POSITION_ID}
    return names


def _sentence(kind: Any, name: str) -> str:
    if meant := _meant(kind, name):
        return _("This name is not known here: did you mean {name}?").format(name=meant)
    return _("This name is not known here.")


def _meant(kind: Any, name: str) -> str:
    """Returns the known name, of what can be sent, that is nearest; empty if none is near."""
    wanted = "".join(filter(str.isalnum, name.casefold()))
    if not wanted or len(name) > _LONGEST:
        return ""
    meant = _MEANT_IN_PERSON if issubclass(kind, Person) else _MEANT_IN_COMPANY
    if wanted in meant and issubclass(kind, Person | ContactEntity):
        return meant[wanted]
    never_sent = {one.wire_name for one in declared_properties(kind).values() if one.is_read_only}
    known = {one.casefold(): one for one in sorted(_known(kind) - never_sent - RIGHTS)}
    near = get_close_matches(wanted, known, 1, _SIMILAR)
    return known[near[0]] if near else ""
