"""Companies that were saved from this computer, for when the server cannot be asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.company_search.hits import CompanyHit
from app.model.company_search.similar_companies import CompanyDetails
from app.model.entry import Entry, State
from app.storage.sqlite.outbox import Outbox


def saved_here(outbox: Outbox, profile: str, text: str, most: int) -> tuple[CompanyHit, ...]:
    """Returns companies of a connection that the outbox knows to be on the server, the newest first.

    They match as in the outbox's own search: by company, person or number. Raises StoreProblem.
    """
    return tuple(dict.fromkeys(_hits(outbox, profile, text, most)))[:most]


def _hits(outbox: Outbox, profile: str, text: str, most: int) -> Iterator[CompanyHit]:
    for summary in outbox.summaries((State.SAVED,), text, most, newest_first=True):
        entry = outbox.get(summary.id) if summary.is_readable and summary.contact_id else None
        if entry is not None and entry.profile == profile:
            yield _hit(entry)


def _hit(entry: Entry) -> CompanyHit:
    known: dict[str, Any] = {**entry.body, **(entry.answer or {})}
    try:
        told = CompanyDetails.from_entity(read_as(ContactEntity, known))
    except (ValueError, TypeError):
        told = CompanyDetails(entry.name)
    return CompanyHit(
        entry.contact_id, told.name or entry.name, told.department, told.city, told.owner, told.org_nr
    )
