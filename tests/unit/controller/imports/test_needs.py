"""A table needs a connection and an open outbox, and what lacks is said."""

from pathlib import Path

from app.controller.imports.needs import Needs
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.fakes.controllers import Office


def test_what_lacks_is_said(office: Office, tmp_path: Path) -> None:
    file = SettingsFile(AppPaths.of(tmp_path).settings)
    needs = Needs(office.connections, office.lookups, office.api_for, office.access, file, office.disk)
    assert needs.why_not == "A table needs a connection to SuperOffice. Set one up first."
    office.sign_in()
    assert needs.why_not == "The outbox is not open yet. Try again in a moment."
    office.open_store()
    office.access.settle()
    assert needs.why_not == ""
