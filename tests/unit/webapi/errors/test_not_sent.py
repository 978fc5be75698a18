"""Errors before the request: sending again is safe for all of them."""

from app.webapi.errors import not_sent


def test_all_of_them_may_be_sent_again() -> None:
    kinds = [
        kind
        for kind in vars(not_sent).values()
        if isinstance(kind, type) and issubclass(kind, not_sent.NotSentError)
    ]
    assert len(kinds) > 7
