"""The connection that the tests of the client use."""

from collections.abc import Callable
from typing import Any

from app.model.profile import Profile
from app.webapi.client import Timeouts, WebApi
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response

PASSWORD = "Sésame, ouvre-toi"
# For tests that wait for a time-out; all others may take as long as a busy machine needs.
IMPATIENT_TO_CONNECT = Timeouts(connect=0.3)
IMPATIENT_TO_READ = Timeouts(read=0.3, total=0.6)


def profile(url: str, **settings: Any) -> Profile:
    return Profile(name="Test", url=url, **{"user": "kari", **settings})


def connect(url: str, settings: dict[str, Any] | None = None, **options: Any) -> WebApi:
    """A client for `url`; `settings` are the profile's, `options` the client's."""
    return WebApi(profile(url, **settings or {}), lambda: PASSWORD, **options)


def serving(value: Any) -> FaultyServer:
    return FaultyServer(handle=lambda _: Response(200, value))


def exchange(value: Any, act: Callable[[WebApi], object], **options: Any) -> tuple[Request, object]:
    """The request that `act` made and what it got, from a server that always answers `value`."""
    with serving(value) as server, connect(server.url, **options) as api:
        got = act(api)
    assert len(server.requests) == 1
    return server.requests[0], got
