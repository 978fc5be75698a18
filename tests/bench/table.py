"""What a benchmark hands to the runner."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float


@dataclass(frozen=True)
class Table:
    """One measurement, a row each for what is compared.

    Units belong into the column headings ("save (ms)"). Machines differ and are shared, so figures mean
    little from one day to the next: ``ratio_of`` names a column of numbers, and the printed table then
    ends with each row's share of the first row's, measured in the same run. ``further`` is a table
    of other rows, printed below.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    ratio_of: str | None = None
    further: "Table | None" = None

    def __str__(self) -> str:
        lines = [list(self.columns), *([_text(cell) for cell in row] for row in self.rows)]
        if self.ratio_of is not None:
            for line, ratio in zip(lines, ["ratio", *self._ratios(self.ratio_of)], strict=True):
                line.append(ratio)
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        below = ["", str(self.further)] if self.further else []
        return "\n".join([self.title, *(_aligned(line, widths) for line in lines), *below])

    def _ratios(self, column: str) -> list[str]:
        numbers = [float(row[self.columns.index(column)]) for row in self.rows]
        return [f"{number / numbers[0]:.2f}" if numbers[0] else "-" for number in numbers]


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.3g}"
    return f"{cell:,}" if isinstance(cell, int) else cell


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        text.rjust(width) if place else text.ljust(width)
        for place, (text, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  " + "  ".join([first, *rest]).rstrip()
