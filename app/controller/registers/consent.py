"""Whether registers may be asked: asked once, remembered as a setting; a policy decides before all else."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from app.controller.connection.connections import Connections
from app.controller.process.failures import sentence_for
from app.controller.process.workers import WorkerPool
from app.model.registers.settings import CODES, WITH_KEY, RegisterSettings
from app.storage.settings.settings_file import SettingsFile
from app.translation import _
from app.translation.joined_names import joined_by_and

_FORBIDDEN = _("No register may be asked on this computer. Allow one with: contact-entry register allow NAME")
_PRACTICE = _("Registers are not asked while you practise: nothing leaves this computer.")
_NOBODY = _("There is no register to ask for this. Type more of the name, or a whole number.")
_NOT_KEPT = _("This could not be kept as a setting, so it is asked again after the next start.")


class Consent(QObject):
    """The decision of a user or an administrator about registers."""

    problem_reported = Signal(str)  # sentence: the decision could not be kept

    def __init__(
        self,
        connections: Connections,
        file: SettingsFile,
        disk: WorkerPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connections = connections
        self._file = file
        self._disk = disk
        self.settings = RegisterSettings()
        connections.opened.connect(self._on_opened)
        if connections.is_open:
            self._on_opened()

    @property
    def may_ask(self) -> bool:
        """True if there is a register that may be asked."""
        return bool(self.settings.allowed)

    @property
    def may_be_asked_for(self) -> bool:
        """True if nobody has decided yet, and the user may."""
        is_free = not self._connections.managed.reason("registers")
        return self._connections.is_open and not self.settings.is_decided and is_free

    @property
    def why_not(self) -> str:
        """The sentence for somebody who wants to ask where nobody may be."""
        return self._connections.managed.reason("registers") or _FORBIDDEN

    @property
    def why_nobody(self) -> str:
        """The sentence for a text that is asked of nobody, although registers may be asked."""
        return _PRACTICE if self._connections.is_practice else _NOBODY

    @property
    def proposed_codes(self) -> tuple[str, ...]:
        """The registers that consent is asked for: those that need no key."""
        return tuple(code for code in CODES if code not in WITH_KEY)

    def sentence(self) -> str:
        """Returns what consent is asked for; for a worker, since the registers are loaded for it."""
        from app.webapi.registers import REGISTERS

        return _(
            "May public registers of companies be asked? The name or number that you look up then leaves "
            "this computer for the register of its country: {registers}."
        ).format(registers=joined_by_and([REGISTERS[code].title for code in self.proposed_codes]))

    def decide(self, *, allowed: bool) -> None:
        """Takes the user's decision and keeps it as the setting ``registers``."""
        self.allow(self.proposed_codes if allowed else ())

    @property
    def why_managed(self) -> str:
        """Why the user cannot decide; empty if they can."""
        return self._connections.managed.reason("registers")

    def allow(self, codes: Collection[str]) -> None:
        """Has just these registers asked from now on, and keeps that as the setting ``registers``."""
        self.settings = self.settings.with_all(codes)
        text = self.settings.allowed_text
        self._disk.run(
            lambda: self._file.change(lambda now: now.with_changes(registers=text)),
            None,
            self.report,
        )

    def _on_opened(self) -> None:
        settings = self._connections.settings
        self.settings = RegisterSettings.of(
            settings.registers, settings.register_urls, settings.register_businesses
        )

    def report(self, error: Exception) -> None:
        """Says that a decision about registers, or a key, could not be kept."""
        self.problem_reported.emit(f"{sentence_for(error)} {_NOT_KEPT}".strip())
