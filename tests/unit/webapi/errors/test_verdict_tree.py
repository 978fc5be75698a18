"""The error tree: its drawing, and the sentences that users read."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError


def descendants(kind: type[WebApiError]) -> Iterator[type[WebApiError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from descendants(child)


# Others may have made their own, whose tests are elsewhere.
ALL = [kind for kind in descendants(WebApiError) if kind.__module__.startswith("app.webapi")]
WORDS: Any = {
    "said": ": “No”",
    "setting": "culture",
    "proxy": "proxy.example.com",
    "place": "proxy.example.com:3128",
    "file": "company-ca.pem",
    "what": "ticket",
    "found": "Cust2",
    "wanted": "Cust1",
    "tenant": "Cust1",
    "state": "Suspended",
    "until": " until 14:30",
    "code": "302",
    "why": "cannot be opened",
    "policy_problem": "Your administrator’s settings cannot be read.",
    "today": "28 November 2026",
    "schemes": "negotiate, ntlm",
}


def drawn() -> list[tuple[str, int]]:
    """Names and depths from the drawing at the head of the package."""
    lines = (errors.__doc__ or "").splitlines()
    nodes = [line for line in lines if line.lstrip().startswith(("* ", "x ", "+ ", "- "))]
    return [(line.strip()[2:].partition(":")[0], (len(line) - len(line.lstrip())) // 2) for line in nodes]


def test_the_drawing_is_the_tree() -> None:
    assert sorted(drawn()) == sorted((kind.__name__, len(kind.__mro__) - 4) for kind in ALL)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_sentence_names_the_server_and_is_one(kind: type[WebApiError]) -> None:
    message = kind("crm.example.com", **WORDS).message
    # A policy is about this computer, not about a server.
    assert "crm.example.com" in message or kind is errors.PolicyUnreadableError
    assert message.endswith(".")
    assert not {"{", "}"} & set(message)
    assert "try again" not in message.lower()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_only_what_was_never_sent_is_sent_again_without_a_look(kind: type[WebApiError]) -> None:
    error = kind("crm.example.com", **WORDS)
    # A refused password of the proxy was not sent on either, but nothing may be tried before the user acts.
    never_sent = (
        (Verdict.NOT_SENT, Verdict.SIGN_IN) if issubclass(kind, errors.ProxyError) else (Verdict.NOT_SENT,)
    )
    assert (error.verdict in never_sent) == issubclass(kind, errors.NotSentError)
    assert str(error) == error.message


def test_words_of_the_server_are_not_taken_for_a_pattern() -> None:
    error = errors.RejectedError("crm.example.com", said=": “{host} {0} %s”")
    assert "{host} {0} %s" in error.message
