from __future__ import annotations

from app.model.next_steps.declared import ALLOWED, CHOICES, IDS, KINDS, NEEDED, TEXTS


def test_every_kind_says_what_it_needs_and_what_each_property_is() -> None:
    assert set(KINDS.values()) == NEEDED.keys() == ALLOWED.keys()
    names = {name for table in (NEEDED, ALLOWED) for one in table.values() for name in one}
    assert names == TEXTS | CHOICES.keys() | {*IDS, "Person"}
