"""The state machine over outbox and delivery, with a store that is restored from an older copy of it."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.helpers.fakes.outbox_states import NAMES, PEOPLE, OutboxStates
from tests.helpers.faults.server_kinds import LONGEST_LAG

# Longer than anything waits that is sent without a question, and than lists lag.
_OUTAGE_S: Final = 900 + LONGEST_LAG


class RestoredStates(OutboxStates):
    """What is in the copy may have been sent since, and is on the server once all the same."""

    @precondition(lambda self: self.desk.profile.use_dbi_key and self.server.keeps_keys_and_names)
    @rule(
        name=st.sampled_from(NAMES),
        people=st.lists(st.sampled_from(tuple(PEOPLE)), max_size=4),
        times=st.integers(1, 8),
    )
    def is_restored(self, name: str, people: list[str], times: int) -> None:
        """The store is copied after a Save, some of it is sent, and the copy is put back later.

        Then the server is well: one that answers no questions has what it is asked about sent.
        """
        self._save_what_is_copied(name, people)
        self._restart()
        copy = self.desk.copy_store()
        for _ in range(times):
            if not self._send_next():
                self._wait_until_due()
        self.tally.happened["restored from an older copy"] += 1
        self.desk.restore_store(copy)
        self._asked.clear()
        self.server.untold.clear()  # what was sent since is not in the copy
        self._begun, self._paused_until, self._needs_sign_in = None, None, False
        self.server.heal()
        self.desk.clock.forward(seconds=_OUTAGE_S)
        self._go_on_until_at_rest()

    def _save_what_is_copied(self, name: str, people: list[str]) -> None:
        self.save(name=name, people=people)
