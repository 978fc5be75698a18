"""What a public register of companies says of one: the values that a form can take, and its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CompanyState(StrEnum):
    """What has become of a company, by its register. The words are stable: scripts rely on them."""

    ACTIVE = "active"
    BANKRUPT = "bankrupt"
    DISSOLVING = "dissolving"
    DELETED = "deleted"


@dataclass(frozen=True)
class RegisterRecord:
    """One company of a register.

    `register` is the register's code, such as ``no``; `country` an ISO 3166 code; `number` is written as the
    register writes it. `values` has what goes into the form by its path in the WebAPI's spelling, where
    ``Country`` is a code of two letters; `persons` the same of its people, without ``Persons[0].``.
    `industry` is a NACE code, empty if there is none. `refuses_advertising` means that the company has the
    register tell that it wants none. `is_whole` is False for a hit that has to be asked for by its number.
    """

    register: str
    country: str
    number: str
    name: str
    city: str = ""
    state: CompanyState = CompanyState.ACTIVE
    values: Mapping[str, str] = field(default_factory=dict)
    persons: tuple[Mapping[str, str], ...] = ()
    industry: str = ""
    refuses_advertising: bool = False
    is_whole: bool = True
