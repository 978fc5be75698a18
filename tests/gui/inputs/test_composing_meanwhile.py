"""What the program does to a field while something is composed in it loses no letter and doubles none."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.model.checks.rules import FieldRule
from app.model.form.paths import value_at
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.composition import commit_composition
from app.ui.parts.field_box import FieldBox
from app.ui.parts.part import PREFIX
from tests.gui.inputs.test_composition import KINDS
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window

REQUIRED = f"{PREFIX}CustomFields.SuperOffice:1"
OTHERS = {
    "Name": "Fjell AS",
    "Description": "A note",
    "OrgNr": "8",
    "Address.Street.City": "Oslo",
    "Phones[0].Value": "8",
    "Emails[0].Value": "b@b.no",
    "Urls[0].Value": "b.no",
    "Persons[0].Firstname": "Kari",
    "Persons[0].Email": "b@b.no",
    "Persons[0].Description": "A person",
    "CustomFields.SuperOffice:1": "K-2",
}
"""Another value of fields whose value is their text."""


def at(typist: Typist, path: str) -> Any:
    return value_at(typist.window.form.value(), path.removeprefix(PREFIX))


def with_value(form: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of the form with another value at the path."""
    name, _, rest = path.partition(".")
    if not rest:
        return {**form, name: value}
    if name.endswith("[0]"):
        return {**form, name[:-3]: [with_value((form.get(name[:-3]) or [{}])[0], rest, value)]}
    return {**form, name: with_value(form.get(name) or {}, rest, value)}


def box_of(typist: Typist, path: str) -> FieldBox:
    box: QWidget | None = typist.find(QWidget, path)
    while box is not None and not isinstance(box, FieldBox):
        box = box.parentWidget()
    assert isinstance(box, FieldBox)
    return box


def expected(typist: Typist, path: str, text: str) -> Any:
    """What the field holds once the text has been typed into it, as it is without anything meanwhile."""
    form = typist.window.form
    form.focus_path(path)
    typist.compose("", commit=text)
    value = at(typist, path)
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert at(typist, path) != value
    return value


@pytest.mark.long
@pytest.mark.parametrize("path", KINDS)
def test_another_field_is_filled(typist: Typist, path: str) -> None:
    form, text = typist.window.form, KINDS[path]
    wanted = expected(typist, path, text)
    form.focus_path(path)
    typist.compose(text)
    other = "Department"
    typist.window.history.apply(form.value() | {other: "Oslo"}, "what was offered")
    assert at(typist, other) == "Oslo"
    typist.compose("", commit=text)
    assert at(typist, path) == wanted
    commit_composition()
    assert at(typist, path) == wanted


@pytest.mark.long
@pytest.mark.parametrize("path", OTHERS)
def test_the_field_itself_is_filled(typist: Typist, path: str) -> None:
    form, other = typist.window.form, OTHERS[path]
    wanted = expected(typist, path, KINDS[path])
    form.focus_path(path)
    typist.compose(KINDS[path])
    typist.window.history.apply(with_value(form.value(), path, other), "what was offered")
    assert at(typist, path) == other
    commit_composition()
    assert at(typist, path) == other, "what was open is in a step of its own, and not behind that"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert at(typist, path) == wanted
    assert typist.program.entry.is_current(form.value())


@pytest.mark.long
@pytest.mark.parametrize("path", OTHERS)
def test_the_box_is_set_without_a_step(typist: Typist, path: str) -> None:
    form, other = typist.window.form, OTHERS[path]
    form.focus_path(path)
    typist.compose(KINDS[path])
    box = box_of(typist, path)
    box.set_value(box.value())
    typist.compose("", commit=KINDS[path])
    held = box.value()
    typist.compose(KINDS[path])
    box.set_value(held)
    assert box.value() == held, "the value that it has: the composition goes on"
    box.set_value(other)
    commit_composition()
    assert box.value() == other


@pytest.mark.long
@pytest.mark.parametrize("path", KINDS)
def test_the_field_is_locked(typist: Typist, path: str) -> None:
    form = typist.window.form
    wanted = expected(typist, path, KINDS[path])
    form.focus_path(path)
    typist.compose(KINDS[path])
    box = box_of(typist, path)
    box.set_rule(FieldRule(read_only=True))
    commit_composition()
    box.set_rule(FieldRule())
    assert at(typist, path) == wanted


@pytest.mark.long
@pytest.mark.parametrize("path", ["Address.Street.City", "Phones[0].Value", "Persons[0].Firstname"])
def test_the_rules_of_its_part_come(typist: Typist, path: str) -> None:
    form = typist.window.form
    wanted = expected(typist, path, KINDS[path])
    form.focus_path(path)
    typist.compose(KINDS[path])
    rules = form.context.rules
    name = path.partition(".")[0].partition("[")[0]
    locked = replace(rules, fields={**rules.fields, name: FieldRule(read_only=True)})
    before, context = form.value(), form.context
    form.set_context(replace(context, rules=locked))
    commit_composition()
    form.set_context(context)
    assert at(typist, path) == wanted, before


