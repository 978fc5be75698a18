"""Options of the sandbox, for tests and demonstrations."""

from collections.abc import Mapping
from dataclasses import dataclass, field

USER = "demo"
PASSWORD = "demo"  # noqa: S105  # public on purpose: it protects invented companies only

SCHEMES = ("basic", "ticket", "bearer", "xsrf", "online")


@dataclass(frozen=True)
class Options:
    """How the sandbox behaves.

    take_persons: create the ``Persons`` of a posted company, which the server ignores by default.
    answer_after: seconds between saving a posted company and answering.
    fail_person: a last name; POST Person answers 500 for it, and an embedded person is left out.
    scheme: the one accepted sign-in scheme, of SCHEMES.
    user, password: the sign-in for "basic".
    ticket, bearer, xsrf: the secrets of the schemes of these names; xsrf is header and cookie.
    app_token: the required SO-AppToken; empty accepts any or none.
    tenant, client_id, client_secret, response_modes: for "online", where the API is below ``/{tenant}``.
    companies: start with a few invented companies, so that searches find something.
    people: start with some more companies, and people in all of them.
    lacks: endpoints that answer 404, as on an older server: "GET Person", "GET Contact/Duplicates/{name}".
    masks: field rights that differ from the default, for example
        ``{"OrgNr": "Update, UIHintMandatory", "Department": "Read", "Kananame": "None"}``;
        they appear in FieldProperties and Validate, but saving does not enforce them. "TableRight" is the
        mask of companies as a whole, "Person" that of people, "Person.Contact" that of a person's company.
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
    people: bool = False
    lacks: tuple[str, ...] = ()
    masks: Mapping[str, str] = field(default_factory=dict)

    @property
    def sign_in(self) -> tuple[str, str]:
        """User and secret to sign in with; for "online" those of the application, not of a person."""
        secrets = {"ticket": self.ticket, "bearer": self.bearer, "xsrf": self.xsrf}
        if self.scheme == "online":
            return self.client_id, self.client_secret
        return self.user, secrets.get(self.scheme, self.password)


class SandboxNotStarted(Exception):
    """The sandbox could not start. The message is a sentence for the user."""
