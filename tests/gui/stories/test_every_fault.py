"""A fault in a widget of any kind: what is typed elsewhere is kept, and Save says where the fault is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from app.model.checks.problem import Problem
from app.model.form.paths import value_at
from app.storage.sqlite.drafts import Drafts
from app.ui.parts.required_fields import RequiredFields
from app.ui.persons.card import PersonCard
from tests.helpers.ui.window import Typist

MAKES_FAULTS = True
pytestmark = [pytest.mark.shared_window, pytest.mark.slow]
TYPED = {"Name": "Fj", "Department": "Os", "Description": "No"}
BESIDE = {
    "Address.Postal.City": "Be",
    "CustomFields.x_nickname": "Ni",
    "Urls[0].Value": "f.no",
    "Persons[0].Lastname": "Li",
    "Persons[0].Address.Street.City": "Mo",
    "Persons[0].CustomFields.SuperOffice:1": "B1",
}
"""Typed as well where the fault is beside it, not around it: in another input of the same part."""
OF_PERSON = " of a person"


def fail(*_: object) -> Any:
    raise ZeroDivisionError("typed by somebody")


def one_of_each_kind(typist: Typist) -> dict[str, QWidget]:
    """One input, box, row and part of each class, further ones for the people."""
    found: dict[str, QWidget] = {}
    for widget in typist.window.form.findChildren(QWidget):
        above = list(ancestors(widget))
        if not (hasattr(widget, "value") and hasattr(widget, "set_value")):
            continue
        if any(isinstance(one, RequiredFields) for one in above):
            continue  # what it shows another field holds
        name = widget.objectName() or getattr(widget, "path", "")
        if name not in TYPED and name not in BESIDE:
            is_of_person = any(isinstance(one, PersonCard) for one in above)
            found.setdefault(f"{type(widget).__name__}{OF_PERSON * is_of_person}", widget)
    return found


def ancestors(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def around(typist: Typist, path: str) -> list[QWidget]:
    return list(ancestors(typist.window.form.findChild(QWidget, path)))


@pytest.mark.long
@pytest.mark.parametrize("method", ["value", "set_value"])
def test_it_costs_nothing_else_and_is_told(
    typist: Typist, monkeypatch: pytest.MonkeyPatch, method: str, subtests: pytest.Subtests
) -> None:
    told: list[Problem] = []
    typist.program.entry.refused.connect(told.append)
    kinds = one_of_each_kind(typist)
    assert {"MomentInput", "WordsInput", f"PersonRows{OF_PERSON}", f"HomeAddress{OF_PERSON}"} <= set(kinds)
    for kind, widget in kinds.items():
        told.clear()
        with subtests.test(kind), monkeypatch.context() as patch:
            patch.setattr(widget, method, fail)
            beside = {path: text for path, text in BESIDE.items() if widget not in around(typist, path)}
            check(typist, told, {**beside, **TYPED})
        typist.window.unread_refusal.end()
    typist.program.entry.new({})


def check(typist: Typist, told: list[Problem], typed: dict[str, str]) -> None:
    form, entry, store = typist.window.form, typist.program.entry, typist.program.store
    assert store is not None
    entry.new({})
    for path, text in typed.items():
        form.focus_path(path)
        typist.type(text)
    entry.flush()
    typist.wait_for_disk()
    kept = Drafts(store).get(entry.draft_id)
    assert kept is not None
    assert {path: value_at(kept.form, path) for path in typed} == typed
    typist.save()
    assert "fault in this program" in told[0].message
