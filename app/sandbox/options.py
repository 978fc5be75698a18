"""How the stand-in server behaves where a test or a demonstration wants it otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field

USER = "demo"
PASSWORD = "demo"  # noqa: S105  # the newcomer's published sign-in: it guards invented companies only

SCHEMES = ("basic", "ticket", "bearer", "xsrf", "online")


@dataclass(frozen=True)
class Options:
    """What can be switched.

    take_persons: create the ``Persons`` of a posted company; the server ignores them otherwise.
    answer_after: seconds between saving a posted company and answering.
    fail_person: a last name; POST Person answers 500 for it, and an embedded one is left out.
    scheme: the one way to sign in, of SCHEMES; everything else is refused.
    user, password: the sign-in of "basic".
    ticket, bearer, xsrf: those of the schemes of these names; xsrf is header and cookie.
    app_token: SO-AppToken must be this; empty for any or none.
    tenant, client_id, client_secret, response_modes: of "online", where the API is below ``/{tenant}``.
    companies: begin with a few invented companies, so that searches and duplicates find something.
    masks: field rights that differ from the usual, for example
        ``{"OrgNr": "Update, UIHintMandatory", "Department": "Read", "Kananame": "None"}``;
        they are told in FieldProperties and by Validate, and not enforced by saving. "TableRight" is the
        mask of companies as a whole.
    """

    take_persons: bool = False
    answer_after: float = 0.0
    fail_person: str = ""
    user: str = USER
    password: str = field(default=PASSWORD, repr=False)
    scheme: str = "basic"
    ticket: str = field(default="7T:practice-ticket", repr=False)
    bearer: str = field(default="8A:Cust12345.practice-token", repr=False)
    xsrf: str = field(default="practice-session", repr=False)
    app_token: str = field(default="", repr=False)
    tenant: str = "Cust12345"
    client_id: str = "practice-client"
    client_secret: str = field(default="practice-client-secret", repr=False)
    response_modes: tuple[str, ...] = ("form_post", "fragment", "query")
    companies: bool = True
    masks: Mapping[str, str] = field(default_factory=dict)

    @property
    def sign_in(self) -> tuple[str, str]:
        """Who signs in, and with what: for "online" that is the application, not a person."""
        secrets = {"ticket": self.ticket, "bearer": self.bearer, "xsrf": self.xsrf}
        if self.scheme == "online":
            return self.client_id, self.client_secret
        return self.user, secrets.get(self.scheme, self.password)


class SandboxNotStarted(Exception):
    """The sandbox could not begin to serve. The message is a sentence for the user."""
