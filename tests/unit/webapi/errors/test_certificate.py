"""What is wrong with a certificate, in its own words."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import Any

import pytest

from app.webapi.errors.certificate import CertificateFault, attach_certificate, certificate_fault

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TODAY = "28 November 2026 is the date of this computer"


def refusal(code: int, **certificate: Any) -> ssl.SSLCertVerificationError:
    class Refused:
        def get_info(self) -> dict[str, Any]:
            return certificate

    class Connection:
        class _sslobj:  # noqa: N801  # Python's name
            @staticmethod
            def get_unverified_chain() -> list[Refused]:
                return [Refused()] if certificate else []

    error = ssl.SSLCertVerificationError()
    error.verify_code = code
    attach_certificate(error, Connection())  # type: ignore[arg-type]
    return error


def dates(begin: str, end: str) -> dict[str, str]:
    return {"notBefore": f"{begin} 12:00:00 2026 GMT", "notAfter": f"{end} 12:00:00 2026 GMT"}


def common_name(name: str, key: str = "commonName") -> tuple[Any, ...]:
    return (((key, name),),)


LONG = "x" * 300
MANY = tuple(("DNS", f"{number}.example") for number in range(9))


@pytest.mark.parametrize(
    ("code", "certificate", "fault", "why"),
    [
        (
            10,
            dates("Jan  1", "Nov 20"),
            "DATE",
            f"its certificate was valid until 20 November 2026, and {TODAY}",
        ),
        (
            9,
            dates("Dec  3", "Dec 31"),
            "DATE",
            f"its certificate is not valid before 3 December 2026, and {TODAY}",
        ),
        (10, {}, "DATE", f"its certificate is not valid now, and {TODAY}"),
        (10, {"notAfter": "never"}, "DATE", f"its certificate is not valid now, and {TODAY}"),
        (62, {"subjectAltName": MANY[:1]}, "NAME", "its certificate is for another name: “0.example”"),
        (
            62,
            {"subjectAltName": MANY},
            "NAME",
            "its certificate is for another name: “0.example”, “1.example”, “2.example” and more",
        ),
        (
            64,
            {"subject": common_name("old.example")},
            "NAME",
            "its certificate is for another name: “old.example”",
        ),
        (62, {}, "NAME", "its certificate is for another name"),
        (
            20,
            {"issuer": common_name("Acme CA")},
            "ISSUER",
            "this computer does not trust its certificate, issued by “Acme CA”",
        ),
        (
            19,
            {"issuer": common_name("Acme", "organizationName")},
            "ISSUER",
            "this computer does not trust its certificate, issued by “Acme”",
        ),
        (20, {}, "ISSUER", "this computer does not trust its certificate"),
        (
            20,
            {"issuer": common_name("a\n\x07\u202eb")},
            "ISSUER",
            "this computer does not trust its certificate, issued by “a   b”",
        ),
        (
            20,
            {"issuer": common_name(LONG)},
            "ISSUER",
            f"this computer does not trust its certificate, issued by “{LONG[:60]}…”",
        ),
    ],
)
def test_why(code: int, certificate: dict[str, Any], fault: str, why: str) -> None:
    assert certificate_fault(refusal(code, **certificate), NOW) == (CertificateFault[fault], why)


def test_where_python_tells_nothing_of_the_certificate() -> None:
    error = ssl.SSLCertVerificationError()
    attach_certificate(error, object())  # type: ignore[arg-type]
    assert certificate_fault(error) == (
        CertificateFault.ISSUER,
        "this computer does not trust its certificate",
    )
