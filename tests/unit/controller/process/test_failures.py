"""Errors of the disk and the server have sentences for users; others have none."""

import pytest

from app.controller.process.failures import sentence_for, sentence_or_fault
from app.storage.files.errors import StoreProblem
from app.webapi.errors import MaintenanceError


@pytest.mark.parametrize(
    "error", [StoreProblem("The disk is full."), MaintenanceError("crm.example", status=503)]
)
def test_expected_errors_say_what_to_do(error: StoreProblem | MaintenanceError) -> None:
    assert sentence_for(error) == error.message != ""


@pytest.mark.parametrize("error", [KeyError("Password1"), ValueError("Åse")])
def test_other_errors_are_not_shown(error: Exception) -> None:
    assert sentence_for(error) == ""


@pytest.mark.parametrize("error", [KeyError("Password1"), ValueError("Åse"), RecursionError("Åse")])
def test_a_mistake_of_the_program_is_said_without_what_it_quotes(error: Exception) -> None:
    said = sentence_or_fault(error)
    assert type(error).__name__ in said
    assert "Password1" not in said
    assert "Åse" not in said
    assert sentence_or_fault(StoreProblem("The disk is full.")) == "The disk is full."
