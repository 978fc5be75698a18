"""Denmark: CVR by way of cvrapi.dk, a private company's. Source: docs.cvrapi.dk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from app.model.registers.letter_case import repaired_case
from app.model.registers.record import CompanyState, RegisterRecord
from app.webapi.registers.asking import (
    Question,
    RegisterAnswerError,
    RegisterBusyError,
    RegisterError,
    RegisterKeyError,
)
from app.webapi.registers.register import Register
from app.webapi.registers.values import address, digits_of, filled, is_true, rows, text_at

_A_DAY = 24 * 3600.0
_BUSY = {"QUOTA_EXCEEDED": _A_DAY, "BANNED": _A_DAY, "INTERNAL_ERROR": 60.0}


class Denmark(Register):
    """The companies of Denmark: some fifty questions a day for everybody behind one address."""

    code = "dk"
    countries = ("DK",)
    address = "https://cvrapi.dk/api"
    pause = 1.0

    def number_in(self, text: str) -> str:
        """Returns the eight digits of a CVR number with the right check digit."""
        from stdnum.dk import cvr

        digits = digits_of(text)
        return digits if cvr.is_valid(digits) else ""

    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Asks for a company."""
        return _records(asked, {"vat": number})

    def by_name(self, asked: Question, name: str) -> Sequence[RegisterRecord]:
        """Asks for the one company that the register takes to be meant."""
        return _records(asked, {"search": name})


def _records(asked: Question, wanted: dict[str, str]) -> Sequence[RegisterRecord]:
    found = asked.get("", {"country": "dk", **wanted})
    # Errors come with status 200, too.
    if isinstance(found, dict) and (error := text_at(found, "error")):
        if error == "NOT_FOUND":
            return ()
        raise _error(asked.title, error)
    if found is None:
        return ()
    if not isinstance(found, dict) or not text_at(found, "vat"):
        raise RegisterAnswerError(asked.title, "no company")
    return (_record(found),)


def _error(title: str, word: str) -> RegisterError:
    if word in _BUSY:
        return RegisterBusyError(title, word, _BUSY[word])
    return RegisterKeyError(title, word) if word == "INVALID_UA" else RegisterAnswerError(title, word[:40])


def _record(found: dict[str, Any]) -> RegisterRecord:
    number = text_at(found, "vat").zfill(8)
    name = repaired_case(text_at(found, "name"))
    care_of = text_at(found, "addressco")
    lines = [f"c/o {care_of}" if care_of else "", text_at(found, "address"), text_at(found, "cityname")]
    values = {
        "Name": name,
        "OrgNr": number,
        "Country": "DK",
        **address("Street", lines, text_at(found, "zipcode"), text_at(found, "city")),
        **rows("Phones", [text_at(found, "phone")]),
        **rows("Faxes", [text_at(found, "fax")]),
        **rows("Emails", [text_at(found, "email")]),
        **rows("Urls", [text_at(found, "website")]),
    }
    return RegisterRecord(
        Denmark.code,
        "DK",
        number,
        name,
        repaired_case(text_at(found, "city")),
        _state(found),
        filled(values),
        industry=_industry(text_at(found, "industrycode")),
        refuses_advertising=is_true(found, "protected"),
    )


def _industry(code: str) -> str:
    """Returns the six digits of DB07; as a number, the code has lost a zero before it."""
    digits = re.sub(r"\D", "", code)
    return digits.zfill(6) if digits else ""


def _state(found: dict[str, Any]) -> CompanyState:
    if is_true(found, "creditbankrupt") or is_true(found, "bankrupt"):
        return CompanyState.BANKRUPT
    return CompanyState.DELETED if text_at(found, "enddate") else CompanyState.ACTIVE
