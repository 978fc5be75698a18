"""What is copied for somebody who helps, and what is not."""

from __future__ import annotations

from pathlib import Path

from app.controller.connection.diagnostics import diagnostics
from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.model.entry import State
from app.model.profile import Profile, Scheme
from app.service.request_log import current_entry_id, entry_context, log_request
from app.storage.files.logs import LogFile
from app.webapi.connection import RequestNote


def test_it_helps_and_names_nobody(tmp_path: Path) -> None:
    profile = Profile(
        name="Hemmelig AS", url="https://crm.hemmelig.example", user="kari", scheme=Scheme.TICKET
    )
    status = ConnectionStatus(ConnectionState.SIGNED_IN, "Hemmelig AS: Kari Ås", profile=profile)
    with LogFile(tmp_path, current_entry_id) as log:
        log.start("INFO")
        with entry_context("entry-7"):
            log_request(RequestNote("POST", "/v1/Contact", None, 31, "ConnectTimedOutError"))
        text = diagnostics(status, {State.QUEUED: 3}, log, "KWallet")
    assert "Connection: ticket, signed in" in text
    assert "Entries queued: 3" in text
    assert "Password store: KWallet" in text
    assert "[entry-7] app.requests: POST /v1/Contact - 31 ms ConnectTimedOutError" in text
    assert "httpx: 0." in text
    for private in ("Hemmelig", "hemmelig", "kari", "Kari"):
        assert private not in text
    assert current_entry_id() == "-"
