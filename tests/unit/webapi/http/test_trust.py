"""The file of a company's certificates: which forms are read, and what is said of the others."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from app.webapi.errors import CaFileError
from app.webapi.http.trust import ssl_context
from tests.helpers.faults.certificates import private_authority

HOST = "crm.example.com"
Change = Callable[[bytes], bytes]


@pytest.fixture
def pem(tmp_path: Path) -> bytes:
    return private_authority(tmp_path, HOST)[1].read_bytes()


def written(folder: Path, content: bytes) -> str:
    file = folder / "company-ca.crt"
    file.write_bytes(content)
    return str(file)


@pytest.mark.parametrize(
    "change",
    [
        lambda pem: pem,
        lambda pem: pem * 3,
        lambda pem: b"\xef\xbb\xbf" + pem.replace(b"\n", b"\r\n"),
        lambda pem: "Unternehmens-CA für alle\n".encode() + pem,
        lambda pem: "Bedriftens CA på nett\n".encode("latin-1") + pem,
        lambda pem: pem.decode().encode("utf-16"),
        lambda pem: b"ca: |\n  " + pem.replace(b"\n", b"\n  "),
        lambda pem: pem.replace(b"\n", b"\r"),
        lambda pem: ssl.PEM_cert_to_DER_cert(pem.decode()),
    ],
    ids=[
        "PEM",
        "several",
        "BOM and CRLF",
        "UTF-8 comment",
        "Latin-1 comment",
        "UTF-16",
        "indented",
        "CR",
        "DER",
    ],
)
def test_a_certificate_in_any_usual_form_is_trusted(change: Change, pem: bytes, tmp_path: Path) -> None:
    context = ssl_context(written(tmp_path, change(pem)), HOST)
    assert isinstance(context, ssl.SSLContext)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is not a certificate in PEM format"),
        (b"\x00\x01\x02", "is not a certificate in PEM format"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "is not a certificate"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "is not a certificate"),
        (b"-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----\n", "is a PKCS #7 file (p7b)"),
        (bytes.fromhex("3082012006092a864886f70d010702a0820111"), "is a PKCS #7 file (p7b)"),
    ],
)
def test_what_is_no_such_certificate_is_said(content: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(CaFileError) as caught:
        ssl_context(written(tmp_path, content), HOST)
    assert why in caught.value.message


def test_a_file_without_end_is_not_read_to_it(tmp_path: Path) -> None:
    large = tmp_path / "disk.img"
    with large.open("wb") as file:
        file.truncate(2**24 + 1)
    with pytest.raises(CaFileError, match="is too large to be a file of certificates"):
        ssl_context(str(large), HOST)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaFileError, match="cannot be opened"):
        ssl_context(str(tmp_path / "nothing.pem"), HOST)
