"""An import of tables that tells what it does, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.controller.imports.needs import Needs
from app.controller.imports.table_import import TableImport
from app.model.imports.progress import ImportProgress
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from app.webapi.company_finder import FoundHits
from tests.helpers.fakes.controllers import Office


class Watched:
    """An import, and what it has told."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.file = SettingsFile(AppPaths.of(folder).settings)
        needs = Needs(
            office.connections, office.lookups, office.api_for, office.access, self.file, office.disk
        )
        self.importer = TableImport(needs, office)
        self.shapes: list[Any] = []
        self.refused: list[str] = []
        self.progress: list[ImportProgress] = []
        self.put: list[Any] = []
        self.importer.read.connect(self.shapes.append)
        self.importer.refused.connect(self.refused.append)
        self.importer.progressed.connect(self.progress.append)
        self.importer.put_away.connect(self.put.append)


@pytest.fixture
def watched(office: Office, tmp_path: Path) -> Iterator[Watched]:
    office.api.answers |= {
        "default_contact": lambda: None,
        "countries": lambda: (),
        "mdo_list": lambda _name: (),
        "new_person": lambda: None,
        "person_layout": lambda: (),
        "contact_layout": lambda: (),
        "validate_contact": lambda _body: {},
        "duplicates": lambda _name: (),
        "find_companies": lambda _question, _most: FoundHits(),
    }
    office.open_store()
    office.sign_in()
    watched = Watched(office, tmp_path)
    yield watched
    assert watched.importer.close()
