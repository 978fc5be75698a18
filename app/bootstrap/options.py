"""What the command line says about the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path

    from app.storage.files.paths import AppPaths


class WindowOptions(NamedTuple):
    """Options of the command line for the window; an empty `profile` is the connection used last.

    `second_search_delay` is how long to wait before the second search that confirms a record is missing;
    None is as long as delivery waits by itself. `files` are read once the last draft is back; then a company
    `begins`, too, if it is "empty" or "clipboard", or the outbox is shown if it is "outbox".
    """

    paths: AppPaths
    sandbox: bool = False
    profile: str = ""
    log_level: str = ""
    second_search_delay: timedelta | None = None
    files: tuple[Path, ...] = ()
    begins: str = ""
