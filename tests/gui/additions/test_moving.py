"""Somebody who is typed and works elsewhere is told of, and moved instead of being added anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.ui.additions.moving import MoveStrip
from app.ui.common.plain_text import PlainMessageBox
from tests.helpers.ui.window import CONTROL, Typist, connect_to, running, wait_until

AUTH = (USER, PASSWORD)
OLD, OTHER = 2, 3
KARI = "kari.hansen@nordlys-bakeri.example"
IS_ELSEWHERE = "Kari Hansen is at “Nordlys Bakeri AS, Tromsø” already."
MOVES = "Kari Hansen moves here from “Nordlys Bakeri AS, Tromsø” when you save."
WITH_PEOPLE = pytest.mark.parametrize("server", [Options(people=True)], indirect=True)
AMONG_PEOPLE = pytest.mark.shared_window(options=Options(people=True))


def person(server: SandboxServer) -> dict[str, Any]:
    """Returns Kari Hansen as the server has her, who is alone of that name."""
    query = "$select=personId&$filter=lastName begins 'Hansen'"
    (row,) = httpx.get(f"{server.url}/api/v1/Person?{query}", auth=AUTH).raise_for_status().json()["value"]
    answer = httpx.get(f"{server.url}/api/v1/Person/{row['personId']}", auth=AUTH).raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def company_of(server: SandboxServer) -> int:
    return int(person(server)["Contact"]["ContactId"])


def strip(typist: Typist) -> MoveStrip:
    (found,) = typist.window.findChildren(MoveStrip)
    return found


def shown(name: str) -> list[QPushButton]:
    every = [one for one in QApplication.allWidgets() if isinstance(one, QPushButton)]
    return [one for one in every if one.objectName() == name and one.isVisible()]


def click(name: str) -> None:
    wait_until(lambda: len(shown(name)) == 1)
    (button,) = shown(name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_kari(typist: Typist) -> None:
    editor = typist.window.form.persons.editor
    typist.window.form.show_page(typist.window.form.persons)
    editor.add_person()
    typist.type("Kari")
    editor.focus_path("Persons[0].Lastname")
    typist.type("Hansen")
    editor.focus_path("Persons[0].Title")
    typist.type("Boss")
    editor.focus_path("Persons[0].Email")
    typist.type(KARI)


def confirm(typist: Typist) -> None:
    click("moving.confirm")
    wait_until(lambda: strip(typist).text == MOVES)
    typist.window.activateWindow()  # as a desktop does where there is one
    wait_until(lambda: QApplication.focusWidget() is not None)
    assert typist.place == "Persons[0].Firstname"


def move_her(typist: Typist) -> str:
    """Accepts the offer; returns what was asked."""
    wait_until(lambda: bool(shown("moving.move")))
    assert strip(typist).text == IS_ELSEWHERE
    click("moving.move")
    wait_until(lambda: isinstance(QApplication.activeWindow(), PlainMessageBox))
    box = QApplication.activeWindow()
    assert isinstance(box, PlainMessageBox)
    words = f"{box.text()}\n{box.informativeText()}"
    confirm(typist)
    return words


@pytest.mark.long
@AMONG_PEOPLE
def test_somebody_is_moved_to_a_new_company(typist: Typist, server: SandboxServer) -> None:
    typist.type("Fjordlaks Test AS")
    typist.tab_to("required.CustomFields.SuperOffice:1")
    typist.type("K-1")
    before = person(server)
    type_kari(typist)
    words = move_her(typist)
    assert "moves to this company instead of being added anew" in words
    assert "This is not taken along; you can type it in SuperOffice afterwards: Title." in words
    assert not typist.window.form.value().get("Persons")
    typist.save()
    typist.wait_for_outcome("Kari Hansen")
    after = person(server)
    assert after["Contact"]["Name"] == "Fjordlaks Test AS"
    assert {name: after[name] for name in ("PersonId", "Title", "Emails", "MobilePhones")} == {
        name: before[name] for name in ("PersonId", "Title", "Emails", "MobilePhones")
    }
    assert strip(typist).text == ""


@pytest.mark.long
@AMONG_PEOPLE
def test_one_undo_brings_back_what_was_typed(typist: Typist, server: SandboxServer) -> None:
    typist.type("Fjordlaks Test AS")
    type_kari(typist)
    before = typist.window.form.value()
    move_her(typist)
    typist.press(Qt.Key.Key_Z, CONTROL)
    wait_until(lambda: strip(typist).text == IS_ELSEWHERE)
    assert typist.window.form.value() == before
    move_her(typist)
    click("moving.back[0]")
    wait_until(lambda: strip(typist).text == "")
    assert company_of(server) == OLD


@pytest.mark.long
@AMONG_PEOPLE
def test_somebody_is_moved_to_a_company_that_is_there_by_f6(typist: Typist, server: SandboxServer) -> None:
    typist.program.adding_to.use(OTHER, "Blåbär Logistik AB")
    wait_until(lambda: "being read" not in typist.program.adding_to.strip.text)
    type_kari(typist)
    wait_until(lambda: bool(shown("moving.move")))
    for _ in range(6):
        typist.press(Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == "moving.move":
            break
    typist.press(Qt.Key.Key_Space)
    wait_until(lambda: isinstance(QApplication.activeWindow(), PlainMessageBox))
    confirm(typist)
    typist.save()
    typist.wait_for_outcome("Kari Hansen")
    assert company_of(server) == OTHER


@pytest.mark.long
@pytest.mark.parametrize("server", [Options(people=True, masks={"Person.Contact": "Read"})], indirect=True)
def test_without_the_right_it_is_said_and_not_offered(typist: Typist) -> None:
    typist.type("Fjordlaks Test AS")
    type_kari(typist)
    wait_until(lambda: "You have no right to change this." in strip(typist).text)
    assert strip(typist).text.startswith(IS_ELSEWHERE)
    assert not strip(typist).findChildren(QPushButton)


@pytest.mark.long
@WITH_PEOPLE
def test_a_draft_keeps_who_is_to_be_moved(server: SandboxServer, program_home: Path) -> None:
    connect_to(server.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        typist.type("Fjordlaks Test AS")
        type_kari(typist)
        move_her(typist)
    with running() as typist:
        typist.wait_until_signed_in()
        wait_until(lambda: strip(typist).text == MOVES)
