"""Puts the lookup in registers behind the window."""

from __future__ import annotations

from app.controller.form.entry import EntryController
from app.controller.process.workers import WorkerPool
from app.controller.questions.live_question import QuestionContext
from app.controller.registers.consent import Consent
from app.controller.registers.lookup import RegisterController
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import SettingsFile
from app.ui.registers.field_lookup import FieldLookup
from app.ui.window.main_window import MainWindow


def make_registers(
    context: QuestionContext, file: SettingsFile, secrets: SecretStore, disk: WorkerPool
) -> RegisterController:
    """Makes what asks registers, with what decides whether it may."""
    consent = Consent(context.connections, file, disk, context.connections)
    return RegisterController(context, consent, secrets, context.connections)


def connect_registers(
    window: MainWindow, entry: EntryController, registers: RegisterController
) -> FieldLookup:
    """Makes the window's part of it, once the whole window is built."""
    lookup = FieldLookup(window, window.form, window.notice, registers, window.sheet)
    window.look_up_asked.connect(lookup.look_up)
    window.preferences.use_registers(registers)
    registers.consent.problem_reported.connect(entry.problem_reported)
    entry.form_changed.connect(lookup.begin)
    return lookup
