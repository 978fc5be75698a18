from __future__ import annotations

import ssl
import sys

import pytest

from app.self_test import tls
from app.self_test.check import Outcome


def test_an_untrusted_server_is_turned_away() -> None:
    found = tls.check()
    assert (found.outcome, found.detail) == (Outcome.OK, ssl.OPENSSL_VERSION)


def test_a_program_that_trusts_everybody_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    gullible = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    gullible.check_hostname = False
    gullible.verify_mode = ssl.CERT_NONE
    monkeypatch.setattr("app.webapi.http.transport.ssl_context", lambda *_: gullible)
    found = tls.check()
    assert found.outcome is Outcome.FAILED
    assert "was trusted" in found.sentence


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system judges certificates itself")
def test_a_computer_without_trusted_certificates_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truststore._openssl._CA_FILE_CANDIDATES", [])
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.setenv(name, "/nonexistent")
    found = tls.check()
    assert found.outcome is Outcome.FAILED
    assert "ca-certificates" in found.sentence
