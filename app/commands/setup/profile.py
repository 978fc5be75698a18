"""``contact-entry profile``: adds, lists, tests and removes connections and their secrets."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any, Final

from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.output import print_error, print_json, print_line
from app.commands.session import (
    Session,
    ask_further_secret,
    ask_secret,
    is_terminal,
    open_session,
)
from app.commands.setup import profile_options as cli_profile_options
from app.commands.setup import sign_in as cli_sign_in
from app.model.profile import SANDBOX, Profile, Scheme, SecretKind
from app.service.clients import check_network_settings, make_api, try_connection
from app.storage.settings.password_store import account
from app.storage.settings.policy_sources import CONNECTION
from app.translation import _
from app.webapi.errors import WebApiError
from app.webapi.http.server_address import api_base

_MAX_SECRET_BYTES: Final = 64 * 1024
_USE_STANDARD_INPUT = _(
    "Give the password on standard input, with --secret-stdin: others can see what an argument is."
)


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs the action of ``contact-entry profile``."""
    with open_session(arguments.home, arguments.log_level) as session:
        return _ACTIONS[arguments.action](session, arguments)


def _add(session: Session, arguments: argparse.Namespace) -> ExitCode:
    before = session.settings.profile(arguments.name.strip())
    if before and session.managed.is_managed(before.name):
        _refuse_settings(before, arguments)
        profile, secrets = before, _secrets(before, arguments, is_new=False)
    else:
        profile = _profile_from_arguments(session, arguments, before)
        secrets = _secrets(profile, arguments, is_new=before is None)
        _keep(session, profile, is_new=before is None)
        _tell_what_is_decided(session, arguments)
        if profile.scheme is Scheme.ONLINE and (before is None or _gives_sign_in(arguments)):
            print_line(_("Sign in with “contact-entry profile sign-in {name}”.").format(name=profile.name))
    return _keep_secrets(session, profile, secrets)


def _refuse_settings(profile: Profile, arguments: argparse.Namespace) -> None:
    """Refuses anything but secrets for a connection of the administrator's. Raises CommandFailed."""
    has_secrets = arguments.secret_stdin or arguments.further_secret
    if not has_secrets or _gives_sign_in(arguments) or cli_profile_options.given_values(arguments):
        told = _(
            "The connection “{name}” is set by your administrator: only its passwords can be given here, "
            "with --secret-stdin and --further-secret."
        )
        raise CommandFailed(told.format(name=profile.name))


def _tell_what_is_decided(session: Session, arguments: argparse.Namespace) -> None:
    for name in ("url", "user", *cli_profile_options.given_values(arguments)):
        if getattr(arguments, name) is not None and session.managed.source(f"{CONNECTION}{name}"):
            told = _("“{option}” has no effect: your administrator or an environment variable decides it.")
            print_error(told.format(option=f"--{name.replace('_', '-')}"))


def _keep(session: Session, profile: Profile, *, is_new: bool) -> None:
    session.file.change(
        lambda now: now.with_profile(session.managed.user_part(profile, now.profile(profile.name)))
    )
    told = _("The connection “{name}” is added.") if is_new else _("The connection “{name}” is changed.")
    print_line(told.format(name=profile.name))


def _keep_secrets(session: Session, profile: Profile, secrets: dict[SecretKind, str]) -> ExitCode:
    for unused in profile.unused_secret_kinds:
        session.secrets.delete(account(profile.name, unused))
    locations = [session.secrets.set(account(profile.name, kind), text) for kind, text in secrets.items()]
    session.clients.reload(profile.name)
    missing = next((location for location in locations if not location.lasting), None)
    if missing is None:
        for sentence in {location.sentence for location in locations}:
            print_line(sentence)
        return ExitCode.DONE
    print_error(
        _(
            "{reason} So the password was not kept: commands ask for it on the terminal. Once that is "
            "mended, run this again."
        ).format(reason=missing.reason)
    )
    return ExitCode.SIGN_IN


def _gives_sign_in(arguments: argparse.Namespace) -> bool:
    return any(given is not None for given in (arguments.url, arguments.auth, arguments.user))


def _sign_in_values(arguments: argparse.Namespace, before: Profile | None) -> dict[str, Any]:
    """Returns address, user and way to sign in: what was given, else as before. Raises CommandFailed."""
    scheme = Scheme(arguments.auth or (before.scheme if before else Scheme.BASIC))
    url, user = "", ""
    if before is not None and before.scheme is scheme:
        url, user = before.url, before.user
    elif before is not None and Scheme.ONLINE not in (scheme, before.scheme):
        url = before.url
    # What SuperOffice Online has as its address is that of a sign-in, not of a server.
    url = url if arguments.url is None else arguments.url.strip()
    user = user if arguments.user is None else arguments.user
    if scheme is not Scheme.ONLINE and not url:
        raise CommandFailed(_("A connection needs the address of its SuperOffice: add --url."))
    if scheme is Scheme.BASIC and not user:
        raise CommandFailed(_("Signing in with a password needs a user name: add --user."))
    return {"scheme": scheme, "url": url, "user": user}


