from __future__ import annotations

import importlib
import threading

from app.self_test.check import Check, Outcome, run_check_with_timeout

FINE = Check("store", Outcome.OK, "All is well.")


def test_a_check_is_handed_on() -> None:
    assert run_check_with_timeout("store", lambda: FINE) is FINE


def test_a_check_that_raises_has_failed_and_quotes_no_words_that_may_be_private() -> None:
    def raises() -> Check:
        raise ValueError("a secret")

    found = run_check_with_timeout("store", raises)
    assert (found.name, found.outcome) == ("store", Outcome.FAILED)
    assert found.detail.startswith("ValueError, test_check.py line ")
    assert "secret" not in found.sentence + found.detail


def test_a_library_that_is_missing_is_named() -> None:
    def raises() -> Check:
        importlib.import_module("no_such_library")
        return FINE

    assert "no_such_library" in run_check_with_timeout("store", raises).detail


def test_a_check_that_does_not_end_has_failed() -> None:
    is_over = threading.Event()

    def waits() -> Check:
        is_over.wait()
        return FINE

    found = run_check_with_timeout("store", waits, timeout=0.05)
    is_over.set()
    assert found.outcome is Outcome.FAILED
    assert "did not end" in found.sentence
