"""The argument parser: commands, options, help. Their names are stable, since scripts rely on them."""

from __future__ import annotations

import argparse
import sys
from functools import cache, partial

from app import __version__
from app.commands.command_line.overview import (
    COMMANDS,
    DESCRIPTION,
    EXIT_CODES,
    LOG_LEVELS,
    OPTIONS,
    PROGRAM,
    overview,
)
from app.commands.finding import read_options as cli_read
from app.commands.importing import options as cli_import
from app.commands.output import write_text
from app.commands.setup import profile_options as cli_profile_options
from app.commands.setup import register_options as cli_registers
from app.translation import N_, _, ngettext
from app.translation.languages import LANGUAGES

TYPE_CHECKING = False  # for the checker it is True; typing itself would take a third of the time of --help

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, Final, TypeAlias

SCHEMES: Final = ("basic", "ticket", "bearer", "xsrf", "online")
"""The values of `app.model.profile.Scheme`, repeated because importing it would slow every start."""

_OPEN = _("""\
Opens the window, or brings the one that is open to the front, and has it read these files as if they were
dropped on it: what was recognised is shown first, and nothing goes into the form unless it is accepted. File
managers call this for "Open with".
""")
_NEW = _("""\
Opens the window, or brings the one that is open to the front, and begins a new company there, as its menu
does: what is being typed stays among the drafts. A shortcut of the desktop can call this.
""")
_SUBMIT = _("""\
Reads one company (a ContactEntity as JSON, see the reference page of POST Contact), checks it as the window
does, puts it into the outbox and sends it. What is null or absent takes your SuperOffice's default. Where the
window is open, that one takes it and sends it: exit code 6, kept.

What looks wrong (an e-mail address, a phone number) or is mandatory in your SuperOffice is told on standard
error and sent all the same; with --strict it is an error. So is a name that is not known ("FirstName" for
"Firstname"): capitals count, and what stands under it may be dropped.

--json prints one object, the last line of standard output:
  {"id", "state", "ContactId", "persons": [{"PersonId", "name", "state"}],
   "errors": [{"field", "message"}], "warnings": [{"field", "message"}], "link"}
""")
_OUTBOX = _("""\
Companies that wait to be sent, were refused, or were saved. An ID may be shortened as long as one entry alone
begins with it. "list --json" prints an array of {"id", "state", "name", "ContactId", "message",
"messages": [{"code", "values"}]}: the codes are the same in every language.
""")
_PROFILE_ADD = _("""\
Adds a connection, or changes the one of that name. The password goes into the password store of this computer
(the Windows Credential Manager, the macOS keychain, the desktop's keyring) and nowhere else; it is read from
standard input or asked for on the terminal, and never given as an argument.

Where this computer has no such store, the connection is added without its password and the exit code is 5:
"submit" and "outbox send" then ask for it on the terminal, and cannot sign in without one.

SuperOffice Online needs no password here: "profile sign-in" opens the browser. Further secrets (the client
secret of the application, the password at the proxy) are read from the lines that follow, one for each
--further-secret, in the order in which they are named.

Of a connection that is there, what is not given stays as it is: "profile add NAME --proxy URL" changes the
proxy alone. Its password is wanted again with --url, --auth or --user; --secret-stdin alone brings a new one,
and with --further-secret it brings only the secrets named there. These two are all that can be given for a
connection that your administrator has set.
""")
_SIGN_IN = _("Sign in to SuperOffice Online in the browser.")
_SIGN_OUT = _("Sign out of SuperOffice Online.")
_PROFILE_TEST = _("""\
Asks the server for its version and who is signed in. Exit codes: 0 it works, 2 there is no such connection,
5 sign-in failed, 6 the server could not be asked.
""")
_SELF_TEST = _("""\
Tries out whether Contact Entry works on this computer: its parts, a window with a font, its resources and
formats, what an administrator has set, the password store, encrypted connections, the folder for entries, the
practice server. Nothing that you have typed is touched, no server is asked, and no display is needed. Exit
codes: 0 it works (a "note" is nothing to worry about), 7 something does not.

--json prints one object, the last line of standard output:
  {"version", "platform", "python", "qt", "bundled", "store", "ok",
   "checks": [{"name", "outcome": "ok"|"note"|"failed", "sentence", "detail"}]}
""")
_POLICY_SHOW = _("""\
Prints every setting that holds on this computer, with where it comes from: "option" (the command line),
"environment", "policy", "registry" or "preferences" (your administrator), "settings" (you), "default". No
server is asked. What an administrator has set and cannot be used is told on standard error. Exit codes: 0 all
can be used, 7 something of the policy cannot.

--json prints one object, the last line of standard output:
  {"settings": [{"key", "value", "source", "where"}],
   "connections": [{"name", "managed", "source", "where", "values": [{"key", "value", "source", "where"}]}],
   "problems": [sentence], "ok"}
""")
_UPDATE_CHECK = _("""\
Asks the address that your administrator has set ("update_url") which version is the newest. Nothing is
downloaded, and nothing that signs you in is sent. Exit codes: 0 it was told, 2 no address is set, 6 the
server could not be asked.

--json prints one object, the last line of standard output:
  {"version", "newest", "is_newer", "url"}
""")

