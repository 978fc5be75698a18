"""What is posted to create a record, and what the answer has to be to count as its success."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, Final

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.person import PersonEntity
from app.model.checks.renamed import may_have_become
from app.model.checks.same_record import is_same_key
from app.model.form.custom_field_values import without_companions
from app.model.next_steps.declared import NEXT_STEPS
from app.webapi import errors
from app.webapi.answer_proof import contradicts, has_one_number, lacks_all
from app.webapi.archive import is_id
from app.webapi.connection import ApiCall
from app.webapi.errors.trace import nothing
from app.webapi.http.answer_limits import NOT_NEEDED

_COMPANIES: Final = "/v1/Contact"
_NAMES: Final = {"ContactId": ("Name",), "PersonId": ("Firstname", "MiddleName", "Lastname")}


def create_body(entity: ContactEntity | PersonEntity, id_name: str) -> dict[str, Any]:
    """Builds the body that creates a record: id 0, without read-only properties and what is ours alone."""
    wire = {name: value for name, value in entity.to_create_body().items() if name != NEXT_STEPS}
    for name in ("CustomFields", "UserDefinedFields", "ExtraFields"):
        if name in wire:
            wire[name] = without_companions(wire[name])
    return {**wire, id_name: 0}


def new_company(
    entity: ContactEntity, select: Sequence[str] = (), while_waiting: Callable[[], None] = nothing
) -> ApiCall:
    """Builds the request that creates a company; `while_waiting` is that of ApiCall."""
    return ApiCall(
        "POST",
        _COMPANIES,
        select_query(select, "ContactId"),
        create_body(entity, "ContactId"),
        label=_COMPANIES,
        root="ContactEntity",
        shape=ContactEntityWithLinks,
        while_waiting=while_waiting,
        creates=True,
    )


def select_query(names: Sequence[str], always: str) -> tuple[tuple[str, str], ...]:
    """Builds the $select of a POST. No names select everything; names are not case-sensitive."""
    if not names:
        return ()
    wanted = list(names) if always.lower() in (name.lower() for name in names) else [always, *names]
    return (("$select", ",".join(wanted)),)


def saved_answer(
    answer: object, sent: Mapping[str, Any], id_name: str, host: str, with_keys: set[str] | None = None
) -> dict[str, Any]:
    """Returns what the answer to a POST tells, without what is not needed of it.

    It proves success only if it has an id, one alone, and is not about another record: one with another
    DbiKey than was sent, or where no DbiKey tells, with a name that cannot have come of the one that was
    sent, or with other numbers and addresses. Many servers tell no key; but of one that has told it before,
    an answer without it and without all numbers and addresses that were sent is somebody else's record, which
    a rule about duplicates has found. `with_keys` has the `id_name` of which keys were told, and is added to.
    Raises NoIdError, OtherRecordError.
    """
    told = answer if isinstance(answer, dict) else {}
    given = told.get(id_name)
    if not is_id(given):
        raise errors.NoIdError(host, status=200, detail=f"200 without {id_name}")
    if not has_one_number(told, id_name):
        raise errors.NoIdError(host, status=200, detail=f"200 with more than one {id_name}")
    mine, theirs = _key(sent), _key(told)
    has_keys = bool(mine and theirs)
    if has_keys and is_same_key(mine, theirs):
        if with_keys is not None:
            with_keys.add(id_name)
        return _needed(told)
    is_named_so = _can_be(_names(sent, id_name), _names(told, id_name))
    if has_keys:
        # Under our name it may be ours: servers have keys of their own.
        may_be_ours = given if is_named_so else 0
        raise errors.OtherRecordError(
            host, status=200, detail="200 with another DbiKey", remote_id=may_be_ours
        )
    if not is_named_so or contradicts(sent, told, id_name):
        what = "details" if is_named_so else "name"
        raise errors.OtherRecordError(
            host, status=200, detail=f"200 with another {what} and no DbiKey", remote_id=given
        )
    if mine and with_keys and id_name in with_keys and lacks_all(sent, told, id_name):
        detail = "200 without the DbiKey and all that was sent"
        raise errors.OtherRecordError(host, status=200, detail=detail, remote_id=given)
    return _needed(told)


def bare_answer(told: Mapping[str, Any], id_name: str) -> dict[str, Any]:
    """Returns the number of an answer that cannot be read as a whole, and the company in which it is."""
    where = told.get("Contact")
    company = where.get("ContactId") if isinstance(where, dict) else None
    shown = {"Contact": {"ContactId": company}} if id_name == "PersonId" and is_id(company) else {}
    return {id_name: told[id_name], **shown}


def _needed(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in NOT_NEEDED}


def _key(record: Mapping[str, Any]) -> str:
    key = record.get("DbiKey")
    return key.strip() if isinstance(key, str) else ""


def _names(record: Mapping[str, Any], id_name: str) -> list[str]:
    names = (record.get(part) for part in _NAMES[id_name])
    return [name for name in names if isinstance(name, str) and name.strip()]


def _can_be(sent: list[str], told: list[str]) -> bool:
    """Returns True if the names as a whole, or one of them, can have become those of the answer."""
    pairs = [(" ".join(sent), " ".join(told)), *product(sent, told)]
    return any(may_have_become(one, other) for one, other in pairs)
