"""What is done after a command that has to wait for the rest of the program: it keeps its order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from app.model.form.fields import CONTACT_FIELDS, Rows

Ahead = tuple[Callable[[], object], bool]
"""Something done while a Save is under way, and whether it shows that its user is at the next company."""

GOES_ON = frozenset(("action.new", "action.newLikeLast", "action.paste", "action.addPerson")).union(
    field.action for field in CONTACT_FIELDS if isinstance(field, Rows)
)
"""Commands that begin the next company, or put something into it."""

SAVE = "action.save"

_STEPS = frozenset(
    (
        "action.undo",
        "action.redo",
        "action.nextProblem",
        "action.similar",
        "action.problems",
        "action.outbox",
        *GOES_ON,
    )
) - {"action.new", "action.newLikeLast", "action.paste"}
"""Commands that do something else each time. Of the others, one that is pressed twice is meant once."""


class HeldWork:
    """Keys and commands from the first one that has to wait, each as a call that does it."""

    def __init__(self) -> None:
        self._before: deque[Callable[[], object]] = deque()
        self._last = ""
        self.after_save: list[Ahead] | None = None
        """What came after Save, which is a decision of its own; None if Save was not pressed."""

    def hold_key(self, key: Callable[[], object], *, is_text: bool) -> None:
        """Holds a key: `key` types it again."""
        self._last = ""
        if self.after_save is None:
            self._before.append(key)
        else:
            self.after_save.append((key, is_text))

    def hold_command(self, name: str, work: Callable[[], object]) -> None:
        """Holds a command of the menus, unless it was pressed twice for want of an answer."""
        if self.after_save is not None:
            # Save pressed twice for one company is one Save; after further keys it is for theirs.
            if name != SAVE or any(goes_on for _, goes_on in self.after_save):
                self.after_save.append((work, name in GOES_ON))
        elif name == SAVE:
            self.after_save = []
        elif name != self._last or name in _STEPS:
            self._last = name
            self._before.append(work)

    def run(self, save: Callable[[list[Ahead]], object]) -> None:
        """Does what was held, then calls `save` with what came after Save. What fails stops nothing else."""
        while self._before:
            work = self._before.popleft()
            try:
                work()
            except Exception:
                QTimer.singleShot(0, partial(self.run, save))
                raise
        if self.after_save is not None:
            save(self.after_save)
