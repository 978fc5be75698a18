"""The options of ``import``."""

from __future__ import annotations

from app.translation import _

TYPE_CHECKING = False  # for the checker it is True; typing itself would take a third of the time of --help

if TYPE_CHECKING:
    import argparse

IMPORT = _("""\
Reads a table with companies and people (CSV, tab-separated text, HTML, XLSX, XLS, ODS), checks each company
as the window does, and sends those that are clear. What is doubtful (SuperOffice may have it already, a value
looks wrong) or wrong stays as a draft, to be completed in the window (File, Drafts). Rows of one company are
one company with several people. The same table imported twice creates nothing twice.

What the columns hold is known by their headings, in eleven languages; --map names a TOML file that says it:
  [columns]
  "Firma navn" = "Name"
  "Kommentar 2" = ""

Of a workbook with several sheets one is read: --sheet says which, else it is the one that says most of its
companies.

What became of each row is written beside the table, into NAME.result.csv, or NAME.xlsx.result.csv where
another table of that name is beside it; of a sheet among several, into NAME.SHEET.result.csv. Exit codes are
those of submit; 3: some companies stay as drafts, the file has no such sheet, or --set or the template names
what SuperOffice has not, and nothing was sent.

--json prints one object, the last line of standard output:
  {"sheet", "sheets": ["…"], "columns": [{"column", "heading", "field"}], "remarks": ["…"],
   "left_out": [{"row", "text", "reason"}],
   "companies": [{"rows", "name", "state", "id", "ContactId", "reasons", "missing", "repairs",
    "persons"}], "message"}
sheet and sheets are empty unless the file has several sheets with rows in them.
state is saved, kept, rejected, draft or done; with --dry-run it is clear, doubtful, wrong, draft or done.
message is why nothing was imported, or what has stopped the import; it is empty where nothing has.
""")


def add_to(command: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``import``."""
    command.add_argument("file", metavar="FILE", help=_("a file with a table; - is standard input"))
    command.add_argument(
        "--sheet",
        default="",
        metavar="NAME",
        help=_("the sheet to read of a workbook; without it the one that says most of its companies"),
    )
    command.add_argument("--map", default="", metavar="MAP.toml", help=_("what the columns hold"))
    command.add_argument(
        "--set",
        action="append",
        metavar="PATH=VALUE",
        help=_(
            "a value for every company, such as Category=Customer, NextSteps.Selection=Fair 2026 or, by the "
            "label of a custom field, Segment=Large"
        ),
    )
    command.add_argument(
        "--template",
        default="",
        metavar="NAME",
        help=_("a template for every company; the table and --set come before it"),
    )
    command.add_argument(
        "--strict", action="store_true", help=_("keep as drafts what lacks a field that SuperOffice requires")
    )
    command.add_argument("--dry-run", action="store_true", help=_("check only, keep and send nothing"))
    command.add_argument("--result", default="", metavar="FILE", help=_("where to write what became of rows"))
    command.add_argument(
        "--country", default="", metavar="CODE", help=_("the country of rows that name none")
    )
