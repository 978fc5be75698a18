"""Entry point of the command line; every command is imported only when it runs.

Commands: window (default), open, new, submit, import, read, lookup, outbox, profile, register, policy,
sandbox, self-test, update-check.

Exit codes: 0 done, 2 usage or unknown profile, 3 not valid, 4 the server rejected it, 5 sign-in failed,
6 kept in the outbox, 7 the self test failed, 8 done, and standard output could not be written.
"""

from __future__ import annotations

import gc

from app.commands.command_line.language import use_language_of
from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.output import final_code, prepare_streams, print_error, print_line
from app.translation import _

TYPE_CHECKING = False  # for the checker it is True; typing itself would take a third of the time of --help

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path


def run(argv: list[str]) -> int:
    """Parses and runs a command line; a failure is one sentence on standard error and an exit code."""
    prepare_streams()
    try:
        return final_code(_run(argv))
    except SystemExit as ended:  # the parser has said what it had to say
        ended.code = ended.code or final_code(ExitCode.DONE)
        raise


def _run(argv: list[str]) -> int:
    use_language_of(argv)
    if not argv:
        # The parser takes longer to load than what it would say.
        return _window()
    from app.commands.command_line.parser import build_parser

    options = build_parser()
    arguments = options.parse_args(argv)
    if arguments.sandbox and arguments.profile:
        options.error(_("--sandbox and --profile name two connections: use one of them."))
    if arguments.command is None:
        return _window(arguments.home, arguments.profile, arguments.log_level, sandbox=arguments.sandbox)
    return _run_command(arguments)


def _run_command(arguments: argparse.Namespace) -> int:
    from app.storage.files.errors import StoreProblem

    try:
        return _COMMANDS[arguments.command](arguments)
    except CommandFailed as failure:
        print_error(failure.message)
        return failure.code
    except StoreProblem as problem:
        print_error(problem.message)
        return ExitCode.USAGE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # a bug is reported in a sentence, too
        print_error(_fault_message(error, arguments.command))
        return ExitCode.FAULT


def _window(
    home: Path | None = None,
    profile: str = "",
    log_level: str = "",
    *,
    sandbox: bool = False,
    files: tuple[Path, ...] = (),
    begins: str = "",
) -> int:
    from app.storage.files.file_lock import is_locked
    from app.storage.files.paths import AppPaths

    paths = AppPaths.of(home)
    if is_locked(paths.window):
        from app.service.running_window import raise_running

        if raise_running(paths, files, begins):
            # A second start ends here, before the window's libraries are loaded.
            return ExitCode.DONE
    # What is loaded stays, and to look for garbage in it takes a tenth of the time to the first paint. From
    # then on the window collects it itself: see app.controller.process.garbage.
    gc.disable()
    from app.bootstrap.options import WindowOptions
    from app.bootstrap.start import run_window

    return run_window(WindowOptions(paths, sandbox, profile, log_level, files=files, begins=begins))


def _open(arguments: argparse.Namespace) -> int:
    files = tuple(file.absolute() for file in arguments.files)
    if missing := next((file for file in files if not file.is_file()), None):
        raise CommandFailed(_("There is no file {missing}.").format(missing=missing))
    begins = "outbox" if arguments.outbox else ""
    given = arguments.home, arguments.profile, arguments.log_level
    return _window(*given, sandbox=arguments.sandbox, files=files, begins=begins)


def _new(arguments: argparse.Namespace) -> int:
    begins = "clipboard" if arguments.from_clipboard else "empty"
    if arguments.template:
        from app.commands.templates import check_begins
        from app.model.templates.reading import BEGINS_WITH

        if arguments.from_clipboard:
            raise CommandFailed(_("Give either --template or --from-clipboard."))
        check_begins(arguments.home, arguments.template)
        begins = f"{BEGINS_WITH}{arguments.template}"
    return _window(
        arguments.home, arguments.profile, arguments.log_level, sandbox=arguments.sandbox, begins=begins
    )


