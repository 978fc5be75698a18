"""Checks that entries can be stored in the user's folders, without changing existing files."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from app.self_test.check import Check, Outcome
from app.storage.files.errors import StoreProblem, raising_store_problem
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import AppPaths, private_folder
from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.store import Store, is_damaged_store
from app.translation import _

_SAMPLE: Final = "[]"
_LOST: Final = _("The disk with the folder {folder} does not give back what was written to it.")
_DAMAGED: Final = _(
    "The file {path} is damaged. Open Contact Entry: it repairs what it can, and keeps the damaged file."
)


def check(paths: AppPaths) -> Check:
    """Checks the folders, a round trip through a test store, and the user's own store."""
    try:
        with _writable_folders(paths.data, paths.config, paths.logs):
            notices = _check_round_trip(paths.data)
            return _check_store(paths.store, notices)
    except StoreProblem as problem:
        return Check("store", Outcome.FAILED, problem.message)


@contextmanager
def _writable_folders(*folders: Path) -> Iterator[None]:
    """Ensures for the block that the folders exist and are writable; removes the created ones afterwards."""
    with ExitStack() as ending:
        for folder in folders:
            new = next((one for one in (*reversed(folder.parents), folder) if not one.exists()), None)
            if new is not None:
                ending.callback(_remove_empty, new)
            private_folder(folder)
            with raising_store_problem(folder / "file"):
                probe = _unused_name(folder)
                probe.touch(mode=0o600)
                probe.unlink()
        yield


def _check_round_trip(folder: Path) -> tuple[str, ...]:
    """Writes to a new store and reads it back; returns the store's notices. Raises StoreProblem."""
    path = _unused_name(folder)
    try:
        with Store.open(path) as store:
            ListCache(store).put("self-test", "en", "list", _SAMPLE)
            notices = store.notices
        with Store.open(path) as store:
            found = ListCache(store).get("self-test", "en", "list")
    finally:
        for left in folder.glob(f"{path.name}*"):
            left.unlink(missing_ok=True)
    if found is None or found[0] != _SAMPLE:
        raise StoreProblem(_LOST.format(folder=folder))
    return notices


def _check_store(path: Path, notices: tuple[str, ...]) -> Check:
    """Checks the user's store without writing; skips it while another process has it open."""
    if not path.exists():
        return Check(
            "store",
            Outcome.OK,
            _("Entries can be kept in {parent}; there are none yet.").format(parent=path.parent),
        )
    lock = FileLock(path)
    with raising_store_problem(path):
        if not lock.acquire():
            sentence = _(
                "Entries can be kept in {parent}; Contact Entry is running and has them open."
            ).format(parent=path.parent)
            return Check("store", Outcome.OK, sentence)
        try:
            if is_damaged_store(path):
                return Check("store", Outcome.FAILED, _DAMAGED.format(path=path))
        finally:
            lock.release()
    if notices:
        return Check("store", Outcome.NOTE, " ".join(notices))
    return Check(
        "store",
        Outcome.OK,
        _("Entries are kept in {parent}, and the file is sound.").format(parent=path.parent),
    )


def _unused_name(folder: Path) -> Path:
    return folder / f"self-test-{secrets.token_hex(8)}"


def _remove_empty(folder: Path) -> None:
    """Removes a folder that the self test created, unless it contains files by now."""
    if folder.is_dir() and not any(path.is_file() for path in folder.rglob("*")):
        shutil.rmtree(folder, ignore_errors=True)
