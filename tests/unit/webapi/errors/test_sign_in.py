"""Errors of signing in: the entry waits for the user."""

from app.webapi.errors import sign_in


def test_all_of_them_wait_for_the_user() -> None:
    kinds = [
        kind
        for kind in vars(sign_in).values()
        if isinstance(kind, type) and issubclass(kind, sign_in.SignInError)
    ]
    assert len(kinds) > 7
