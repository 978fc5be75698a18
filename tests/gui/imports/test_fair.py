"""A table of a fair, by keyboard alone, against the practice server."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from app.model.carriers.contact import ContactEntity
from app.model.entry import State
from app.sandbox import PASSWORD, USER, SandboxServer
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.webapi.client import WebApi
from tests.helpers.data import fair
from tests.helpers.fakes.connect import profile
from tests.helpers.ui.tables import Importer, posted
from tests.helpers.ui.window import CONTROL, Typist, wait_until


@pytest.fixture
def known(server: SandboxServer) -> Iterator[int]:
    """Three of its companies are on the server; returns how many were posted for that."""
    with WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api:
        for name in fair.ON_SERVER:
            api.create_contact(ContactEntity(name=name))
        yield posted(server)


def outbox_of(typist: Typist) -> Outbox:
    assert typist.program.store is not None
    return Outbox(typist.program.store)


def drafts_of(typist: Typist) -> list[str]:
    assert typist.program.store is not None
    return sorted(str(one.form.get("Name") or "") for one in Drafts(typist.program.store).all())


def saved_people(typist: Typist) -> dict[str, list[str]]:
    """Returns the names of the people that are on the server, by company."""
    found = {}
    for one in outbox_of(typist).summaries(limit=1000):
        entry = outbox_of(typist).get(one.id)
        assert entry is not None
        assert entry.state is State.SAVED, (entry.name, entry.message)
        found[entry.name] = sorted(step.name for step in entry.people)
    return found


@pytest.mark.long
@pytest.mark.shared_window
def test_forty_rows_become_the_right_companies_with_at_most_fifteen_keys(
    typist: Typist, server: SandboxServer, known: int
) -> None:
    importer = Importer(typist)
    importer.paste(fair.as_text())
    told = importer.wait_until_checked()
    assert told.startswith("29 new companies, 3 there already, 4 wrong.")
    assert posted(server) == known, "something was created before anybody said so"
    importer.send()
    importer.wait_until_closed()
    wait_until(lambda: outbox_of(typist).counts()[State.SAVED] == 29)
    importer.press(Qt.Key.Key_F9)
    for number in range(1, 8):
        importer.wait_until_at(f"{number} of 7")
        importer.press(Qt.Key.Key_F9, CONTROL)
    wait_until(lambda: not importer.place)
    assert importer.keys <= 15

    people = saved_people(typist)
    wanted = {name for name, *_rest in fair.rows()[1:]} - {*fair.ON_SERVER, ""}
    assert set(people) == wanted
    by_company = Counter(name for name, *_rest in fair.rows()[1:])
    assert {name: len(names) for name, names in people.items()} == {name: by_company[name] for name in wanted}
    assert people[fair.LARGE] == sorted(row[1] for row in fair.rows() if row[0] == fair.LARGE)
    assert posted(server) == known + 29
    assert drafts_of(typist) == sorted([*fair.ON_SERVER, *fair.WRONG])


@pytest.mark.long
@pytest.mark.shared_window
def test_repeated_it_creates_nothing(typist: Typist, server: SandboxServer, known: int) -> None:
    importer = Importer(typist)
    importer.paste(fair.as_text())
    importer.wait_until_checked()
    importer.send()
    importer.wait_until_closed()
    wait_until(lambda: outbox_of(typist).counts()[State.SAVED] == 29)

    importer.paste(fair.as_text())
    assert importer.wait_until_checked() == "0 new companies, 36 imported before."
    assert not importer.button("send").isEnabled()
    importer.press(Qt.Key.Key_Return)
    importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()
    importer.wait_until_at("1 of 7")
    assert posted(server) == known + 29
    assert len(drafts_of(typist)) == 7
