"""Times without zone, and the zones one can ask for."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from app.sandbox.errors import ServerError
from app.sandbox.wire.carriers import EMPTY_DATE
from app.sandbox.wire.dates import Zone, now, requested_zone


def test_created_is_utc_with_seven_digits_and_no_zone(client: httpx.Client) -> None:
    entity = client.post("Contact", json={"Name": "A"}).json()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}", entity["CreatedDate"])
    created = datetime.fromisoformat(entity["CreatedDate"]).replace(tzinfo=UTC)
    assert abs(datetime.now(UTC) - created) < timedelta(minutes=5)
    assert entity["UpdatedDate"] == EMPTY_DATE
    headers = {"SO-TimeZone": "NO, includeTZOffset"}
    told = client.get(f"Contact/{entity['ContactId']}", headers=headers).json()
    assert told["CreatedDate"] == entity["CreatedDate"] + "Z"
    assert told["UpdatedDate"] == EMPTY_DATE


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("", "2026-11-24T11:15:30.1234567"),  # the base zone, Norway
        ("GMT", "2026-11-24T10:15:30.1234567"),
        ("us-ny", "2026-11-24T05:15:30.1234567"),
        ("301", "2026-11-24T05:15:30.1234567"),
        ("NO, includeTZOffset", "2026-11-24T11:15:30.1234567+01:00"),
        ("IN,includetzoffset", "2026-11-24T15:45:30.1234567+05:30"),
    ],
)
def test_other_times_are_told_in_the_asked_zone(zone: str, told: str) -> None:
    assert requested_zone({"so-timezone": zone}).format_local("2026-11-24T10:15:30.1234567") == told


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ("2026-11-24T10:15:30.1234567Z", "2026-11-24T10:15:30.1234567"),
        ("2026-11-24T10:15:30+02:00", "2026-11-24T08:15:30"),
        ("2026-11-24T10:15:30", "2026-11-24T09:15:30"),
        ("2026-07-01T10:15:30", "2026-07-01T08:15:30"),
        ("2026-07-01", "2026-06-30T22:00:00"),
        ("0001-01-01T00:00:00", EMPTY_DATE),
        ("0001-01-01T00:00:00+01:00", EMPTY_DATE),
        ("1760-01-01T00:00:00", EMPTY_DATE),
    ],
)
def test_posted_times_are_kept_in_utc(posted: str, kept: str) -> None:
    assert requested_zone({}).parse(posted, "DbiLastModified") == kept


def test_no_date_is_never_moved() -> None:
    assert requested_zone({"so-timezone": "US-NY, includeTZOffset"}).format_local(EMPTY_DATE) == EMPTY_DATE
    assert Zone(UTC, offsets=True).format_utc(EMPTY_DATE) == EMPTY_DATE


def test_an_unknown_zone_is_refused(standing: httpx.Client) -> None:
    with pytest.raises(ServerError, match="SO-TimeZone"):
        requested_zone({"so-timezone": "Mars"})
    assert standing.get("Contact/default", headers={"SO-TimeZone": "Mars"}).status_code == 400


def test_now_has_seven_digits() -> None:
    assert len(now()) == len("2026-11-24T10:15:30.1234567")
