from __future__ import annotations

from typing import Any

import pytest

from app.model.entry import MOST_SENT_AGAIN, State, Step, StepKind
from app.service.delivery import question_sentences


def test_who_has_chosen_what_is_gone_learns_it_and_says_whether_it_is_sent() -> None:
    assert str(question_sentences.say_whether_to_send("Fjord AS")) == (
        "The record that was chosen for “Fjord AS” is no longer in SuperOffice: it has been deleted there, "
        "or merged into another one. Look in SuperOffice, and say whether to send it again."
    )


def test_what_no_search_has_shown_is_for_its_user_to_look_for() -> None:
    told = str(question_sentences.nothing_shows("Fjord AS"))
    assert told.endswith("Look for it in SuperOffice. Say whether it is there, or whether to send it again.")


def test_what_another_user_has_sent_is_looked_for_as_that_one() -> None:
    assert "Sign in as that one" in str(question_sentences.not_seen_by_another("Fjord AS"))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"useless_looks": 2}, "for some time no answer of the server has shown"),
        ({"useless_looks": 1, "message": "It could not be asked."}, "It could not be asked."),
        (
            {"sent_again": MOST_SENT_AGAIN, "posted_by": "kari"},
            str(question_sentences.sent_often("Fjord AS")),
        ),
        ({"sent_again": MOST_SENT_AGAIN - 1, "posted_by": "kari"}, "Sign in as that one"),
    ],
)
def test_why_a_user_has_to_say_it(changes: dict[str, Any], told: str) -> None:
    step = Step(0, StepKind.COMPANY, "Fjord AS", State.UNKNOWN, **changes)
    assert told in str(question_sentences.left_to_user(step, "Fjord AS"))
