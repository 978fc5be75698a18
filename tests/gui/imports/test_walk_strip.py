"""The walk through the drafts of a table, with keys."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QScrollArea, QWidget

from app.model.history.origin import is_untouched
from app.sandbox import Options, SandboxServer
from app.storage.sqlite.drafts import Drafts
from app.ui.common.banner import Banner
from app.ui.common.plain_text import LimitedLabel, PlainLabel, plain_tip
from app.ui.inputs.choice import ChoiceInput
from tests.helpers.ui.company import type_company, type_custom_fields
from tests.helpers.ui.tables import COMPANIES, Importer, as_rows, posted
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until

ROWS = as_rows(
    ("Firma", "Kontakt person", "Sted"),
    ("Solbakken Frukt AS", "Kari Moe", "Oslo"),
    ("", "Eva Dahl", "Oslo"),
    ("Åsheim Gartneri AS", "Ola Lie", "Bergen"),
)


@pytest.fixture
def importer(typist: Typist) -> Importer:
    importer = Importer(typist)
    importer.paste(ROWS)
    importer.wait_until_checked()
    importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()
    importer.wait_until_at("1 of 3")
    return importer


def said(typist: Typist) -> str:
    return typist.find(PlainLabel, "walk").text()


def ids_in(company: Mapping[str, Any]) -> tuple[int, int, int]:
    """Returns category, owner and country, which the server proposes."""
    found = company["Category"]["Id"], company["Associate"]["AssociateId"], company["Country"]["CountryId"]
    assert all(found)
    return found


def name_in_form(typist: Typist) -> str:
    return str(typist.window.form.value().get("Name", ""))


@pytest.mark.long
@pytest.mark.shared_window
def test_the_next_draft_opens_at_its_top(importer: Importer, typist: Typist) -> None:
    size = typist.window.size()
    typist.window.resize(1024, 600)
    QApplication.processEvents()
    part: QWidget | None = typist.window.form.parts_by_path["Description"]
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    assert isinstance(part, QScrollArea)
    typist.window.form.focus_path("Description")
    wait_until(lambda: part.verticalScrollBar().value() > 0)
    typist.press(Qt.Key.Key_F9)
    importer.wait_until_at("2 of 3")
    assert part.verticalScrollBar().value() == 0
    typist.window.resize(size)


def in_menu(typist: Typist) -> dict[str, tuple[str, bool]]:
    """What the menu *Go* has for the walk: keys, and whether it can be chosen now."""
    menus = typist.window.menuBar().findChildren(QMenu)
    menu = next(one for one in menus if typist.window.actions_by_name["action.nextProblem"] in one.actions())
    return {
        action.text().replace("&", ""): (action.shortcut().toString(), action.isEnabled())
        for action in menu.actions()
        if "F9" in action.shortcut().toString()
    }


@pytest.mark.shared_window
def test_the_menu_has_the_walk_with_its_keys_while_there_is_one(importer: Importer) -> None:
    typist = importer.typist
    names = ["Next draft of a table", "Draft before", "Leave the draft out"]
    keys = ["F9", "Shift+F9", "Ctrl+F9"]
    at_one = dict(zip(names, zip(keys, [True] * 3, strict=True), strict=True))
    assert in_menu(typist) == at_one
    typist.find(QAction, "action.nextDraft").trigger()
    importer.wait_until_at("2 of 3")
    typist.find(QAction, "action.draftBefore").trigger()
    importer.wait_until_at("1 of 3")

    # What is no draft of the walk is not left out of it.
    typist.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: in_menu(typist) == at_one | {names[2]: (keys[2], False)})
    importer.press(Qt.Key.Key_F9)
    wait_until(lambda: in_menu(typist) == at_one)
    for _number in range(3):
        place = importer.place
        typist.find(QAction, "action.leaveOut").trigger()
        wait_until(lambda before=place: importer.place != before)  # type: ignore[misc]
    assert in_menu(typist) == dict(zip(names, zip(keys, [False] * 3, strict=True), strict=True))


@pytest.mark.long
@pytest.mark.shared_window
def test_f9_leads_through_the_drafts_and_back(importer: Importer, server: SandboxServer) -> None:
    typist = importer.typist
    assert name_in_form(typist) == "Solbakken Frukt AS"
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("2 of 3")
    assert said(typist) == (
        "2 of 3: Company name: Enter the name of the company. "
        "Row 3, column A: The row has no company: “Solbakken Frukt AS” above may be meant."
    )
    assert typist.window.form.value()["Persons"][0]["Firstname"] == "Eva"
    importer.press(Qt.Key.Key_F9, SHIFT)
    importer.wait_until_at("1 of 3")
    importer.press(Qt.Key.Key_F9, SHIFT)
    importer.wait_until_at("3 of 3")
    assert name_in_form(typist) == "Åsheim Gartneri AS"
    before = next(one for one in typist.window.findChildren(QPushButton) if one.text() == "Before")
    assert before.toolTip() == plain_tip("Before (Shift+F9)")
    assert posted(server) == 0


def marked(typist: Typist) -> set[str]:
    """Returns the paths of the fields that say that something is wrong."""
    return {problem.path for problem in typist.window.form.shown_problems()}


@pytest.mark.shared_window
def test_in_a_narrow_window_what_is_said_ends_in_dots_and_is_whole_in_its_tip(importer: Importer) -> None:
    typist = importer.typist
    width, height = typist.window.width(), typist.window.height()
    typist.window.resize(560, height)  # its last buttons are in a menu then
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("2 of 3")
    label = typist.find(LimitedLabel, "walk")
    assert label.toolTip() == plain_tip(said(typist))
    assert said(typist).endswith("above may be meant.")
    assert QLabel.text(label).startswith("2 of 3: Company name: ")
    assert QLabel.text(label).endswith("…")
    typist.window.resize(width, height)


@pytest.mark.shared_window
def test_a_draft_says_in_its_field_that_the_list_has_not_its_country(typist: Typist) -> None:
    importer = Importer(typist)
    rows = ("Solbakken Frukt AS", "Grønland", "Nuuk"), ("Åsheim Gartneri AS", "Grønland", "Nuuk")
    importer.paste(as_rows(("Firma", "Land", "Sted"), *rows))
    importer.wait_until_checked()
    importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()
    importer.wait_until_at("1 of 2")
    told = "The list of your SuperOffice has no country for “Grønland”: choose the one that is meant."
    assert told in said(typist)
    assert not typist.window.form.value().get("Country")
    assert typist.find(ChoiceInput, "Country").currentText() == "Grønland"
    problems = {one.path: one.message for one in typist.window.form.input_problems()}
    assert problems["Country"] == "“Grønland” is not in the list. Choose an entry, or clear the field."
    for key, place in ((Qt.Key.Key_F9, "2 of 2"), (Qt.Key.Key_F9, "1 of 2")):
        importer.press(key)
        importer.wait_until_at(place)
    assert typist.find(ChoiceInput, "Country").currentText() == "Grønland"
    assert typist.program.store is not None
    assert all(is_untouched(draft) for draft in Drafts(typist.program.store).all()), "looking changes none"


@pytest.mark.long
@pytest.mark.shared_window
def test_what_is_wrong_with_a_draft_is_marked_as_soon_as_it_is_shown(typist: Typist) -> None:
    importer = Importer(typist)
    head = ("Firma", "Kontakt person", "E-post kontakt", "Sted")
    rows = [
        ("Solbakken Frukt AS", "Kari Moe", "kari@feil", "Oslo"),
        ("", "Eva Dahl", "eva@dahl.example", "Oslo"),
    ]
    importer.paste(as_rows(head, *rows, ("Åsheim AS", "Ola Lie", "ola@feil", "Bergen")))
    importer.wait_until_checked()
    importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()
    importer.wait_until_at("1 of 3")
    mail = "Persons[0].Email"
    wait_until(lambda: any(path.startswith(mail) for path in marked(typist)))
    assert typist.window._corner.problems_summary.isVisible()
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("2 of 3")
    wait_until(lambda: "Name" in marked(typist))
    assert not any(path.startswith(mail) for path in marked(typist))
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("3 of 3")
    wait_until(lambda: any(path.startswith(mail) for path in marked(typist)))
    importer.press(Qt.Key.Key_F8)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName().startswith(mail)


@pytest.mark.shared_window
def test_why_the_next_one_waits_stays_in_view_while_the_one_before_is_saved(
    importer: Importer, server: SandboxServer
) -> None:
    typist = importer.typist
    type_custom_fields(typist)
    typist.save()
    importer.wait_until_at("2 of 3")
    typist.wait_for_outcome("Saved as number")
    seen = typist.window.messages.seen
    assert seen is typist.find(PlainLabel, "walk").parentWidget()
    assert posted(server) == 1


@pytest.mark.shared_window
def test_what_was_saved_is_seen_and_not_that_others_wait(importer: Importer, server: SandboxServer) -> None:
    typist = importer.typist
    importer.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: said(typist) == "3 wait as drafts.")
    type_company(typist)
    type_custom_fields(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    assert typist.window.messages.seen is typist.window.outcome
    assert said(typist) == "3 wait as drafts."
    assert posted(server) == 1


@pytest.mark.shared_window
def test_a_draft_shows_what_is_sent_with_it(importer: Importer, server: SandboxServer) -> None:
    typist, program = importer.typist, importer.typist.program
    shown, proposed = typist.window.form.value(), program.lookups.proposed
    assert ids_in(shown) == ids_in(proposed)
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("2 of 3")
    importer.press(Qt.Key.Key_F9, SHIFT)
    importer.wait_until_at("1 of 3")
    assert program.store is not None
    assert all(is_untouched(draft) for draft in Drafts(program.store).all()), "looking changes none"
    type_custom_fields(typist)
    typist.save()
    importer.wait_until_at("2 of 3")
    wait_until(lambda: posted(server) == 1)
    (body,) = [one.body for one in server.requests if (one.method, one.path) == ("POST", COMPANIES)]
    assert ids_in(json.loads(body)) == ids_in(shown)


@pytest.mark.long
@pytest.mark.shared_window
def test_what_is_typed_into_a_draft_stays_in_it(importer: Importer) -> None:
    typist = importer.typist
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("2 of 3")
    typist.wait_until_place("Name")
    typist.type("Dahl Bakeri AS")
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("3 of 3")
    importer.press(Qt.Key.Key_F9, SHIFT)
    importer.wait_until_at("2 of 3")
    assert name_in_form(typist) == "Dahl Bakeri AS"


@pytest.mark.shared_window(options=Options(people=True))
def test_who_is_there_with_the_company_is_told_and_left_out_and_nobody_is_added(
    typist: Typist, server: SandboxServer
) -> None:
    importer = Importer(typist)
    head = ("Firma", "Kontakt person", "E-post kontakt", "Sted")
    kari = ("Nordlys Bakeri AS", "Kari Hansen", "kari.hansen@nordlys-bakeri.example", "Tromsø")
    importer.paste(as_rows(head, kari, ("Fjell AS", "Ola Lie", "", "Oslo")))
    assert importer.wait_until_checked().startswith("1 new company, 1 there already")
    importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()
    importer.wait_until_at("1 of 2")
    assert "Everybody is in it already, too (Kari Hansen): leave it out, or add" in said(typist)
    wait_until(lambda: "Adding to" in typist.program.adding_to.strip.text)
    wait_until(lambda: "Persons[0]" in marked(typist))
    typist.save()
    wait_until(lambda: typist.place == "Persons[0].Firstname")
    people = typist.window.form.value()["Persons"]
    assert [one["Firstname"] for one in people] == ["Kari"]
    importer.press(Qt.Key.Key_F9, CONTROL)
    importer.wait_until_at("2 of 2")
    assert (posted(server), posted(server, "/api/v1/Person")) == (0, 0)


@pytest.mark.long
@pytest.mark.shared_window
def test_what_is_taken_back_is_of_the_draft_in_the_form(importer: Importer) -> None:
    typist = importer.typist
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("2 of 3")
    typist.wait_until_place("Name")
    typist.type("Dahl Bakeri AS")
    typist.tab_to("Department")
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("3 of 3")
    shown = typist.window.form.value()
    for _twice in range(2):
        importer.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == shown
    typist.fill("Department", "Salg")
    typist.tab_to("Category")
    importer.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == shown
    importer.press(Qt.Key.Key_F9, SHIFT)
    importer.wait_until_at("2 of 3")
    assert name_in_form(typist) == "Dahl Bakeri AS"
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("3 of 3")
    assert typist.window.form.value() == shown


@pytest.mark.long
@pytest.mark.shared_window
def test_what_is_said_fits_what_is_shown(importer: Importer) -> None:
    typist = importer.typist
    importer.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: said(typist) == "3 wait as drafts.")
    assert importer.place == "3 to go through"
    assert typist.program.store is not None
    drafts = Drafts(typist.program.store).all()
    nameless = next(one for one in drafts if not one.form.get("Name"))
    typist.window.drafts.open_draft(nameless.id)
    importer.wait_until_at("2 of 3")
    assert said(typist).startswith("2 of 3: Company name: Enter")


def test_the_next_start_is_where_somebody_was(server: SandboxServer, program_home: Path) -> None:
    connect_to(server.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        importer = Importer(typist)
        importer.paste(ROWS)
        importer.wait_until_checked()
        importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
        importer.wait_until_closed()
        importer.wait_until_at("1 of 3")
        importer.press(Qt.Key.Key_F9)
        importer.wait_until_at("2 of 3")
    with running() as typist:
        importer = Importer(typist)
        importer.wait_until_at("2 of 3")
        assert said(typist).startswith("2 of 3: Company name: Enter")
        assert typist.window.form.value()["Persons"][0]["Firstname"] == "Eva"
        assert typist.window.notice.text == ""
        importer.press(Qt.Key.Key_F9)
        importer.wait_until_at("3 of 3")
        assert name_in_form(typist) == "Åsheim Gartneri AS"
    assert posted(server) == 0


@pytest.mark.shared_window
def test_save_goes_on_to_the_next_and_the_end_says_what_came_of_it(
    importer: Importer, server: SandboxServer
) -> None:
    typist = importer.typist
    type_custom_fields(typist)
    typist.save()
    importer.wait_until_at("2 of 3")
    wait_until(lambda: posted(server) == 1)
    importer.press(Qt.Key.Key_F9, CONTROL)
    importer.wait_until_at("3 of 3")
    importer.press(Qt.Key.Key_F9, CONTROL)
    wait_until(lambda: not importer.place)
    assert said(typist) == ("All of them are gone through. 1 company is saved. 2 stay among the drafts.")
    importer.press(Qt.Key.Key_F9)
    assert not importer.place


@pytest.mark.shared_window
def test_what_is_typed_after_the_last_one_was_left_out_is_the_next_company(importer: Importer) -> None:
    typist = importer.typist
    for place in ("2 of 3", "3 of 3", ""):
        importer.press(Qt.Key.Key_F9, CONTROL)
        wait_until(lambda place=place: importer.place == place)  # type: ignore[misc]
    assert (name_in_form(typist), typist.window.notice.text) == ("", "")
    assert typist.place == "Name"
    typist.type("Fjell AS")
    assert name_in_form(typist) == "Fjell AS"
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.wait_for_disk()
    assert typist.program.store is not None
    names = {str(draft.form.get("Name", "")) for draft in Drafts(typist.program.store).all()}
    assert names == {"Solbakken Frukt AS", "", "Åsheim Gartneri AS", "Fjell AS"}


@pytest.mark.long
@pytest.mark.shared_window
def test_the_end_can_be_had_at_any_time(importer: Importer) -> None:
    typist = importer.typist
    banner = typist.find(PlainLabel, "walk").parentWidget()
    assert isinstance(banner, Banner)
    banner._buttons[-1].click()
    wait_until(lambda: not importer.place)
    assert not banner.isVisibleTo(typist.window)
