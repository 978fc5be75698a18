"""Error answers in the two formats of the WebAPI."""

import pytest

from app.sandbox import errors
from app.sandbox.errors import ServerError


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (errors.refused("Name", "empty"), 400, "SoInvalidArgumentException"),
        (errors.not_found("Contact", 7), 404, "SoNotFoundException"),
        (errors.server_failure("no disk"), 500, "SoDbAccessException"),
    ],
)
def test_superoffices_own_errors(error: ServerError, status: int, kind: str) -> None:
    assert (error.status, error.body["Error"], error.body["ErrorType"]) == (status, True, kind)
    assert str(error) == error.body["ErrorMessage"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.unreadable("Name: an object is expected."), 400),
        (errors.no_resource(404, "http://127.0.0.1/api/v1/Nothing"), 404),
        (errors.no_resource(405, "http://127.0.0.1/api/v1/Contact"), 405),
        (errors.not_supported("text/csv"), 415),
    ],
)
def test_the_web_servers_errors(error: ServerError, status: int) -> None:
    assert error.status == status
    assert error.body.keys() == {"Message", "MessageDetail"}


def test_the_message_names_the_field() -> None:
    assert str(errors.refused("Category.Id", "99 is unknown.")) == "Category.Id: 99 is unknown."
