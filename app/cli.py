"""The commands: window (default), submit, outbox, profile, sandbox.

Exit codes: 0 done, 2 usage or unknown profile, 3 not valid, 4 the server rejected it, 5 sign-in failed,
6 kept in the outbox.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from app import __version__
from app.storage.places import Places


def run(argv: list[str]) -> int:
    """Parses and runs a command line; every failure is a sentence on standard error and an exit code."""
    arguments = _parser().parse_args(argv)
    command = arguments.command or "window"
    return _COMMANDS[command](arguments)


def _window(arguments: argparse.Namespace) -> int:
    from app.bootstrap import WindowOptions, run_window

    return run_window(WindowOptions(Places.of(arguments.home), arguments.sandbox, arguments.profile))


def _sandbox(arguments: argparse.Namespace) -> int:
    from app.sandbox import Options, SandboxNotStarted, serve

    def announce(url: str, user: str, password: str) -> None:
        told = {"url": url, "user": user, "password": password}
        line = json.dumps(told) if arguments.json else f"{url}  user: {user}  password: {password}"
        print(line, flush=True)

    options = Options(
        take_persons=arguments.take_persons,
        answer_after=arguments.answer_after,
        fail_person=arguments.fail_person,
    )
    data = arguments.data or Places.of(arguments.home).sandbox
    data.parent.mkdir(parents=True, exist_ok=True)
    try:
        return serve(arguments.port, data, options, announce, until_eof=arguments.until_eof)
    except SandboxNotStarted as error:
        print(error, file=sys.stderr)
        return 2


_COMMANDS = {"window": _window, "sandbox": _sandbox}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="contact-entry", description="Type companies and the people in them into SuperOffice CRM."
    )
    parser.add_argument("--version", action="version", version=f"Contact Entry {__version__}")
    _common(parser)
    commands = parser.add_subparsers(dest="command", metavar="command")
    sandbox = commands.add_parser("sandbox", help="serve a practice SuperOffice on this computer")
    sandbox.add_argument("--port", type=int, default=0, help="0 takes any free one")
    sandbox.add_argument("--data", type=Path, help="the file that its companies are kept in")
    sandbox.add_argument("--json", action="store_true", help="tell address and sign-in as JSON")
    sandbox.add_argument("--take-persons", action="store_true", help="create the Persons of a company")
    sandbox.add_argument("--answer-after", type=float, default=0.0, metavar="SECONDS")
    sandbox.add_argument("--fail-person", default="", metavar="LASTNAME", help="refuse persons of that name")
    sandbox.add_argument("--until-eof", action="store_true", help="end when standard input does")
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sandbox", action="store_true", help="use a practice server on this computer")
    parser.add_argument("--profile", default="", metavar="NAME", help="the connection to use")
    parser.add_argument("--home", type=Path, help="one folder for settings, entries and logs")
