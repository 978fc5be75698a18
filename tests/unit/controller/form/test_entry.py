"""The entry being typed: its problems, its country, and the way of Save into the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.checks.form_problems import StickyProblem
from app.model.checks.problem import Problem, Severity
from app.model.entry import State
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from tests.helpers.data.store_builders import draft, entry
from tests.helpers.fakes.controllers import PATIENCE_MS, WORK, Office

FORM = {"Name": "Bakery"}
WARNING = StickyProblem(Problem("Name", "There is one of this name.", Severity.WARNING), "Bakery")


class Gate(QObject):
    """A check that Save waits for until it is opened."""

    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_open = False
        self.was_asked = False

    def is_ready(self, _form: Mapping[str, Any]) -> bool:
        return self.is_open

    def ask_now(self) -> None:
        self.was_asked = True

    def open(self) -> None:
        self.is_open = True
        self.ready.emit()


def test_a_saved_entry_is_in_the_outbox_instead_of_its_draft(qtbot: QtBot, office: Office) -> None:
    store = office.open_store()
    office.sign_in()
    office.entry.edited(FORM)
    office.entry.flush()
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        office.entry.save(FORM)
    (saved,) = Outbox(store).list()
    assert (saved.name, saved.profile, saved.state) == ("Bakery", WORK.name, State.QUEUED)
    assert Drafts(store).all() == ()
    assert office.entry.is_blank


def test_without_a_connection_or_a_store_save_says_so(qtbot: QtBot, office: Office) -> None:
    told: list[str] = []
    office.entry.problem_reported.connect(told.append)
    office.access.settle()
    office.entry.save(FORM)
    office.entry.note_refusal_read()
    office.sign_in()
    office.entry.save(FORM)
    assert len(told) == 2
    assert "no connection" in told[0]
    assert "cannot be opened" in told[1]
    with qtbot.assertNotEmitted(office.entry.committed, wait=50):
        pass


def test_a_save_in_the_first_moments_waits_for_the_store(qtbot: QtBot, office: Office) -> None:
    office.sign_in()
    office.entry.save(FORM)
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        store = office.open_store()
    assert [one.name for one in Outbox(store).list()] == ["Bakery"]


def test_errors_refuse_and_warnings_ask_once(qtbot: QtBot, office: Office) -> None:
    office.open_store()
    office.sign_in()
    with qtbot.waitSignal(office.entry.refused):
        office.entry.save({"Department": "Oslo"})
    office.entry.note_refusal_read()
    office.entry.problems.set_external("test", (WARNING,))
    with qtbot.waitSignal(office.entry.confirmation_asked) as asked:
        office.entry.save(FORM)
    assert asked.args == [(WARNING.problem,)]
    office.entry.note_refusal_read()
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        office.entry.save(FORM)


def test_a_change_takes_the_confirmation_back(qtbot: QtBot, office: Office) -> None:
    office.entry.problems.set_external("test", (WARNING,))
    office.entry.save(FORM)
    office.entry.note_refusal_read()
    office.entry.edited({**FORM, "Department": "Oslo"})
    with qtbot.waitSignal(office.entry.confirmation_asked):
        office.entry.save({**FORM, "Department": "Oslo"})


def test_texts_that_inputs_cannot_read_refuse(qtbot: QtBot, office: Office) -> None:
    unread = Problem("Country", "There is no such country.")
    with qtbot.waitSignal(office.entry.refused) as refused:
        office.entry.save(FORM, (unread,))
    assert refused.args == [unread]


def test_save_waits_for_the_gate(qtbot: QtBot, office: Office) -> None:
    gate = waiting_save(office)
    assert gate.was_asked
    assert office.entry.is_saving
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        gate.open()
    assert not office.entry.is_saving


def waiting_save(office: Office) -> Gate:
    """A Save of `FORM` that waits for this gate."""
    gate = Gate()
    office.entry.use_save_gate(gate)
    office.open_store()
    office.sign_in()
    office.entry.save(FORM)
    return gate


def test_a_refused_entry_has_the_servers_words_at_its_fields_until_they_change(office: Office) -> None:
    found: list[tuple[Problem, ...]] = []
    office.entry.problems_changed.connect(found.append)
    refused = entry(state=State.REJECTED)
    form = {"Name": "Bakery 1", "DbiKey": refused.company.token}
    office.entry.show_refused(draft(form=form), refused)
    assert [(one.path, one.severity) for one in found[-1]] == [
        ("Name", Severity.ERROR),
        ("", Severity.WARNING),
    ]
    office.entry.edited({"Name": "Bakery 2"})
    office.entry.problems.look_now()
    office.entry.edited({"Name": "Bakery 1"})
    office.entry.problems.look_now()
    assert "Name" not in [one.path for one in found[-1]], "a changed field is free of it for good"


@pytest.mark.parametrize(
    ("form", "country"),
    [({}, 578), ({"Country": {"CountryId": 276}}, 276), ({"Country": None}, 578)],
)
def test_the_country_is_the_chosen_one_else_the_proposed(
    office: Office, form: dict[str, Any], country: int
) -> None:
    told: list[int] = []
    office.entry.country_changed.connect(told.append)
    office.lookups.default = read_as(ContactEntity, {"Country": {"CountryId": 578}})
    office.entry.edited(form)
    office.entry.edited({**form, "Name": "Bakery"})
    assert told == [country], "told once"


def test_new_leaves_what_was_typed_among_the_drafts(qtbot: QtBot, office: Office) -> None:
    store = office.open_store()
    office.entry.edited(FORM)
    with qtbot.assertNotEmitted(office.entry.draft_kept):  # it is about what is in the form now
        office.entry.new({"Name": "Mill"})
        qtbot.waitUntil(lambda: [kept.form for kept in Drafts(store).all()] == [FORM], timeout=PATIENCE_MS)
    assert not office.entry.is_blank


@pytest.mark.parametrize(
    "moment", ["app.controller.form.draft_keeper.new_entry", f"{Outbox.__module__}.Outbox.add"]
)
def test_the_last_keys_are_a_draft_before_save_does_anything_else(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    store = office.open_store()
    office.sign_in()
    office.entry.edited({"Name": "Bak"})
    office.entry.flush()
    found: list[dict[str, Any]] = []

    def end(*_arguments: object, **_named: object) -> None:
        found.extend(one.form for one in Drafts(store).all())
        raise OSError("ended")

    monkeypatch.setattr(moment, end)
    with qtbot.waitSignal(office.entry.problem_reported, timeout=PATIENCE_MS):
        office.entry.save(FORM)
    assert found == [FORM]


def test_what_is_on_the_disk_already_is_not_written_again(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.open_store()
    office.sign_in()
    office.entry.edited(FORM)
    office.entry.flush()
    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "save", None)
        with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
            office.entry.save(FORM)


def test_a_draft_that_cannot_be_written_does_not_stop_save(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = office.open_store()
    office.sign_in()

    def refuse(*_arguments: object) -> None:
        raise StoreProblem("Not now.")

    monkeypatch.setattr(Drafts, "save", refuse)
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        office.entry.save(FORM)
    assert len(Outbox(store).list()) == 1


def test_a_draft_is_called_kept_only_with_all_that_was_typed(qtbot: QtBot, office: Office) -> None:
    store = office.open_store()
    later = {**FORM, "Department": "Sawmill"}
    office.entry.edited(FORM)
    with qtbot.waitSignal(office.entry.draft_kept, timeout=PATIENCE_MS):
        office.entry.flush()
        office.entry.edited(later)
    assert [kept.form for kept in Drafts(store).all()] == [later]


def test_what_was_found_in_the_empty_form_is_out_of_date_before_the_checks_are_loaded(
    qtbot: QtBot, office: Office
) -> None:
    found: list[tuple[Problem, ...]] = []
    office.entry.problems_changed.connect(found.append)
    office.entry.problems.hold(held=True)
    office.entry.problems.look()
    assert [one.path for one in found[-1]] == ["Name"]
    office.entry.edited(FORM)
    office.entry.problems.look_now()
    assert found[-1] == ()
    office.entry.edited({"Department": "Oslo"})
    office.entry.problems.hold(held=False)
    qtbot.waitUntil(lambda: [one.path for one in found[-1]] == ["Name"], timeout=PATIENCE_MS)
