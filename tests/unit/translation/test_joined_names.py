"""Names in a row."""

from __future__ import annotations

import pytest

from app.translation.joined_names import joined_by_and


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["Kari"], "Kari"),
        (["Kari", "Ola {x}"], "Kari and Ola {x}"),
        (["Kari", "Ola", "Per"], "Kari, Ola and Per"),
    ],
)
def test_names_become_part_of_a_sentence(names: list[str], text: str) -> None:
    assert joined_by_and(names) == text