_OF_ARGPARSE: Final = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
)
"""The texts of Python's parser that a user of these commands can meet."""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # it has no other name


class _Parser(argparse.ArgumentParser):
    """A parser whose help counts as output of the command: argparse forgets what could not be written."""

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            write_text(message, file or sys.stderr)


class _TopParser(_Parser):
    """The parser of the first word, whose help is the overview of all commands."""

    def format_help(self) -> str:
        return overview()


@cache
def build_parser() -> argparse.ArgumentParser:
    """Builds the parser, once. `command` is None for the window, `action` the second word of a command."""
    vars(argparse).update(_=_, ngettext=ngettext)  # its own texts come from our catalogue, too
    top: argparse.ArgumentParser = _TopParser(
        prog=PROGRAM,
        description=_(DESCRIPTION),
        epilog=_(EXIT_CODES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"Contact Entry {__version__}",
        help=_("show program's version number and exit"),
    )
    _connection(top)
    top.add_argument("--home", type=path_of, help=_text("--home"))
    top.add_argument("--language", choices=tuple(LANGUAGES), default="", help=_text("--language"))
    top.add_argument("--log-level", choices=LOG_LEVELS, default="", help=_text("--log-level"))
    top.set_defaults(sandbox=False, profile="", home=None)
    kind: type[argparse.ArgumentParser] = _Parser  # whose help is its own
    commands = top.add_subparsers(dest="command", metavar="command", parser_class=kind)
    _open(commands)
    _new(commands)
    _submit(commands)
    table = _command(commands, "import", description=cli_import.IMPORT)
    cli_import.add_to(table)
    _connection(table)
    _json(table)
    read = _command(commands, "read", description=cli_read.READ)
    cli_read.add_to(read)
    _json(read)
    lookup = _command(commands, "lookup", description=cli_registers.LOOKUP)
    cli_registers.add_lookup(lookup)
    _json(lookup)
    _outbox(commands)
    _profile(commands)
    register = _command(commands, "register", description=cli_registers.REGISTER)
    actions = register.add_subparsers(dest="action", metavar="action", required=True)
    cli_registers.add_actions(partial(_command, actions), _json)
    _sandbox(commands)
    _policy(commands)
    _self_test(commands)
    _json(_command(commands, "update-check", description=_UPDATE_CHECK))
    return top


def _open(commands: Commands) -> None:
    opened = _command(commands, "open", description=_OPEN)
    opened.add_argument(
        "--outbox", action="store_true", help=_("with the outbox: what waits to be sent, and what was")
    )
    opened.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        type=path_of,
        help=_("a vCard (.vcf), mail (.eml, .msg), picture or text (.txt)"),
    )
    _connection(opened)


def _new(commands: Commands) -> None:
    new = _command(commands, "new", description=_NEW)
    new.add_argument(
        "--from-clipboard",
        action="store_true",
        help=_("with what is copied: a signature, a mail, a card, a picture of a code"),
    )
    new.add_argument("--template", default="", metavar="NAME", help=_("with this template filled in"))
    _connection(new)


def _submit(commands: Commands) -> None:
    submit = _command(commands, "submit", description=_SUBMIT)
    submit.add_argument(
        "file", metavar="FILE", help=_("a file with one company as JSON; - is standard input")
    )
    _connection(submit)
    submit.add_argument(
        "--template", default="", metavar="NAME", help=_("a template; it fills in what the file lacks")
    )
    submit.add_argument("--strict", action="store_true", help=_("warnings are errors"))
    submit.add_argument(
        "--add", action="store_true", help=_("add to the company whose ContactId the file has")
    )
    _json(submit)


