"""Decides if a phone number belongs to the company or to a person, and of which kind it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from app.recognition.language import patterns
from app.recognition.language.labels import ASSISTANT, OWN
from app.recognition.language.names import is_role_mailbox
from app.recognition.reading.findings import PersonBuilder, ResultBuilder
from app.recognition.reading.line_parts import LinePart
from app.recognition.values.phones import OTHER, WrittenNumber, find_numbers

IndexedNumber = tuple[int, str, WrittenNumber]
_EXTENSION = re.compile(r"\d[ \d]{2,}\s?-\s?(?!0+$)\d{2,4}$")
_ENDS_IN_ZERO = re.compile(r"\d\s?-\s?0$")


def assign_phone_numbers(
    line_parts: Sequence[LinePart],
    people: Sequence[tuple[int, PersonBuilder]],
    company_at: int,
    builder: ResultBuilder,
    *,
    has_extensions: bool = False,
) -> None:
    """Assigns each number to the company or to the person whose name stands above it.

    `people` are paired with the indexes of their names; the company's part begins at index `company_at`. A
    label decides. A number that is only called a phone belongs to the person if it stands above the company's
    part, or if the company has another number; else it belongs to the company. `has_extensions` is True for a
    signature of a country where what follows the last hyphen is somebody's own, if another number ends
    otherwise: ``0711 2233-17`` beside the fax ``0711 2233-99``.
    """
    numbers = [
        (at, line_part.text, number)
        for at, line_part in enumerate(line_parts)
        for number in line_part.numbers
    ]
    for _, snippet, number in (one for one in numbers if one[2].is_doubtful):
        builder.add_doubtful("Phones", number.text, snippet)
    numbers = [one for one in numbers if not one[2].is_doubtful]
    open_ones = [one for one in numbers if not _assign_by_label(one, people, builder)]
    has_switchboard = bool(builder.rows.get("Phones"))
    desks = _desks(line_parts, people)
    owners = _named_together(line_parts, people) | _listed_together(line_parts, people)
    for at, snippet, number in open_ones:
        is_between = len(people) > 1 and company_at < at < people[0][0]
        person = None if line_parts[at].block in desks or is_between else _person_at(people, at)
        if person is None or id(person) in owners:
            builder.add("Phones", number.text, snippet)
            continue
        # Between the company and the first of several people it is the company's.
        is_above = at < company_at or (len(people) > 1 and company_at < people[0][0] <= at)
        is_above = is_above or _is_beside(line_parts, people, at, company_at)
        is_above = is_above or (has_extensions and len(people) == 1 and _is_extension(number, numbers))
        is_mobile = number.is_mobile and person.set("MobilePhone", number.text, snippet)
        if is_mobile or ((is_above or has_switchboard) and person.set("DirectPhone", number.text, snippet)):
            continue
        builder.add("Phones", number.text, snippet)


def _is_beside(
    line_parts: Sequence[LinePart], people: Sequence[tuple[int, PersonBuilder]], at: int, company_at: int
) -> bool:
    """Returns True for a number in the line of a person's name and mailbox, where no company stands."""
    name_at, person = next((one for one in reversed(people) if 0 <= one[0] <= at), (-1, None))
    line = [part for part in line_parts if part.line == line_parts[at].line]
    is_of_company = any(part in line for part in line_parts[company_at : company_at + 1])
    if person is None or line_parts[name_at] not in line or is_of_company:
        return False
    mail, _ = person.values.get("Email", ("", ""))
    return any(mail in part.mails for part in line)


def _is_extension(number: WrittenNumber, numbers: Sequence[IndexedNumber]) -> bool:
    base = number.text[: number.text.rfind("-")].rstrip() if _EXTENSION.search(number.text) else ""
    others = (other.text for _, _, other in numbers if other.text != number.text)
    return bool(base) and not number.is_mobile and any(other.startswith(base) for other in others)


def add_own_numbers(numbers: Sequence[str], person: PersonBuilder, region: str) -> None:
    """Adds the numbers by which somebody wants to be called; one that is no mobile may be anybody's."""
    for text in numbers:
        for number in find_numbers(f"tel: {text}", region).phones:
            if number.is_mobile:
                person.set("MobilePhone", number.text, text)
            else:
                person.add_doubtful("DirectPhone", number.text, text)


def _desks(line_parts: Sequence[LinePart], people: Sequence[tuple[int, PersonBuilder]]) -> set[int]:
    """Returns the blocks that are about the company's own mailbox, and about nobody in person."""
    of_people = {line_parts[max(at, 0)].block for at, _ in people} if line_parts else set()
    shared = {part.block for part in line_parts if any(map(is_role_mailbox, part.mails))}
    # Where a person's own mailbox stands, too, all of it is below the person.
    own = {mail for _, person in people for name, (mail, _) in person.values.items() if name == "Email"}
    shared -= {part.block for part in line_parts if own & set(part.mails)}
    return shared - of_people


def _named_together(line_parts: Sequence[LinePart], people: Sequence[tuple[int, PersonBuilder]]) -> set[int]:
    """Returns who is named in one line with others; what stands below is of both: ``v/ Ola og Kari Lie``."""
    lines = Counter(line_parts[at].text for at, _ in people if at >= 0)
    return {id(person) for at, person in people if at >= 0 and lines[line_parts[at].text] > 1}


def _listed_together(line_parts: Sequence[LinePart], people: Sequence[tuple[int, PersonBuilder]]) -> set[int]:
    """Returns who stands below one another with nothing between: what stands below is of all of them."""
    bare = {at: person for at, person in people if at >= 0 and not line_parts[at].numbers}
    pairs = [(bare[at], bare[at + 1]) for at in bare if at + 1 in bare]
    return {id(person) for pair in pairs for person in pair if "Email" not in person.values}


def _assign_by_label(
    one: IndexedNumber, people: Sequence[tuple[int, PersonBuilder]], builder: ResultBuilder
) -> bool:
    at, snippet, number = one
    person = _person_at(people, at)
    if number.kind == ASSISTANT:
        builder.add_doubtful("Phones", number.text, snippet)
        return True
    if number.kind == patterns.FAX:
        builder.add("Faxes", number.text, snippet)
        return True
    is_of_department = number.kind == OTHER and not number.is_mobile
    if number.kind == patterns.SWITCHBOARD or is_of_department or _ENDS_IN_ZERO.search(number.text):
        builder.add("Phones", number.text, snippet)
        return True
    if number.kind == patterns.PRIVATE and person is not None and not number.is_mobile:
        person.add("PrivatePhones", number.text, snippet)
        return True
    own = {patterns.MOBILE: "MobilePhone", patterns.DIRECT: "DirectPhone"}.get(number.kind, "")
    if number.kind == OWN:
        own = "MobilePhone" if number.is_mobile else "DirectPhone"
    own = own or ("DirectPhone" if number.has_extension else "")
    # Above all people, a mobile with another word than that of a phone is of the company: "Vakt: 911 00 234".
    is_theirs = number.kind in ("", patterns.PRIVATE) or (
        number.kind == OTHER and any(index <= at for index, _ in people)
    )
    own = own or ("MobilePhone" if number.is_mobile and is_theirs else "")
    return bool(own and person is not None and person.set(own, number.text, snippet))


def _person_at(people: Sequence[tuple[int, PersonBuilder]], at: int) -> PersonBuilder | None:
    """Returns the person whose name is the last one above `at`; the first person if none is."""
    above = [person for index, person in people if index <= at]
    return above[-1] if above else (people[0][1] if people else None)
