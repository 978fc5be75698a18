"""Files that a second start hands over to the window that is there, or is being loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.controller.process.single_instance import SingleInstance
from app.service.running_window import _exchange, address_of, raise_running
from app.storage.files.paths import AppPaths
from tests.unit.controller.process.test_single_instance import PATIENCE_MS, claimed


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.of(tmp_path / "home")


@pytest.fixture
def instance(qapp: object, paths: AppPaths) -> Iterator[SingleInstance]:
    assert qapp is not None
    with claimed(paths) as instance:
        yield instance


def test_files_that_are_opened_again_are_passed_on(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, tmp_path: Path
) -> None:
    files = (tmp_path / "Kari Ω.vcf", tmp_path / "ola.vcf")
    with ThreadPoolExecutor(1) as start, qtbot.waitSignal(instance.files_given, timeout=PATIENCE_MS) as given:
        told = start.submit(raise_running, paths, files)
        qtbot.waitUntil(told.done, timeout=PATIENCE_MS)
    assert told.result() is True
    assert given.args == [files]


@pytest.mark.parametrize("files", ["/a.vcf", [1], ["a.vcf"], ["/a\0b.vcf"], ["/a\ud800b.vcf"], [], {"a": 1}])
def test_what_names_no_files_is_passed_over(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, files: object
) -> None:
    given: list[object] = []
    instance.files_given.connect(given.append)
    line = json.dumps({"raise": True, "open": files}).encode() + b"\n"
    with ThreadPoolExecutor(1) as other:
        told = other.submit(_exchange, address_of(paths.data), line, 5.0)
        qtbot.waitUntil(told.done, timeout=PATIENCE_MS)
    assert json.loads(told.result())["ok"] is True
    assert given == []


def test_however_many_files_are_passed_on_together(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, tmp_path: Path
) -> None:
    files = (*(tmp_path / f"Kåre Ω {number}.vcf" for number in range(300)), tmp_path / ("Ω" * 2000))
    given: list[tuple[Path, ...]] = []
    instance.files_given.connect(given.append)
    with ThreadPoolExecutor(1) as start:
        told = start.submit(raise_running, paths, files)
        qtbot.waitUntil(told.done, timeout=PATIENCE_MS)
    assert told.result() is True
    assert given == [files]


def test_endless_files_are_not_collected(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.controller.process.single_instance._MOST_FILES", 5)
    given: list[tuple[Path, ...]] = []
    instance.files_given.connect(given.append)
    told = []
    for numbers in (range(3), range(6), range(6, 7)):
        names = [str(paths.data / str(number)) for number in numbers]
        line = json.dumps({"raise": True, "open": names, "more": numbers.start == 0}).encode() + b"\n"
        with ThreadPoolExecutor(1) as other:
            asked = other.submit(_exchange, address_of(paths.data), line, 5.0)
            qtbot.waitUntil(asked.done, timeout=PATIENCE_MS)
        told.append(json.loads(asked.result())["ok"])
    assert told == [True, False, True]
    assert given == [(paths.data / "6",)]


@pytest.mark.parametrize("token", [{"a": [1]}, "x" * 1001, "a\0b", "\ud800"])
def test_what_is_no_token_is_passed_over(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, token: object
) -> None:
    line = json.dumps({"raise": True, "token": token}).encode() + b"\n"
    with (
        ThreadPoolExecutor(1) as other,
        qtbot.waitSignal(instance.raise_asked, timeout=PATIENCE_MS) as raised,
    ):
        told = other.submit(_exchange, address_of(paths.data), line, 5.0)
        qtbot.waitUntil(told.done, timeout=PATIENCE_MS)
    assert json.loads(told.result()) == {"ok": True}
    assert raised.args == [""]


def test_a_start_that_finds_another_one_loading_hands_its_files_over(
    qtbot: QtBot, paths: AppPaths, tmp_path: Path
) -> None:
    first, second, file = SingleInstance(paths), SingleInstance(paths), tmp_path / "ola.vcf"
    assert first.lock()
    with ThreadPoolExecutor(1) as start:
        is_first = start.submit(second.lock, PATIENCE_MS, (file,))
        with qtbot.waitSignal(first.files_given, timeout=PATIENCE_MS) as given:
            first.listen()
        qtbot.waitUntil(is_first.done, timeout=PATIENCE_MS)
    assert is_first.result() is False
    assert given.args == [(file,)]
    first.release()


@pytest.mark.parametrize(
    ("new", "told"),
    [("empty", ["empty"]), ("clipboard", ["clipboard"]), ("outbox", ["outbox"]), ("another", []), ([1], [])],
)
def test_a_new_company_or_the_outbox_is_asked_for(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, new: object, told: list[str]
) -> None:
    begun: list[str] = []
    instance.asked.connect(begun.append)
    line = json.dumps({"raise": True, "new": new}).encode() + b"\n"
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(_exchange, address_of(paths.data), line, 5.0)
        qtbot.waitUntil(asked.done, timeout=PATIENCE_MS)
    assert json.loads(asked.result())["ok"] is bool(told)
    assert begun == told