def _profile_from_arguments(
    session: Session, arguments: argparse.Namespace, before: Profile | None
) -> Profile:
    """Returns the connection of that name with the values of the options. Raises CommandFailed."""
    name = arguments.name.strip()
    if not name or not name.isprintable():
        raise CommandFailed(_("A connection needs a name, on one line."))
    if name.casefold() == SANDBOX.casefold():
        raise CommandFailed(
            _("“{name}” is the name of the practice server. Choose another name.").format(name=name)
        )
    _refuse_managed(session, name)
    kept: dict[str, Any] = asdict(before) if before else {"name": name}
    given = _sign_in_values(arguments, before)
    try:
        further = cli_profile_options.given_values(arguments)
        profile = Profile.from_values({**kept, **given, **further})
        make_api(profile, lambda: None).close()
        check_network_settings(profile)
    except ValueError as error:
        raise CommandFailed(_error_message(given["url"], error)) from None
    except WebApiError as error:
        raise CommandFailed(error.message) from None
    return profile


def _error_message(url: str, error: ValueError) -> str:
    """Returns the message for an invalid address, else the one of the validation."""
    try:
        if url:
            api_base(url, allow_plain_http=True)
    except WebApiError as bad_address:
        return bad_address.message
    return str(error)


def _refuse_managed(session: Session, name: str) -> None:
    if session.managed.is_managed(name):
        raise CommandFailed(
            _("The connection “{name}” is set by your administrator and cannot be changed.").format(name=name)
        )


def _secrets(profile: Profile, arguments: argparse.Namespace, *, is_new: bool) -> dict[SecretKind, str]:
    """Reads the secrets from standard input or the terminal. Raises CommandFailed."""
    is_asked = arguments.secret_stdin and not arguments.further_secret
    # Not only what is new: another server must not get the password of the one before.
    wants_main = is_new or _gives_sign_in(arguments) or is_asked
    main = [profile.secret_kind] if wants_main and profile.scheme is not Scheme.ONLINE else []
    kinds = [*main, *map(SecretKind, arguments.further_secret)]
    if not kinds:
        return {}
    if is_terminal():
        lines = [ask_secret(profile) if kind in main else ask_further_secret(kind) for kind in kinds]
    elif arguments.secret_stdin:
        lines = _lines_of_input()
    else:
        raise CommandFailed(_USE_STANDARD_INPUT)
    given = dict(zip(kinds, [*lines, *[""] * len(kinds)], strict=False))
    if not all(given.values()):
        raise CommandFailed(_("The password is empty, so nothing was changed."))
    return given


def _lines_of_input() -> list[str]:
    content = sys.stdin.buffer.read(_MAX_SECRET_BYTES) if sys.stdin else b""
    try:
        # Windows PowerShell adds a byte order mark to piped text.
        return content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise CommandFailed(_("The password on standard input is not text in UTF-8.")) from None


def _list(session: Session, arguments: argparse.Namespace) -> ExitCode:
    settings = session.settings
    if arguments.json:
        print_json([_json_object(session, one) for one in settings.profiles])
        return ExitCode.DONE
    if not settings.profiles:
        print_line(_("No connection is set up yet. Set one up with “contact-entry profile add”."))
    for one in settings.profiles:
        mark = "*" if one == settings.active_profile else " "
        managed = _("  (set by your administrator)") if session.managed.is_managed(one.name) else ""
        print_line(f"{mark} {one.name}  {one.site}  {one.scheme}  {one.user}{managed}")
    return ExitCode.DONE


def _json_object(session: Session, profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "url": profile.url,
        "auth": profile.scheme.value,
        "user": profile.user,
        "active": profile == session.settings.active_profile,
        "managed": session.managed.is_managed(profile.name),
    }


def _test(session: Session, arguments: argparse.Namespace) -> ExitCode:
    profile = session.profile(arguments.name)
    if because := session.managed.unreadable:
        raise CommandFailed(because, ExitCode.KEPT)
    # Whoever asks for a test has acted: what a proxy has refused is tried once more.
    session.clients.reload(profile.name)
    secret = session.sign_in(profile)
    others = partial(session.clients.secret, profile.name)
    result = try_connection(
        profile,
        secret,
        session.clients.language,
        others,
        keep_secret=partial(session.clients.keep_secret, profile.name, profile.secret_kind),
        refusals=session.clients.refusals,
    )
    if result.works:
        print_line(result.sentence)
        return ExitCode.DONE
    print_error(result.sentence)
    return ExitCode.SIGN_IN if result.sign_in_refused else ExitCode.KEPT


def _remove(session: Session, arguments: argparse.Namespace) -> ExitCode:
    profile = session.profile(arguments.name)
    _refuse_managed(session, profile.name)
    cli_sign_in.revoke(session, profile)
    forgotten = [session.secrets.delete(account(profile.name, kind)) for kind in SecretKind]
    session.file.change(lambda settings: settings.without_profile(profile.name))
    print_line(_("The connection “{name}” is removed.").format(name=profile.name))
    if all(forgotten):
        return ExitCode.DONE
    print_error(_("The password store of this computer did not answer, so the password may still be in it."))
    return ExitCode.SIGN_IN


_ACTIONS: dict[str, Callable[[Session, argparse.Namespace], ExitCode]] = {
    "add": _add,
    "list": _list,
    "test": _test,
    "sign-in": cli_sign_in.sign_in,
    "sign-out": cli_sign_in.sign_out,
    "remove": _remove,
}
