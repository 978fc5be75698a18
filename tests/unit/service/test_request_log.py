from __future__ import annotations

import logging
import threading

import pytest

from app.service.request_log import current_entry_id, entry_context, log_request
from app.webapi.connection import RequestNote


@pytest.mark.parametrize(
    ("note", "line"),
    [
        (RequestNote("GET", "/v1/Contact/{id}", 200, 31), "GET /v1/Contact/{id} 200 31 ms"),
        (
            RequestNote("POST", "/v1/Contact", None, 7, "NoAnswerError"),
            "POST /v1/Contact - 7 ms NoAnswerError",
        ),
    ],
)
def test_a_request_is_one_line(note: RequestNote, line: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "app.requests"):
        log_request(note)
    assert caplog.messages == [line]


def test_the_entry_ends_with_its_block_however_that_ends() -> None:
    with entry_context("outer"):
        with pytest.raises(ZeroDivisionError), entry_context("inner"):
            assert current_entry_id() == "inner"
            raise ZeroDivisionError
        assert current_entry_id() == "outer"
    assert current_entry_id() == "-"


def test_another_thread_has_no_entry() -> None:
    seen: list[str] = []
    with entry_context("entry-7"):
        thread = threading.Thread(target=lambda: seen.append(current_entry_id()))
        thread.start()
        thread.join()
    assert seen == ["-"]
