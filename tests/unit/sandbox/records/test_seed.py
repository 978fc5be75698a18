"""The first records of a new sandbox."""

from pathlib import Path

import pytest

from app.sandbox.data.companies import OTHERS
from app.sandbox.data.users import OWNER_COMPANY, USERS
from app.sandbox.options import Options
from app.sandbox.records.seed import add_initial_records
from app.sandbox.store import Store


@pytest.mark.parametrize("companies", [True, False])
def test_the_owner_its_users_and_companies(companies: bool) -> None:  # a parameter of the test
    store = Store(Path(":memory:"))
    add_initial_records(store, Options(companies=companies))
    rows = store.all("contact")
    assert len(rows) == 1 + (len(OTHERS) if companies else 0)
    assert rows[0][0] == OWNER_COMPANY
    assert [number for number, _ in store.persons(OWNER_COMPANY)] == [user.person_id for user in USERS]
    assert {record["CreatedDate"][:10] for _, record in rows} == {"2024-03-01"}
    assert store.next_number("contact") == "10001"
    store.close()