@pytest.mark.long
@pytest.mark.parametrize("path", ["CustomFields.SuperOffice:1", REQUIRED])
def test_its_layout_comes_anew(typist: Typist, path: str) -> None:
    form = typist.window.form
    typist.go_to_tab(4 if path != REQUIRED else 1)
    form.focus_path(path)
    assert typist.place == path
    typist.compose("山")
    context = form.context
    layout = [replace_label(info) for info in context.custom_fields]
    form.set_context(replace(context, custom_fields=layout))
    wait_until(lambda: form.custom_fields.editor.is_built)
    assert at(typist, path) == "山"
    commit_composition()
    form.set_context(context)
    wait_until(lambda: form.custom_fields.editor.is_built)
    assert at(typist, path) == "山"


def replace_label(info: Any) -> Any:
    return info.with_changes(field_label=f"{info.field_label} (new)")


@pytest.mark.long
def test_a_step_is_taken_back_elsewhere(typist: Typist) -> None:
    form = typist.window.form
    typist.type("Fjell")
    form.focus_path("Department")
    typist.compose("山田")
    typist.window.history.undo()
    assert (at(typist, "Name"), at(typist, "Department")) == ("Fjell", None)
    typist.window.history.undo()
    assert at(typist, "Name") is None
    typist.window.history.redo()
    assert (at(typist, "Name"), at(typist, "Department")) == ("Fjell", None)
    commit_composition()
    assert at(typist, "Department") is None


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "parts", "wanted"),
    [
        ("OrgNr", ("９", "７", "４"), "974"),
        ("Phones[0].Value", ("２２", "８６", "５４"), "228654"),
        ("Emails[0].Value", ("ｐｏｓｔ", "＠ｆｊｅｌｌ", "．ｎｏ"), "post@fjell.no"),
        ("Name", ("山\t", "田\x07", "一\n"), "山 田一"),
        ("Source", ("４", "２", "１"), 421),
        ("CustomFields.SuperOffice:2", ("４", "２", "１"), "[I:421]"),
    ],
)
def test_what_is_committed_is_cleaned_while_more_is_open(
    typist: Typist, path: str, parts: tuple[str, ...], wanted: object
) -> None:
    typist.window.form.focus_path(path)
    typist.compose(parts[0])
    for done, begun in pairwise(parts):
        typist.compose(begun, commit=done)
    typist.compose("", commit=parts[-1])
    assert at(typist, path) == wanted
    commit_composition()
    assert at(typist, path) == wanted


@pytest.mark.long
def test_a_name_is_split_and_put_together_again(typist: Typist) -> None:
    form = typist.window.form
    form.focus_path("Persons[0].Firstname")
    typist.compose("Kari Nordmann")
    typist.press(Qt.Key.Key_Tab)
    assert form.value()["Persons"] == [{"Firstname": "Kari", "Lastname": "Nordmann"}]
    typist.compose("B")
    typist.compose("Ber")
    assert form.value()["Persons"] == [{"Firstname": "Kari Nordmann"}]
    form.focus_path("Persons[0].Firstname")
    assert form.value()["Persons"] == [{"Firstname": "Kari Nordmann", "Lastname": "Ber"}]
    typist.compose("太")
    commit_composition()
    commit_composition()
    assert form.value()["Persons"] == [{"Firstname": "Kari Nordmann太", "Lastname": "Ber"}]


@pytest.mark.long
def test_a_list_that_comes_leaves_alone_what_is_composed_in_it(typist: Typist) -> None:
    form = typist.window.form
    for path in ("Business", "Persons[0].Position", "CustomFields.SuperOffice:7"):
        combo = typist.find(ChoiceInput, path)
        form.focus_path(path)
        combo._line.selectAll()
        typist.compose("ａ")
        combo.set_choices(combo._choices)
        form.set_context(form.context)
        typist.compose("", commit="zzz")
        commit_composition()
        assert combo.currentText() == "zzz"
        typist.press(Qt.Key.Key_Escape)


@pytest.mark.long
@pytest.mark.parametrize("is_composed", [True, False], ids=["composed", "typed"])
def test_the_country_does_not_follow_while_it_is_being_chosen(typist: Typist, *, is_composed: bool) -> None:
    form = typist.window.form
    country = typist.find(ChoiceInput, "Country")
    form.focus_path("Address.Street.City")
    typist.type("Boras")
    form.focus_path("Address.Street.Zipcode")
    typist.type("SE-411 03")
    form.focus_path("Country")
    before = at(typist, "Country")
    country._line.selectAll()
    if is_composed:
        typist.compose("ｄｅｎ")
    else:
        typist.type("den")
    found: list[object] = []
    typist.program.recognition.country_found.connect(found.append)
    wait_until(lambda: bool(found) or typist.window._country._found is not None or bool(found))
    typist.window._country._follow()
    assert country.is_open
    assert at(typist, "Country") in (None, before)
    typist.press(Qt.Key.Key_Return)
    assert country.currentText() == "Denmark"
    form.focus_path("Department")
    typist.window._country._follow()
    assert country.currentText() == "Denmark", "chosen by hand"
