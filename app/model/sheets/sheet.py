"""A sheet: a title, and below it sections of labels and texts, or a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.translation import _


@dataclass(frozen=True)
class Section:
    """Labels and their texts under a heading, which is empty for the first one."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """Is either of one company, in `sections`, or of several, in `table`, whose first line has the headings.

    `note` stands beneath the title; `name` is what a file of it is called.
    """

    name: str
    title: str
    note: str = ""
    sections: tuple[Section, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()

    def lines(self) -> Iterator[Sequence[str]]:
        """Yields the lines of a table for spreadsheets."""
        yield from self.table
        if self.sections:
            yield _("Part"), _("Field"), _("Value")
        for section in self.sections:
            for label, text in section.rows:
                yield section.title or self.title, label, text
