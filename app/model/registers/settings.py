"""Which registers may be asked, and where they are: as settings and policies write it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from app.model.registers.businesses import businesses_of, businesses_text
from app.model.web_address import safe_address
from app.translation import _

TITLES = {
    "no": "Brønnøysundregistrene",
    "dk": "CVR (cvrapi.dk)",
    "fi": "PRH/YTJ",
    "fr": "Annuaire des Entreprises",
    "cz": "ARES",
    "gb": "Companies House",
    "se": "Bolagsverket",
    "vies": "VIES",
    "gleif": "GLEIF",
}
"""What the registers that the program knows are called, by code; each is in `app/webapi/registers/`."""

CODES = tuple(TITLES)
"""Their codes."""

WITH_KEY = ("gb", "se")
"""Those that answer only somebody with a key."""

NONE = "none"
"""What `allowed` is if somebody has decided that no register is asked."""


@dataclass(frozen=True)
class RegisterSettings:
    """The decision about registers.

    `allowed` are the codes of those that may be asked; `is_decided` is False as long as nobody has said
    anything, so that the window asks once. `addresses` replace the documented ones, by code. `businesses` are
    names of the tenant's list by the beginnings of industry codes.
    """

    allowed: tuple[str, ...] = ()
    is_decided: bool = False
    addresses: dict[str, str] = field(default_factory=dict)
    businesses: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, allowed: str, addresses: str, businesses: str = "") -> RegisterSettings:
        """Reads the settings ``registers``, ``register_urls``, ``register_businesses``. Raises ValueError."""
        names = [name for name in allowed.replace(",", " ").lower().split() if name != NONE]
        _check(names)
        found: dict[str, str] = {}
        for pair in addresses.split():
            code, sign, address = pair.partition("=")
            if not sign:
                raise ValueError(
                    _("The addresses of registers are written as no=https://… with a blank between two.")
                )
            _check([code.lower()])
            found[code.lower()] = safe_address(address).rstrip("/")
        kept = tuple(dict.fromkeys(names))
        return cls(kept, bool(allowed.strip()), found, businesses_of(businesses))

    def with_allowed(self, code: str, *, is_allowed: bool) -> RegisterSettings:
        """Returns a copy in which that register may be asked, or may not."""
        others = tuple(one for one in self.allowed if one != code)
        return replace(self, allowed=(*others, code) if is_allowed else others, is_decided=True)

    def with_all(self, codes: Collection[str]) -> RegisterSettings:
        """Returns a copy in which just these registers may be asked: somebody has decided."""
        return replace(self, allowed=tuple(code for code in CODES if code in codes), is_decided=True)

    def with_address(self, code: str, address: str) -> RegisterSettings:
        """Returns a copy with an address; an empty one is the documented one. Raises ValueError."""
        others = {one: value for one, value in self.addresses.items() if one != code}
        if address.strip():
            others[code] = safe_address(address).rstrip("/")
        return replace(self, addresses=others)

    def with_business(self, code: str, name: str) -> RegisterSettings:
        """Returns a copy in which codes that begin so mean that business, or none. Raises ValueError."""
        name = " ".join(name.replace(";", " ").split())
        named = businesses_of(f"{code}={name or '-'}")
        others = {one: value for one, value in self.businesses.items() if one not in named}
        return replace(self, businesses=others | named if name else others)

    @property
    def allowed_text(self) -> str:
        """The text of the setting ``registers``."""
        return ", ".join(self.allowed) or (NONE if self.is_decided else "")

    @property
    def addresses_text(self) -> str:
        """The text of the setting ``register_urls``."""
        return " ".join(f"{code}={address}" for code, address in self.addresses.items())

    @property
    def businesses_text(self) -> str:
        """The text of the setting ``register_businesses``."""
        return businesses_text(self.businesses)


def _check(codes: Collection[str]) -> None:
    for code in codes:
        if code not in CODES:
            raise ValueError(
                _("There is no register “{code}”. These there are: {names}.").format(
                    code=code, names=", ".join(CODES)
                )
            )
