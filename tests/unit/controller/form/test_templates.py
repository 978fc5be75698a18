"""Templates are kept in the settings, beside the administrator's, and filled with what the lists have."""

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.controller.form.templates import TemplatesController
from app.controller.process.workers import WorkerPool
from app.model.carriers.lists import MDOListItem, UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.checks.rules import FieldRule, Rules
from app.model.form.choices import choices_from_list
from app.storage.settings.managed_settings import ManagedSettings
from app.storage.settings.policy_sources import SettingsLayer
from app.storage.settings.settings_file import Settings, SettingsFile

FAIR = {"Category": "Customer"}
POLICY = SettingsLayer(
    {"templates": {"Team": "Category=Partner"}}, {"templates": "Set by your administrator."}
)
CATEGORIES = choices_from_list(
    read_as(MDOListItem, {"Id": number, "Name": name}) for number, name in ((1, "Customer"), (2, "Partner"))
)
PATIENCE_MS = 10_000


class Connections(QObject):
    """As much of the connections as templates ask for."""

    opened = Signal()

    def __init__(self, managed: ManagedSettings, settings: Settings) -> None:
        super().__init__()
        self.managed = managed
        self.settings = managed.apply(settings)
        self.is_open = True


class Lookups(QObject):
    """A tenant with one list."""

    choices_changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Any] = {"category": CATEGORIES}
        self.proposed = {"Category": {"Id": 2}}
        self.rules = Rules()
        self.want = Mock()


class Desk:
    """The controller, with what it has to do with."""

    def __init__(
        self, folder: Path, templates: dict[str, Any], layers: tuple[SettingsLayer, ...] = ()
    ) -> None:
        self.file, self.disk, self.lookups = SettingsFile(folder / "settings.json"), WorkerPool(1), Lookups()
        settings = Settings(templates=templates)
        self.file.save(settings)
        self.connections = Connections(ManagedSettings(layers), settings)
        self.made = TemplatesController(
            self.file,
            self.connections,  # type: ignore[arg-type]
            self.lookups,  # type: ignore[arg-type]
            self.disk,
        )

    def kept(self) -> dict[str, Any]:
        assert self.disk.wait(PATIENCE_MS)
        return self.file.load().templates


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    assert qtbot is not None
    return Desk(tmp_path, {"Fair": FAIR}, (POLICY,))


def test_both_are_there_and_the_users_own_alone_is_written(desk: Desk) -> None:
    assert desk.made.templates == {"Team": {"Category": "Partner"}, "Fair": FAIR}
    assert desk.made.why_given("team") == "Set by your administrator."
    assert not desk.made.why_given("Fair")
    desk.made.keep(" Call ", {"NextSteps.Title": "Call"})
    desk.made.rename("Fair", "Messe")
    assert set(desk.made.templates) == {"Team", "Messe", "Call"}
    assert desk.kept() == {"Messe": FAIR, "Call": {"NextSteps.Title": "Call"}}
    desk.made.remove("Call")
    assert desk.kept() == {"Messe": FAIR}
    desk.made.keep("MESSE", {"Source": "7"})
    assert desk.kept() == {"MESSE": {"Source": "7"}}


def test_what_cannot_be_is_said_and_changes_nothing(desk: Desk) -> None:
    for name in ("", "x" * 81):
        with pytest.raises(ValueError, match=r"\.$"):
            desk.made.keep(name, FAIR)
    with pytest.raises(ValueError, match="Two templates have the name “Team”"):
        desk.made.rename("Fair", "TEAM")
    for name in (" like the company SAVED last", "Like the company saved last"):
        with pytest.raises(ValueError, match="A template of the program has that name"):
            desk.made.keep(name, FAIR)
        with pytest.raises(ValueError, match="A template of the program has that name"):
            desk.made.rename("Fair", name)
    with pytest.raises(ValueError, match=r"\.$"):
        desk.made.keep("team", FAIR)
    desk.made.rename("Fair", "FAIR")
    assert desk.kept() == {"FAIR": FAIR}


def test_a_list_that_has_not_come_is_waited_for(desk: Desk) -> None:
    came = Mock()
    desk.made.more_came.connect(came)
    assert not desk.made.has_to_wait("Fair")
    desk.made.keep("Call", {"NextSteps.Title": "Call", "NextSteps.Task": "Meeting"})
    assert desk.made.has_to_wait("Call")
    desk.lookups.want.assert_called_with("task")
    desk.lookups.choices["task"] = CATEGORIES
    desk.lookups.choices_changed.emit("task", CATEGORIES)
    assert (came.call_count, desk.made.has_to_wait("Call")) == (1, False)
    assert not desk.made.has_to_wait("Nothing")
    desk.connections.is_open = False
    assert desk.made.has_to_wait("Nothing"), "it may be in the settings that are still read"


def test_it_is_told_what_went_in_and_what_did_not(desk: Desk) -> None:
    done = desk.made.fill("Fair", {"Name": "Fjell AS"})
    form = {"Name": "Fjell AS", "Category": {"Id": 1}, "Origin": {"templates": ["Fair"]}}
    assert (done.form, done.is_changed) == (form, True)
    assert done.sentence == "Filled in: Category. Ctrl+Z takes it back."
    desk.made.keep("Odd", {"Category": "Friend", "Nane": "x", "Code": "7", "Department": "Oslo"})
    done = desk.made.fill("Odd", {"Department": "Bergen"})
    assert (done.form, done.is_changed) == ({"Department": "Bergen"}, False)
    assert "“Nane” is no field" in done.sentence
    assert "“Friend” is not in the list Category" in done.sentence


def test_an_entry_that_the_list_of_a_custom_field_has_no_more_is_told_and_left_out(desk: Desk) -> None:
    field = UserDefinedFieldInfo(
        prog_id="SuperOffice:7", field_type="List", field_label="Segment", mdo_list_name="udlist28"
    )
    desk.lookups.rules = Rules(layout=(field,))
    desk.made.templates["Gone"] = {"CustomFields.SuperOffice:7": "[I:9]", "Category": "Customer"}
    assert desk.made.has_to_wait("Gone"), "its list has not come"
    desk.lookups.choices["udlist28"] = CATEGORIES
    assert not desk.made.has_to_wait("Gone")
    filled = desk.made.fill("Gone", {})
    assert "“[I:9]” is not in the list Segment of your SuperOffice." in filled.sentence
    assert "CustomFields" not in filled.form
    desk.made.templates["There"] = {"CustomFields.SuperOffice:7": "[I:2]"}
    assert desk.made.fill("There", {}).form["CustomFields"] == {"SuperOffice:7": "[I:2]"}


def test_what_is_closed_stays_as_it_is(desk: Desk) -> None:
    desk.lookups.rules = Rules(fields={"category": FieldRule(read_only=True)})
    assert desk.made.fill("Fair", {}).form == {}


def test_somebody_may_come_after_the_template(desk: Desk) -> None:
    desk.made.keep("Help", {"NextSteps.SupportPerson": "yes"})
    assert desk.made.fill("Help", {}).form["NextSteps"] == [{"Kind": "SupportPerson"}]


def test_a_disk_that_takes_nothing_is_told(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.file, "change", Mock(side_effect=OSError("full")))
    with qtbot.waitSignal(desk.made.problem_reported, timeout=PATIENCE_MS):
        desk.made.remove("Fair")


def test_a_card_is_captured_with_the_lists_there_are(desk: Desk) -> None:
    assert desk.made.captured({"Name": "Fjell AS", "Category": {"Id": 2}}) == {"Category": "Partner"}
