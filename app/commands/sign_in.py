"""``contact-entry profile sign-in`` and ``sign-out``: SuperOffice Online in the system's browser."""

from __future__ import annotations

import argparse
import threading
import webbrowser
from collections.abc import Callable

from app.commands.output import CommandFailed, ExitCode, print_error, print_line
from app.commands.session import Session, reason_of
from app.model.profile import Profile, Scheme, SecretKind
from app.storage.settings.password_store import account
from app.webapi.errors import WebApiError


def sign_in(session: Session, arguments: argparse.Namespace) -> ExitCode:
    """Opens the browser and waits for the user there; keeps what that brings."""
    from app.webapi import browser_sign_in

    profile = _online(session, arguments.name)
    try:
        signed = browser_sign_in.sign_in(profile, _finder(session, profile), _open, threading.Event())
    except WebApiError as error:
        print_error(error.message)
        return ExitCode.SIGN_IN
    if not profile.customer_id and not session.managed.is_given(profile.name):
        found = profile.changed(customer_id=signed.tenant)
        session.file.change(
            lambda now: now.with_profile(session.managed.own_part(found, now.profile(found.name)))
        )
    place = session.secrets.set(account(profile.name, SecretKind.REFRESH_TOKEN), signed.refresh_token)
    print_line(f"You are signed in as {signed.user} at {signed.tenant}.")
    if place.lasting:
        return ExitCode.DONE
    print_error(f"{reason_of(place.sentence)}, so the sign-in ends with this command.")
    return ExitCode.SIGN_IN


def sign_out(session: Session, arguments: argparse.Namespace) -> ExitCode:
    """Has the sign-in revoked where that can be done, and forgets it."""
    profile = _online(session, arguments.name)
    key = account(profile.name, SecretKind.REFRESH_TOKEN)
    is_revoked = revoke(session, profile)
    if not session.secrets.delete(key):
        print_error("The password store of this computer did not answer, so the sign-in may still be in it.")
        return ExitCode.SIGN_IN
    print_line(f"You are signed out of “{profile.name}”.")
    return ExitCode.DONE if is_revoked else ExitCode.KEPT


def revoke(session: Session, profile: Profile) -> bool:
    """Has the provider forget a sign-in of Online, if there is one; False where that did not work."""
    token = session.secrets.get(account(profile.name, SecretKind.REFRESH_TOKEN))
    if profile.scheme is not Scheme.ONLINE or not token:
        return True
    from app.webapi import browser_sign_in

    try:
        return browser_sign_in.sign_out(profile, _finder(session, profile), token)
    except WebApiError as error:
        print_error(f"{error.message} The sign-in could not be revoked there; it is forgotten here.")
        return False


def _online(session: Session, name: str) -> Profile:
    profile = session.profile(name)
    if profile.scheme is not Scheme.ONLINE:
        raise CommandFailed(
            f"“{profile.name}” signs in with what “profile add” was given, not in the browser."
        )
    return profile


def _finder(session: Session, profile: Profile) -> Callable[[SecretKind], str | None]:
    return lambda kind: session.secrets.get(account(profile.name, kind))


def _open(address: str) -> None:
    print_line("Sign in on the page that opens in your browser. If none opens, open this address yourself:")
    print_line(address)
    webbrowser.open(address)
