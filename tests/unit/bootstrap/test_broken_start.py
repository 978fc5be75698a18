"""A broken installation: whatever cannot be loaded behind the first paint, what is typed has a place."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.bootstrap.broken_start import log_error
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.store import Store
from tests.helpers.ui.started import Started, starting
from tests.helpers.ui.window import wait_until

pytestmark = pytest.mark.usefixtures("qapp")

Break = Callable[[pytest.MonkeyPatch], None]


def missing(name: str) -> Break:
    return lambda patch: patch.setitem(sys.modules, name, None)


def failing(place: str, error: Exception) -> Break:
    def fail(*_args: object, **_named: object) -> None:
        raise error

    return lambda patch: patch.setattr(place, fail)


# One of each stretch of the way from the first paint to the program behind the window.
BROKEN: dict[str, tuple[Break, str]] = {
    "while it is loaded": (missing("app.bootstrap.program"), "ModuleNotFoundError"),
    "a damaged file": (failing("app.bootstrap.loading._load_widget_classes", SyntaxError()), "SyntaxError"),
    "a controller": (failing("app.bootstrap.program.StoreAccess", OSError()), "OSError"),
    "the socket": (
        failing("app.controller.process.single_instance.SingleInstance.listen", ImportError()),
        "Imp",
    ),
    "a page": (missing("app.ui.form.further_pages"), "ModuleNotFoundError"),
    "a strip": (missing("app.ui.window.outcome_strip"), "ModuleNotFoundError"),
    "the last step": (failing("app.bootstrap.program.Program._connect", KeyError()), "KeyError"),
}


def written(paths: AppPaths) -> list[dict[str, Any]]:
    with Store.open(paths.store) as store:
        return [draft.form for draft in Drafts(store).all()]


def names_in(paths: AppPaths) -> list[str]:
    """The names of the companies that were kept, the oldest first."""
    with Store.open(paths.store) as store:
        return [draft.form["Name"] for draft in sorted(Drafts(store).all(), key=lambda one: one.created)]


def log_of(paths: AppPaths) -> str:
    file = paths.logs / "contact-entry.log"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def is_told(started: Started, error: str) -> bool:
    return f"cannot be loaded ({error}" in started.window.notice.text


@pytest.mark.long
@pytest.mark.parametrize("kind", BROKEN)
def test_whatever_cannot_be_loaded_the_form_stays_and_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], kind: str
) -> None:
    take_away, error = BROKEN[kind]
    take_away(monkeypatch)
    with starting(tmp_path / "home", is_held=True) as started:
        started.type("Fjell AS")
        started.press(Qt.Key.Key_Return)
        started.type(" Nord")
        started.go_on()
        wait_until(lambda: is_told(started, error))
        assert started.window.form.value() == {"Name": "Nord"}
        started.type(" 2")
        started.press(Qt.Key.Key_N)
        assert is_told(started, error)
        assert started.window.form.value() == {}
        started.type("Vidde AS")
        started.window.close()
        wait_until(lambda: not started.window.isVisible())
        assert "is kept as a draft" in started.window.notice.text
    monkeypatch.undo()
    assert names_in(started.paths) == ["Fjell AS", "Nord 2", "Vidde AS"]
    assert f"{error}" in log_of(started.paths)
    assert "Traceback" not in capfd.readouterr().err


EARLY = (
    ("Save, and typed on", [Qt.Key.Key_Return, "Vidde AS"], ["Fjell AS", "Vidde AS"]),
    ("New, and typed on", [Qt.Key.Key_N, "Vidde AS"], ["Fjell AS", "Vidde AS"]),
    (
        "several of each",
        [Qt.Key.Key_N, "Vidde AS", Qt.Key.Key_N, "Berg AS", Qt.Key.Key_Return, "Dal AS"],
        ["Fjell AS", "Vidde AS", "Berg AS", "Dal AS"],
    ),
    ("Save alone", [Qt.Key.Key_Return], ["Fjell AS"]),
    ("New after Save", [Qt.Key.Key_Return, Qt.Key.Key_N, "Vidde AS"], ["Fjell AS", "Vidde AS"]),
)


@pytest.mark.long
@pytest.mark.parametrize(("work", "kept"), [case[1:] for case in EARLY], ids=[case[0] for case in EARLY])
@pytest.mark.parametrize("is_closed", [False, True])
def test_each_company_of_an_early_save_or_new_is_a_draft_of_its_own(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    work: list[Qt.Key | str],
    kept: list[str],
    is_closed: bool,
) -> None:
    missing("app.bootstrap.program")(monkeypatch)
    with starting(tmp_path / "home", is_held=True) as started:
        started.type("Fjell AS")
        for one in work:
            if isinstance(one, str):
                started.type(one)
            else:
                started.press(one)
        if is_closed:
            started.window.close()
        started.go_on()
        wait_until(lambda: is_told(started, "ModuleNotFoundError"))
        wait_until(lambda: not is_closed or not started.window.isVisible())
        if not is_closed:
            assert started.window.form.value() == {"Name": kept[-1]}
        started.window.close()
        wait_until(lambda: not started.window.isVisible())
    assert names_in(started.paths) == kept


def test_a_company_that_has_no_place_stays_in_the_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing("app.bootstrap.program")(monkeypatch)
    failing("app.bootstrap.broken_start._Place.keep", OSError())(monkeypatch)
    with starting(tmp_path / "home", is_held=True) as started:
        started.type("Fjell AS")
        started.go_on()
        wait_until(lambda: "copy it to another place" in started.window.notice.text)
        started.press(Qt.Key.Key_N)
        assert started.window.form.value() == {"Name": "Fjell AS"}


def test_a_window_that_was_closed_before_keeps_what_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing("app.ui.outbox.panel")(monkeypatch)
    with starting(tmp_path / "home", is_held=True) as started:
        started.type("Fjell AS")
        assert not started.window.close()
        started.go_on()
        wait_until(lambda: not started.window.isVisible())
    assert written(started.paths) == [{"Name": "Fjell AS"}]


def test_without_the_store_it_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing("app.bootstrap.program")(monkeypatch)
    missing("app.storage.sqlite.drafts")(monkeypatch)
    with starting(tmp_path / "home", is_held=True) as started:
        started.type("Fjell AS")
        started.go_on()
        wait_until(lambda: "is kept in the file" in started.window.notice.text)
        (file,) = started.paths.data.glob("typed-*.json")
        assert f"is kept in the file {file}." in started.window.notice.text
        started.type(" Nord")
        started.window.close()
        wait_until(lambda: not started.window.isVisible())
    assert json.loads(file.read_text(encoding="utf-8")) == {"Name": "Fjell AS Nord"}
    assert "app.storage.sqlite.drafts" in log_of(started.paths)


def test_what_has_no_place_at_all_is_told_before_it_is_closed_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing("app.bootstrap.program")(monkeypatch)
    failing("app.bootstrap.broken_start.private_folder", OSError())(monkeypatch)
    missing("app.storage.sqlite.store")(monkeypatch)
    with starting(tmp_path / "home", is_held=True) as started:
        started.type("Fjell AS")
        assert not started.window.close()
        started.go_on()
        wait_until(lambda: "copy it to another place" in started.window.notice.text)
        assert started.window.isVisible()
        assert started.window.close()


@pytest.mark.long
def test_what_an_early_slot_raises_is_told_and_logged_and_the_rest_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing("app.ui.form.form.ContactForm.go_to_tab", RuntimeError("Fjell"))(monkeypatch)
    with starting(tmp_path / "home", is_held=True) as started:
        started.type("Fjell AS")
        started.press(Qt.Key.Key_2)
        assert "is still in the form" in started.window.notice.text
        started.go_on()
        wait_until(lambda: started.is_attached)
        wait_until(lambda: "RuntimeError" in log_of(started.paths))
        assert started.window.form.value() == {"Name": "Fjell AS"}


def test_the_log_quotes_no_text_that_may_have_been_typed(tmp_path: Path) -> None:
    paths = AppPaths.of(tmp_path)
    log_error(paths, ValueError("Fjell AS"))
    log_error(paths, ImportError("No module named 'ours'"))
    first, second = log_of(paths).splitlines()
    assert "ValueError at" in first
    assert "Fjell" not in first
    assert "No module named 'ours'" in second
