"""Mutants that survive since they change nothing that a test could see, each with the reason.

By module, the line's text and the fault. `make bench BENCH_ARGS=mutants` counts them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NAMED: Final[Mapping[tuple[str, str, str], str]] = {
    (
        "app.service.delivery.comparison",
        "nothing = ContactEntityWithLinks() if is_company else PersonEntityWithLinks()",
        "the condition is inverted",
    ): "either stands for a record of which nothing is known: every property of both is empty",
    (
        "app.storage.files.errors",
        "return shutil.disk_usage(folder).free < _LEAST_ROOM",
        "Lt becomes LtE",
    ): "one byte of a bound that is a guess",
    (
        "app.storage.files.logs",
        "_BYTES, _FILES = 1_000_000, 9",
        "1000000 becomes 1000001",
    ): "one byte of a file that ends with a line",
    (
        "app.storage.settings.managed_settings",
        "_profile_layers: dict[str, SettingsLayer] = field(init=False, repr=False, default_factory=dict)",
        "False becomes True",
    ): "nobody gives or shows what the class finds out itself",
    (
        "app.storage.settings.policy_sources",
        "return {name: value for name, value, _kind in values}",
        "None is returned",
    ): "runs on Windows alone: make windows-test",
    (
        "app.storage.settings.proxy_refusals",
        "if time.monotonic() >= deadline:",
        "GtE becomes Gt",
    ): "a clock that never stands still",
    (
        "app.ui.inputs.choice_list",
        "return max(1, self.height() // max(1, self._line_height) - 1)",
        "1 becomes 2",
    ): "no line is a pixel high; the other two of this line are killed",
    (
        "app.ui.inputs.cursor",
        "END = Cursor(2**30, 2**30)",
        "2 becomes 3",
    ): "either is behind the end of every text",
}
