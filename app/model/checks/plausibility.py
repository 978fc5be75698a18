"""Checks if addresses and numbers are plausible, by libraries that are kept up to date.

Each function returns a sentence for the user, or an empty string if there is no doubt. The libraries are
imported when the first value is checked, since they cost start-up time.
"""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit

from app.model.internet_domains import FREE_MAIL_DOMAINS, domain_of_email, domain_of_url, host_of
from app.model.text_normalization import shortened

_LONGEST_DOMAIN = 255


def check_email(text: str) -> str:
    """Checks an e-mail address with email-validator (RFC 5321, RFC 6531), without asking the network."""
    if not text:
        return ""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return f"“{shortened(text)}” does not look like an e-mail address."
    return ""


def check_domain(text: str) -> str:
    """Checks that a text is a company's own domain (RFC 1035, RFC 5890), by the same library as addresses.

    What is longer than the server's column is told as that alone.
    """
    if not text or len(text) > _LONGEST_DOMAIN:
        return ""
    domain = domain_of_email(text) if "@" in text else domain_of_url(text)
    if not domain and host_of(text) in FREE_MAIL_DOMAINS:
        return f"“{shortened(text)}” is a mail provider's domain, which all its customers share."
    if not domain or check_email(f"info@{domain}"):
        return f"“{shortened(text)}” does not look like a domain. Write it for example as fjell.no."
    if domain != text.lower():
        return f"“{shortened(text)}” is more than a domain. Write {shortened(domain)}."
    return ""


def check_phone(text: str, region: str) -> str:
    """Checks a number with phonenumbers; national ones as of `region` (ISO 3166 code, may be empty)."""
    if not text:
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE and not region:
            return ""  # without a country, a national number cannot be checked
        return f"“{shortened(text)}” does not look like a phone number."
    if not phonenumbers.is_possible_number(number):
        return f"“{shortened(text)}” has too few or too many digits for a phone number there."
    return ""


def check_web_address(text: str) -> str:
    """Checks that a web address, with or without a scheme, has a host with a dot and no spaces."""
    if not text:
        return ""
    address = text.strip() if "://" in text else f"https://{text.strip()}"
    with suppress(ValueError):
        host = urlsplit(address).hostname or ""
        if "." in host.strip(".") and " " not in address:
            return ""
    return f"“{shortened(text)}” does not look like a web address."


def check_vat_number(text: str, region: str) -> str:
    """Checks a number with python-stdnum; a VAT number or a register number of the country is accepted."""
    if not text or not region:
        return ""
    from stdnum import get_cc_module

    modules = [
        module for kind in ("vat", "orgnr", "businessid", "ein") if (module := get_cc_module(region, kind))
    ]
    if not modules or any(module.is_valid(text) for module in modules):
        return ""
    return f"“{shortened(text)}” does not look like a VAT or company number there. Check the digits."


def load_libraries() -> None:
    """Imports the libraries that the checks use, so that the first check does not wait for them."""
    import email_validator  # noqa: F401  # loaded for later
    import phonenumbers  # noqa: F401  # loaded for later
    import stdnum  # noqa: F401  # loaded for later
