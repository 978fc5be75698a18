"""What is said of an entry, and what can be done about it: the same by buttons and by menu."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.model.entry import EntrySummary, State
from app.model.outbox_rows import EntryAction, OutboxRow
from app.ui.outbox.entry_actions import EntryActions

NOW = datetime.now(UTC)


def row(state: State, *, contact_id: int = 0, next_try: datetime | None = None) -> OutboxRow:
    summary = EntrySummary(
        id="entry-1",
        state=state,
        name="Fjell AS",
        contact_id=contact_id,
        created=NOW,
        updated=NOW,
        message="What became of it.",
        next_try=next_try,
        steps_done=int(contact_id > 0),  # its company is there
        steps_total=1,
    )
    return OutboxRow(summary, False)


@pytest.fixture
def actions(qtbot: QtBot) -> EntryActions:
    made = EntryActions()
    made.resize(900, 60)  # beside a message, as in the window
    qtbot.addWidget(made)
    made.show()
    return made


def texts(actions: EntryActions) -> list[str]:
    return [button.text() for button in actions.findChildren(QPushButton) if button.isVisible()]


def message(actions: EntryActions) -> str:
    label = actions.findChild(QLabel, "outbox.message")
    assert isinstance(label, QLabel)
    return label.text()


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (row(State.QUEUED), "Back to the form"),
        (row(State.REJECTED), "Send again"),
        (row(State.REJECTED, contact_id=5), "Send what is missing"),
        (row(State.SAVED, contact_id=5), "Remove from list"),
        (row(State.UNKNOWN), "Look again"),
    ],
)
def test_the_words_fit_the_state(actions: EntryActions, shown: OutboxRow, words: str) -> None:
    actions.show_row(shown)
    assert words in texts(actions)
    assert len(texts(actions)) == len(shown.actions)


def test_nothing_chosen_shows_nothing(actions: EntryActions) -> None:
    actions.show_row(row(State.QUEUED))
    actions.show_row(None)
    assert (texts(actions), message(actions)) == ([], "")
    actions.choose(0)  # and does nothing


def test_when_it_is_tried_again_is_told_while_that_is_to_come(actions: EntryActions) -> None:
    actions.show_row(row(State.QUEUED, next_try=NOW + timedelta(hours=1)))
    assert "Next try:" in message(actions)
    actions.show_row(row(State.QUEUED, next_try=NOW - timedelta(hours=1)))
    assert message(actions) == "What became of it."


def test_a_button_tells_its_action(qtbot: QtBot, actions: EntryActions) -> None:
    shown = row(State.QUEUED)
    actions.show_row(shown)
    with qtbot.waitSignal(actions.chosen) as told:
        next(one for one in actions.findChildren(QPushButton) if one.isVisible()).click()
    assert told.args == [shown.actions[0]]


def test_the_menu_has_the_same_with_their_keys(qtbot: QtBot, actions: EntryActions) -> None:
    shown = row(State.SAVED, contact_id=5)
    actions.show_row(shown)
    actions.open_menu(actions, QPoint(5, 5))
    menu = actions.findChild(QMenu)
    assert isinstance(menu, QMenu)
    items = [item.text() for item in menu.actions()]
    assert items.pop(1) == "New company with the same values\tCtrl+D"
    assert items.pop(1) == "Print …\tCtrl+P"
    assert items == [f"{text}\t{keys}" for text, keys in zip(texts(actions), ("Enter", "Del"), strict=True)]
    with qtbot.waitSignal(actions.chosen) as told:
        menu.actions()[-1].trigger()
    assert told.args == [EntryAction.DISCARD]
    menu.close()
