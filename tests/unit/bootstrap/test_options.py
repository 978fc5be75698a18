"""Options of the window."""

from pathlib import Path

from app.bootstrap.options import WindowOptions
from app.storage.files.paths import AppPaths


def test_a_window_without_options_is_the_connection_used_last(tmp_path: Path) -> None:
    options = WindowOptions(AppPaths.of(tmp_path))
    assert (options.sandbox, options.profile, options.log_level) == (False, "", "")
    assert options.second_search_delay is None