def _sandbox(arguments: argparse.Namespace) -> int:
    from app.commands.output import print_json
    from app.sandbox import Options, SandboxNotStarted, serve
    from app.storage.files.paths import AppPaths, private_folder

    def announce(url: str, user: str, password: str) -> None:
        if arguments.json:
            print_json({"url": url, "user": user, "password": password})
        else:
            line = _("{url}  user: {user}  password: {password}")
            print_line(line.format(url=url, user=user, password=password))
        if code := final_code(ExitCode.DONE):
            # Nobody can know where it is.
            raise SystemExit(code)

    options = Options(
        scheme=arguments.scheme,
        take_persons=arguments.take_persons,
        answer_after=arguments.answer_after,
        fail_person=arguments.fail_person,
        people=True,
    )
    data = arguments.data or AppPaths.of(arguments.home).sandbox
    private_folder(data.parent)
    try:
        return serve(arguments.port, data, options, announce, until_eof=arguments.until_eof)
    except SandboxNotStarted as error:
        raise CommandFailed(str(error)) from error


def _submit(arguments: argparse.Namespace) -> int:
    from app.commands import submit as cli_submit

    return _without_log_output(cli_submit.run, arguments)


def _read(arguments: argparse.Namespace) -> int:
    from app.commands.finding import read as cli_read

    return _without_log_output(cli_read.run, arguments)


def _import(arguments: argparse.Namespace) -> int:
    from app.commands.importing import run as cli_import

    return _without_log_output(cli_import.run, arguments)


def _lookup(arguments: argparse.Namespace) -> int:
    from app.commands.finding import lookup as cli_lookup

    return _without_log_output(cli_lookup.run, arguments)


def _register(arguments: argparse.Namespace) -> int:
    from app.commands.setup import register as cli_register

    return _without_log_output(cli_register.run, arguments)


def _outbox(arguments: argparse.Namespace) -> int:
    from app.commands import outbox as cli_outbox

    return _without_log_output(cli_outbox.run, arguments)


def _profile(arguments: argparse.Namespace) -> int:
    from app.commands.setup import profile as cli_profile

    return _without_log_output(cli_profile.run, arguments)


def _policy(arguments: argparse.Namespace) -> int:
    from app.commands.setup import policy as cli_policy

    return _without_log_output(cli_policy.run, arguments)


def _self_test(arguments: argparse.Namespace) -> int:
    from app.commands import self_test as cli_self_test

    return _without_log_output(cli_self_test.run, arguments)


def _update_check(arguments: argparse.Namespace) -> int:
    from app.commands import update_check as cli_update_check

    return _without_log_output(cli_update_check.run, arguments)


def _without_log_output(command: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Runs a command without log output on the terminal: it prints itself what users need to know."""
    import logging

    logging.getLogger("app").addHandler(logging.NullHandler())
    return command(arguments)


def _fault_message(error: Exception, command: str) -> str:
    """Returns the sentence for a bug, without its message, which may quote user input or a secret."""
    import traceback
    from pathlib import Path

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {Path(place.filename).name} line {place.lineno}"
    if command == "outbox":
        told = _(
            "Contact Entry has made a mistake of its own ({where}). What is in the outbox is left as it is. "
            "Please report these words to whoever looks after the program."
        )
    else:
        told = _(
            "Contact Entry has made a mistake of its own ({where}). What is in the outbox is safe: "
            "see “contact-entry outbox list”. Please report these words to whoever looks after the "
            "program."
        )
    return told.format(where=where)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "open": _open,
    "new": _new,
    "submit": _submit,
    "read": _read,
    "import": _import,
    "lookup": _lookup,
    "register": _register,
    "outbox": _outbox,
    "profile": _profile,
    "policy": _policy,
    "sandbox": _sandbox,
    "self-test": _self_test,
    "update-check": _update_check,
}
