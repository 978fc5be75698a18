"""``contact-entry lookup``: prints what public registers say about a company."""

from __future__ import annotations

import argparse
from typing import Any, Final

from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.finding.country import region_of
from app.commands.output import print_error, print_json, print_line
from app.commands.session import Session, open_session
from app.model.form.address_layout import name_in_address
from app.model.form.field_names import tab_and_name
from app.model.registers.record import CompanyState, RegisterRecord
from app.model.registers.settings import RegisterSettings
from app.service.registers.keys import proxy_access, register_account
from app.service.registers.lookup import RegisterLookup
from app.translation import N_, _
from app.webapi.registers import REGISTERS

_STATES: Final = {
    CompanyState.ACTIVE: N_("active"),
    CompanyState.BANKRUPT: N_("bankrupt"),
    CompanyState.DISSOLVING: N_("being dissolved"),
    CompanyState.DELETED: N_("deleted from the register"),
}
_NOBODY: Final = _(
    "Nobody was asked: this is no name or number for the registers that may be asked "
    "(contact-entry register list)."
)


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs ``contact-entry lookup``."""
    with open_session(arguments.home, arguments.log_level) as session:
        country = region_of(arguments.country)
        lookup = _lookup(session, country)
        is_asked = bool(lookup.questions(arguments.text, country))
        answer = lookup.look_up(arguments.text, country)
    if arguments.json:
        print_json([_as_object(one) for one in answer.records], is_whole=True)
    else:
        for one in answer.records:
            _print(one)
    for problem in answer.problems:
        print_error(problem)
    if answer.records:
        return ExitCode.DONE
    if not answer.problems:
        print_error(_("No register that may be asked knows it.") if is_asked else _NOBODY)
    return ExitCode.KEPT if answer.problems else ExitCode.NOT_VALID


def _lookup(session: Session, country: str) -> RegisterLookup:
    decided = RegisterSettings.of(session.settings.registers, session.settings.register_urls)
    if not decided.allowed:
        because = session.managed.reason("registers") or _(
            "No register may be asked on this computer, since the names that are looked up would leave it. "
            "Allow one with: contact-entry register allow {code}"
        ).format(code=_suggested(country))
        raise CommandFailed(because)
    return RegisterLookup(
        lambda: decided,
        lambda code: session.secrets.get(register_account(code)) or "",
        lambda: session.settings.active_profile,
        proxy=proxy_access(session.settings.active_profile, session.clients.secret, session.clients.refusals),
    )


def _suggested(country: str) -> str:
    national = (one.code for one in REGISTERS.values() if country in one.countries)
    return next(national, "gleif")


def _as_object(record: RegisterRecord) -> dict[str, Any]:
    return {
        "register": record.register,
        "number": record.number,
        "name": record.name,
        "city": record.city,
        "state": record.state.value,
        "values": dict(record.values),
        "industry": record.industry,
        "persons": [dict(person) for person in record.persons],
        "refuses_advertising": record.refuses_advertising,
    }


def _print(record: RegisterRecord) -> None:
    state = _(_STATES[record.state])
    print_line(
        f"{record.register}  {record.number}  {record.name}  {record.city}  ({state})".replace("    ", "  ")
    )
    for path, value in record.values.items():
        print_line(f"    {_name_of(path)}: {value}")
    if record.industry:
        print_line("    " + _("Industry code: {code}").format(code=record.industry))


def _name_of(path: str) -> str:
    return name_in_address(path) or tab_and_name(path)[1] or path
