"""The sign-in of each scheme."""

import pytest

from app.sandbox.options import SCHEMES, Options


@pytest.mark.parametrize(
    ("scheme", "sign_in"),
    [
        ("basic", ("demo", "demo")),
        ("ticket", ("demo", Options().ticket)),
        ("bearer", ("demo", Options().bearer)),
        ("xsrf", ("demo", Options().xsrf)),
        ("online", (Options().client_id, Options().client_secret)),
    ],
)
def test_who_signs_in_and_with_what(scheme: str, sign_in: tuple[str, str]) -> None:
    assert scheme in SCHEMES
    assert Options(scheme=scheme).sign_in == sign_in


def test_no_secret_shows() -> None:
    options = Options(password="sesame", app_token="app-secret")
    secrets = (options.password, options.ticket, options.bearer, options.app_token, options.client_secret)
    assert not any(secret in repr(options) for secret in secrets)
