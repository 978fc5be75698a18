"""What `python -m tests.end2end.languages` looks at of additions, next steps, the filter and drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import keyring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.model.entry import Draft, Entry, State
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.store import Store
from app.translation import _
from app.ui.additions.moving import MoveStrip
from app.ui.next_steps.searched_choice import SearchedChoice
from tests.end2end.scenes import NOBODY, Scene, dialog, press_button, shown_dialog
from tests.helpers.data import step_sentences
from tests.helpers.garbage.stored_values import damage
from tests.helpers.kill.next_steps import ALL
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.company import type_company, type_custom_fields
from tests.helpers.ui.next_steps import Dialog
from tests.helpers.ui.outbox_desk import TOMORROW, an_entry, desk_with
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, running, wait_until

_BAKERY = "Nordlys Bakeri AS"
_PERSON = "Kari Nordmann"
_NONE = Qt.KeyboardModifier.NoModifier


def additions(typist: Typist) -> Iterator[Scene]:
    """Yields a company that is added to, page by page, what it has otherwise, and what has become of it."""
    strip = typist.program.adding_to.strip
    typist.fill("OrgNr", "914 778 271")
    typist.window.form.focus_first()
    _choose_bakery(typist)
    typist.type(_PERSON)
    for number in range(6, 0, -1):
        typist.go_to_tab(number)
        yield f"adding-{number}", typist.window
    decide = strip.findChild(QPushButton, "adding.decide")
    assert isinstance(decide, QPushButton)
    wait_until(decide.isVisible)
    typist.save()
    yield from dialog(typist, "differences", closing=Qt.Key.Key_Return)
    typist.read_refusal()
    typist.save()
    typist.wait_for_outcome(_start_of("Added to “{company}”: {names}."))
    yield "added", typist.window
    _choose_bakery(typist)
    typist.type(_PERSON)
    typist.press(Qt.Key.Key_Tab)
    typist.save()
    wait_until(lambda: bool(typist.window.form.shown_problems()) or bool(typist.window.outcome.text))
    yield "adding-somebody-there", typist.window
    strip.back_asked.emit()
    yield "adding-taken-back", typist.window
    typist.begin_anew()


def next_steps(typist: Typist) -> Iterator[Scene]:
    """Yields the dialog of what follows a company, the row with each kind, and what has become of them."""
    type_company(typist)
    type_custom_fields(typist)
    typist.press(Qt.Key.Key_T, CONTROL)
    shown = shown_dialog(typist)
    wait_until(lambda: shown.isActiveWindow() and "task" in typist.window.form.context.choices)
    yield "next-steps", shown
    press = partial(_press_in, typist)
    for text in ("", "Call about the offer", "", "", "About the price", "Fair Oslo 2026", "Energy day 2026"):
        QTest.keyClicks(typist.focused, text)
        press(Qt.Key.Key_Tab)
    wait_until(lambda: not any(one.is_waiting for one in shown.findChildren(SearchedChoice)))
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Return)
    yield "next-steps-without-a-day", shown
    QTest.keyClicks(typist.focused, "2026-13-45")
    press(Qt.Key.Key_Return)
    yield "next-steps-no-day", shown
    press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(typist.focused, "2036-12-01 10:00")
    yield from dialog(typist, "next-steps-typed", closing=Qt.Key.Key_Return)
    yield "next-steps-row", typist.window
    form = typist.window.form.value()
    unknown = {"Kind": "Selection", "Name": "Fair Bergen"}
    typist.program.entry.new({**form, "NextSteps": [*ALL, unknown]})
    wait_until(lambda: len(typist.window.form.value()["NextSteps"]) > len(ALL))
    yield "next-steps-of-each-kind", typist.window
    done = _start_of("Done as well: {names}.")
    typist.save()
    wait_until(lambda: done in typist.window.outcome.text or typist.program.entry.has_unread_refusal)
    if done not in typist.window.outcome.text:  # it warns of the company of another scene
        typist.read_refusal()
        typist.save()
    typist.wait_for_outcome(done)
    yield "next-steps-done", typist.window
    typist.begin_anew()
    typist.program.entry.new({"Name": "Fjord AS", "NextSteps": [{"Kind": "SupportPerson"}]})
    wait_until(lambda: "NextSteps" in typist.window.form.value())
    typist.save()
    wait_until(lambda: bool(typist.window.form.shown_problems()))
    yield "next-steps-refused", typist.window
    typist.begin_anew()


def consent(typist: Typist) -> Iterator[Scene]:
    """Yields the dialog with names that are looked up and a consent, and one of somebody who is not there."""
    people = [{"Firstname": "Kari", "Lastname": "Li"}, {"Firstname": "Ola", "Lastname": "Berg"}]
    typist.program.entry.new({"Name": "Fjord AS", "Persons": people})
    wait_until(lambda: len(typist.window.form.value().get("Persons") or ()) == len(people))
    opened = Dialog(typist)
    wait_until(lambda: "legalbase" in typist.window.form.context.choices)
    selection, project = (opened.find(name) for name in ("Selection", "Project"))
    assert isinstance(selection, SearchedChoice)
    assert isinstance(project, SearchedChoice)
    selection.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(typist.focused, "cards")
    wait_until(lambda: selection.is_open)
    yield "next-steps-found", opened.widget
    opened.press(Qt.Key.Key_Tab)
    QTest.keyClicks(typist.focused, "zzz")
    wait_until(lambda: not project.is_waiting)
    yield "next-steps-not-found", opened.widget
    opened.press(Qt.Key.Key_Tab)
    yield "next-steps-several-and-none", opened.widget
    for wrong in (selection, project):
        wrong.setFocus(Qt.FocusReason.TabFocusReason)
        opened.press(Qt.Key.Key_A, CONTROL)
        opened.press(Qt.Key.Key_Delete)
    opened.find("Purpose").setFocus(Qt.FocusReason.TabFocusReason)
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Down)
    for _to_the_list_and_to_ok in range(2):
        opened.press(Qt.Key.Key_Return)
    yield "next-steps-half-a-consent", opened.widget
    opened.leave()
    whose = {"Kind": "Consent", "Purpose": "STORE", "Source": "USER", "LegalBase": "61A", "Name": "Eva Holm"}
    typist.program.entry.new({"Name": "Fjord AS", "Persons": people, "NextSteps": [whose]})
    wait_until(lambda: "NextSteps" in typist.window.form.value())
    typist.save()
    wait_until(lambda: bool(typist.window.form.shown_problems()))
    yield "next-steps-nobodys-consent", typist.window
    typist.begin_anew()


def filter_of_the_outbox(typist: Typist) -> Iterator[Scene]:
    """Yields the menu of the filter, and the outbox with each choice."""
    panel = typist.window.outbox
    typist.press(Qt.Key.Key_O, CONTROL)
    wait_until(lambda: panel.model.rowCount() > 4)
    typist.press(Qt.Key.Key_F, CONTROL)
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Space)
    menu = panel._title.filter.menu_of_choices
    wait_until(menu.isVisible)
    yield "outbox-filter", menu
    menu.close()
    choices = [one for one in menu.actions() if not one.isSeparator() and one.menu() is None]
    for number, choice in enumerate(choices[1:], 2):
        choice.trigger()
        QApplication.processEvents()
        yield f"outbox-filter-{number}", typist.window
    for choice in (choices[3], choices[7]):  # on the way, of thirty days
        choice.trigger()
    typist.press(Qt.Key.Key_F, CONTROL)
    typist.type("zzz")
    wait_until(lambda: panel.model.rowCount() == 0)
    yield "outbox-filter-nothing", typist.window
    typist.press(Qt.Key.Key_Escape)
    choices[-1].trigger()
    typist.press(Qt.Key.Key_O, CONTROL)
    typist.begin_anew()


def told_of_steps(home: Path) -> Iterator[Scene]:
    """Yields an outbox with what is said of what follows companies, and of additions that were refused."""
    keyring.set_keyring(MemoryKeyring())
    entries = list(_entries_told())
    with desk_with(home, NOBODY, entries) as desk:
        desk.open(rows=len(entries))
        for number in range(len(entries)):
            yield f"outbox-told-{number + 1}", desk.typist.window
            desk.typist.press(Qt.Key.Key_Down)


def _entries_told() -> Iterator[Entry]:
    for number, told in enumerate(step_sentences.of_next_steps(), 1):
        yield an_entry(f"Fjord {number} AS", message=told, next_try=TOMORROW)
    for number, told in enumerate(step_sentences.of_additions(_BAKERY), 1):
        yield an_entry(f"Sund {number} AS", State.REJECTED, message=told)


def damaged_drafts(home: Path) -> Iterator[Scene]:
    """Yields the menu of drafts with one that cannot be read, and what can be done about it."""
    store = AppPaths.of(home).store
    at = datetime.now(UTC) - timedelta(hours=3)
    with Store.open(store) as opened:
        for name in ("Fjell AS", "Sund AS"):
            Drafts(opened).save(Draft(f"id of {name}", "Practice", {"Name": name}, at, at))
    damage(store, "drafts", "form", '{"Name": "Fje', "id of Fjell AS")
    with running(home) as typist:
        drafts = typist.window.drafts
        yield "draft-restored", typist.window
        wait_until(lambda: len(_opened(typist)) > 1)
        yield "drafts", drafts
        _opened(typist)[-1].trigger()
        drafts.close()
        yield "draft-damaged", typist.window
        press_button(typist.window, _("Copy what is stored"))
        yield "draft-copied", typist.window
        press_button(typist.window, _("Discard"))
        wait_until(lambda: _("The draft that cannot be read is discarded.") == typist.window.notice.text)
        yield "draft-discarded", typist.window


def moving(typist: Typist) -> Iterator[Scene]:
    """Yields the card of somebody who is at another company, what is asked, and that they are moved."""
    typist.type("Havn Handel AS")
    typist.go_to_tab(2)
    typist.type("Kari")
    typist.fill("Persons[0].Lastname", "Nordmann")
    typist.fill("Persons[0].Title", "Head of Purchasing")
    typist.fill("Persons[0].Email", "kari@fjellvidde.no")
    strip = next(iter(typist.window.findChildren(MoveStrip)))
    wait_until(lambda: any(one.isVisible() for one in strip.findChildren(QPushButton, "moving.move")))
    typist.window.form.persons.editor.focus_first()
    yield "moving", typist.window
    press_button(strip, _("Move here …"))
    question = shown_dialog(typist)
    wait_until(question.isActiveWindow)
    yield "moving-question", question
    press_button(question, _("Move here"))
    wait_until(lambda: bool(strip.findChildren(QPushButton, "moving.back[0]")))
    typist.window.activateWindow()
    yield "moving-here", typist.window
    typist.begin_anew()


def _choose_bakery(typist: Typist) -> None:
    """Types the name of a known company, and chooses it."""
    typist.type(_BAKERY)
    wait_until(lambda: bool(typist.window.duplicates.text))
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.press(Qt.Key.Key_Return)
    controller = typist.program.adding_to._controller
    wait_until(lambda: controller.state is not None and controller.state.there is not None)


def _press_in(typist: Typist, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(typist.focused, key, held)
    QApplication.processEvents()


def _start_of(template: str) -> str:
    """Returns what a sentence begins with, in the language in use."""
    return _(template).partition("{")[0]


def _opened(typist: Typist) -> list[Any]:
    typist.window.drafts.aboutToShow.emit()
    return list(typist.window.drafts.actions())
