"""Converts what was typed to the body that is posted, and back.

The vendor recommends to start from ``GET Contact/default`` and to put the user's values on top; null or
absent properties take the server's default. By SuperOffice's documentation, ContactId must be 0, a number
must not be used twice, a changed LocalizedAddress overrides Street and Postal, and headings and companion
keys must never be sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import Misfit, Misshapen, read_as
from app.model.carriers.texts import OnTidied, TextForm, ignore_tidied, with_visible_texts
from app.model.carriers.wire import NOT_A_DATE_TIME, DateTimeText, is_declared
from app.model.entry import FieldMessage
from app.model.form.choices import OF_DRAFT
from app.model.form.custom_field_values import without_companions
from app.model.form.fields import CONTACT_FIELDS, Field, Kind
from app.model.form.people import display_name
from app.model.form.person_fields import PERSON_FIELDS, PersonField
from app.model.next_steps.consents import nobody_problems, with_people_found
from app.model.next_steps.declared import NEXT_STEPS
from app.model.next_steps.reading import next_step_problems
from app.model.text_normalization import shortened
from app.translation import _

_WANTED = {
    "string_type": _("This must be a text in quotes."),
    "int_type": _("This must be a whole number without quotes."),
    "float_type": _("This must be a number without quotes."),
    "bool_type": _("This must be true or false."),
    "tuple_type": _("This must be a list in square brackets."),
    "dict_type": _("This must be an object in curly brackets."),
    "model_type": _("This must be an object in curly brackets."),
    "model_attributes_type": _("This must be an object in curly brackets."),
}
_TYPE_OF_KIND: dict[Kind, tuple[str, type]] = {
    Kind.TEXT: ("string_type", str),
    Kind.NOTE: ("string_type", str),
    Kind.DATE: ("string_type", str),
    Kind.MOMENT: ("string_type", str),
    Kind.CHECK: ("bool_type", bool),
    Kind.NUMBER: ("int_type", int),
    Kind.WORDS: ("tuple_type", list),
    Kind.ROWS: ("tuple_type", list),
}
_UNDECLARED = tuple(field for field in CONTACT_FIELDS if not is_declared(field.carrier, field.path))
_UNDECLARED_OF_PERSON = tuple(
    field
    for field in PERSON_FIELDS
    if not is_declared(field.carrier, field.path.partition(".")[0])
    and not is_declared(PersonEntity, field.entity_path.partition(".")[0])
)
MERGED_INTO_CUSTOM_FIELDS = ("UserDefinedFields", "ExtraFields")
"""What holds a part of `CustomFields` once more."""
# Proposals of GET Contact/default that are valid for one company only.
_NEVER_FROM_DEFAULT = {"Number2", "Persons", "Interests", "DbiKey", "DbiAgentId"}


# What a company can have by far: an answer of the server can be read as deep; nobody reads more sentences.
_DEEPEST, _MOST_ITEMS = 50, 50_000
MOST_PROBLEMS = 20
"""Problems of one kind that are told; what is wrong beyond is counted (`more_problems`)."""


class InvalidEntity(Exception):
    """The text or object is not a ContactEntity; `problems` says what is wrong at which path.

    The last of them stands for the `untold` ones, if there are any.
    """

    def __init__(self, problems: tuple[FieldMessage, ...], untold: int = 0) -> None:
        super().__init__("; ".join(f"{item.path}: {item.message}" for item in problems))
        self.problems = problems
        self.untold = untold


def parse_entity(text: str | bytes, on_tidied: OnTidied = ignore_tidied) -> ContactEntity:
    """Reads the ContactEntity of a JSON text; `on_tidied` as for `entity_from_form`.

    Raises InvalidEntity with a sentence for each property.
    """
    try:
        given = json.loads(text, object_pairs_hook=_object_of_pairs)
        if misshapen := shape_problem(given):
            raise InvalidEntity((FieldMessage("", misshapen),))
        if isinstance(given, dict):
            return entity_from_form(given, on_tidied)
    except UnicodeDecodeError:
        raise InvalidEntity((FieldMessage("", _("The file is not text in UTF-8.")),)) from None
    except json.JSONDecodeError as error:
        told = _("The file is not JSON: it goes wrong at line {line}, column {column}.")
        message = told.format(line=error.lineno, column=error.colno)
        raise InvalidEntity((FieldMessage("", message),)) from None
    except (ValueError, RecursionError):
        # JSON as such, but with numbers of thousands of digits or nested a thousand deep.
        raise InvalidEntity(
            (FieldMessage("", _("The file is not JSON that a company can be in.")),)
        ) from None
    raise InvalidEntity(
        (FieldMessage("", _("The file is JSON, but not one company: it must be an object.")),)
    )


def entity_from_form(form: Mapping[str, Any], on_tidied: OnTidied = ignore_tidied) -> ContactEntity:
    """Makes the entity of a JSON object; its texts are those that can be seen.

    `on_tidied` is told which ones lost more than blanks. Raises InvalidEntity with a sentence for each wrong
    type.
    """
    try:
        given = with_visible_texts(_without_ours(form), _TEXT_FORMS, _TEXT_FORMS_OF_PERSON, on_tidied)
        entity = read_as(ContactEntity, given)
    except Misshapen as error:
        raise InvalidEntity(type_problems(error), max(0, len(_misfits(error)) - MOST_PROBLEMS)) from None
    names = [display_name(person) for person in entity.persons or ()]
    steps = entity.property_value(NEXT_STEPS)
    wrong_steps = islice(_wrong_steps(steps, names), MOST_PROBLEMS)
    if problems := (*_undeclared_type_problems(entity), *wrong_steps):
        raise InvalidEntity(problems)
    return entity


def _wrong_steps(steps: object, names: Sequence[str]) -> Iterator[FieldMessage]:
    """Yields what is wrong with next steps; that one needs a person is not told beside whom it lacks."""
    lacks = set()
    for problem in nobody_problems(steps, names):
        lacks.add(f"{problem.path.rpartition('.')[0]}.Person")
        yield problem
    for problem in next_step_problems(with_people_found(steps, names), len(names)):
        if problem.path not in lacks:
            yield problem


def body_to_post(given: ContactEntity, default: ContactEntity | None = None) -> ContactEntity:
    """Returns the entity to post: `given` on top of `default`, without read-only properties, ContactId 0."""
    outgoing = default.to_create_body() if default else {}
    body = {name: value for name, value in outgoing.items() if name not in _NEVER_FROM_DEFAULT}
    typed = given.to_create_body()
    custom: dict[str, str] = {}
    for source in (body, typed):
        for name in (*MERGED_INTO_CUSTOM_FIELDS, "CustomFields"):
            custom |= without_companions(source.pop(name, {}))
    body |= {name: value for name, value in typed.items() if value not in ("", [])}
    body.get("Address", {}).pop("LocalizedAddress", None)
    if custom:
        body["CustomFields"] = custom
    return read_as(ContactEntity, {"ContactId": 0, **body})


def posted_country_id(form: Mapping[str, Any], default: ContactEntity | None) -> int:
    """Returns the id of the country that the company is in: the chosen one, else the proposed one, else 0."""
    chosen = form.get("Country")
    if isinstance(chosen, dict) and isinstance(chosen.get("CountryId"), int):
        return int(chosen["CountryId"])
    return (default.country.country_id or 0) if default and default.country else 0


_NUMBERS = tuple(field.path for field in CONTACT_FIELDS if field.kind is Kind.NUMBER)
"""0 is what the server has where nobody has typed one."""


def form_from_body(body: Mapping[str, Any], token: str) -> dict[str, Any]:
    """Returns what the user typed of a body: without our ContactId and the `token` in DbiKey."""
    ours = {"ContactId": 0, "DbiKey": token}
    ours |= dict.fromkeys(_NUMBERS, 0)
    return {name: value for name, value in body.items() if name not in ours or value != ours[name]}


def copy_of(body: Mapping[str, Any], *, keeps_lists: bool = True) -> dict[str, Any]:
    """Returns the form of a new company with the values of a body that was posted.

    Without its people and what is of the one company alone (`is_own`). What one server's lists and custom
    fields have says something else on another: without it where `keeps_lists` is False.
    """
    left_out = {"ContactId", "Persons", *(field.path for field in CONTACT_FIELDS if field.is_own)}
    if not keeps_lists:
        left_out |= {field.path for field in CONTACT_FIELDS if field.list_name and field.path != "Country"}
        left_out |= {"CustomFields", *MERGED_INTO_CUSTOM_FIELDS}
    return {
        name: value
        for name, value in body.items()
        if name not in left_out and not (name in _NUMBERS and value == 0)
    }


def type_problems(error: Misshapen) -> tuple[FieldMessage, ...]:
    """Returns a sentence for each property of a wrong type; the rest is counted after twenty.

    What is no number, where decimals and whole numbers fit, is told once: as "float", then as "int" below it.
    """
    misfits = _misfits(error)
    told = tuple(_sentence(one.location, one.kind, one.message) for one in misfits[:MOST_PROBLEMS])
    left = len(misfits) - len(told)
    return (*told, more_problems(left)) if left else told


def _misfits(error: Misshapen) -> list[Misfit]:
    return [one for one in error.misfits if one.location[-1:] != ("int",)]


def more_problems(left: int) -> FieldMessage:
    """Returns the message that stands for problems that are not told one by one."""
    return FieldMessage("", _("There are {left:,} more problems of this kind.").format(left=left))


def _without_ours(form: Mapping[str, Any]) -> dict[str, Any]:
    """Leaves out what a draft holds for the window alone."""
    return {name: value for name, value in form.items() if name not in OF_DRAFT}


def _text_forms(fields: Iterable[Field]) -> dict[str, TextForm]:
    """Returns how the text below each property is written, by the fields that edit it."""
    forms = {}
    for field in fields:
        form = TextForm.LINES if field.kind is Kind.NOTE else TextForm.LINE
        if field.is_code or field.kind is Kind.ROWS:
            form = TextForm.CODE
        forms[field.path.partition(".")[0]] = form
        if isinstance(field, PersonField):
            forms[field.entity_path.partition(".")[0]] = form
    return forms


_TEXT_FORMS = _text_forms(CONTACT_FIELDS)
_TEXT_FORMS_OF_PERSON = _text_forms(PERSON_FIELDS)


def _object_of_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Makes a JSON object. Raises InvalidEntity for a name that comes twice: one value would be dropped."""
    seen: set[str] = set()
    for name, _value in pairs:
        if name.casefold() in seen:
            raise InvalidEntity((FieldMessage(shortened(name), _("This is there twice. Keep one of them.")),))
        seen.add(name.casefold())
    return dict(pairs)


