"""Columns about others than the customer: our own people, superiors, who has ordered, who sells.

They are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final

from app.recognition.cells.cell_looks import are_branches, are_fields_of_work
from app.recognition.cells.column_guesses import NAMES_OF_PERSONS, texts_of
from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import IGNORED, field_of_heading, heading_words, normal
from app.translation import _

_OURS: Final = _("The column “{column}” is left out: it names your colleagues. “Our contact” can have them.")
_OUR_NAMES: Final = _(
    "The column “{column}” names your colleagues: who is once among the users of your SuperOffice goes "
    "to “Our contact”, others are left out."
)
_SUPERIORS: Final = _("The column “{column}” is left out: it is about somebody’s superior or family.")
_BUYERS: Final = _("The column “{column}” is left out: it is about who has ordered, not about who comes.")
_ASSISTANTS: Final = _("The column “{column}” is left out: it is about somebody’s assistant.")
_DEPARTMENTS: Final = _("The column “{column}” is left out: it says in which department somebody works.")
_INVOICES: Final = _(
    "The column “{column}” is left out: it has the address for invoices, and another one the postal one."
)
_SELLERS: Final = _("The column “{column}” is left out: “{other}” has the companies.")
_OUR_DEPARTMENTS: Final = _(
    "The column “{column}” is left out: it seems to be the department of your colleagues."
)
_FEWEST: Final = 3
_FEW: Final = 2
_MOSTLY: Final = 0.6


def without_others(
    fields: Sequence[str], headings: Sequence[str], rows: Sequence[Row], by_hand: Set[int]
) -> list[str]:
    """Returns the fields without columns about people who are not the customer's.

    `by_hand` are the places of columns whose field somebody has chosen.
    """
    named = [normal(heading) for heading in headings]
    people = {at for at, field in enumerate(fields) if field in NAMES_OF_PERSONS}
    left = {at for at in people if named[at] in heading_words("superiors", "words") and len(people) > 1}
    left |= {at for at in people - left if named[at] in _may_be_ours() and _are_ours(rows, at, people - {at})}
    if {"Person.Firstname", "Person.Lastname"} <= {fields[at] for at in people - _of_buyers(named)}:
        left |= _of_buyers(named)
    ours = {at for at, heading in enumerate(named) if at in left or _is_ours(heading)}
    left |= {at for at, field in enumerate(fields) if field == "Department" and at - 1 in ours}
    left |= {
        at for at in range(len(fields)) if fields[at] and _is_of_one(named[at], {named[one] for one in left})
    }
    left |= _of_other_companies(fields, named, rows)
    return [IGNORED if at in left - by_hand else field for at, field in enumerate(fields)]


def _of_other_companies(fields: Sequence[str], named: Sequence[str], rows: Sequence[Row]) -> set[int]:
    """Returns the columns of companies that are not those which the table is about, where one has these.

    Who sells or exhibits stands beside the customer, often the same in every row; and whom the people are of
    is said by their headings: ``Kontakt entreprenør`` beside ``Byggherre`` and ``Entreprenør``.
    """
    names = {at for at, field in enumerate(fields) if field == "Name" and any(row.cell(at) for row in rows)}
    if len(names) < _FEW:
        return set()
    told = {at for at in names if any(_is_of_one(one, {named[at]}) for one in named)}
    sellers = {at for at in names if _has_word(named[at], "words")}
    called = {at for at in names - sellers if _has_word(named[at], "customers")}
    same = {at for at in names - called if len(rows) > 1 and len({row.cell(at) for row in rows}) == 1}
    customers = called or (names - sellers - same)
    if customers & told or not told:
        return (sellers | same) - told if customers else set()
    return names - told if len(told) == 1 and min(told) != min(names) else set()


def _has_word(heading: str, kind: str) -> bool:
    return not heading_words("sellers", kind).isdisjoint(heading.split())


def left_out(
    columns: Sequence[tuple[int, str, str]], rows: Sequence[Row], *, departments: bool
) -> Iterator[str]:
    """Yields a remark for each column about others that goes nowhere and is not empty.

    `columns` have place, heading and field; with `departments`, those are where people work.
    """
    named = [normal(heading) for _place, heading, _field in columns]
    buyers = _of_buyers(named)
    for at, (place, heading, field) in enumerate(columns):
        told = _DEPARTMENTS if departments and field == "Department" else ""
        if field == IGNORED:
            told = _why_left_out(named, at, buyers)
        other = next((one for _place, one, its in columns if its == "Name"), "")
        if field == IGNORED and other and not told and field_of_heading(heading) == "Name":
            told = _SELLERS if any(map(str.isalpha, "".join(texts_of(rows, place)))) else ""
        if told and any(row.cell(place) for row in rows):
            yield told.format(column=heading, other=other)


def our_columns(columns: Iterable[tuple[int, str, str]], by_hand: Set[int]) -> tuple[int, ...]:
    """Returns the columns that name our own people and go nowhere, unless somebody has chosen that."""
    free = [(place, normal(one)) for place, one, field in columns if not field and place not in by_hand]
    owners = heading_words("owners", "words")
    return tuple(place for place, one in free if _names_ours(one) or one in owners)


def are_of_people(columns: Sequence[tuple[int, str, str]], rows: Sequence[Row]) -> bool:
    """Returns True for departments in which people work: "Innkjøp". `columns` are as in `left_out`.

    In address books they are, whatever they are called, but for branches.
    """
    of_all = [(place, heading) for place, heading, field in columns if field == "Department"]
    fields = {field for _place, _heading, field in columns}
    texts = [text for place, _heading in of_all for text in texts_of(rows, place)]
    if not texts or fields.isdisjoint(NAMES_OF_PERSONS):
        return False
    is_book = "Person.Lastname" in fields and all(_names_department(heading) for _place, heading in of_all)
    return are_fields_of_work(texts) or (is_book and not are_branches(texts))


def _names_department(heading: str) -> bool:
    """Returns True for headings of departments, False for those of branches and second lines of names."""
    return normal(heading) in heading_words("departments", "words")


def _why_left_out(named: Sequence[str], at: int, buyers: Set[int]) -> str:
    """Returns what is to be said of a column that goes nowhere; empty where nothing is."""
    words = named[at].split()
    if not heading_words("assistants", "words").isdisjoint(words):
        return _ASSISTANTS
    if named[at] in heading_words("superiors", "words"):
        return _SUPERIORS
    if at in buyers or named[at] in heading_words("invoices", "words"):
        return _BUYERS if at in buyers else _INVOICES
    ends = {" ".join(words[:1]), " ".join(words[-1:])} if len(words) > 1 else set()
    if ends & _may_be_ours() & {*named} and ends & _may_be_ours():
        return _OURS
    if _names_ours(named[at]) or named[at] in heading_words("owners", "words"):
        return _OUR_NAMES
    is_ours = at > 0 and (_is_ours(named[at - 1]) or named[at - 1] in _may_be_ours())
    return _OUR_DEPARTMENTS if _names_department(named[at]) and is_ours else ""


def _is_of_one(heading: str, whose: Set[str]) -> bool:
    """Returns True for a value of somebody who is left out: ``Telefon Vertreter`` beside ``Vertreter``."""
    return any(heading.startswith(f"{one} ") or heading.endswith(f" {one}") for one in whose if one)


def _is_ours(heading: str) -> bool:
    return heading in heading_words("ours", "words")


def _names_ours(heading: str) -> bool:
    """Returns True for a column that is left out and has names of our own people."""
    is_maybe = heading in _may_be_ours() and field_of_heading(heading) in NAMES_OF_PERSONS
    return _is_ours(heading) or is_maybe


def _may_be_ours() -> Set[str]:
    return heading_words("ours", "maybe")


def _are_ours(rows: Sequence[Row], at: int, others: Set[int]) -> bool:
    """Returns True for the same few names in many rows, and for first names alone beside other people."""
    texts = texts_of(rows, at)
    is_repeated = len(texts) >= _FEWEST and 2 * len({*texts}) <= len(texts)
    are_short = bool(texts) and sum(" " not in text for text in texts) >= _MOSTLY * len(texts)
    return is_repeated or (are_short and bool(others))


def _of_buyers(named: Sequence[str]) -> Set[int]:
    """Returns the columns about who has ordered, in lists of those who come: ``Buyer First Name``."""
    lists = heading_words("buyers", "lists")
    if not any(not lists.isdisjoint(heading.split()) for heading in named):
        return set()
    before = heading_words("buyers", "words")
    return {at for at, heading in enumerate(named) if heading.partition(" ")[0] in before and " " in heading}
