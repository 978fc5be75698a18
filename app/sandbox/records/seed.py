"""The first records of a new sandbox: its owner company, its users, a few invented companies with people."""

from app.sandbox.data.companies import FURTHER, OTHERS, OWNER
from app.sandbox.data.people import PEOPLE
from app.sandbox.data.users import OWNER_COMPANY, USERS
from app.sandbox.options import Options
from app.sandbox.records import contacts, persons
from app.sandbox.store import Store
from app.sandbox.wire import dates
from app.sandbox.wire.call import Call
from app.sandbox.wire.carriers import read
from app.sandbox.wire.language import Language

_LONG_AGO = "2024-03-01T08:00:00.0000000"


def add_initial_records(store: Store, options: Options) -> None:
    """Adds the first records to a new file."""
    plain = Options()
    call = Call(store, plain, USERS[-1], Language(None, "US"), dates.requested_zone({}), "", {}, {}, b"")
    with store.writing():
        others = (*(OTHERS if options.companies else ()), *(FURTHER if options.people else ()))
        for company in (OWNER, *others):
            _backdate(store, contacts.save(read("ContactEntity", company), call))
        for user in USERS:
            body = {
                "Firstname": user.first_name,
                "Lastname": user.last_name,
                "PersonNumber": f"DEMO-{user.associate_id}",
                "Contact": {"ContactId": OWNER_COMPANY},
            }
            persons.save(read("PersonEntity", body), call)
        numbers = {record["Number2"]: contact_id for contact_id, record in store.all("contact")}
        for number, person in (one for one in PEOPLE if options.people and one[0] in numbers):
            body = {**person, "Contact": {"ContactId": numbers[number]}}
            persons.save(read("PersonEntity", body), call)


def _backdate(store: Store, contact_id: int) -> None:
    record = store.get("contact", contact_id)
    if record:
        store.replace("contact", contact_id, record | {"CreatedDate": _LONG_AGO})
