"""How much room a text has left is said when it is near, in the server's units."""

import pytest

from app.ui.inputs.room import room_note

EMOJI = "🏔"  # two units


@pytest.mark.parametrize(
    ("text", "said", "is_too_long"),
    [
        ("", "", False),
        ("x" * 89, "", False),
        ("x" * 90, "10 of 100 left", False),
        ("x" * 100, "0 of 100 left", False),
        ("x" * 101, "1 more than the 100 that fit", True),
        (EMOJI * 44, "", False),
        (EMOJI * 45, "10 of 100 left; an emoji", False),
        (EMOJI * 51, "2 more than the 100 that fit", True),
        ("x" * 100 + " \n\u200b", "0 of 100 left", False),
        (" " * 200, "", False),
    ],
)
def test_what_is_said_of_the_room(text: str, said: str, is_too_long: bool) -> None:
    note, is_over = room_note(text, 100)
    assert (note.partition(" or a letter")[0], is_over) == (said, is_too_long)
