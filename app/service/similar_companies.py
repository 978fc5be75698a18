"""Searches the server for companies that may be the one being typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.model.checks.similar_companies import CompanyDetails, SearchKeys, SimilarCompany, name_matches
from app.model.text_normalization import displayable, equal_ignoring_case
from app.translation import _
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi

# Characters of a name or a reason in the table.
_LONGEST_SHOWN = 300
_MOST_SHOWN = 20
_MOST_COMPARED = 3


@dataclass(frozen=True)
class DuplicateSearchResult:
    """Similar companies, each once, and by contact id the details of those that may be the very same."""

    found: tuple[SimilarCompany, ...] = ()
    details: Mapping[int, CompanyDetails] = field(default_factory=dict)


def search_similar(api: WebApi, keys: SearchKeys) -> DuplicateSearchResult:
    """Searches by name first, then by domains and phone numbers. Blocks.

    Raises WebApiError if the search by name fails. Not every server can search by domain or phone number:
    there the search ends without an error.
    """
    found: dict[tuple[int, str], SimilarCompany] = {}
    for similar in (*_by_name(api, keys), *_by_domain_and_phone(api, keys)):
        found.setdefault((similar.contact_id, similar.identifier), similar)
    shown = tuple(found.values())[:_MOST_SHOWN]
    numbers = [one.contact_id for one in shown if one.contact_id and name_matches(one.name, keys)]
    return DuplicateSearchResult(
        shown, {number: details_of(api, number) for number in numbers[:_MOST_COMPARED]}
    )


def details_of(api: WebApi, contact_id: int) -> CompanyDetails:
    """Fetches what tells a company from others. Blocks; raises WebApiError."""
    return CompanyDetails.from_entity(api.contact(contact_id))


def _by_name(api: WebApi, keys: SearchKeys) -> Iterator[SimilarCompany]:
    if not keys.name:
        return
    for entry in api.duplicates(keys.name, keys.department):
        why = _shown(entry.rule_display_name) or _("Similar name")
        if equal_ignoring_case(entry.entry_name or "", keys.name):
            why = _("Same name")
        number = entry.so_primary_key or 0
        identifier = "" if number else _shown(entry.entry_identifier)
        yield SimilarCompany(number, _shown(entry.entry_name), why, identifier)


def _by_domain_and_phone(api: WebApi, keys: SearchKeys) -> Iterator[SimilarCompany]:
    try:
        for domain in keys.domains:
            for entry in api.duplicate_domains(domain):
                yield SimilarCompany(
                    entry.so_primary_key or 0,
                    _shown(entry.entry_name),
                    _("Same domain: {domain}").format(domain=domain),
                )
        for digits in keys.phones:
            for row in api.companies_with_phone(digits):
                name = ", ".join(part for part in (row.name, row.department) if part)
                yield SimilarCompany(row.contact_id, _shown(name), _("Same phone number"))
    except WebApiError:
        return


def _shown(text: str | None) -> str:
    return displayable(text or "", _LONGEST_SHOWN)
