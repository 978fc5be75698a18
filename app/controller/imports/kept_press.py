"""A press of a button while companies are checked once more: it is kept, and told, and done after that."""

from __future__ import annotations

from app.model.imports.lines import LineState
from app.model.imports.progress import ImportProgress
from app.translation import _

_SENDS = _("What is clear is sent once all are checked.")
_WALKS = _("You go through them once all are checked.")


class KeptPress:
    """What was asked for of one table: True to send, False to go through it, None for nothing.

    Once all its companies were checked, they may be checked again: nothing is pressed in vain then.
    """

    def __init__(self) -> None:
        self.wanted: bool | None = None
        self._was_checked = False

    def begin(self) -> None:
        """Forgets the table."""
        self.wanted, self._was_checked = None, False

    def forget(self, *_changed: object) -> None:
        """Takes the press back: something was changed after it."""
        self.wanted = None

    def see(self, progress: ImportProgress) -> None:
        """Takes note of what was told: a problem, or nothing to send, ends what was asked for."""
        self._was_checked |= progress.is_over
        has_new = bool(progress.counts.get(LineState.NEW))
        if progress.problem or (progress.is_over and self.wanted and not has_new):
            self.wanted = None

    def may_wait(self, progress: ImportProgress) -> bool:
        """Returns True while a press can be kept: they are being checked again."""
        return self._was_checked and not (progress.is_over or progress.problem or progress.is_putting)

    @property
    def told(self) -> str:
        """What is done once all are checked; empty for nothing."""
        return "" if self.wanted is None else _SENDS if self.wanted else _WALKS
