"""The lines of a signature in order."""

from app.recognition.layout.arrangement import laid_out


def test_lines_are_put_in_order_in_one_go() -> None:
    lines = [
        "Kari LieRådgiver",
        "Fjell AS – en del av Nordre Group",
        "Meeting ID: 334 556 212",
        "",
        "PA: Amy Holt, 22 86 54 00",
    ]
    assert [line.strip() for line in laid_out(lines) if line.strip()] == [
        *("Kari Lie", "Rådgiver", "Fjell AS", "Amy Holt", "Title: PA", "Personal: 22 86 54 00"),
    ]


def test_longer_texts_than_lists_of_people_are_not_looked_at() -> None:
    lines = ["Kari LieRådgiver"] * 5_000
    assert laid_out(lines) == lines
