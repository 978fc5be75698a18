"""The options of ``contact-entry read``, and what its help says."""

from __future__ import annotations

import argparse

from app.translation import _

READ = _("""\
Prints what is recognised in a text, a mail (also .msg of Outlook), cards (vCard, jCard, the codes of business
cards) or a picture of a code: the company and its people, as the window offers them. Nothing is kept and
nothing is asked of a server. Exit codes: 0 something was recognised, 2 the file cannot be read, 3 nothing was
recognised.

--json prints one object, the last line of standard output; paths are those of the form:
  {"company": {path: value}, "persons": [{path: value}], "doubtful": [{"path", "value"}], "message",
   "others": further companies of the same file, each {"company", "persons", "doubtful"}}
""")


def add_to(read: argparse.ArgumentParser) -> None:
    """Adds what the command takes, but for what others take as well."""
    read.add_argument(
        "file", metavar="FILE", help=_("a text file, mail, card or picture; - is standard input")
    )
    read.add_argument(
        "--country",
        default="",
        metavar="CODE",
        help=_(
            "the country (NO, SE, …) whose numbers may lack a prefix, where the text names none; "
            "without it, that of this computer"
        ),
    )
