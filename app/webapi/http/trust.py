"""The certificates that a connection trusts: those of the operating system and of a file of the company."""

from __future__ import annotations

import codecs
import ssl
from pathlib import Path

import truststore

from app.translation import _
from app.webapi import errors

# Those of a whole operating system have a quarter of a megabyte.
_MOST_BYTES = 16 * 1024 * 1024
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PKCS7 = (b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")
# The object identifier of PKCS #7 signed data, 1.2.840.113549.1.7.2, as p7b files have it at their beginning.
_PKCS7_DER = bytes.fromhex("06092a864886f70d010702")


def ssl_context(ca_file: str, host: str) -> ssl.SSLContext:
    """Trusts the operating system's certificates and those of `ca_file`, if there is one: PEM or DER.

    Raises CaFileError.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if not ca_file:
        return context
    try:
        with Path(ca_file).open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _unusable(ca_file, host, _("cannot be opened"), error) from None
    if len(content) > _MOST_BYTES:
        raise _unusable(ca_file, host, _("is too large to be a file of certificates"))
    if content.startswith(_UTF_16):
        content = content.decode("utf-16", "ignore").encode()
    if any(mark in content for mark in _PKCS7) or _PKCS7_DER in content[:64]:
        raise _unusable(ca_file, host, _("is a PKCS #7 file (p7b), not one in PEM format"))
    try:
        if b"-----BEGIN " in content:
            # Comments between the certificates may be in any language; other files indent what they quote.
            lines = content.decode("ascii", "ignore").splitlines()
            context.load_verify_locations(cadata="\n".join(line.strip() for line in lines))
        else:
            context.load_verify_locations(cadata=content)
    except (OSError, ValueError) as error:
        raise _unusable(ca_file, host, _("is not a certificate in PEM format"), error) from None
    return context


def _unusable(ca_file: str, host: str, why: str, error: Exception | None = None) -> errors.CaFileError:
    detail = type(error).__name__ if error else why
    return errors.CaFileError(host, file=ca_file, why=why, detail=detail)
