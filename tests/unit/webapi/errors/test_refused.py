"""What the server says itself, and what follows for the entry."""

import pytest

from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (errors.RejectedError, Verdict.REJECTED),
        (errors.NoRightError, Verdict.REJECTED),
        (errors.WrongHostError, Verdict.WRONG_HOST),
        (errors.ServerFailedError, Verdict.SEARCH_THEN_REJECT),
        (errors.TooBusyError, Verdict.LATER),
        (errors.MaintenanceError, Verdict.SEARCH_THEN_LATER),
        (errors.TenantPausedError, Verdict.LATER),
    ],
)
def test_the_verdict_of_each(kind: type[WebApiError], verdict: Verdict) -> None:
    assert kind.default_verdict is verdict


def test_trouble_of_the_server_is_no_refusal() -> None:
    assert not issubclass(errors.ServerFailedError, errors.RefusedError)
    assert issubclass(errors.WrongHostError, errors.RefusedError)
