"""Errors after the request: the entry may have been saved."""

from app.webapi.errors import no_answer


def test_none_of_them_says_what_became_of_the_entry() -> None:
    kinds = [
        kind
        for kind in vars(no_answer).values()
        if isinstance(kind, type) and issubclass(kind, no_answer.NoAnswerError)
    ]
    assert len(kinds) > 7
