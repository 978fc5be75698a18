"""Tells who has a phone number from those who have a longer one that it is a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.company_search.hits import CompanyHit
from app.model.company_search.questions import Question
from app.model.company_search.similar_companies import is_whole_phone
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi

_MOST_READ: Final = 3
"""Records of one answer that are read for a number beside their first ones: each is a request."""


def of_whole_phone(
    api: WebApi, question: Question, hits: tuple[CompanyHit, ...], region: str
) -> Iterator[CompanyHit]:
    """Yields those of `hits` that have the number of `question`, as a country writes it. Blocks.

    A list tells the first numbers of a record. Where none of these is why the server has found it, it has
    others, which are read. Raises WebApiError, not for a refusal.
    """
    (digits,) = question.values
    read = 0
    for hit in hits:
        if any(is_whole_phone(one, digits, region) for one in hit.phones):
            yield hit
        elif read < _MOST_READ and not any(digits in _bare(one) for one in hit.phones):
            read += 1
            if any(is_whole_phone(one, digits, region) for one in _all_phones(api, hit)):
                yield hit


def _bare(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def _all_phones(api: WebApi, hit: CompanyHit) -> list[str]:
    """Returns all numbers of a record; none of one that the server does not show."""
    try:
        record: ContactEntity | PersonEntity = (
            api.person(hit.person_id) if hit.person_id else api.contact(hit.contact_id)
        )
    except WebApiError as error:
        if not error.is_refusal:
            raise
        return []
    rows = (
        (record.phones,)
        if isinstance(record, ContactEntity)
        else (record.mobile_phones, record.office_phones, record.private_phones, record.other_phones)
    )
    return [one.value for some in rows for one in some or () if one.value]
