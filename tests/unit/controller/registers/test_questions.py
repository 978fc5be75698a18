"""What passes between the threads is immutable."""

import dataclasses

import pytest

from app.controller.registers.questions import Hits, Proposal, Question
from app.model.registers.record import RegisterRecord
from app.recognition import FormContext, RecognitionResult

QUESTION = Question("Name", "fjell", "NO", is_asked=True)


@pytest.mark.parametrize(
    "value",
    [
        QUESTION,
        Hits(QUESTION, (RegisterRecord("no", "NO", "1", "Fjell"),)),
        Proposal(QUESTION, RecognitionResult(), (), FormContext()),
    ],
)
def test_nobody_changes_it_on_the_way(value: Question | Hits | Proposal) -> None:
    first = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, first, None)
