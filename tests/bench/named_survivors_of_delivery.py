"""Mutants of what sends and stores that survive since they change nothing that a test could see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OF_DELIVERY: Final[Mapping[tuple[str, str, str], str]] = {
    (
        "app.service.delivery.steps.next_step_kinds",
        "return tuple(each for each in self._not_given if each > before)",
        "Gt becomes GtE",
    ): "the number before is of a record that was given",
    (
        "app.service.delivery.steps.record_times",
        "_FURTHEST_AHEAD: Final = timedelta(seconds=30)",
        "30 becomes 31",
    ): "one second of a bound that is a guess",
    (
        "app.service.jump_list",
        "return made",
        "None is returned",
    ): "of Windows alone: its own run of the tests has it",
    (
        "app.service.running_window",
        "LONGEST_DRAFT_TEXT = 100_000",
        "100000 becomes 100001",
    ): "one character of a bound that is a guess",
    (
        "app.storage.files.import_notes",
        "MOST_COMPANIES: Final = 100_000",
        "100000 becomes 100001",
    ): "one company of a bound that is a guess",
    (
        "app.storage.sqlite.listing.last_company",
        "_LATEST: Final = 5",
        "5 becomes 6",
    ): "one row more of a bound that is a guess",
}
