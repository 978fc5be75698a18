"""A press of a button that is not done at once: while companies are checked, or lack something."""

from __future__ import annotations

from app.model.imports.lines import LineState
from app.model.imports.progress import ImportProgress
from app.translation import _, ngettext

_SENDS = _("What is clear is sent once all are checked.")
_WALKS = _("You go through them once all are checked.")
_NOT_YET = _("Nothing of it is done yet. Press Esc once more to leave all the same.")
_GIVEN = _("What you chose and typed here is not kept. Press Esc once more to leave without it.")


class KeptPress:
    """What was asked for of one table: True to send, False to go through it, None for nothing.

    While its companies are checked, nothing is pressed in vain: by the button or Enter where all of them were
    checked before, else by its letter, which nobody presses by mistake. Nor is it left with what was asked
    for, or given by hand, before that was told; nor is sent what lacks something that the tenant requires.
    """

    def __init__(self) -> None:
        self.wanted: bool | None = None
        self._was_checked = self._is_changed = self._is_leaving = False
        self._lacking, self._has_told = 0, False

    def begin(self) -> None:
        """Forgets the table."""
        self.wanted, self._lacking, self._has_told = None, 0, False
        self._was_checked = self._is_changed = self._is_leaving = False

    def forget(self) -> None:
        """Takes the press back: something was changed after it, or it is done."""
        self.wanted, self._is_leaving, self._lacking = None, False, 0

    def change(self, *_changed: object) -> None:
        """Takes note that somebody has chosen something for this table."""
        self.forget()
        self._is_changed = True

    def may_leave(self, *, is_given: bool) -> bool:
        """Returns False, the first time, where that would drop what was asked for, chosen or `is_given`."""
        was_leaving = self._is_leaving
        self._is_leaving = self.wanted is not None or self._is_changed or is_given
        return was_leaving or not self._is_leaving

    def see(self, progress: ImportProgress) -> None:
        """Takes note of what was told: a problem, or nothing to send, ends what was asked for."""
        self._was_checked |= progress.is_over
        has_new = bool(progress.counts.get(LineState.NEW))
        if progress.problem or (progress.is_over and self.wanted and not has_new):
            self.wanted = None

    def may_wait(self, progress: ImportProgress) -> bool:
        """Returns True while a press can be kept: they are being checked again."""
        return self._was_checked and _is_checking(progress)

    def holds(self, progress: ImportProgress, *, sends: bool) -> bool:
        """Takes a press of the button that `sends`, or leads through them; True if it is not done now.

        It is kept while they are checked. What is clear and lacks something that the tenant requires is
        sent with the next press, once that was told of this table.
        """
        if _is_checking(progress):
            self.wanted = sends
            return True
        self._lacking = progress.missing_clear if sends and not self._has_told else 0
        self._has_told |= bool(self._lacking)
        return bool(self._lacking)

    @property
    def told(self) -> str:
        """What is done once all are checked, or with the next press, and what leaving would drop."""
        done = "" if self.wanted is None else _SENDS if self.wanted else _WALKS
        lost = (_NOT_YET if done else _GIVEN) if self._is_leaving else ""
        lacks = ngettext(
            "{count} that is clear lacks what SuperOffice requires. Press Enter once more to send it so.",
            "{count} that are clear lack what SuperOffice requires. Press Enter once more to send them so.",
            self._lacking,
        ).format(count=self._lacking)
        return " ".join(filter(None, (done, lacks if self._lacking else "", lost)))


def _is_checking(progress: ImportProgress) -> bool:
    return not (progress.is_over or progress.problem or progress.is_putting)
