"""Closing in the first moments: what is typed has a place on the disk first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap.program import Program
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.store import Store
from tests.helpers.ui.window import Typist, running, wait_until


def closing_before_the_store(program: Program, typist: Typist) -> None:
    """As in the first moments of a start: there is no store, something is typed, the window is closed."""
    program._store_access.current = None
    program._store_access.is_settled = False
    typist.type("Fjell AS")
    typist.window.close()


@pytest.mark.long
def test_the_window_closes_once_what_was_typed_is_kept(qapp: QApplication, program_home: Path) -> None:
    assert qapp is not None
    with running() as typist:
        program = typist.program
        closing_before_the_store(program, typist)
        assert typist.window.isVisible()
        assert "closes as soon as it is" in typist.window.notice.text
        assert program.store is not None
        program._store_access.open(program.store)
        wait_until(lambda: not typist.window.isVisible())
    with Store.open(AppPaths.of(program_home).store) as store:
        assert [one.title for one in Drafts(store).all()] == ["Fjell AS"]


@pytest.mark.long
@pytest.mark.usefixtures("program_home")
def test_closing_twice_closes_all_the_same(qapp: QApplication) -> None:
    assert qapp is not None
    with running() as typist:
        closing_before_the_store(typist.program, typist)
        assert typist.window.isVisible()
        typist.window.close()
        assert not typist.window.isVisible()


@pytest.mark.long
@pytest.mark.usefixtures("program_home")
def test_who_types_on_is_not_closed_upon(qapp: QApplication) -> None:
    assert qapp is not None
    with running() as typist:
        program = typist.program
        closing_before_the_store(program, typist)
        typist.type("!")
        assert program.store is not None
        program._store_access.open(program.store)
        drafts = Drafts(program.store)
        wait_until(lambda: [one.title for one in drafts.all()] == ["Fjell AS!"])
        typist.wait_for_disk()
        QApplication.processEvents()
        assert typist.window.isVisible()
