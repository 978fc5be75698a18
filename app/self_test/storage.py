"""Whether entries can be kept where they lie. What lies there is only looked at."""

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

_WRITTEN: Final = "[]"
_LOST: Final = "The disk with the folder {folder} does not give back what was written to it."
_DAMAGED: Final = (
    "The file {path} is damaged. Open Contact Entry: it repairs what it can, and keeps the damaged file."
)


def check(paths: AppPaths) -> Check:
    try:
        with _folders(paths.data, paths.config, paths.logs):
            notices = _try_out(paths.data)
            return _look_at(paths.store, notices)
    except StoreProblem as problem:
        return Check("store", Outcome.FAILED, problem.message)


@contextmanager
def _folders(*folders: Path) -> Iterator[None]:
    """They are there, and can be written to, for the block. What is made is removed again."""
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


def _try_out(folder: Path) -> tuple[str, ...]:
    """Keeps something in a store of its own, with everything that makes a store safe. Raises StoreProblem."""
    path = _unused_name(folder)
    try:
        with Store.open(path) as store:
            ListCache(store).put("self-test", "en", "list", _WRITTEN)
            notices = store.notices
        with Store.open(path) as store:
            found = ListCache(store).get("self-test", "en", "list")
    finally:
        for left in folder.glob(f"{path.name}*"):
            left.unlink(missing_ok=True)
    if found is None or found[0] != _WRITTEN:
        raise StoreProblem(_LOST.format(folder=folder))
    return notices


def _look_at(path: Path, notices: tuple[str, ...]) -> Check:
    """Without writing; not at all while a window or a command has it open."""
    if not path.exists():
        return Check("store", Outcome.OK, f"Entries can be kept in {path.parent}; there are none yet.")
    lock = FileLock(path)
    with raising_store_problem(path):
        if not lock.acquire():
            sentence = f"Entries can be kept in {path.parent}; Contact Entry is running and has them open."
            return Check("store", Outcome.OK, sentence)
        try:
            if is_damaged_store(path):
                return Check("store", Outcome.FAILED, _DAMAGED.format(path=path))
        finally:
            lock.release()
    if notices:
        return Check("store", Outcome.NOTE, " ".join(notices))
    return Check("store", Outcome.OK, f"Entries are kept in {path.parent}, and the file is sound.")


def _unused_name(folder: Path) -> Path:
    return folder / f"self-test-{secrets.token_hex(8)}"


def _remove_empty(folder: Path) -> None:
    """The folder that was made for the self test, unless somebody has put something into it meanwhile."""
    if folder.is_dir() and not any(path.is_file() for path in folder.rglob("*")):
        shutil.rmtree(folder, ignore_errors=True)
