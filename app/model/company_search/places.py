"""Tells which of several companies of one name is at the place that is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.model.carriers.contact import ContactEntity
from app.model.checks.renamed import ValueKind, is_same_value
from app.model.company_search.similar_companies import CompanyDetails
from app.model.text_normalization import normalize_for_search

FAR: Final = 2
"""How far a company is of which nothing says that it is at a place."""


@dataclass(frozen=True)
class Place:
    """Where a company is, as far as it is typed."""

    city: str = ""
    postcode: str = ""

    @classmethod
    def in_form(cls, form: Mapping[str, Any]) -> Place:
        """Returns the visiting address of a form, else the postal one."""
        address = form.get("Address")
        parts = [address.get(name) for name in ("Street", "Postal")] if isinstance(address, Mapping) else []
        given = (cls(_text(one, "City"), _text(one, "Zipcode")) for one in parts if isinstance(one, Mapping))
        return next((one for one in given if one.is_known), cls())

    @classmethod
    def of(cls, entity: ContactEntity) -> Place:
        """Returns the visiting address of a company, else the postal one."""
        told = CompanyDetails.from_entity(entity)
        return cls(told.city.strip(), told.postcode.strip())

    @property
    def is_known(self) -> bool:
        """True if anything is typed."""
        return bool(self.city or self.postcode)

    def distance(self, full_name: str, there: CompanyDetails | None) -> int:
        """Returns 0 for a company with this postcode, 1 for one of this city, `FAR` for any other.

        A department is mostly called after its city.
        """
        has_codes = bool(self.postcode and there and there.postcode)
        if has_codes and there and is_same_value(ValueKind.CODE, self.postcode, there.postcode):
            return 0
        cities = [full_name.rpartition(",")[2] if "," in full_name else "", there.city if there else ""]
        wanted = normalize_for_search(self.city)
        return 1 if wanted and wanted in map(normalize_for_search, cities) else FAR


def _text(part: Mapping[str, Any], name: str) -> str:
    value = part.get(name)
    return value.strip() if isinstance(value, str) else ""
