"""Templates are kept in the settings, beside the administrator's, and filled with what the lists have."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
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
from app.model.profile import Profile
from app.model.templates.like_last import LAST
from app.service.lookups import LAYOUT
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
PROFILE = Profile(name="Fair", url="https://crm.example.com/api")
PATIENCE_MS = 10_000


class Connections(QObject):
    """As much of the connections as templates ask for."""

    opened = Signal()

    def __init__(self, managed: ManagedSettings, settings: Settings) -> None:
        super().__init__()
        self.managed = managed
        self.settings = managed.apply(settings)
        self.is_open = True
        self.status = SimpleNamespace(profile=PROFILE)


class Lookups(QObject):
    """A tenant with one list."""

    choices_changed = Signal(str, object)
    problem_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Any] = {"category": CATEGORIES}
        self.proposed = {"Category": {"Id": 2}}
        self.rules = Rules()
        self.want = Mock()
        self.failed: set[str] = set()

    def has_answered(self, name: str) -> bool:
        return name in (*self.choices, *self.failed) or (name == LAYOUT and bool(self.rules.layout))


@dataclass
class Company:
    """A company that was saved."""

    form: dict[str, Any]
    name: str = "Fjell AS"


@dataclass
class Latest:
    """Whoever knows the company saved last."""

    is_known: bool = True
    last: Company | None = None


class Desk:
    """The controller, with what it has to do with."""

    def __init__(
        self, folder: Path, templates: dict[str, Any], layers: tuple[SettingsLayer, ...] = ()
    ) -> None:
        self.file, self.disk, self.lookups = SettingsFile(folder / "settings.json"), WorkerPool(1), Lookups()
        settings = Settings(templates=templates)
        self.file.save(settings)
        self.connections = Connections(ManagedSettings(layers), settings)
        self.latest = Latest()
        self.made = TemplatesController(
            self.file,
            self.connections,  # type: ignore[arg-type]
            self.lookups,  # type: ignore[arg-type]
            self.disk,
            latest=self.latest,
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


SEGMENT = UserDefinedFieldInfo(
    prog_id="SuperOffice:7", field_type="List", field_label="Segment", mdo_list_name="udlist28"
)


def saved_with(desk: Desk, **form: Any) -> None:
    desk.latest.last = Company(form)
    desk.lookups.rules = Rules(layout=(SEGMENT,))
    desk.lookups.choices |= {"udlist28": CATEGORIES, "task": CATEGORIES}


def test_the_company_saved_last_is_a_template(desk: Desk) -> None:
    steps = [
        {"Kind": "Appointment", "Title": "Call", "Task": {"Id": 1}},
        {"Kind": "Selection", "Name": "Fair", "Id": 12},
    ]
    custom = {"SuperOffice:7": "[I:2]", "SuperOffice:1": "K-17"}
    saved_with(desk, Name="Fjell AS", Category={"Id": 1}, CustomFields=custom, NextSteps=steps)
    assert desk.made.values_of(LAST) == {
        "Category": "Customer",
        "CustomFields.SuperOffice:7": "[I:2]",
        "NextSteps.Title": "Call",
        "NextSteps.Task": "Customer",
        "NextSteps.Selection": "Fair",
    }
    done = desk.made.fill(LAST, {})
    assert done.form == {
        "Category": {"Id": 1},
        "CustomFields": {"SuperOffice:7": "[I:2]"},
        "NextSteps": steps,  # the selection by its number: there may be two of the name
        "Origin": {"templates": ["Like the company saved last"]},
    }
    assert done.sentence == "Filled in: Next step, Category, Custom fields. Ctrl+Z takes it back."


def test_what_the_lists_have_no_more_is_told_and_left_out(desk: Desk) -> None:
    steps = [{"Kind": "Appointment", "Title": "Call", "Task": {"Id": 8}}]
    saved_with(desk, Category={"Id": 9}, CustomFields={"SuperOffice:7": "[I:7]"}, NextSteps=steps)
    done = desk.made.fill(LAST, {})
    assert done.form["NextSteps"] == [{"Kind": "Appointment", "Title": "Call"}]
    assert "Category" not in done.form
    assert "CustomFields" not in done.form
    for told in ("“9” is not in the list Category", "“[I:7]” is not in the list Segment", "“8” is not in"):
        assert told in done.sentence


def test_it_is_waited_for_with_its_lists_and_what_its_custom_fields_are(desk: Desk) -> None:
    desk.latest.is_known = False
    assert desk.made.has_to_wait(LAST), "the entries of earlier are still being read"
    desk.latest.is_known = True
    assert not desk.made.has_to_wait(LAST)
    assert not desk.made.values_of(LAST)
    steps = [{"Kind": "Appointment", "Title": "Call", "Task": {"Id": 1}}]
    saved_with(desk, CustomFields={"SuperOffice:7": "[I:2]"}, NextSteps=steps)
    assert not desk.made.has_to_wait(LAST)
    for name in ("udlist28", "task"):
        there = desk.lookups.choices.pop(name)
        assert desk.made.has_to_wait(LAST)
        desk.lookups.choices[name] = there
    desk.lookups.rules = Rules()
    assert desk.made.has_to_wait(LAST)


def test_it_is_meant_by_its_name_in_any_case_unless_a_template_has_it(desk: Desk) -> None:
    assert desk.made.key_of(" like the company SAVED last") == LAST
    assert desk.made.key_of("fair") == "Fair"
    assert not desk.made.key_of("Nothing")
    desk.made.templates["Like the Company saved last"] = FAIR  # a policy may have one
    assert desk.made.key_of("like the company saved last") == "Like the Company saved last"


def test_what_is_there_already_is_not_told_as_left(desk: Desk) -> None:
    interests = choices_from_list(
        read_as(MDOListItem, {"Id": number, "Name": name}) for number, name in ((1, "Golf"), (2, "Wine"))
    )
    desk.lookups.choices["contint"] = interests
    desk.made.keep("Golf", {"Category": "Customer", "Interests": "Golf"})
    there = [{"Id": 1, "Selected": True, "Name": "Golf"}, {"Id": 2, "Selected": True}]
    done = desk.made.fill("Golf", {"Interests": there})
    assert done.sentence == "Filled in: Category. Ctrl+Z takes it back."


def test_a_list_that_does_not_come_keeps_nobody_waiting(desk: Desk) -> None:
    """So it is with the priorities of services, which many a server has not."""
    steps = [{"Kind": "Appointment", "Title": "Call", "Task": {"Id": 8}}]
    custom = {"SuperOffice:7": "[I:7]"}
    saved_with(desk, TicketPriority={"Id": 3}, CustomFields=custom, NextSteps=steps)
    lists = "udlist28", "task", "ticketpriority"
    for name in lists:
        desk.lookups.choices.pop(name, None)
    assert desk.made.has_to_wait(LAST)
    desk.lookups.failed = set(lists)
    came = Mock()
    desk.made.more_came.connect(came)
    desk.lookups.problem_changed.emit("The list cannot be read.")
    assert came.called
    assert not desk.made.has_to_wait(LAST)
    done = desk.made.fill(LAST, {})
    wanted = {"TicketPriority": {"Id": 3}, "CustomFields": custom, "NextSteps": steps}
    assert {name: done.form[name] for name in wanted} == wanted
    assert "is not in the list" not in done.sentence
    desk.made.keep("Call", {"NextSteps.Title": "Call", "NextSteps.Task": "Phone"})
    desk.lookups.want.reset_mock()
    assert desk.made.has_to_wait("Call"), "a name is nothing without its list"
    desk.lookups.want.assert_not_called()
    desk.made.has_to_wait("Call", is_asked=True)
    desk.lookups.want.assert_called_once_with("task")


@pytest.mark.parametrize(
    ("interests", "ids", "told"),
    [
        ("Golf, Chess", [1], ["Chess"]),
        ("Chess, golf , 9,Wine", [1, 2], ["Chess", "9"]),
        ("2, Chess", [2], ["Chess"]),
        ("Chess", None, ["Chess"]),
        ("Chess, Go", None, ["Chess", "Go"]),
    ],
)
def test_interests_that_are_there_go_in_without_those_that_are_gone(
    desk: Desk, interests: str, ids: list[int] | None, told: list[str]
) -> None:
    desk.lookups.choices["contint"] = choices_from_list(
        read_as(MDOListItem, {"Id": number, "Name": name}) for number, name in ((1, "Golf"), (2, "Wine"))
    )
    desk.made.keep("Some", {"Interests": interests})
    done = desk.made.fill("Some", {})
    wanted = None if ids is None else [{"Id": one, "Selected": True} for one in ids]
    assert done.form.get("Interests") == wanted
    for text in told:
        assert f"“{text}” is not in the list Interests of your SuperOffice." in done.sentence


def test_one_interest_that_is_gone_keeps_no_other_of_the_last_company_out(desk: Desk) -> None:
    saved_with(desk, Interests=[{"Id": number, "Selected": True} for number in (2, 9)])
    desk.lookups.choices["contint"] = CATEGORIES
    done = desk.made.fill(LAST, {})
    assert done.form["Interests"] == [{"Id": 2, "Selected": True}]
    assert "“9” is not in the list Interests" in done.sentence


def test_a_template_made_in_another_language_is_filled_in_at_the_same_server(desk: Desk) -> None:
    desk.made.keep("Call", {"Category": "Partner", "NextSteps.Title": "Call [3]"})
    kept = desk.kept()["Call"]
    assert kept == {
        "Category": "Partner [2]",
        "NextSteps.Title": "Call [3]",
        "Server": "https://crm.example.com",
    }
    items = ((1, "Kunde"), (2, "Samarbeidspartner"))
    norwegian = choices_from_list(read_as(MDOListItem, {"Id": id_, "Name": name}) for id_, name in items)
    desk.lookups.choices["category"] = norwegian
    desk.lookups.proposed = {}
    assert desk.made.fill("Call", {}).form["Category"] == {"Id": 2}
    assert desk.made.all_values["Call"] == {"Category": "Partner [2]", "NextSteps.Title": "Call [3]"}
    desk.connections.status.profile = PROFILE.with_changes(url="https://other.example.com")
    assert desk.made.all_values["Call"] == {"Category": "Partner", "NextSteps.Title": "Call [3]"}
    there = desk.made.fill("Call", {})  # its number is another entry's at another server
    assert "Category" not in there.form
    assert "“Partner” is not in the list" in there.sentence
