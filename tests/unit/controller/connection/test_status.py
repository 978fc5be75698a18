"""What the status bar says of somebody who is signed in."""

from __future__ import annotations

import pytest

from app.controller.connection.status import ConnectionState, signed_in_status
from app.model.carriers.principal import Principal
from app.model.carriers.reading import read_as
from app.model.profile import Profile
from app.storage.settings.password_store import SecretLocation

PROFILE = Profile(name="Work", url="https://crm.example", user="kari")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"FullName": "Kari Nordmann", "UserName": "KN"}, "Work: Kari Nordmann"),
        ({"UserName": "KN"}, "Work: KN"),
        ({}, "Work: kari"),
    ],
)
def test_the_best_name_is_shown(values: dict[str, str], text: str) -> None:
    status = signed_in_status(PROFILE, read_as(Principal, values), None)
    assert (status.state, status.text, status.sentence) == (ConnectionState.SIGNED_IN, text, "")


@pytest.mark.parametrize(("lasting", "sentence"), [(True, ""), (False, "It is kept until you quit.")])
def test_only_a_secret_that_will_be_lost_is_told_of(lasting: bool, sentence: str) -> None:
    location = SecretLocation("memory", lasting, "It is kept until you quit.")
    status = signed_in_status(PROFILE, Principal(), location)
    assert status.sentence == sentence
    assert status.secret_location is location


def test_a_users_name_does_not_make_the_status_bar_wider_than_a_screen() -> None:
    principal = read_as(Principal, {"FullName": "x" * 5_000_000})
    status = signed_in_status(Profile(name="Work", url="https://crm.example.com"), principal, None)
    assert len(status.text) < 100
