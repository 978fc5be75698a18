"""Puts the import of tables and the templates behind the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app.controller.form.entry import EntryController
from app.controller.form.templates import TemplatesController
from app.controller.imports.results import ImportResults
from app.controller.imports.table_import import TableImport
from app.controller.imports.walk import DraftWalk
from app.controller.outbox.last_company import LastCompany
from app.controller.outbox.outbox import OutboxController
from app.controller.outbox.outcome import OutcomeController
from app.controller.outbox.sender import Sender
from app.controller.outbox.submissions import SubmissionInbox
from app.storage.files.import_notes import ImportNotes
from app.storage.files.unfinished_imports import UnfinishedImports
from app.ui.imports.opening import ImportOpening
from app.ui.templates.opening import TemplateActions
from app.ui.window.main_window import MainWindow


def connect_imports(
    window: MainWindow,
    importer: TableImport,
    entry: EntryController,
    outbox: OutboxController,
    sending: Sender,
    *,
    submissions: SubmissionInbox,
    data: Path,
) -> None:
    """Makes the window's part of it, once the whole window is built. `data` is the folder of the store."""
    needs = importer.needs
    notes = ImportNotes(data)
    walk = DraftWalk(entry, needs.store, importer, notes)
    unfinished = importer.unfinished = UnfinishedImports(data)
    results = ImportResults(needs.disk, importer, notes, unfinished)
    opening = ImportOpening(window, importer, walk, results)
    window.import_asked.connect(opening.open)
    importer.entry_added.connect(outbox.upsert)
    importer.entry_added.connect(sending.wake)
    importer.drafts_listed.connect(entry.drafts_changed)
    submissions.drafts_listed.connect(entry.drafts_changed)
    submissions.draft_kept.connect(walk.add_soon)
    importer.results_known.connect(results.begin)
    sending.entry_changed.connect(results.follow)
    results.problem_reported.connect(entry.problem_reported)
    needs.store.opened.connect(walk.resume)
    needs.store.opened.connect(partial(results.resume, needs.store))
    if needs.store.current is not None:
        walk.resume()
        results.resume(needs.store)


def connect_templates(
    window: MainWindow,
    importer: TableImport,
    entry: EntryController,
    outcomes: OutcomeController,
    outbox: OutboxController,
) -> TemplateActions:
    """Makes the window's templates, of the same parts as an import, which offers them as well."""
    needs = importer.needs
    latest = LastCompany(outcomes, needs.connections, needs.store, window)
    parts = (needs.file, needs.connections, needs.lookups, needs.disk)
    templates = TemplatesController(*parts, window, latest=latest)
    latest.known.connect(templates.more_came)
    outbox.saved_deleted.connect(latest.forget)
    templates.problem_reported.connect(entry.problem_reported)
    importer.templates_there = lambda: templates.all_values
    return TemplateActions(window, templates, entry)
