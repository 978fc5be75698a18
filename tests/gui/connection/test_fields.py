"""The rows of the connection dialog: which kind of connection has which, and what each widget answers."""

from dataclasses import fields
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.model.profile import Environment, Profile, Scheme, SecretKind
from app.ui.connection.fields import MORE_ROWS, ROWS, FieldEditor, Row

BY_NAME = {row.name: row for row in (*ROWS, *MORE_ROWS)}


def editor(qtbot: QtBot, row: Row) -> FieldEditor:
    made = FieldEditor(row, lambda: None)
    qtbot.addWidget(made.widget)
    return made


def test_every_row_is_a_setting_of_the_profile_or_a_secret() -> None:
    settings = {one.name for one in fields(Profile)}
    assert {name for name in BY_NAME if name not in settings and not BY_NAME[name].is_secret} == set()


def test_a_kind_of_connection_asks_for_its_own_secret_alone() -> None:
    for scheme, secret in {
        Scheme.BASIC: SecretKind.PASSWORD,
        Scheme.TICKET: SecretKind.TICKET,
        Scheme.BEARER: SecretKind.BEARER,
        Scheme.XSRF: SecretKind.XSRF,
    }.items():
        asked = {row.name for row in ROWS if row.is_secret and row.schemes and row.is_for(scheme)}
        assert asked - {SecretKind.XSRF_COOKIE} == {secret}


@pytest.mark.parametrize(
    ("name", "value"),
    [("url", "https://crm.example.com"), ("environment", Environment.STAGE), ("include_offset", True)],
)
def test_what_is_set_is_answered(qtbot: QtBot, name: str, value: Any) -> None:
    made = editor(qtbot, BY_NAME[name])
    made.set_value(value)
    assert made.value() == value


def test_a_text_is_answered_without_blanks_around_it_and_a_secret_as_it_is(qtbot: QtBot) -> None:
    url, password = editor(qtbot, BY_NAME["url"]), editor(qtbot, BY_NAME[SecretKind.PASSWORD])
    for made in (url, password):
        assert isinstance(made.widget, QLineEdit)
        QTest.keyClicks(made.widget, " a ")
    assert url.value() == "a"
    assert password.value() == " a "


def test_a_secret_that_is_kept_is_not_shown_and_not_answered(qtbot: QtBot) -> None:
    made = editor(qtbot, BY_NAME[SecretKind.PASSWORD])
    assert isinstance(made.widget, QLineEdit)
    made.widget.setText("hush")
    made.forget(is_kept=True)
    assert made.value() is None
    assert made.widget.placeholderText() == "unchanged"


def test_what_few_people_know_is_explained(qtbot: QtBot) -> None:
    for name in ("culture", "select", "body_format", SecretKind.CLIENT_SECRET):
        made = editor(qtbot, BY_NAME[name])
        assert made.widget.toolTip() == made.widget.accessibleDescription() == BY_NAME[name].tip != ""
        made.lock("Set by your administrator.")
        assert made.widget.toolTip() == "Set by your administrator."
        made.lock("")
        assert made.widget.toolTip() == BY_NAME[name].tip


def test_what_is_locked_says_why(qtbot: QtBot) -> None:
    made = editor(qtbot, BY_NAME["proxy"])
    made.lock("Set by your administrator.")
    assert not made.widget.isEnabled()
    assert made.widget.toolTip() == made.widget.accessibleDescription() == "Set by your administrator."
    made.lock("")
    assert made.widget.isEnabled()


def test_typing_tells_that_something_changed(qtbot: QtBot) -> None:
    told: list[int] = []
    made = FieldEditor(BY_NAME["url"], lambda: told.append(1))
    qtbot.addWidget(made.widget)
    QTest.keyClicks(made.widget, "ab")
    assert len(told) == 2


def test_choices_and_ticks_have_widgets_of_their_own(qtbot: QtBot) -> None:
    assert isinstance(editor(qtbot, BY_NAME["environment"]).widget, QComboBox)
    assert isinstance(editor(qtbot, BY_NAME["send_persons"]).widget, QCheckBox)
