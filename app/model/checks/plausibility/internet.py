"""E-mail addresses, web addresses and domains."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urlsplit

from app.model.checks.plausibility.words import unlike, why_nothing
from app.model.internet_domains import FREE_MAIL_DOMAINS, domain_of_email, domain_of_url, host_of
from app.model.text_normalization import shortened
from app.translation import _

_LONGEST_DOMAIN = 255
_LONGEST_SAMPLE = 2_000
_SCHEME = re.compile(r"([a-z][a-z\d+.-]*)://", re.IGNORECASE)
_SCHEMES = ("http", "https", "ftp")
_MAIL = re.compile(r"(?:mailto:)?[^\s@/:]+@[^\s@/]+", re.IGNORECASE)
# Begun where a word begins: from each letter of a long one, it would be read to its end once more.
_MAIL_INSIDE = re.compile(r"(?<![^\s@<>,;])[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_ADDRESSES = re.compile(r"(?:^|[\s,;])(?:https?://|www\.)", re.IGNORECASE)
_ANY_BLANK = re.compile(r"\s")
# Labels of a domain in the letters of any language (RFC 5890), or an address in digits.
_HOST = re.compile(
    r"(?:[\w](?:[\w-]{0,62}[\w])?\.)+[\w-]*[^\W\d_][\w-]*|\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]+:[\da-f:]+"
)


def check_email(text: str) -> str:
    """Checks an e-mail address with email-validator (RFC 5321, RFC 6531), without asking the network."""
    if not text:
        return ""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        if len(_MAIL_INSIDE.findall(text[:_LONGEST_SAMPLE])) > 1:
            return _("“{text}” holds several addresses. Put each into a row of its own.").format(
                text=shortened(text)
            )
        return why_nothing(text) or unlike(text, _("an e-mail address"))
    return ""


def check_domain(text: str) -> str:
    """Checks that a text is a company's own domain (RFC 1035, RFC 5890), by the same library as addresses.

    What is longer than the server's column is told as that alone.
    """
    if not text or len(text) > _LONGEST_DOMAIN:
        return ""
    domain = domain_of_email(text) if "@" in text else domain_of_url(text)
    if not domain and host_of(text) in FREE_MAIL_DOMAINS:
        return _("“{text}” is a mail provider's domain, which all its customers share.").format(
            text=shortened(text)
        )
    if not domain or check_email(f"info@{domain}"):
        return _("“{text}” does not look like a domain. Write it for example as fjell.no.").format(
            text=shortened(text)
        )
    if domain != text.lower():
        return _("“{text}” is more than a domain. Write {domain}.").format(
            text=shortened(text), domain=shortened(domain)
        )
    return ""


def check_web_address(text: str) -> str:
    """Checks that a web address, with or without a scheme, is one, and has a host of a domain's form."""
    if not text:
        return ""
    if sentence := why_nothing(text):
        return sentence
    address = text.strip()
    if _MAIL.fullmatch(address[:_LONGEST_SAMPLE]):
        return _("“{text}” is an e-mail address, and this is a web address.").format(text=shortened(text))
    if len(_ADDRESSES.findall(address[:_LONGEST_SAMPLE])) > 1:
        return _("“{text}” holds several addresses. Put each into a row of its own.").format(
            text=shortened(text)
        )
    return "" if _has_plausible_host(address) else unlike(text, _("a web address"))


def _has_plausible_host(address: str) -> bool:
    scheme = _SCHEME.match(address)
    if scheme is not None and scheme[1].lower() not in _SCHEMES:
        return False
    with suppress(ValueError):
        parts = urlsplit(address if scheme else f"https://{address}")
        host = (parts.hostname or "").removesuffix(".")
        is_port = parts.port is None or parts.port > 0
        return is_port and bool(_HOST.fullmatch(host.removeprefix("www."))) and not _ANY_BLANK.search(address)
    return False
