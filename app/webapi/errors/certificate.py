"""What is wrong with a certificate that was refused: its dates, its name, or who issued it."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum, auto
from typing import Any, Final

from app.translation import _
from app.translation.days import day_in_words
from app.translation.joined_names import quoted

# OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and _CERT_HAS_EXPIRED; Windows' CERT_E_EXPIRED, signed and unsigned.
_NOT_VALID_NOW: Final = (9, 10, 0x800B0101, 0x800B0101 - 2**32)
# _HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH; Windows' CERT_E_CN_NO_MATCH.
_OTHER_NAME: Final = (62, 64, 0x800B010F, 0x800B010F - 2**32)
_MAX_NAMES, _MAX_NAME_LENGTH = 3, 60
_REFUSED: Final = "refused_certificate"


class CertificateFault(Enum):
    """The kinds of faults."""

    DATE = auto()
    NAME = auto()
    ISSUER = auto()


def attach_certificate(
    error: ssl.SSLCertVerificationError, connection: ssl.SSLSocket | ssl.SSLObject
) -> None:
    """Attaches the certificate that was refused to the error, for `certificate_fault`."""
    # Python has it in a public form from 3.13 on, and then as bytes alone.
    chain = getattr(getattr(connection, "_sslobj", None), "get_unverified_chain", lambda: None)()
    if chain:
        setattr(error, _REFUSED, chain[0].get_info())


def certificate_fault(
    error: ssl.SSLCertVerificationError, now: datetime | None = None
) -> tuple[CertificateFault, str]:
    """Returns what is wrong, and the same as a part of a sentence, with the certificate's own words."""
    refused: Mapping[str, Any] = getattr(error, _REFUSED, {})
    code = getattr(error, "verify_code", None)
    if code in _NOT_VALID_NOW:
        return CertificateFault.DATE, _words_of_dates(refused, now or datetime.now(UTC))
    if code in _OTHER_NAME:
        names = _listed(_names(refused))
        if not names:
            return CertificateFault.NAME, _("its certificate is for another name")
        return CertificateFault.NAME, _("its certificate is for another name: {names}").format(names=names)
    issuer = _listed(_common_names(refused.get("issuer", ()))[:1])
    if not issuer:
        return CertificateFault.ISSUER, _("this computer does not trust its certificate")
    why = _("this computer does not trust its certificate, issued by {issuer}")
    return CertificateFault.ISSUER, why.format(issuer=issuer)


def _words_of_dates(refused: Mapping[str, Any], now: datetime) -> str:
    today = _day(now)
    begin, end = _moment(refused.get("notBefore")), _moment(refused.get("notAfter"))
    if end and now > end:
        why = _("its certificate was valid until {end}, and {today} is the date of this computer")
        return why.format(end=_day(end), today=today)
    if begin and now < begin:
        why = _("its certificate is not valid before {begin}, and {today} is the date of this computer")
        return why.format(begin=_day(begin), today=today)
    why = _("its certificate is not valid now, and {today} is the date of this computer")
    return why.format(today=today)


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(text)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _day(moment: datetime) -> str:
    return day_in_words(moment.astimezone().date())


def _names(refused: Mapping[str, Any]) -> list[str]:
    alternatives = [
        str(value) for kind, value in refused.get("subjectAltName", ()) if kind in ("DNS", "IP Address")
    ]
    return alternatives or _common_names(refused.get("subject", ()))


def _common_names(name: object) -> list[str]:
    """Returns the common names of a subject or issuer, else its organizations."""
    parts = [part for group in name for part in group] if isinstance(name, tuple) else []
    found = [
        [str(value) for key, value in parts if key == wanted] for wanted in ("commonName", "organizationName")
    ]
    return found[0] or found[1]


def _listed(names: list[str]) -> str:
    """Returns names in quotes, as plain text and bounded: whoever made the certificate chose them."""
    plain = ["".join(char if char.isprintable() else " " for char in name).strip() for name in names]
    shown = [
        quoted(name[:_MAX_NAME_LENGTH] + ("…" if len(name) > _MAX_NAME_LENGTH else ""))
        for name in plain
        if name
    ]
    few = ", ".join(shown[:_MAX_NAMES])
    return _("{names} and more").format(names=few) if len(shown) > _MAX_NAMES else few
