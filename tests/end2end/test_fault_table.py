"""Every way in which a server can fail: where the entry ends up, what is said, and what the server holds.

A real client, a real store and a real server behind one that fails once; only the clock is moved by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.model.carriers.person import Person
from app.model.entry import State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import IMPATIENT, PATIENT, Desk
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to

KEPT = "“Fjord AS” is kept here and sent as soon as possible. "
LATER = "“Fjord AS” is kept here and sent again by itself. "
LOOKED_FOR = (
    "“Fjord AS” may have been saved all the same, so it is looked for on the server before it is sent again. "
)
NOTHING = " Nothing was saved."
ONCE = (
    "“Fjord AS” was not found on the server. "
    "To be sure that nothing was saved, it is looked for once more in a minute. "
)
NOT_THERE = " It was looked for on the server and not found, so nothing was saved."
SAVED = "Saved as number 10001."

REFUSED = (
    "Nothing answers at {host}. If it has worked before, the server may be switched off for now; "
    "else check the address of the connection."
)
BROKE = "The connection to {host} broke before the answer was complete. Check your network."
SLOW = "{host} took too long to answer. It may be busy, or your network may be slow."
UNREADABLE = (
    "{host} sent an answer that cannot be read. "
    "Check the address of the connection; if it is right, tell your administrator."
)
FAR_TOO_LARGE = "{host} sent an answer that is far too large. Tell your administrator."
WEB_PAGE = (
    "Not SuperOffice but a web page answered for {host}. On a guest network, open {host} in your browser "
    "and sign in to the network; otherwise check the address of the connection."
)
NO_NUMBER = "{host} answered, but did not give the number under which the entry was saved."
ERROR_IN_200 = (
    "{host} did not accept what was sent: “An error has occurred”. Correct it, or ask your administrator."
)
IN_BETWEEN = (
    "Not SuperOffice but something in between answered for {host} (status {code}): a filter, a gateway "
    "or the sign-in page of a network. Open {host} in your browser, where it may want you to sign in. "
    "If that does not help, tell your administrator."
)
WRONG_ADDRESS = (
    "{host} does not offer SuperOffice at this address, or something in between answered for it "
    "(status 404). Check the address of the connection; if it has worked before, tell your administrator."
)
INVALID = (
    "{host} did not accept what was sent: “The request is invalid”. Correct it, or ask your administrator."
)
CONFLICT = (
    "{host} did not accept what was sent: “Somebody else was faster”. Correct it, or ask your administrator."
)
SIGN_IN = (
    "“Fjord AS” is kept here and sent as soon as you have signed in. "
    "{host} did not accept your sign-in: “Not signed in”. Check the user name and type the password again."
)
NO_RIGHT = (
    "{host} does not allow you to do this: “No right to add companies”. "
    "Ask your SuperOffice administrator for the right."
)
TOO_LARGE = "The entry is too large for {host}. Shorten the note and other long texts."
MOVED = (
    "“Fjord AS” is kept here and sent as soon as the address is right. "
    "Your SuperOffice is no longer at {host}. Ask your administrator for its new address."
)
BUSY = "{host} gets too many requests at the moment. Wait a little."
DATABASE = (
    "{host} reports an error of its own: “The database is on holiday”. If it stays, tell your administrator."
)
SERVER_ERROR = "{host} reports an error of its own. If it stays, tell your administrator."
MAINTENANCE = "{host} is not available at the moment, perhaps because of maintenance. Wait a few minutes."
PERSON_OPEN = (
    "The company is saved as number 10001. "
    "Kari Li was not found on the server. "
    "To be sure, Kari Li is looked for once more in a minute and added if not there."
)


@dataclass(frozen=True)
class Row:
    """What a fault leads to: at first, and once it is settled.

    With `saves` the server has saved the company when it fails. `companies` is how many it has in the end.
    """

    fault: Fault
    state: State
    sentence: str
    finally_: State = State.SAVED
    finally_said: str = SAVED
    saves: bool = False
    companies: int = 1

    @property
    def name(self) -> str:
        return f"{self.fault.name}{', saved' if self.saves else ''}"


def rejected(fault: Fault, sentence: str) -> Row:
    return Row(fault, State.REJECTED, sentence, State.REJECTED, sentence, companies=0)


def lost(fault: Fault, reason: str, saves: tuple[bool, ...] = (False, True)) -> Iterator[Row]:
    for saved in saves:
        yield Row(fault, State.UNKNOWN, LOOKED_FOR + reason, saves=saved)


TABLE = [
    Row(Fault.REFUSE, State.QUEUED, KEPT + REFUSED),
    *lost(Fault.RESET_BEFORE_READING, BROKE, saves=(False,)),
    *lost(Fault.RESET_IN_BODY, BROKE, saves=(False,)),
    *lost(Fault.READ_THEN_RESET, BROKE),
    *lost(Fault.READ_THEN_CLOSE, BROKE),
    *lost(Fault.READ_THEN_STALL, SLOW),
    *lost(Fault.TRICKLE, SLOW),
    *lost(Fault.HALF_REPLY, BROKE),
    *lost(Fault.GARBAGE, UNREADABLE),
    *lost(Fault.ENDLESS, FAR_TOO_LARGE),
    *lost(Fault.HTML, WEB_PAGE),
    *lost(Fault.NULL, NO_NUMBER),
    *lost(Fault.NOT_JSON, UNREADABLE),
    *lost(Fault.NO_ID, NO_NUMBER),
    *lost(Fault.ASP_NET_MESSAGE, ERROR_IN_200, saves=(False,)),
    Row(Fault.ASP_NET_MESSAGE, State.UNKNOWN, PERSON_OPEN, saves=True),
    *lost(Fault.BROKEN_GZIP, UNREADABLE),
    *lost(Fault.REDIRECT_302, IN_BETWEEN.replace("{code}", "302")),
    *lost(Fault.REDIRECT_307, IN_BETWEEN.replace("{code}", "307")),
    rejected(Fault.BAD_REQUEST_400, INVALID + NOTHING),
    Row(Fault.UNAUTHORIZED_401, State.QUEUED, SIGN_IN),
    rejected(Fault.FORBIDDEN_403, NO_RIGHT + NOTHING),
    *lost(Fault.NOT_FOUND_404, WRONG_ADDRESS),
    rejected(Fault.CONFLICT_409, CONFLICT + NOTHING),
    *lost(Fault.TOO_LARGE_413, TOO_LARGE),
    Row(Fault.MISDIRECTED_421, State.QUEUED, MOVED),
    Row(Fault.BUSY_429_SECONDS, State.QUEUED, LATER + BUSY),
    *lost(Fault.BUSY_429_DATE, BUSY),
    Row(Fault.ERROR_500, State.UNKNOWN, ONCE + DATABASE, State.REJECTED, DATABASE + NOT_THERE, companies=0),
    Row(Fault.ERROR_500, State.UNKNOWN, PERSON_OPEN, saves=True),
    *lost(Fault.HTML_500, SERVER_ERROR),
    *lost(Fault.BAD_GATEWAY_502, MAINTENANCE),
    *lost(Fault.UNAVAILABLE_503, MAINTENANCE),
    *lost(Fault.GATEWAY_TIMEOUT_504, MAINTENANCE),
]


@pytest.mark.long
def test_every_fault_has_its_row() -> None:
    # A broken or stalled TLS handshake needs a certificate: tests/unit/webapi has them.
    others = {Fault.NONE, Fault.TLS_BREAK, Fault.TLS_STALL}
    assert {row.fault for row in TABLE} == set(Fault) - others


@pytest.mark.long
@pytest.mark.parametrize("row", TABLE, ids=[row.name for row in TABLE])
def test_no_fault_loses_or_doubles_anything(tmp_path: Path, row: Row) -> None:
    stalls = row.fault in (Fault.READ_THEN_STALL, Fault.TRICKLE)
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        behind = forward_to(sandbox.url)
        saving = behind if row.saves else None
        with (
            FaultyServer(row.fault, behind, save_first=saving, times=1) as server,
            Desk(tmp_path, server.url, timeouts=IMPATIENT if stalls else PATIENT) as desk,
        ):
            entry = desk.enter(name="Fjord AS", persons=(Person(firstname="Kari", lastname="Li"),))
            first = desk.advance(entry)
            assert (first.entry.state, first.entry.message) == (
                row.state,
                row.sentence.format(host=desk.api().host),
            )
            assert first.sign_in_needed == (row.fault is Fault.UNAUTHORIZED_401)
            if row.fault is Fault.REFUSE:
                server.heal()
            if first.sign_in_needed:
                desk.sign_in()
            last = desk.deliver(entry)
            assert (last.state, last.message) == (
                row.finally_,
                row.finally_said.format(host=desk.api().host),
            )
            desk.turn_to(sandbox.url)
            found = desk.api().find_contacts("Fjord AS", None)
            assert len(found) == row.companies
            assert [len(desk.api().contact_persons(each)) for each in found] == [1] * row.companies
            assert last.contact_id == (found[0] if found else 0)
