"""``contact-entry profile sign-in`` and ``sign-out``, for SuperOffice Online in the system's browser."""

from __future__ import annotations

import argparse
import threading
import webbrowser
from collections.abc import Callable

from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.output import print_error, print_line
from app.commands.session import Session
from app.model.profile import Profile, Scheme, SecretKind
from app.storage.settings.password_store import account
from app.translation import _
from app.webapi.errors import WebApiError


def sign_in(session: Session, arguments: argparse.Namespace) -> ExitCode:
    """Opens the browser, waits for the sign-in there, and stores its refresh token."""
    from app.webapi import browser_sign_in

    profile = _online_profile(session, arguments.name)
    try:
        signed = browser_sign_in.sign_in(
            profile, _secret_source(session, profile), _open_browser, threading.Event()
        )
    except WebApiError as error:
        print_error(error.message)
        return ExitCode.SIGN_IN
    if not profile.customer_id and not session.managed.is_managed(profile.name):
        found = profile.with_changes(customer_id=signed.tenant)
        session.file.change(
            lambda now: now.with_profile(session.managed.user_part(found, now.profile(found.name)))
        )
    location = session.secrets.set(account(profile.name, SecretKind.REFRESH_TOKEN), signed.refresh_token)
    print_line(_("You are signed in as {user} at {tenant}.").format(user=signed.user, tenant=signed.tenant))
    if location.lasting:
        return ExitCode.DONE
    print_error(_("{reason} So the sign-in ends with this command.").format(reason=location.reason))
    return ExitCode.SIGN_IN


def sign_out(session: Session, arguments: argparse.Namespace) -> ExitCode:
    """Revokes the sign-in if the provider supports it, and deletes it from the password store."""
    profile = _online_profile(session, arguments.name)
    key = account(profile.name, SecretKind.REFRESH_TOKEN)
    is_revoked = revoke(session, profile)
    if not session.secrets.delete(key):
        print_error(
            _("The password store of this computer did not answer, so the sign-in may still be in it.")
        )
        return ExitCode.SIGN_IN
    print_line(_("You are signed out of “{name}”.").format(name=profile.name))
    return ExitCode.DONE if is_revoked else ExitCode.KEPT


def revoke(session: Session, profile: Profile) -> bool:
    """Revokes the sign-in of an Online connection, if there is one; returns False if that failed."""
    token = session.secrets.get(account(profile.name, SecretKind.REFRESH_TOKEN))
    if profile.scheme is not Scheme.ONLINE or not token:
        return True
    from app.webapi import browser_sign_in

    try:
        return browser_sign_in.sign_out(profile, _secret_source(session, profile), token)
    except WebApiError as error:
        print_error(
            _("{message} The sign-in could not be revoked there; it is forgotten here.").format(
                message=error.message
            )
        )
        return False


def _online_profile(session: Session, name: str) -> Profile:
    profile = session.profile(name)
    if profile.scheme is not Scheme.ONLINE:
        raise CommandFailed(
            _("“{name}” signs in with what “profile add” was given, not in the browser.").format(
                name=profile.name
            )
        )
    return profile


def _secret_source(session: Session, profile: Profile) -> Callable[[SecretKind], str | None]:
    return lambda kind: session.secrets.get(account(profile.name, kind))


def _open_browser(address: str) -> None:
    print_line(
        _("Sign in on the page that opens in your browser. If none opens, open this address yourself:")
    )
    print_line(address)
    webbrowser.open(address)
