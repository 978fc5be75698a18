"""What is imported behind the first picture."""

import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.loading import MODULES, Loading

PATIENCE_MS = 30_000
PYTHONS_TURN_SECONDS = 0.005


@pytest.fixture(autouse=True)
def turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(PYTHONS_TURN_SECONDS)
    yield
    sys.setswitchinterval(before)


def test_all_is_imported_on_another_thread(qtbot: QtBot) -> None:
    loading = Loading()
    with qtbot.waitSignal(loading.loaded, timeout=PATIENCE_MS):
        loading.start()
    loading.wait()
    assert "app.bootstrap.program" in sys.modules


def test_no_other_thread_keeps_the_interpreter_for_long(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.bootstrap.loading.MODULES", ("json",))
    loading = Loading()
    with qtbot.waitSignal(loading.loaded, timeout=PATIENCE_MS):
        loading.start()
    loading.wait()
    # The store, the checks and the delivery work on threads of their own from then on.
    assert sys.getswitchinterval() <= PYTHONS_TURN_SECONDS / 5


def test_what_cannot_be_imported_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.bootstrap.loading.MODULES", ("json", "there_is_no_such_module"))
    loading = Loading()
    with qtbot.waitSignal(loading.failed, timeout=PATIENCE_MS) as told:
        loading.start()
    loading.wait()
    assert told.args
    assert isinstance(told.args[0], ModuleNotFoundError)


@pytest.mark.parametrize("name", MODULES)
def test_each_module_that_cannot_be_imported_is_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("app.bootstrap.loading._load_widget_classes", lambda: iter(()))
    monkeypatch.setitem(sys.modules, name, None)
    loading = Loading()
    with qtbot.waitSignal(loading.failed, timeout=PATIENCE_MS) as told:
        loading.start()
    loading.wait()
    assert told.args
    assert name in str(told.args[0])


def test_what_was_never_started_is_not_waited_for() -> None:
    Loading().wait()
