"""Companies that were saved from this computer, for when the server cannot be asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.company_search.hits import CompanyHit
from app.model.company_search.similar_companies import CompanyDetails
from app.model.entry import Entry, State
from app.storage.sqlite.outbox import Outbox

_MOST_READ: Final = 500
"""Entries that match, of all connections: the disk has other things to do."""


def saved_here(outbox: Outbox, profile: str, text: str, most: int) -> tuple[CompanyHit, ...]:
    """Returns companies of a connection that the outbox knows to be on the server, the newest first.

    They match as in the outbox's own search: by company, person or number. Raises StoreProblem.
    """
    found: dict[int, Entry] = {}
    for entry in _saved(outbox, profile, text):
        known = found.get(entry.contact_id)
        # What was added to a company later says less of it than the company does.
        if known is None or (known.is_addition and not entry.is_addition):
            found[entry.contact_id] = entry
        if len(found) == most and not any(one.is_addition for one in found.values()):
            break
        if len(found) > most:
            found.popitem()
    return tuple(map(_hit, found.values()))


def _saved(outbox: Outbox, profile: str, text: str) -> Iterator[Entry]:
    for summary in outbox.summaries((State.SAVED,), text, _MOST_READ, newest_first=True):
        entry = outbox.get(summary.id) if summary.is_readable and summary.contact_id else None
        if entry is not None and entry.profile == profile:
            yield entry


def _hit(entry: Entry) -> CompanyHit:
    known: dict[str, Any] = {**entry.body, **(entry.answer or {})}
    try:
        told = CompanyDetails.from_entity(read_as(ContactEntity, known))
    except (ValueError, TypeError):
        told = CompanyDetails(entry.name)
    return CompanyHit(
        entry.contact_id, told.name or entry.name, told.department, told.city, told.owner, told.org_nr
    )
