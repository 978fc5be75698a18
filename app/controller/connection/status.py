"""The state of the connection in use, as the window shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.carriers.principal import Principal
from app.model.profile import Profile, shown_name
from app.model.text_normalization import displayable
from app.storage.settings.password_store import SecretLocation
from app.translation import _

# Characters in the status bar, which is as wide as its text.
_LONGEST_NAME = 80


class ConnectionState(StrEnum):
    """How far the connection in use has come."""

    NONE = "none"
    CONNECTING = "connecting"
    SIGNED_IN = "signed in"
    SIGN_IN_NEEDED = "sign-in needed"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True)
class ConnectionStatus:
    """The state of a connection: `text` in a few words for the status bar, `sentence` at length.

    `page` is the address to open in a browser where a page came instead of SuperOffice's answer.
    """

    state: ConnectionState
    text: str
    sentence: str = ""
    profile: Profile | None = None
    principal: Principal | None = None
    secret_location: SecretLocation | None = None
    page: str = ""

    def lacks_secret_of(self, profile: Profile) -> bool:
        """Returns True if the password, ticket or token of that connection is not known, or was refused."""
        is_it = self.profile is not None and self.profile.name == profile.name
        return is_it and self.state is ConnectionState.SIGN_IN_NEEDED


NO_CONNECTION = ConnectionStatus(
    ConnectionState.NONE,
    _("Not connected"),
    _(
        "Welcome. Set up a connection to your SuperOffice, or try the program out against a practice server "
        "on this computer. What you type until then is kept here."
    ),
)


def signed_in_status(
    profile: Profile, principal: Principal, location: SecretLocation | None
) -> ConnectionStatus:
    """Makes the status of a connection that somebody is signed in to.

    It has a sentence if the secret is not kept for good.
    """
    who = displayable(principal.full_name or principal.user_name or profile.user, _LONGEST_NAME)
    sentence = "" if location is None or location.lasting else location.sentence
    text = f"{shown_name(profile)}: {who}"
    return ConnectionStatus(ConnectionState.SIGNED_IN, text, sentence, profile, principal, location)
