"""What a template holds, for people."""

import pytest

from app.model.templates.telling import told_value


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("Category", "Customer", "Category: Customer"),
        ("NoMailing", "true", "No Mailings: yes"),
        ("NextSteps.StartDate", "+7 14:30", "When: 7 days later, 14:30"),
        ("NextSteps.StartDate", "+1 09:00", "When: 1 day later, 09:00"),
        ("NextSteps.StartDate", "+7", "When: 7 days later, 9:00"),
        ("NextSteps.StartDate", "2026-12-01", "When: 2026-12-01"),
        ("NextSteps.SupportPerson", "true", "Support person: yes"),
        ("NextSteps.Odd", "x", "Odd: x"),
        ("CustomFields.SuperOffice:1", "K-17", "Customer no.: K-17"),
        ("CustomFields.SuperOffice:7", "[I:2]", "Customer no."),
        ("Nane", "x", "Nane: x"),
    ],
)
def test_in_the_words_of_the_form(path: str, text: str, told: str) -> None:
    assert told_value(path, text, lambda _path: "Customer no.") == told
