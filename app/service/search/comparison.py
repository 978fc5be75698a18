"""Compares what was sent with records of the server, for the user to decide which record is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.display_text import display_text
from app.model.carriers.lists import SelectableMDOListItem
from app.model.carriers.person import PersonEntity, PersonEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.carriers.wire import Carrier, DateTimeText
from app.model.checks.record_comparison import ComparedProperty, RecordComparison
from app.model.checks.same_record import differences
from app.model.entry import Entry, Step, StepKind
from app.model.form.custom_field_values import bare_text
from app.model.form.fields import CONTACT_FIELDS
from app.model.form.people import as_entity
from app.model.form.person_fields import PERSON_FIELDS
from app.model.text_normalization import displayable
from app.service.search.appointments import is_same_start, same_text
from app.service.search.result import REFUSED
from app.translation import _
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

_LONGEST: Final = 3_000
"""Characters of what a server has of an appointment; ours are no longer."""
_COMPANY = (
    *((field.name, field.path) for field in CONTACT_FIELDS),
    ("Address", "Address"),
)
_PERSON = (
    *((field.name, field.entity_path) for field in PERSON_FIELDS if not field.path.startswith("Address.")),
    (_("Home address"), "Address"),
)


def compare(entry: Entry, step: Step, api: WebApi, labels: Mapping[str, str]) -> RecordComparison:
    """Reads the candidates of a step and compares them property by property.

    `labels` are those of the custom fields by key; others are left out. A candidate that the server does not
    give has no values. Raises WebApiError.
    """
    if step.is_next_step:
        return _compare_appointments(entry, step, api)
    is_company = step.kind is StepKind.COMPANY
    sent = _company_of(entry, step) if is_company else _person_of(entry, step)
    nothing = ContactEntityWithLinks() if is_company else PersonEntityWithLinks()
    found = dict(_read(api.contact if is_company else api.person, step.candidates, nothing))
    contact_ids = tuple(found) if is_company else (entry.contact_id,) * len(found)
    records = tuple(found.values())
    lines = (
        *_unread_lines(records, nothing),
        *_plain_lines(sent, records, _COMPANY if is_company else _PERSON),
        *_custom_lines(sent, records, labels),
        *_registration_lines(step, records),
    )
    return RecordComparison(entry, step.name, step.kind, tuple(found), contact_ids, lines)


def _compare_appointments(entry: Entry, step: Step, api: WebApi) -> RecordComparison:
    """Compares a next step: appointments alone have candidates, of others nobody could look for any."""
    if not step.candidates:
        return RecordComparison(entry, step.name, step.kind, (), (), ())
    nothing: dict[str, Any] = {}
    found = dict(_read(api.next_steps.appointment, step.candidates, nothing))
    given, records = step.content, tuple(found.values())
    lines = list(_unread_lines(records, nothing))
    for label, name in ((_("Appointment"), "Title"), (_("Note"), "Description")):
        mine, theirs = str(given.get(name) or ""), [str(one.get(name) or "") for one in records]
        if mine or any(theirs):
            shown = tuple(displayable(text, _LONGEST) for text in theirs)
            are_others = tuple(not same_text(text, mine) for text in theirs)
            lines.append(ComparedProperty(label, mine, shown, are_others))
    starts = tuple(_time_of(one, "StartDate") for one in records)
    are_others = tuple(not is_same_start(one.get("StartDate"), given["StartDate"]) for one in records)
    lines.append(ComparedProperty(_("When"), _time_of(given, "StartDate"), starts, are_others))
    made = tuple(_time_of(one, "CreatedDate") for one in records)
    makers = (one.get("CreatedBy") for one in records)
    names = tuple(str(one.get("FullName") or "") if isinstance(one, Mapping) else "" for one in makers)
    lines += _registered(step, made, tuple(displayable(name, _LONGEST) for name in names))
    contact_ids = (entry.contact_id,) * len(found)
    return RecordComparison(entry, step.name, step.kind, tuple(found), contact_ids, tuple(lines))


def _time_of(record: Mapping[str, Any], name: str) -> datetime | None:
    """Returns a time of an appointment; one without its zone as if it were in that of this computer."""
    text = DateTimeText(record.get(name) or "")
    try:
        is_local = name == "StartDate" and text.moment is not None
        return datetime.fromisoformat(text).astimezone() if is_local else text.moment
    except (ValueError, OverflowError):
        return None


def _company_of(entry: Entry, step: Step) -> ContactEntity:
    sent = read_as(ContactEntity, entry.body)
    return sent.with_changes(dbi_key=None) if step.token else sent


def _person_of(entry: Entry, step: Step) -> PersonEntity:
    people = read_as(ContactEntity, entry.body).persons or ()
    return as_entity(people[step.number - 1], entry.contact_id)


def _read(read: Any, ids: Iterable[int], nothing: object) -> Iterator[tuple[int, Any]]:
    """Reads the candidates; `nothing` stands for one that the server does not give, but may be there."""
    for each in ids:
        try:
            yield each, read(each)
        except WebApiError as error:
            if error.verdict not in REFUSED:
                raise
            yield each, nothing


def _unread_lines(found: Sequence[object], nothing: object) -> Iterator[ComparedProperty]:
    """Says which records the server does not give."""
    unread = tuple(one is nothing for one in found)
    if any(unread):
        words = tuple(_("cannot be read now") if one else "" for one in unread)
        yield ComparedProperty(_("Record"), "", words, (False,) * len(found))


def _plain_lines(
    sent: Carrier, found: Sequence[Carrier], names: Iterable[tuple[str, str]]
) -> Iterator[ComparedProperty]:
    other = [{path.partition(".")[0].partition("[")[0] for path in differences(sent, one)} for one in found]
    for label, name in names:
        mine, theirs = sent.property_value(name), [one.property_value(name) for one in found]
        texts = tuple(map(display_text, theirs))
        # What was sent of a list is the id alone; a record with the same one knows its name.
        named = (text for value, text in zip(theirs, texts, strict=True) if _is_same_choice(mine, value))
        text = next(named, display_text(_with_names(mine, theirs)))
        if text or any(texts):
            yield ComparedProperty(label, text, texts, tuple(name in names for names in other))


def _custom_lines(sent: Any, found: Sequence[Any], labels: Mapping[str, str]) -> Iterator[ComparedProperty]:
    mine = sent.custom_fields or {}
    other = [differences(sent, one) for one in found]
    for key, label in labels.items():
        if not mine.get(key):
            continue
        theirs = [one.custom_fields or {} for one in found]
        texts = tuple(bare_text(fields.get(f"{key}:DisplayText") or fields.get(key)) for fields in theirs)
        differs = tuple(f"CustomFields.{key}" in paths for paths in other)
        # The server has its own way of writing the same value.
        same = (text for text, is_other in zip(texts, differs, strict=True) if not is_other)
        yield ComparedProperty(label, next(same, bare_text(mine[key])), texts, differs)


def _registration_lines(step: Step, found: Sequence[Any]) -> Iterator[ComparedProperty]:
    """Yields when and by whom each record was made, which tells equal companies apart."""
    made = tuple(one.created_date.moment if one.created_date else None for one in found)
    yield from _registered(step, made, tuple(display_text(one.created_by) for one in found))


def _registered(
    step: Step, made: tuple[datetime | None, ...], makers: tuple[str, ...]
) -> Iterator[ComparedProperty]:
    never_different = (False,) * len(made)
    yield ComparedProperty(_("Sent, registered"), step.sent, made, never_different)
    # Translators: by whom a company is registered: by you
    you = _("you")
    yield ComparedProperty(_("Registered by"), you, makers, never_different)


def _is_same_choice(mine: object, theirs: object) -> bool:
    if not isinstance(mine, Carrier) or not isinstance(theirs, Carrier) or not mine.sent_alone:
        return False
    return all(getattr(mine, name) == getattr(theirs, name) for name in mine.sent_alone)


def _with_names(mine: object, theirs: Iterable[object]) -> object:
    """Returns the ticked entries of a list with the names that the records have for them.

    Any other value is returned unchanged.
    """
    if not isinstance(mine, tuple):
        return mine
    names = {one.id: one for value in theirs for one in _items(value)}
    return tuple(
        one.with_changes(name=names[one.id].name)
        if isinstance(one, SelectableMDOListItem) and one.id in names
        else one
        for one in mine
    )


def _items(value: object) -> Iterator[SelectableMDOListItem]:
    for one in value if isinstance(value, tuple) else ():
        if isinstance(one, SelectableMDOListItem):
            yield one
            yield from _items(one.child_items)
