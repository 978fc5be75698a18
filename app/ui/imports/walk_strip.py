"""Where somebody is who walks through the drafts of a table: in a message, and in the status bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.controller.imports.walk import DraftWalk, WalkPlace
from app.model.text_normalization import shortened
from app.translation import _, ngettext
from app.ui.common.banner import Banner, Tone
from app.ui.common.key_translation import key_sequence
from app.ui.common.plain_text import PlainLabel, plain_line
from app.ui.inputs.composition import commit_composition

if TYPE_CHECKING:
    from app.ui.window.main_window import MainWindow

NEXT_KEYS: Final = "F9"
BACK_KEYS: Final = "Shift+F9"
LEAVE_KEYS: Final = "Ctrl+F9"


class WalkStrip(QObject):
    """Shows the place of the walk, and has its commands in the menu, with keys, while there is one."""

    def __init__(self, window: MainWindow, walk: DraftWalk) -> None:
        super().__init__(window)
        self._walk = walk
        self._form = window.form
        self._is_at_one = False  # the message is about one draft
        self._later = ""  # what is said as well once it is not
        self._offered: Mapping[str, Callable[[], None]] = {}
        self._messages, self._outcome = window.messages, window.outcome
        self._banner = Banner("walk")
        window.messages.add(self._banner)
        self._place = PlainLabel(name="status.walk")
        window.statusBar().addPermanentWidget(self._place)
        self._place.hide()
        self._actions = self._add_actions(window)
        self._allow(is_under_way=False, is_at_one=False)
        walk.moved.connect(self._on_moved)
        walk.ended.connect(self._on_ended)

    def _add_actions(self, window: MainWindow) -> list[QAction]:
        """Puts into the menu *Go* what can be done while there is a walk."""
        before = window.actions_by_name["action.outbox"]
        menu = next(one for one in window.menuBar().findChildren(QMenu) if before in one.actions())
        actions = []
        for name, text, keys, slot in (
            ("action.nextDraft", _("Next &draft of a table"), NEXT_KEYS, self._walk.go_next),
            ("action.draftBefore", _("Draft &before"), BACK_KEYS, self._walk.go_back),
            ("action.leaveOut", _("Leave the draft o&ut"), LEAVE_KEYS, self._walk.leave_out),
        ):
            action = QAction(plain_line(text), self)
            action.setObjectName(name)
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.setShortcut(key_sequence(keys))
            action.setAutoRepeat(False)
            # What a command acts on is what is seen.
            action.triggered.connect(commit_composition)
            action.triggered.connect(slot)
            menu.insertAction(before, action)
            actions.append(action)
        return actions

    def offer(self, actions: Mapping[str, Callable[[], None]]) -> None:
        """Has what is said of a table offer these from now on, to the end of the walk and after it."""
        self._offered = actions

    def say(self, text: str) -> None:
        """Says what became of a table; what is left of it can be walked through."""
        self._messages.let_none_lead()
        self._show(text, {})

    def add(self, sentence: str) -> None:
        """Says it behind what was said, unless that is about one draft; and with what is next said of all."""
        self._later = sentence
        if not self._is_at_one and sentence not in self._banner.text:
            self.say(f"{self._banner.text} {sentence}".strip())

    def _show(self, text: str, actions: Mapping[str, Callable[[], None]]) -> None:
        place = self._walk.place
        walk = {_("Go through them (F9)"): self._walk.go_next} if place.total else {}
        actions = {**walk, **actions, **self._offered}
        self._banner.show_message(text, Tone.PLAIN if not place.total else Tone.WAITING, actions=actions)

    def _on_moved(self, place: WalkPlace) -> None:
        self._allow(is_under_way=place.total > 0, is_at_one=place.item is not None)
        self._place.setVisible(place.total > 0)
        if place.is_over or place.item is None:
            self._place.setText(_("{count} to go through").format(count=place.left))
            if place.is_over and place.total:
                text = self._with_later(_over_told(place))
                self._walk.end()
                self._messages.let_none_lead()
                self._banner.show_message(text, Tone.SAVED, actions=self._offered)
            elif self._is_at_one:
                self._messages.let_lead(self._outcome, self._banner)  # what was saved, not that others wait
                self._show(self._with_later(left_told(place.left)), {_("End"): self._walk.end})
            self._is_at_one = False
            return
        self._is_at_one = True
        self._messages.let_lead(self._banner, self._outcome)  # why this one waits, not that one is saved
        self._form.reveal_problems()
        self._place.setText(_("{number} of {total}").format(number=place.number, total=place.total))
        # Its name is what the form begins with: in a low window the beginning of why it waits has the room.
        name = shortened(place.item.name) or _("without a name")
        told = " ".join(place.item.reasons) or f"{name}."
        text = _("{number} of {total}: {told}").format(number=place.number, total=place.total, told=told)
        tone = Tone.WAITING if place.item.reasons else Tone.PLAIN
        self._banner.show_message(
            text,
            tone,
            actions={
                _("Next (F9)"): self._walk.go_next,
                _("Before"): self._walk.go_back,
                _("Leave out"): self._walk.leave_out,
                _("End"): self._walk.end,
            },
            keys={_("Before"): _shown(BACK_KEYS), _("Leave out"): _shown(LEAVE_KEYS)},
        )

    def _on_ended(self) -> None:
        self._is_at_one = False
        self._allow(is_under_way=False, is_at_one=False)
        self._place.hide()
        self._banner.dismiss()
        if text := self._with_later(""):
            self.say(text)

    def _with_later(self, text: str) -> str:
        later, self._later = self._later, ""
        return f"{text} {later}".strip()

    def _allow(self, *, is_under_way: bool, is_at_one: bool) -> None:
        *moves, leave_out = self._actions
        for action in moves:
            action.setEnabled(is_under_way)
        leave_out.setEnabled(is_at_one)


def _shown(keys: str) -> str:
    """Returns keys as this system and the user's language write them."""
    return key_sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def left_told(left: int) -> str:
    """Says how many companies of a table wait as drafts."""
    then = ngettext("{count} waits as a draft.", "{count} wait as drafts.", left)
    return then.format(count=left)


def _over_told(place: WalkPlace) -> str:
    """Says that the walk is at its end, and what came of it."""
    saved = ngettext("{count} company is saved.", "{count} companies are saved.", place.saved)
    left = ngettext("{count} stays among the drafts.", "{count} stay among the drafts.", place.left_out)
    return " ".join(
        filter(
            None,
            (
                _("All of them are gone through."),
                saved.format(count=place.saved) if place.saved else "",
                left.format(count=place.left_out) if place.left_out else "",
            ),
        )
    )
