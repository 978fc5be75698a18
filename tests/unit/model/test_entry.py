from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.model.entry import Draft, Entry, State, Step, StepKind, changed

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
COMPANY = Step(0, StepKind.COMPANY, "Fjord AS")
KARI, OLA = Step(1, StepKind.PERSON, "Kari Ås"), Step(2, StepKind.PERSON, "Ola Li")
ENTRY = Entry("id", "Work", "Fjord AS", {}, NOW, NOW, steps=(COMPANY, KARI, OLA))


def test_the_first_step_is_the_company_and_the_others_its_people() -> None:
    assert (ENTRY.company, ENTRY.people) == (COMPANY, (KARI, OLA))
    assert replace(ENTRY, steps=(COMPANY,)).people == ()


def test_a_step_with_candidates_has_to_be_decided() -> None:
    assert ENTRY.undecided is None
    unknown = replace(KARI, state=State.UNKNOWN)
    assert replace(ENTRY, steps=(COMPANY, unknown, OLA)).undecided is None
    undecided = replace(unknown, candidates=(7,))
    assert replace(ENTRY, steps=(COMPANY, undecided, OLA)).undecided == undecided


@pytest.mark.parametrize(
    ("form", "title"),
    [({"Name": "Fjord AS"}, "Fjord AS"), ({"Name": None}, "New company"), ({}, "New company")],
)
def test_a_draft_without_a_name_has_a_title(form: dict[str, object], title: str) -> None:
    assert Draft("id", "Work", form, NOW, NOW).title == title


def test_states_and_kinds_are_stored_as_words() -> None:
    """They are part of the store's format."""
    assert [str(state) for state in State] == ["queued", "sending", "saved", "rejected", "unknown"]
    next_steps = ["appointment", "selection", "project", "consent", "support_person", "move"]
    assert [str(kind) for kind in StepKind] == ["company", "person", *next_steps]


def test_a_changed_entry_is_another_one() -> None:
    tried = changed(ENTRY, {"tries": 3})
    assert (tried, ENTRY.tries) == (replace(ENTRY, tries=3), 0)
    assert changed(KARI, {"name": "Kari"}) == replace(KARI, name="Kari")
    with pytest.raises(TypeError):
        changed(ENTRY, {"name": "x", "colour": 3})
