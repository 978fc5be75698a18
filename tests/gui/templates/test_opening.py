"""Templates worked by keys: made of a card, filled into another, renamed, deleted, given by a policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget

from app.model.history.origin import origin_in
from app.model.templates.reading import BEGINS_WITH, Templates
from app.sandbox import SandboxServer
from app.storage.settings import managed_settings
from app.storage.settings.policy_sources import file_policy
from app.storage.settings.settings_file import SettingsFile
from app.ui.common.fitting import FittingDialog
from app.ui.templates.chooser import TemplateChooser
from app.ui.templates.naming import NameDialog
from app.ui.templates.opening import TemplateActions
from tests.helpers.ui.company import type_custom_fields
from tests.helpers.ui.letters import clashes, texts_in_view
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, type_on, wait_until

FAIR = {"Category": "Customer", "NextSteps.Selection": "Fair Oslo 2026", "NextSteps.Title": "Call"}
FAIR["NextSteps.StartDate"] = "+7"


def settings_of(home: Path) -> Templates:
    return SettingsFile(home / "settings.json").load().templates


def opened(typist: Typist, kind: type[FittingDialog]) -> FittingDialog:
    """The dialog, once its keys go there."""

    def found() -> FittingDialog | None:
        return next((one for one in typist.window.findChildren(kind) if one.isVisible()), None)

    wait_until(lambda: found() is not None)
    dialog = found()
    assert dialog is not None
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    return dialog


def choose(typist: Typist) -> FittingDialog:
    typist.press(Qt.Key.Key_T, CONTROL | SHIFT)
    return opened(typist, TemplateChooser)


def make(typist: Typist, name: str) -> None:
    typist.window.actions_by_name["action.makeTemplate"].trigger()
    dialog = opened(typist, NameDialog)
    assert clashes(texts_in_view(dialog)) == {}
    type_on(name)
    press(typist, Qt.Key.Key_Return)


def press(typist: Typist, key: Qt.Key) -> None:
    QTest.keyClick(typist.focused, key)


def go_back(typist: Typist) -> None:
    """Goes back to the form: the offscreen platform does not by itself."""
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


def take(typist: Typist, part: str) -> None:
    choose(typist)
    type_on(part)
    press(typist, Qt.Key.Key_Return)
    go_back(typist)


def names(dialog: FittingDialog) -> list[str]:
    shown = dialog.findChild(QListWidget, "templates.list")
    assert shown is not None
    return [shown.item(row).text() for row in range(shown.count())]


def value(typist: Typist) -> dict[str, Any]:
    return typist.window.form.value()


def said(typist: Typist) -> str:
    return typist.window.notice.text


@pytest.mark.long
def test_a_card_becomes_a_template_and_fills_the_next_one(typist: Typist, program_home: Path) -> None:
    typist.fill("Name", "Fjell & Vidde AS")
    typist.fill("Category", "partner")
    typist.tab_to("Business")
    before = value(typist)
    make(typist, "Trade fair")
    wait_until(lambda: "is kept" in said(typist))
    typist.wait_for_disk()
    assert settings_of(program_home)["Trade fair"]["Category"] == "Business partner [4]"
    go_back(typist)
    typist.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: "Name" not in value(typist))
    empty = value(typist)
    assert empty.get("Category") != before["Category"]
    take(typist, "fair")
    wait_until(lambda: value(typist).get("Category") == before["Category"])
    assert said(typist).startswith("Filled in: ")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert value(typist) == empty, "one step takes all of it back"
    assert said(typist) == "", "what is taken back is not said to be filled in"


@pytest.mark.long
def test_what_is_chosen_stays_and_what_follows_is_filled_in(typist: Typist) -> None:
    actions = typist.window.findChild(TemplateActions)
    assert actions is not None
    actions._templates.keep("Fair", FAIR)
    typist.fill("Category", "supplier")
    typist.tab_to("Business")
    mine = value(typist)["Category"]
    take(typist, "fa")
    wait_until(lambda: "NextSteps" in value(typist))
    assert value(typist)["Category"] == mine
    appointment, selection = value(typist)["NextSteps"]
    assert (appointment["Title"], selection["Name"]) == ("Call", "Fair Oslo 2026")
    assert said(typist) == "Filled in: Next step. Ctrl+Z takes it back. Left as it was: Category."
    take(typist, "fa")
    assert said(typist) == "Nothing was empty that it fills in, so nothing was changed."


@pytest.mark.long
def test_like_the_company_saved_last(typist: Typist) -> None:
    dialog = choose(typist)
    assert names(dialog) == []
    label = dialog.findChild(QLabel, "templates.message")
    assert label is not None
    assert label.text().startswith("There are no templates yet.")
    press(typist, Qt.Key.Key_Escape)
    go_back(typist)
    typist.fill("Name", "Fjell & Vidde AS")
    typist.fill("Category", "partner")
    typist.tab_to("Business")
    saved = value(typist)
    type_custom_fields(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    take(typist, "like")
    wait_until(lambda: value(typist).get("Category") == saved["Category"])
    assert origin_in(value(typist)).templates == ("Like the company saved last",)


@pytest.mark.long
def test_renamed_and_deleted_by_keys(typist: Typist, program_home: Path) -> None:
    actions = typist.window.findChild(TemplateActions)
    assert actions is not None
    for name in ("Fair", "Partners"):
        actions._templates.keep(name, FAIR)
    dialog = choose(typist)
    assert names(dialog) == ["Fair", "Partners"]
    assert clashes(texts_in_view(dialog)) == {}
    press(typist, Qt.Key.Key_F2)
    opened(typist, NameDialog)
    type_on("partners")
    press(typist, Qt.Key.Key_Return)
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    label = dialog.findChild(QLabel, "templates.message")
    assert label is not None
    assert label.text() == "Two templates have the name “Partners”."
    press(typist, Qt.Key.Key_F2)
    opened(typist, NameDialog)
    type_on("Messe")
    press(typist, Qt.Key.Key_Return)
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    assert names(dialog) == ["Messe", "Partners"]
    while typist.place != "templates.delete":
        press(typist, Qt.Key.Key_Tab)
    press(typist, Qt.Key.Key_Space)
    assert label.text() == "Once more deletes “Messe”."
    press(typist, Qt.Key.Key_Space)
    assert names(dialog) == ["Partners"]
    press(typist, Qt.Key.Key_Escape)
    typist.wait_for_disk()
    assert list(settings_of(program_home)) == ["Partners"]


@pytest.mark.long
def test_a_template_of_the_policy_is_nobodys_to_change(
    server: SandboxServer, program_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[templates."Trade fair"]\nCategory = "Supplier"\nNane = "x"\n', encoding="utf-8")
    monkeypatch.setattr(managed_settings, "policy_sources", lambda: (lambda: file_policy(policy),))
    connect_to(server.url, program_home)
    with running(program_home, begins=f"{BEGINS_WITH}trade FAIR") as typist:
        wait_until(lambda: said(typist).startswith("Filled in: Category"))
        assert "“Nane” is no field of a company." in said(typist)
        typist.window.activateWindow()
        wait_until(typist.window.isActiveWindow)
        dialog = choose(typist)
        label = dialog.findChild(QLabel, "templates.message")
        assert label is not None
        assert label.text().startswith("Set by your administrator in ")
        press(typist, Qt.Key.Key_F2)
        assert not typist.window.findChildren(NameDialog)
        press(typist, Qt.Key.Key_Escape)
        go_back(typist)


@pytest.mark.shared_window
def test_nothing_to_keep_and_no_such_template_are_told(typist: Typist) -> None:
    actions = typist.window.findChild(TemplateActions)
    assert actions is not None
    actions.begin("Fair")
    wait_until(lambda: said(typist) == "There is no template “Fair”.")
