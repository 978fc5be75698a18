"""Similar companies: told while the name is typed, asked about before Save, never in the way."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.controller.questions.similar_companies import DuplicateSearch
from app.model.company_search.hits import CompanyHit
from app.model.form.choices import TARGET
from app.sandbox import Options, SandboxServer
from app.ui.company_search.duplicates_strip import DuplicatesStrip
from app.webapi.company_finder import FoundHits
from tests.gui.window.test_main_window_save import names_on, type_minimum
from tests.helpers.fakes.controllers import PATIENCE_MS, Office
from tests.helpers.ui.links import Browser
from tests.helpers.ui.window import ALT, CONTROL, SHIFT, Typist, connect_to, running, wait_until


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    for scheme in ("http", "https"):
        # The stubs ask for bytes, and PySide6 itself for text.
        QDesktopServices.setUrlHandler(scheme, browser, "open")  # type: ignore[arg-type]  # see above
    yield browser
    for scheme in ("http", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


def table(typist: Typist) -> QTableWidget:
    found = typist.window.findChild(QTableWidget, "duplicates.list")
    assert isinstance(found, QTableWidget)
    return found


def row(typist: Typist, number: int) -> list[str]:
    items = [table(typist).item(number, column) for column in range(table(typist).columnCount())]
    return [item.text() for item in items if item is not None]


@pytest.mark.shared_window
def test_similar_companies_are_counted_and_shown(typist: Typist, browser: Browser) -> None:
    strip = typist.window.duplicates
    typist.type("Nordlys Bakery")
    wait_until(lambda: strip.text == "1 similar company")
    assert typist.place == "Name"
    typist.press(Qt.Key.Key_J, CONTROL)
    assert typist.place == "duplicates.list"
    shown = ["Nordlys Bakeri AS", "Tromsø", "Tromsø", "999 888 771", "Per Nygård", "Similar name"]
    wait_until(lambda: row(typist, 0) == shown)  # the number and who is our contact come after the name
    typist.press(Qt.Key.Key_Return, ALT)
    (link,) = browser.opened
    assert link.startswith(typist.program.duplicates.site)
    assert "contact_id=" in link
    typist.press(Qt.Key.Key_Escape)
    assert (typist.place, table(typist).isHidden()) == ("Name", True)


@pytest.mark.shared_window
def test_the_strip_goes_with_the_name(typist: Typist) -> None:
    strip = typist.window.duplicates
    typist.type("Nordlys Bakeri AS")
    wait_until(lambda: strip.text == "1 similar company")
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.press(Qt.Key.Key_Delete)
    assert strip.text == ""


@pytest.mark.shared_window
@pytest.mark.parametrize(
    ("key", "typed", "why"),
    [
        (Qt.Key.Key_E, "someone@blabar.example", "Same domain: blabar.example"),
        (Qt.Key.Key_W, "https://www.blabar.example/om", "Same domain: blabar.example"),
        (Qt.Key.Key_H, "77 00 00 20", "Same phone number"),
        (Qt.Key.Key_H, "+47 770 00 020", "Same phone number"),
    ],
)
def test_domains_and_phone_numbers_tell_too(typist: Typist, key: Qt.Key, typed: str, why: str) -> None:
    typist.type("Quite Another Name")
    typist.press(key, CONTROL | SHIFT)
    typist.type(typed)
    wait_until(lambda: typist.window.duplicates.text == "1 similar company")
    assert row(typist, 0)[-1] == why


@pytest.mark.long
@pytest.mark.shared_window
def test_the_same_name_and_department_ask_once(typist: Typist, server: SandboxServer) -> None:
    type_minimum(typist, "nordlys  bakeri as")
    typist.go_to_tab(1)
    typist.window.form.focus_path("Department")
    typist.type("Tromsø")
    typist.save()
    wait_until(lambda: "Look again at: Company name" in typist.window.notice.text)
    assert names_on(server) == []
    assert typist.place == "Name"
    typist.read_refusal()
    typist.save()
    typist.wait_for_outcome("Saved as number")


@pytest.mark.long
@pytest.mark.shared_window
def test_the_same_name_in_another_department_is_no_reason_to_ask(
    typist: Typist, server: SandboxServer
) -> None:
    type_minimum(typist, "Nordlys Bakeri AS")
    typist.go_to_tab(1)
    typist.window.form.focus_path("Department")
    typist.type("Oslo")
    typist.save()
    typist.wait_for_outcome("Saved as number")
    assert names_on(server) == ["Nordlys Bakeri AS"]


@pytest.mark.shared_window
def test_a_changed_department_takes_the_warning_back(typist: Typist) -> None:
    typist.type("Nordlys Bakeri AS")
    typist.window.form.focus_path("Department")
    typist.type("Tromsø")
    wait_until(lambda: any("already" in problem.message for problem in typist.window.problems))
    typist.type(" nord")
    wait_until(lambda: not any("already" in problem.message for problem in typist.window.problems))


@pytest.mark.long
def test_a_server_that_went_away_is_no_trouble(
    qapp: QApplication, tmp_path: Path, program_home: Path
) -> None:
    assert qapp is not None
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        connect_to(server.url, program_home)
        with ExitStack() as program:
            typist = program.enter_context(running())
            typist.wait_until_signed_in()
            # The program goes on after the server has ended.
            later = program.pop_all()
    with later:
        type_minimum(typist, "Nordlys Bakeri AS")
        typist.save()
        typist.wait_for_outcome("as soon as")
        assert typist.window.duplicates.text == ""


@pytest.mark.long
@pytest.mark.shared_window
def test_a_company_that_is_not_the_same_is_left_out_for_this_form(typist: Typist) -> None:
    strip = typist.window.duplicates
    type_same_name(typist)
    wait_until(lambda: any("already" in problem.message for problem in typist.window.problems))
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.press(Qt.Key.Key_Delete)
    assert (strip.text, typist.place) == ("", "Department")
    assert not any("already" in problem.message for problem in typist.window.problems)
    typist.press(Qt.Key.Key_Z, CONTROL)
    wait_until(lambda: strip.text == "1 similar company")
    typist.press(Qt.Key.Key_Y, CONTROL)
    wait_until(lambda: strip.text == "")
    typist.press(Qt.Key.Key_N, CONTROL)
    type_same_name(typist)
    wait_until(lambda: strip.text == "1 similar company")


@pytest.mark.shared_window
def test_the_name_in_another_register_is_taken_and_one_step_takes_it_back(typist: Typist) -> None:
    strip = typist.window.duplicates
    typist.type("nordlys regnskap")
    wait_until(lambda: strip.text == "1 similar company")
    typist.press(Qt.Key.Key_J, CONTROL)
    hints = [one.text() for one in strip.findChildren(QLabel) if not one.isHidden()]
    assert [one for one in hints if "It is in another register (REG-1)" in one and "takes its name" in one]
    typist.press(Qt.Key.Key_Return, ALT)
    typist.press(Qt.Key.Key_Space)
    assert typist.place == "duplicates.list", "it has no page in SuperOffice, and no values"
    typist.press(Qt.Key.Key_Return)
    assert (typist.place, typist.window.form.value()["Name"]) == ("Name", "Nordlys Regnskap AS")
    assert strip.text == ""
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value()["Name"] == "nordlys regnskap"
    wait_until(lambda: strip.text == "1 similar company")


@pytest.mark.long
def test_who_is_not_the_same_stays_so_in_a_draft(
    server: SandboxServer, program_home: Path, qapp: QApplication
) -> None:
    assert qapp is not None
    connect_to(server.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        typist.type("Nordlys Bakeri AS")
        wait_until(lambda: typist.window.duplicates.text == "1 similar company")
        typist.press(Qt.Key.Key_J, CONTROL)
        typist.press(Qt.Key.Key_Delete)
        assert typist.window.duplicates.text == ""
    with running() as typist:
        typist.wait_until_signed_in()
        wait_until(lambda: typist.window.form.value().get("Name") == "Nordlys Bakeri AS")
        search = typist.program.duplicates
        wait_until(lambda: search.is_ready(typist.window.form.value()))
        assert typist.window.duplicates.text == ""
        typist.press(Qt.Key.Key_N, CONTROL)
        typist.type("Nordlys Bakeri AS")
        wait_until(lambda: typist.window.duplicates.text == "1 similar company")


@pytest.mark.long
@pytest.mark.parametrize(
    "server",
    [Options(lacks=("GET Contact/Duplicates/{name}", "GET Person"))],
    indirect=True,
    ids=["no rules for names, nobody"],
)
def test_a_server_without_rules_for_names_finds_the_same_name(typist: Typist) -> None:
    strip = typist.window.duplicates
    type_same_name(typist)
    wait_until(lambda: strip.text == "1 similar company")
    typist.press(Qt.Key.Key_J, CONTROL)
    assert row(typist, 0)[-1] == "Same name and department"
    assert typist.find(QLabel, "duplicates.unchecked").text() == "Not checked: similar names"
    wait_until(lambda: any("already" in problem.message for problem in typist.window.problems))
    typist.press(Qt.Key.Key_Escape)
    typist.window.form.focus_path("Name")
    typist.type("Quite Another Name")
    wait_until(lambda: strip.text == "Not checked: similar names")


def type_same_name(typist: Typist) -> None:
    typist.window.form.focus_path("Name")
    typist.type("Nordlys Bakeri AS")
    typist.window.form.focus_path("Department")
    typist.type("Tromsø")


@pytest.mark.shared_window
def test_the_number_of_a_company_tells_too(typist: Typist) -> None:
    typist.type("Quite Another Name")
    typist.window.form.focus_path("OrgNr")
    typist.type("999888771")
    wait_until(lambda: typist.window.duplicates.text == "1 similar company")
    assert row(typist, 0)[-1] == "Same VAT or organisation number"


def test_somebody_who_is_added_and_works_elsewhere_is_told(qtbot: QtBot, office: Office) -> None:
    hits = tuple(CompanyHit(number, "Mill", person="Kari Hansen", person_id=3) for number in (5, 9))
    office.api.answers["find_companies"] = lambda _question, _most: FoundHits(hits)
    strip = DuplicatesStrip(DuplicateSearch(office.entry, office.context, office), QPushButton())
    qtbot.addWidget(strip)
    office.sign_in()
    people = [{"Lastname": "Hansen", "Email": "kari@mill.example"}]
    target = {"contact_id": 5, "profile": "work", "name": "Fjord"}
    office.entry.edited({"Name": "Fjord", "Persons": people, TARGET: target})
    qtbot.waitUntil(lambda: strip.text == "Known at 1 other company", timeout=PATIENCE_MS)


@pytest.fixture
def lacking(qtbot: QtBot, office: Office) -> Iterator[DuplicatesStrip]:
    """The strip in front of a server that cannot be asked for anything but names."""
    office.api.answers["duplicates"] = lambda _name, _department: ()
    office.api.answers["find_companies"] = lambda _question, _most: FoundHits(is_refused=True)
    strip = DuplicatesStrip(DuplicateSearch(office.entry, office.context, office), QPushButton())
    qtbot.addWidget(strip)
    office.sign_in()
    yield strip


def test_what_could_not_be_checked_is_said(qtbot: QtBot, office: Office, lacking: DuplicatesStrip) -> None:
    office.entry.edited({"Name": "Fjord", "OrgNr": "999888771", "Phones": [{"Value": "22000010"}]})
    qtbot.waitUntil(lambda: lacking.text == "Not checked: VAT numbers, phone numbers", timeout=PATIENCE_MS)
    assert lacking.minimumSizeHint().width() < 600, "the window is never wider for a sentence"
    office.entry.edited({"Name": "Fjord"})
    qtbot.waitUntil(lambda: lacking.text == "", timeout=PATIENCE_MS)
