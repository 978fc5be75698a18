"""Mailboxes with an address as the internet has them, and nothing else."""

import pytest

from app.recognition.mails.mail import mailbox


def test_a_mailbox_is_quoted_as_it_would_be_pasted() -> None:
    found = mailbox(' "Kari\nNordmann" ', "kari@fjell.no ")
    assert found is not None
    assert found.snippet == "Kari Nordmann <kari@fjell.no>"


def test_a_name_that_is_the_address_is_none() -> None:
    found = mailbox("KARI@fjell.no", "kari@fjell.no")
    assert found is not None
    assert found.name == ""


@pytest.mark.parametrize(
    "address", ["", "kari", "/o=First/cn=kari", "a@b@c", "a b@c.no", "<a@b.no>", "a" * 300 + "@b.no"]
)
def test_what_is_no_address_is_nobodys(address: str) -> None:
    assert mailbox("Kari", address) is None
