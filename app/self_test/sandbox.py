"""Checks that the sandbox starts as a child process and saves a company."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from app.model.profile import Profile
from app.sandbox.child import SandboxChild, SignIn
from app.sandbox.options import SandboxNotStarted
from app.self_test.check import Check, Outcome
from app.translation import _

_NAME: Final = "Prøve & Søn AS"


def check() -> Check:
    """Starts the sandbox and saves a company there."""
    from app.webapi.errors import WebApiError

    try:
        with (
            tempfile.TemporaryDirectory(prefix="contact-entry-") as folder,
            SandboxChild(Path(folder, "sandbox.sqlite3")) as child,
        ):
            return _save_company(child.sign_in)
    except SandboxNotStarted as error:
        sentence = _("The practice server could not be started. Install Contact Entry again.")
        return Check("sandbox", Outcome.FAILED, sentence, str(error))
    except WebApiError as error:
        return Check("sandbox", Outcome.FAILED, error.message, f"{type(error).__name__} {error.detail}")


def _save_company(sign_in: SignIn) -> Check:
    """Saves a company and reads it back. Raises WebApiError."""
    from app.webapi.client import WebApi

    profile = Profile(name="self-test", url=sign_in.url, user=sign_in.user)
    with WebApi(profile, lambda: sign_in.password) as api:
        company = api.default_contact().with_changes(name=_NAME)
        saved = api.create_contact(company)
        found = api.contact(saved.contact_id or 0)
    if found.name != _NAME:
        return Check("sandbox", Outcome.FAILED, _("The practice server gave back another company."))
    return Check("sandbox", Outcome.OK, _("The practice server starts, and a company was saved there."))