def shape_problem(given: object) -> str:
    """Returns what is wrong with the shape of a JSON value, before anything is made of it; else nothing."""
    level: list[object] = [given]
    for _level in range(_DEEPEST):
        inner: list[object] = []
        for value in level:
            parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            if len(parts) > _MOST_ITEMS:
                return _(
                    "The file has something of more than {most_items:,} parts: that is no company."
                ).format(most_items=_MOST_ITEMS)
            inner.extend(parts)
        if not inner:
            return ""
        level = inner
    return _("The file is nested more than {deepest} levels deep: that is no company.").format(
        deepest=_DEEPEST
    )


def _undeclared_type_problems(entity: ContactEntity) -> Iterator[FieldMessage]:
    """Yields a sentence for each value of a wrong type whose property the form declares and no carrier."""
    for field in _UNDECLARED:
        yield from _misfit(field, field.path, entity.property_value(field.path))
    for index, person in enumerate(entity.persons or ()) if _UNDECLARED_OF_PERSON else ():
        for field in _UNDECLARED_OF_PERSON:
            yield from _misfit(field, f"Persons[{index}].{field.path}", person.property_value(field.path))


def _misfit(field: Field, path: str, value: object) -> Iterator[FieldMessage]:
    kind, fits = _TYPE_OF_KIND.get(field.kind, ("", object))
    if value is not None and (not isinstance(value, fits) or (fits is int and isinstance(value, bool))):
        yield FieldMessage(path, _WANTED[kind])
    elif isinstance(value, str) and field.kind in (Kind.DATE, Kind.MOMENT):
        try:
            _moment = DateTimeText(value).moment
        except ValueError:
            yield FieldMessage(path, NOT_A_DATE_TIME)


def _sentence(location: tuple[int | str, ...], kind: str, message: str) -> FieldMessage:
    path = ""
    for part in location[:-1] if location[-1:] == ("float",) else location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    wanted = message.removeprefix("Value error, ") if kind == "value_error" else _WANTED.get(kind)
    return FieldMessage(path, wanted or _("This has a form that a company cannot have."))
