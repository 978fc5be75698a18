"""A note of nothing is one that is not written."""

from app.model.imports.notes import ImportNote
from app.model.imports.progress import WalkItem


def test_two_notes_of_the_same_are_equal() -> None:
    assert ImportNote() == ImportNote(walk=(), files=())
    assert ImportNote(walk=(WalkItem("1", "Fjell AS"),)) != ImportNote()
