"""Whose a phone number is: the company's or a person's, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.recognition.language import patterns as words
from app.recognition.reading.findings import Draft, PersonDraft
from app.recognition.reading.line_parts import Number, Piece

Placed = tuple[int, str, Number]
_ENDS_IN_ZERO = re.compile(r"\d\s?-\s?0$")


def share_numbers(
    pieces: Sequence[Piece], people: Sequence[tuple[int, PersonDraft]], company_at: int, draft: Draft
) -> None:
    """Gives each number to the company or to the person whose name stands above it.

    `people` come with the places of their names; the company's part begins at `company_at`. Labels decide;
    a number that is only called a phone is the person's own above the company's name or address, or where
    the company has another one, and the company's otherwise.
    """
    placed = [(at, piece.text, number) for at, piece in enumerate(pieces) for number in piece.numbers]
    open_ones = [one for one in placed if not _share_labelled(one, people, draft)]
    has_switchboard = bool(draft.rows.get("Phones"))
    for at, snippet, number in open_ones:
        person = _person_at(people, at)
        if person is None:
            draft.add("Phones", number.text, snippet)
            continue
        is_above = at < company_at or (len(people) > 1 and company_at < people[0][0])
        is_mobile = number.is_mobile and person.set("MobilePhone", number.text, snippet)
        if is_mobile or ((is_above or has_switchboard) and person.set("DirectPhone", number.text, snippet)):
            continue
        draft.add("Phones", number.text, snippet)


def _share_labelled(one: Placed, people: Sequence[tuple[int, PersonDraft]], draft: Draft) -> bool:
    at, snippet, number = one
    person = _person_at(people, at)
    if number.kind == words.FAX:
        draft.add("Faxes", number.text, snippet)
        return True
    if number.kind == words.SWITCHBOARD or _ENDS_IN_ZERO.search(number.text):
        draft.add("Phones", number.text, snippet)
        return True
    if number.kind == words.PRIVATE and person is not None and not number.is_mobile:
        person.add("PrivatePhones", number.text, snippet)
        return True
    own = {words.MOBILE: "MobilePhone", words.DIRECT: "DirectPhone"}.get(number.kind, "")
    own = own or ("DirectPhone" if number.has_extension else "")
    own = own or ("MobilePhone" if number.is_mobile and number.kind in ("", words.PRIVATE) else "")
    return bool(own and person is not None and person.set(own, number.text, snippet))


def _person_at(people: Sequence[tuple[int, PersonDraft]], at: int) -> PersonDraft | None:
    """The person whose name is the last one above; the first person where none is."""
    above = [person for place, person in people if place <= at]
    return above[-1] if above else (people[0][1] if people else None)
