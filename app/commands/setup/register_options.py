"""The options of ``lookup`` and ``register``."""

from __future__ import annotations

from app.translation import _

TYPE_CHECKING = False  # for the checker it is True; typing itself would take a third of the time of --help

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

LOOKUP = _("""\
Asks public registers of companies for a name or a number, and prints what they say; nothing is kept. Only
registers that may be asked ("contact-entry register list") are: what is looked up leaves this computer. Which
ones these are depends on the country and on what the text is; a number of a private person goes nowhere. Exit
codes: 0 something was found, 2 no register may be asked, 3 none knows it, 6 none could be asked.

--json prints an array; paths are those of the form:
  [{"register", "number", "name", "city", "state": "active"|"bankrupt"|"dissolving"|"deleted",
    "values": {path: value}, "industry": code, "persons": [{path: value}], "refuses_advertising"}]
""")
REGISTER = _("""\
Decides which public registers of companies may be asked on this computer, where, and with which key. What is
looked up - names and numbers of companies - leaves the computer for them. An administrator's policy
("registers", "register_urls", "register_businesses") comes first. Keys are kept in the password store of this
computer. Exit codes: 0 done, 2 it cannot be done; of "test" also 3 the register has no such company, 5 it
does not accept the key, 6 it could not be asked.
""")


def add_lookup(lookup: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``lookup``."""
    lookup.add_argument(
        "text", metavar="TEXT", help=_("a name, an organisation number, a VAT number or an LEI")
    )
    lookup.add_argument(
        "--country",
        default="",
        metavar="CODE",
        help=_("the country (NO, SE, …) of the company; without it, that of this computer"),
    )


def add_actions(
    add: Callable[[str, str], argparse.ArgumentParser], add_json: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Adds the actions of ``register``; `add` makes one of a name and a text, `add_json` adds ``--json``."""
    add_json(add("list", _("list the registers, and which of them may be asked")))
    for name, text in (
        ("allow", _("let a register be asked")),
        ("forbid", _("let a register be asked no more")),
    ):
        add(name, text).add_argument("name", metavar="NAME", help=_("such as no, dk or vies"))
    address = add("set", _("say where a register is asked"))
    address.add_argument("name", metavar="NAME")
    address.add_argument(
        "--url", required=True, help=_("in place of its own address; empty for that one again")
    )
    business = add("business", _("say which business of your list an industry code of registers means"))
    business.add_argument(
        "code", metavar="CODE", help=_("how the code begins, such as 62, 41.2 or 64-66 (NACE)")
    )
    business.add_argument(
        "name", metavar="NAME", help=_("the name of the business; empty for the program's own choice again")
    )
    key = add("key", _("store the key for a register"))
    key.add_argument("name", metavar="NAME")
    key.add_argument("--secret-stdin", action="store_true", help=_("read the key from standard input"))
    test = add("test", _("ask a register for a company that is surely there"))
    test.add_argument("name", metavar="NAME")
    test.add_argument("--number", default="", help=_("the number of another company"))
