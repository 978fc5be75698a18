"""Where columns go is remembered for the same headings once a table is taken, and only then."""

from pathlib import Path

from app.controller.imports.chosen_columns import ChosenColumns
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.fakes.controllers import Office
from tests.helpers.ui.window import wait_until


def test_what_is_kept_adds_to_what_was_and_what_is_left_does_not(office: Office, tmp_path: Path) -> None:
    chosen = ChosenColumns(SettingsFile(AppPaths.of(tmp_path).settings), office.disk)
    chosen.choose("headings", {0: "Name"})
    chosen.forget()
    chosen.choose("headings", {1: "Department"})
    chosen.keep()
    chosen.choose("headings", {2: "Description"})
    chosen.keep()
    wait_until(lambda: chosen.remembered("headings") == {1: "Department", 2: "Description"})
    assert chosen.remembered("others") == {}


def test_the_oldest_headings_go(office: Office, tmp_path: Path) -> None:
    file = SettingsFile(AppPaths.of(tmp_path).settings)
    chosen = ChosenColumns(file, office.disk)
    for number in range(102):
        chosen.choose(f"headings {number}", {0: "Name"})
        chosen.keep()
    wait_until(lambda: bool(chosen.remembered("headings 101")))
    known = file.load().import_columns
    assert (len(known), "headings 1" in known, "headings 2" in known) == (100, False, True)
