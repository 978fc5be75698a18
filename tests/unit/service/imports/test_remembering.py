"""What is the same for every company is asked for once."""

from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.imports.remembering import RememberingApi
from app.webapi.client import WebApi
from tests.helpers.fakes.connect import profile


def test_lists_are_asked_for_once_and_companies_each_time(tmp_path: Path) -> None:
    with (
        SandboxServer(tmp_path / "server.sqlite3") as server,
        WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api,
    ):
        kept = RememberingApi(lambda: api)
        for _ in range(3):
            assert kept.countries()
            assert kept.choices("category").row_of_name("Customer") is not None
            kept.connect().default_contact()
            kept.duplicates("Nordlys")
            kept.connect().validate_contact(ContactEntity(name="Nordlys"))
    paths = [request.path.rpartition("/v1/")[2] for request in server.requests]
    assert sum(path.startswith("List/Country") for path in paths) == 1
    assert sum(path.startswith("MDOList/category") for path in paths) == 1
    assert sum(path.lower() == "contact/default" for path in paths) == 1
    assert sum(path.startswith("Contact/Duplicates") for path in paths) == 3
    assert sum(path.endswith("Validate") for path in paths) == 3


def test_what_has_been_checked_is_not_checked_again_and_nothing_hidden_is_passed_on(tmp_path: Path) -> None:
    with (
        SandboxServer(tmp_path / "server.sqlite3") as server,
        WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api,
    ):
        kept = RememberingApi(lambda: api)
        assert kept.quietly().validate_contact(ContactEntity()) == {}
        assert kept.quietly().host == api.host
        assert kept.connect().countries() is kept.quietly().countries()
        with pytest.raises(AttributeError, match="_secret"):
            kept._secret  # noqa: B018  # what is not there
    assert not any("Validate" in request.path for request in server.requests)
