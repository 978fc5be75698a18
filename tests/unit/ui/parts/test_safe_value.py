"""A value that cannot be read or shown is told and kept."""

import logging
from typing import Any

import pytest

from app.ui.parts.safe_value import SafeValue, ask_all, attempt_all

SECRET = "Fjell AS"


class Owner:
    """An input whose methods raise what `fault` is."""

    def __init__(self) -> None:
        self.held: Any = None
        self.fault: Exception | None = None

    def value(self) -> Any:
        self._fail()
        return self.held

    def set_value(self, value: Any) -> None:
        self._fail()
        self.held = value

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault


FAULTS = [
    ValueError(SECRET),
    OverflowError(SECRET),
    MemoryError(SECRET),
    RuntimeError(SECRET),
    RecursionError(),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_read_is_what_was_read_last(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    owner = Owner()
    safe = SafeValue(owner)
    owner.held = "typed"
    assert (safe.value(), safe.fault) == ("typed", "")
    owner.fault = fault
    with caplog.at_level(logging.ERROR):
        assert safe.value() == safe.value() == "typed"
    assert "cannot be read" in safe.fault
    assert [record.message for record in caplog.records] == [
        f"A field cannot be read or shown: {type(fault).__name__}"
    ]
    owner.fault = None
    assert (safe.value(), safe.fault) == ("typed", "")


def test_the_bare_text_is_better_than_the_last_value() -> None:
    owner = Owner()
    owner.fault = ValueError()
    assert SafeValue(owner, lambda: "--5").value() == "--5"
    assert SafeValue(owner, owner.value).value() is None


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_shown_stays_the_value_until_the_user_types(fault: Exception) -> None:
    owner = Owner()
    safe = SafeValue(owner)
    owner.held, owner.fault = "of another company", fault
    safe.set_value("kept")
    owner.fault = None
    assert safe.value() == "kept", "never what is left of another company"
    assert "cannot show" in safe.fault
    safe.note_change()
    assert (safe.value(), safe.fault) == ("of another company", "")
    safe.set_value("shown")
    assert (safe.value(), safe.fault, owner.held) == ("shown", "", "shown")


def test_what_is_known_is_read_anew_once_it_may_be_another() -> None:
    owner = Owner()
    safe = SafeValue(owner)
    owner.held = "read"
    assert safe.known() == "read"
    owner.held = "not told"
    assert safe.known() == "read"
    safe.note_change()
    assert safe.known() == "not told"
    safe.set_value("set")
    owner.held = "made of it"
    assert safe.known() == "made of it"
    safe.attempt(lambda: setattr(owner, "held", "proposed"))
    assert safe.known() == "proposed"
    owner.held = "read whole"
    assert (safe.value(), safe.known()) == ("read whole", "read whole")


def test_what_could_not_be_read_is_tried_again() -> None:
    owner = Owner()
    owner.fault = ValueError(SECRET)
    safe = SafeValue(owner, lambda: "bare")
    assert (safe.known(), "cannot be read" in safe.fault) == ("bare", True)
    owner.fault, owner.held = None, "typed"
    assert (safe.known(), safe.fault) == ("typed", "")


def test_of_all_owners_the_one_that_fails_keeps_no_other_from_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    owners = [Owner(), Owner(), Owner()]
    owners[1].fault = ValueError(SECRET)
    values = [SafeValue(owner) for owner in owners]
    with caplog.at_level(logging.ERROR):
        for _ in range(2):
            attempt_all(values, lambda owner: owner.set_value("x"))
            assert ask_all(values, lambda owner: [owner.value()]) == ["x", "x"]
    assert [owner.held for owner in owners] == ["x", None, "x"]
    assert [record.getMessage() for record in caplog.records] == [
        "A field cannot be read or shown: ValueError"
    ], "once, and without what was typed"
