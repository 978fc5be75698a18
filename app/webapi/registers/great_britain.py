"""Great Britain: Companies House. Source: developer.company-information.service.gov.uk."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Any, Final

from app.model.registers.letter_case import repaired_case
from app.model.registers.record import CompanyState, RegisterRecord
from app.webapi.registers.asking import Question
from app.webapi.registers.register import Register
from app.webapi.registers.values import MOST_HITS, address, filled, joined, objects_at, text_at

_NUMBER: Final = re.compile(r"(?:\d{6,8}|(?:SC|NI|OC|SO|NC|FC|NF|SF|R0|IP|SP|RC|SR|NR)\d{6})")
_INSOLVENT: Final = ("liquidation", "receivership", "administration", "insolvency-proceedings")
_CLOSED: Final = ("dissolved", "closed", "converted-closed")


class GreatBritain(Register):
    """The companies of the United Kingdom; the key is the application's own."""

    code = "gb"
    countries = ("GB",)
    address = "https://api.company-information.service.gov.uk"
    pause = 0.5
    needs_key = True

    def signed_headers(self, title: str, address: str, key: str) -> dict[str, str]:
        """Returns Basic with the key as the user's name and no password."""
        super().signed_headers(title, address, key)
        return {"Authorization": f"Basic {base64.b64encode(f'{key}:'.encode()).decode()}"}

    def number_in(self, text: str) -> str:
        """Returns a company number of eight characters; it has no check digit."""
        compact = re.sub(r"\s", "", text.upper())
        if not _NUMBER.fullmatch(compact):
            return ""
        return compact.zfill(8) if compact.isdigit() else compact

    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Asks for a company."""
        found = asked.get(f"/company/{number}")
        if not isinstance(found, dict) or not text_at(found, "company_name"):
            return ()
        return (_record(found, "company_name", found.get("registered_office_address"), is_whole=True),)

    def by_name(self, asked: Question, name: str) -> Sequence[RegisterRecord]:
        """Asks for companies by name; what they do is told by number alone."""
        found = asked.get("/search/companies", {"q": name, "items_per_page": MOST_HITS, "start_index": 0})
        hits = [one for one in objects_at(found, "items") if text_at(one, "title")]
        return [_record(one, "title", one.get("address"), is_whole=False) for one in hits]


def _record(found: dict[str, Any], name_key: str, office: Any, *, is_whole: bool) -> RegisterRecord:
    name = repaired_case(text_at(found, name_key))
    values = {"Name": name, "Country": "GB", **_address(office)}
    # The number is no VAT number, which is what the field is for.
    return RegisterRecord(
        GreatBritain.code,
        "GB",
        text_at(found, "company_number"),
        name,
        repaired_case(text_at(office, "locality")),
        _state(text_at(found, "company_status"), text_at(found, "date_of_cessation")),
        filled(values),
        industry=text_at(found, "sic_codes", 0),
        is_whole=is_whole,
    )


def _address(office: Any) -> dict[str, str]:
    premises, street = text_at(office, "premises"), text_at(office, "address_line_1")
    first = joined(premises, street) if premises.isdigit() else premises
    lines = [first, street if first != joined(premises, street) else "", text_at(office, "address_line_2")]
    return address("Street", lines, text_at(office, "postal_code"), text_at(office, "locality"))


def _state(status: str, ceased: str) -> CompanyState:
    if status in _CLOSED or (ceased and status not in _INSOLVENT):
        return CompanyState.DELETED
    if status in _INSOLVENT:
        return CompanyState.DISSOLVING if status == "liquidation" else CompanyState.BANKRUPT
    return CompanyState.DISSOLVING if status == "voluntary-arrangement" else CompanyState.ACTIVE
