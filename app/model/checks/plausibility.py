"""Whether an address or number looks right, by well-kept libraries. Each answers one sentence, or nothing.

The libraries are imported when the first value is judged: they cost start-up time.
"""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit


def check_email(text: str) -> str:
    """Checked with email-validator, without asking the network (RFC 5321, RFC 6531)."""
    if not text:
        return ""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return f"“{text}” does not look like an e-mail address."
    return ""


def check_phone(text: str, region: str) -> str:
    """Checked with phonenumbers against the country `region` (ISO 3166 code, may be empty)."""
    if not text:
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE and not region:
            return ""  # without a country, a national number cannot be judged
        return f"“{text}” does not look like a phone number."
    if not phonenumbers.is_possible_number(number):
        return f"“{text}” has too few or too many digits for a phone number there."
    return ""


def check_web_address(text: str) -> str:
    if not text:
        return ""
    address = text.strip() if "://" in text else f"https://{text.strip()}"
    with suppress(ValueError):
        host = urlsplit(address).hostname or ""
        if "." in host.strip(".") and " " not in address:
            return ""
    return f"“{text}” does not look like a web address."


def check_vat_number(text: str, region: str) -> str:
    """Checked with python-stdnum: the country's VAT number or company register number will do."""
    if not text or not region:
        return ""
    from stdnum import get_cc_module

    modules = [
        module for kind in ("vat", "orgnr", "businessid", "ein") if (module := get_cc_module(region, kind))
    ]
    if not modules or any(module.is_valid(text) for module in modules):
        return ""
    return f"“{text}” does not look like a VAT or company number there. Check the digits."
