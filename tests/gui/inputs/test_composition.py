"""What an input method has open is committed before anything else happens, and is no value before."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit

from app.storage.sqlite.drafts import Drafts
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.composition import commit_composition
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window

KINDS = {
    "Name": "山田",
    "Description": "山田",
    "OrgNr": "９",
    "Address.Street.City": "東京",
    "Phones[0].Value": "９９",
    "Phones[0].Description": "自宅",
    "Emails[0].Value": "あ@例.jp",
    "Urls[0].Value": "例.jp",
    "Source": "４２",
    "CustomFields.SuperOffice:1": "山",
    "CustomFields.SuperOffice:2": "４２",
    "CustomFields.SuperOffice:4": "２４．１１．２０２６",
    "CustomFields.SuperOffice:8": "１２",
    "Persons[0].Firstname": "한",
    "Persons[0].BirthDate": "24.12.1980",
    "Persons[0].Email": "한@한.kr",
    "Persons[0].Description": "한국",
}
"""An input of each kind and each part, and what is composed in it."""
SEARCHES = ("Interests.search", "CustomFields.search")


def trigger(typist: Typist, name: str) -> None:
    typist.find(QAction, name).trigger()


def held_texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in held_texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in held_texts(one)]
    return [str(value)]


@pytest.mark.long
def test_in_every_kind_of_input_it_is_no_value_until_a_command_commits_it(typist: Typist) -> None:
    form, entry = typist.window.form, typist.program.entry
    for path, text in KINDS.items():
        form.focus_path(path)
        assert typist.place == path
        before = form.value()
        typist.compose(text[:1])
        typist.compose(text)
        assert form.value() == before, path
        trigger(typist, "action.tab6")
        after = form.value()
        typed = set(held_texts(after)) - set(held_texts(before))
        assert typed, path
        assert entry.is_current(after), path
        form.focus_path(path)
        assert typist.place == path
        trigger(typist, "action.undo")
        assert form.value() == before, path


@pytest.mark.parametrize("leave", ["key", "another field", "tab", "menu"])
def test_leaving_an_input_commits(typist: Typist, leave: str) -> None:
    form = typist.window.form
    typist.compose("山田")
    if leave == "key":
        typist.press(Qt.Key.Key_Tab)
    elif leave == "another field":
        form.focus_path("Department")
    elif leave == "tab":
        typist.go_to_tab(3)
    else:
        typist.window.drafts.popup(typist.window.pos())
        typist.window.drafts.close()
    assert form.value()["Name"] == "山田"


def test_save_takes_what_is_open_and_the_next_company_does_not(typist: Typist) -> None:
    form = typist.window.form
    form.focus_path("CustomFields.SuperOffice:1")
    typist.type("K-1")
    form.focus_path("Name")
    typist.compose("株式", commit="山田")
    typist.save()
    typist.wait_for_outcome("Saved as number")
    assert [entry.name for entry in typist.saved_entries()] == ["山田株式"]
    assert "Name" not in form.value()


def test_new_and_closing_keep_what_is_open_in_the_draft(typist: Typist) -> None:
    store = typist.program.store
    assert store is not None
    typist.compose("山田")
    typist.press(Qt.Key.Key_N, CONTROL)
    assert "Name" not in typist.window.form.value()
    typist.compose("鈴木")
    typist.window.close()
    typist.window.show()
    wait_until(lambda: {draft.form.get("Name") for draft in Drafts(store).all()} == {"山田", "鈴木"})


def test_a_person_keeps_what_was_composed_in_it(typist: Typist) -> None:
    typist.window.form.focus_path("Persons[0].Firstname")
    typist.compose("花子")
    typist.press(Qt.Key.Key_P, CONTROL | SHIFT)
    typist.compose("太郎")
    typist.press(Qt.Key.Key_Return)
    typist.compose("次郎")
    typist.press(Qt.Key.Key_D, CONTROL)
    people = typist.window.form.value()["Persons"]
    assert [person.get("Firstname") for person in people] == ["花子", "太郎", "次郎"]


def test_a_cancelled_composition_leaves_nothing(typist: Typist) -> None:
    typist.compose("山田")
    typist.compose("")
    trigger(typist, "action.new")
    assert typist.program.entry.is_blank
    assert "Name" not in typist.window.form.value()


@pytest.mark.long
def test_a_list_is_searched_while_composing(typist: Typist) -> None:
    form = typist.window.form
    form.focus_path("Category")
    combo = typist.find(ChoiceInput, "Category")
    before, shown = form.value().get("Category"), combo.currentText()
    combo._line.selectAll()
    typist.compose("ｓｕｐｐ")
    assert combo.is_open
    assert form.value().get("Category") == before
    typist.program.lookups.refresh()
    wait_until(lambda: typist.program.lookups.is_complete)
    typist.compose("ｓｕｐｐｌ")
    assert combo.is_open
    typist.press(Qt.Key.Key_Escape)
    assert (form.value().get("Category"), combo.currentText()) == (before, shown)
    combo._line.selectAll()
    typist.compose("ｓｕｐｐｌ")
    typist.press(Qt.Key.Key_Return)
    assert combo.currentText() == "Supplier"
    assert form.value()["Category"] != before
    typist.compose("x")
    typist.compose("")
    assert combo.currentText() == "Supplier"
    assert not combo.is_typing


@pytest.mark.long
@pytest.mark.parametrize("path", SEARCHES)
def test_a_search_commits_too(typist: Typist, path: str) -> None:
    search = typist.find(QLineEdit, path)
    search.setVisible(True)
    typist.window.form.focus_path(path.partition(".")[0])
    search.setFocus()
    before = typist.window.form.value()
    typist.compose("山")
    typist.go_to_tab(1)
    assert search.text() == "山"
    assert typist.window.form.value() == before


@pytest.mark.parametrize("commits", [True, False], ids=["commits", "cannot"])
def test_a_platform_that_cannot_commit_is_told_to_forget(
    typist: Typist, monkeypatch: pytest.MonkeyPatch, *, commits: bool
) -> None:
    told: list[str] = []

    class Method:
        def commit(self) -> None:
            told.append("commit")
            if commits:
                typist.compose("", commit="山")

        def reset(self) -> None:
            told.append("reset")

    monkeypatch.setattr(QGuiApplication, "inputMethod", staticmethod(Method))
    typist.compose("山")
    commit_composition()
    assert told == (["commit"] if commits else ["commit", "reset"])
    assert typist.window.form.value()["Name"] == "山"


@pytest.mark.parametrize(
    ("action", "field"), [("nextSteps", "nextSteps.Title"), ("connection", "profile.name")]
)
def test_a_button_of_a_dialog_commits_it_however_it_is_pressed(
    typist: Typist, action: str, field: str
) -> None:
    trigger(typist, f"action.{action}")
    wait_until(lambda: isinstance(QApplication.activeWindow(), QDialog))
    dialog = QApplication.activeWindow()
    assert dialog is not None
    line, box = dialog.findChild(QLineEdit, field), dialog.findChild(QDialogButtonBox)
    assert line is not None
    assert box is not None
    line.setFocus()
    line.selectAll()
    typist.compose("山")
    seen: list[str] = []
    box.accepted.disconnect()
    box.accepted.connect(lambda: seen.append(line.text()))
    box.button(QDialogButtonBox.StandardButton.Ok).click()
    assert seen == ["山"]
    dialog.done(0)  # type: ignore[attr-defined]
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
