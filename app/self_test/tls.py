"""Checks that TLS certificates are verified.

The system's trusted certificates must be there, and a local server with a self-signed one must be refused.
"""

from __future__ import annotations

import ssl
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from app.model.profile import Profile
from app.self_test.check import Check, Outcome
from app.translation import _

_HOST: Final = "127.0.0.1"
_NO_STORE: Final = _(
    "This computer has no list of trusted certificates, so no server can be trusted. "
    "Install it (Linux: the package ca-certificates)."
)
_NOT_TESTED: Final = _("An encrypted connection could not be tried out on this computer.")
_TRUSTED: Final = _(
    "A server with a certificate that nobody has issued was trusted, so a password could reach the wrong "
    "one. Do not sign in; tell whoever looks after this computer."
)


def check() -> Check:
    """Checks the trusted certificates, and that an untrusted one is refused."""
    from app.webapi.connection import make_transport
    from app.webapi.errors import UntrustedCertificateError, WebApiError
    from app.webapi.http.transport import HttpRequest

    if not _system_store_has_certificates():
        return Check("tls", Outcome.FAILED, _NO_STORE, ssl.OPENSSL_VERSION)
    with _untrusted_server() as url:
        transport = make_transport(Profile(name="self-test", url=url), lambda _kind: None)
        try:
            transport.send(HttpRequest("GET", url, _HOST))
        except UntrustedCertificateError:
            sentence = _("Servers are checked against the certificates that this computer trusts.")
            return Check("tls", Outcome.OK, sentence, ssl.OPENSSL_VERSION)
        except WebApiError as error:
            return Check("tls", Outcome.FAILED, _NOT_TESTED, f"{type(error).__name__} {error.detail}")
        finally:
            transport.close()
    return Check("tls", Outcome.FAILED, _TRUSTED)


def _system_store_has_certificates() -> bool:
    """Returns True if OpenSSL has trusted certificates; Windows and macOS verify without it."""
    if sys.platform in ("win32", "darwin"):
        return True
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusted = context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname=_HOST).context
    if trusted.cert_store_stats()["x509_ca"]:
        return True
    # OpenSSL reads a certificate folder only when it needs one of its certificates.
    folder = ssl.get_default_verify_paths().capath
    return bool(folder) and any(Path(folder).glob("*.0"))


@contextmanager
def _untrusted_server() -> Iterator[str]:
    """Serves HTTPS with a self-signed certificate during the block; yields the URL."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory(prefix="contact-entry-") as folder:
        both = Path(folder, "server.pem")
        both.write_bytes(_self_signed())
        context.load_cert_chain(both)
    with HTTPServer((_HOST, 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"https://{_HOST}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _self_signed() -> bytes:
    """Returns a new key and its certificate, as PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, _HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(_HOST))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    secret = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return secret + certificate.public_bytes(encoding)
