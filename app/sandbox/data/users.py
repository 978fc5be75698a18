"""The users of the invented SuperOffice. Every sign-in is the first of them."""

from typing import NamedTuple

from app.sandbox.data import text


class User(NamedTuple):
    """A SuperOffice user (associate)."""

    associate_id: int
    initials: str
    first_name: str
    last_name: str
    person_id: int
    group: int
    deleted: bool = False

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


OWNER_COMPANY = 1

GROUPS = {
    1: text("Sales Nordic", "Salg Norden", "Vertrieb Nordeuropa", "Försäljning Norden"),
    2: text(
        "Sales Central Europe", "Salg Mellom-Europa", "Vertrieb Mitteleuropa", "Försäljning Centraleuropa"
    ),
}

USERS = (
    User(5, "IS", "Ingrid", "Solberg", 1, 1),
    User(6, "OL", "Ola", "Lund", 2, 1),
    User(7, "AW", "Anna", "Wallin", 3, 1),
    User(8, "MK", "Markus", "Keller", 4, 2),
    User(9, "SB", "Sarah", "Brook", 5, 2),
    User(10, "PN", "Per", "Nygård", 6, 1, deleted=True),
)

BY_ID = {user.associate_id: user for user in USERS}