def _outbox(commands: Commands) -> None:
    outbox = _command(commands, "outbox", description=_OUTBOX)
    actions = outbox.add_subparsers(dest="action", metavar="action", required=True)
    _json(_command(actions, "list", _("list the entries, oldest first")))
    _json(_command(actions, "send", _("send what waits, now")))
    for name, text in (("show", _("show one entry")), ("discard", _("delete one entry from this computer"))):
        action = _command(actions, name, text)
        action.add_argument("id", metavar="ID", help=_("the entry's id, or its beginning"))
        _json(action)


def _profile(commands: Commands) -> None:
    profile = _command(commands, "profile")
    actions = profile.add_subparsers(dest="action", metavar="action", required=True)
    # Its --language is the connection's.
    add = _command(actions, "add", _("add or change a connection"), _PROFILE_ADD, has_language=False)
    add.add_argument("name", metavar="NAME")
    add.add_argument("--url", help=_("the address of your SuperOffice; not for --auth online"))
    add.add_argument("--auth", choices=SCHEMES, help=_("how to sign in; basic for a new connection"))
    add.add_argument("--user", help=_("the user name, for --auth basic"))
    add.add_argument("--secret-stdin", action="store_true", help=_("read the password from standard input"))
    cli_profile_options.add_to(add)
    _json(_command(actions, "list", _("list the connections")))
    test = _command(actions, "test", _("try a connection"), _PROFILE_TEST)
    test.add_argument("name", metavar="NAME")
    for name, text, told in (
        ("sign-in", _("sign in to SuperOffice Online in the browser"), _SIGN_IN),
        ("sign-out", _("sign out of SuperOffice Online"), _SIGN_OUT),
    ):
        _command(actions, name, text, told).add_argument("name", metavar="NAME")
    remove = _command(actions, "remove", _("remove a connection and its password"))
    remove.add_argument("name", metavar="NAME")


def _sandbox(commands: Commands) -> None:
    sandbox = _command(commands, "sandbox")
    sandbox.add_argument("--port", type=int, default=0, help=_("0 takes any free one"))
    sandbox.add_argument("--data", type=path_of, help=_("the file that its companies are kept in"))
    sandbox.add_argument("--json", action="store_true", help=_("tell address and sign-in as JSON"))
    sandbox.add_argument("--scheme", choices=SCHEMES, default="basic", help=_("the one way to sign in there"))
    sandbox.add_argument("--take-persons", action="store_true", help=_("create the Persons of a company"))
    sandbox.add_argument("--answer-after", type=float, default=0.0, metavar="SECONDS")
    sandbox.add_argument(
        "--fail-person", default="", metavar="LASTNAME", help=_("refuse persons of that name")
    )
    sandbox.add_argument("--until-eof", action="store_true", help=_("end when standard input does"))


def _policy(commands: Commands) -> None:
    policy = _command(commands, "policy")
    actions = policy.add_subparsers(dest="action", metavar="action", required=True)
    _json(_command(actions, "show", _("show each setting with its source"), _POLICY_SHOW))


def _self_test(commands: Commands) -> None:
    self_test = _command(commands, "self-test", description=_SELF_TEST)
    self_test.add_argument("--part", choices=("window", "network", "jump-list"), help=argparse.SUPPRESS)
    _json(self_test)


def _text(option: str) -> str:
    return _(OPTIONS[option][1])


def path_of(text: str) -> Path:
    """Returns a path that was given as an argument."""
    from pathlib import Path

    return Path(text)


def _command(
    commands: Commands, name: str, text: str = "", description: str = "", *, has_language: bool = True
) -> argparse.ArgumentParser:
    """Adds a command; the text of one of the first words is that of the overview."""
    text = text or _(COMMANDS[name])
    command = commands.add_parser(
        name,
        help=text,
        description=description or f"{text[:1].upper()}{text[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    # SUPPRESS: the default of the command must not overwrite --home given before it.
    command.add_argument("--home", type=path_of, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    if has_language:
        # Taken before the command line is parsed: `app.commands.command_line.language`.
        command.add_argument(
            "--language", choices=tuple(LANGUAGES), default=argparse.SUPPRESS, help=_text("--language")
        )
    return command


def _connection(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--sandbox",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_text("--sandbox"),
    )
    command.add_argument("--profile", default=argparse.SUPPRESS, metavar="NAME", help=_text("--profile"))


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=_("print JSON for scripts"))
