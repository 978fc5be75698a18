"""``contact-entry register``: which public registers of companies may be asked, where, and with which key."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any, Final

from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.output import print_error, print_json, print_line
from app.commands.session import Session, is_terminal, open_session
from app.model.registers.record import RegisterRecord
from app.model.registers.settings import RegisterSettings
from app.service.registers.keys import proxy_access, register_account
from app.translation import _
from app.webapi.registers import REGISTERS
from app.webapi.registers.asking import Question, RegisterError, RegisterKeyError
from app.webapi.registers.register import Register

_MAX_KEY_BYTES: Final = 4096
# Numbers of public bodies or large companies, which the registers' own documentation uses.
_TRIED: Final = {
    "no": "974760673",
    "dk": "24256790",
    "fi": "0112038-9",
    "fr": "356000000",
    "cz": "00006947",
    "gb": "00000006",
    "se": "5560021361",
    "vies": "IE6388047V",
    "gleif": "5493001KJTIIGC8Y1R12",
}


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs the action of ``contact-entry register``."""
    with open_session(arguments.home, arguments.log_level) as session:
        return _ACTIONS[arguments.action](session, arguments)


def settings_of(session: Session) -> RegisterSettings:
    """Returns what is decided about registers on this computer."""
    settings = session.settings
    return RegisterSettings.of(settings.registers, settings.register_urls, settings.register_businesses)


def _list(session: Session, arguments: argparse.Namespace) -> ExitCode:
    decided = settings_of(session)
    rows = [_row(session, register, decided) for register in REGISTERS.values()]
    if arguments.json:
        print_json(rows)
        return ExitCode.DONE
    for row in rows:
        mark = "*" if row["allowed"] else " "
        key = "" if row["key"] is None else _("key set") if row["key"] else _("needs a key")
        print_line(f"{mark} {row['register']:<6}{row['title']:<28}{row['url']}  {key}")
    if any(row["allowed"] for row in rows):
        print_line(_("* may be asked"))
    if because := session.managed.reason("registers"):
        print_line(because)
    return ExitCode.DONE


def _row(session: Session, register: Register, decided: RegisterSettings) -> dict[str, Any]:
    key = bool(session.secrets.get(register_account(register.code))) if register.needs_key else None
    return {
        "register": register.code,
        "title": register.title,
        "countries": list(register.countries),
        "allowed": register.code in decided.allowed,
        "url": decided.addresses.get(register.code, register.address),
        "key": key,
        "managed": bool(session.managed.reason("registers")),
    }


def _allow(session: Session, arguments: argparse.Namespace) -> ExitCode:
    register = _register(arguments.name)
    _change(session, "registers", lambda now: now.with_allowed(register.code, is_allowed=True))
    print_line(
        _("{register} may be asked. The names and numbers that are looked up leave this computer.").format(
            register=register.title
        )
    )
    if wanted := _wanted_key(session, register):
        print_line(wanted)
    return ExitCode.DONE


def _wanted_key(session: Session, register: Register) -> str:
    """Returns how a key is given that a register needs and has not; empty where there is nothing to give."""
    if not register.needs_key or session.secrets.get(register_account(register.code)):
        return ""
    return _("{register} needs a key: contact-entry register key {code} --secret-stdin").format(
        register=register.title, code=register.code
    )


def _forbid(session: Session, arguments: argparse.Namespace) -> ExitCode:
    register = _register(arguments.name)
    _change(session, "registers", lambda now: now.with_allowed(register.code, is_allowed=False))
    print_line(_("{register} is not asked any more.").format(register=register.title))
    return ExitCode.DONE


def _set(session: Session, arguments: argparse.Namespace) -> ExitCode:
    register = _register(arguments.name)
    try:
        _change(session, "register_urls", lambda now: now.with_address(register.code, arguments.url))
    except ValueError as error:
        raise CommandFailed(str(error)) from None
    address = arguments.url.strip().rstrip("/") or register.address
    print_line(_("{register} is asked at {address}.").format(register=register.title, address=address))
    return ExitCode.DONE


def _business(session: Session, arguments: argparse.Namespace) -> ExitCode:
    code, name = arguments.code.strip(), arguments.name.strip()
    try:
        _change(session, "register_businesses", lambda now: now.with_business(code, name))
    except ValueError as error:
        raise CommandFailed(str(error)) from None
    sentence = (
        _("Industry {code} means the business “{name}”, if your list has an entry of that name.")
        if name
        else _("What industry {code} means is told by the names of your list again.")
    )
    print_line(sentence.format(code=code, name=name))
    return ExitCode.DONE


