"""What keeps a stored entry from being sent, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import State
from app.service.delivery.damage import DamagedBody, KeyOfAnother, check_sound
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import entry, in_state


def test_an_entry_is_sound_if_its_body_and_its_keys_are_its_own(tmp_path: Path) -> None:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        outbox = Outbox(store)
        one = outbox.add(entry(1))
        copy = outbox.add(replace(one, id="copy"))
        check_sound(one, outbox.keys)
        with pytest.raises(KeyOfAnother):
            check_sound(copy, outbox.keys)
        with pytest.raises(DamagedBody) as damage:
            check_sound(replace(copy, body={**copy.body, "Name": "Another"}), outbox.keys)
        assert not isinstance(damage.value, KeyOfAnother)
        deep = reduce(lambda inner, _level: {"Deep": inner}, range(900), dict[str, Any]())
        with pytest.raises(DamagedBody):
            check_sound(replace(one, body=one.body | deep), outbox.keys)


@pytest.mark.parametrize("state", [State.QUEUED, State.UNKNOWN])
def test_what_may_be_on_the_server_is_looked_for_there(state: State) -> None:
    one = in_state(entry(1), state)
    end = "look there first." if state is State.UNKNOWN else "type it again."
    assert DamagedBody().sentence(one).endswith(end)
    told = KeyOfAnother().sentence(one)
    assert "“Bakery 1” is set aside: another entry here has the same key" in told
    assert "Look there first." in told