def _key(session: Session, arguments: argparse.Namespace) -> ExitCode:
    register = _register(arguments.name)
    if not register.needs_key:
        raise CommandFailed(_("{register} needs no key.").format(register=register.title))
    secret = _secret(register, from_input=arguments.secret_stdin)
    location = session.secrets.set(register_account(register.code), secret)
    if location.lasting:
        print_line(
            _("The key for {register} is kept in {store}.").format(
                register=register.title, store=location.name
            )
        )
        return ExitCode.DONE
    print_error(
        _("{reason} So the key was not kept. Once that is mended, run this again.").format(
            reason=location.reason
        )
    )
    return ExitCode.SIGN_IN


def _secret(register: Register, *, from_input: bool) -> str:
    """Reads the key from standard input or the terminal. Raises CommandFailed."""
    if from_input:
        content = sys.stdin.buffer.read(_MAX_KEY_BYTES) if sys.stdin else b""
        lines = content.decode("utf-8-sig", "replace").splitlines()
        secret = lines[0].strip() if lines else ""
    elif is_terminal():
        import getpass

        secret = getpass.getpass(_("Key for {register}: ").format(register=register.title)).strip()
    else:
        raise CommandFailed(
            _("Give the key on standard input, with --secret-stdin: others can see what an argument is.")
        )
    if not secret or not (secret.isascii() and secret.isprintable()):
        raise CommandFailed(_("The key is empty or no key, so nothing was changed."))
    return secret


def _test(session: Session, arguments: argparse.Namespace) -> ExitCode:
    """Asks for a company that is surely there: whoever runs this has decided that the register is asked."""
    register = _register(arguments.name)
    decided = settings_of(session)
    if (because := session.managed.reason("registers")) and register.code not in decided.allowed:
        raise CommandFailed(because)
    address = decided.addresses.get(register.code, register.address)
    number = register.number_in(arguments.number or _TRIED[register.code])
    if not number:
        raise CommandFailed(
            _("“{number}” is no number of {register}.").format(
                number=arguments.number, register=register.title
            )
        )
    if wanted := _wanted_key(session, register):
        print_error(wanted)
        return ExitCode.SIGN_IN
    try:
        found = _asked(session, register, address, number)
    except RegisterError as error:
        print_error(error.message)
        return ExitCode.SIGN_IN if isinstance(error, RegisterKeyError) else ExitCode.KEPT
    if not found:
        print_error(
            _("{register} answers, but has no company with the number {number}.").format(
                register=register.title, number=number
            )
        )
        return ExitCode.NOT_VALID
    print_line(
        _("{register} answers: {number} is {name}.").format(
            register=register.title, number=found[0].number, name=found[0].name
        )
    )
    return ExitCode.DONE


def _asked(session: Session, register: Register, address: str, number: str) -> list[RegisterRecord]:
    key = (session.secrets.get(register_account(register.code)) or "") if register.needs_key else ""
    signed = register.signed_headers(register.title, address, key)
    profile = session.settings.active_profile
    proxy = proxy_access(profile, session.clients.secret, session.clients.refusals)
    question = Question(register.title, address, profile, signed, proxy=proxy)
    try:
        return list(register.whose(question, number))
    finally:
        question.close()


def _register(name: str) -> Register:
    if register := REGISTERS.get(name.strip().lower()):
        return register
    raise CommandFailed(
        _("There is no register “{code}”. These there are: {names}.").format(
            code=name, names=", ".join(REGISTERS)
        )
    )


def _change(session: Session, key: str, edit: Callable[[RegisterSettings], RegisterSettings]) -> None:
    if because := session.managed.reason(key):
        raise CommandFailed(because)

    def changed(now: Any) -> Any:
        after = edit(RegisterSettings.of(now.registers, now.register_urls, now.register_businesses))
        return now.with_changes(
            registers=after.allowed_text,
            register_urls=after.addresses_text,
            register_businesses=after.businesses_text,
        )

    session.file.change(changed)


_ACTIONS: Final[dict[str, Callable[[Session, argparse.Namespace], ExitCode]]] = {
    "list": _list,
    "allow": _allow,
    "forbid": _forbid,
    "set": _set,
    "business": _business,
    "key": _key,
    "test": _test,
}
