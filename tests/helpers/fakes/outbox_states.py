"""A state machine over the real outbox and the real delivery, with a model of the server beneath.

Hypothesis chooses what happens: companies are saved, requests fail in every way, the program is killed, time
passes, the user signs in, tries again, decides, corrects and discards. Whatever the order, each company and
each person that was saved is on the server once; and once the server is well, nothing is left waiting.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import MOST_SENT_AGAIN, Entry, State, Step, StepKind
from app.model.form.submission import entity_from_form, form_from_body
from app.service.delivery.deliverer import new_addition, new_entry
from app.storage.files.errors import EntryFrozen
from tests.helpers.fakes.delivery import Clock
from tests.helpers.fakes.sending_process import SendingProcess
from tests.helpers.faults.model_server import (
    COMPANY,
    PERSON,
    READ,
    SAVED_AND_BUSY,
    TROUBLES,
    ModelServer,
    described,
)
from tests.helpers.faults.server_kinds import LONGEST_LAG, SERVER_KINDS, ServerKind, troubles_of

# Two of one name that differ by the title alone; one who cannot go inside a company.
PEOPLE = {
    "Kari": Person(firstname="Kari", lastname="Li"),
    "Kari the head": Person(firstname="Kari", lastname="Li", title="Head of sales"),
    "Ola": Person(firstname="Ola", lastname="Ås"),
    "Nina": read_as(Person, {"Firstname": "Nina", "Lastname": "Feil", "Nickname": "Nini"}),
}
NAMES = ("Fjord AS", "Fjell AS", "Bakke AS")
_MOST_ROUNDS = 200  # lists that surely lag are looked at every ten minutes, for a day (`LATELY`)
# A company, four people and what follows, all of which may have to be decided about, sent again and decided;
# of the sixty people that additions have brought into one company, ten are shown at a time.
_MOST_DECISIONS = 90
# Who works at this computer.
USERS = ("demo", "ola")
_JUMPS = (-100_000, -61, 61, 100_000)
# Longer than it takes to send something as often as it is sent unasked.
_LONG = 25
_WAITS = (1, 7, 59, 61, 400, 100_000)


class OutboxStates(SendingProcess):
    """One connection and its server, from an empty outbox to one in which everything is saved."""

    model = ModelServer

    def __init__(self) -> None:
        super().__init__()
        self.tally.machines += 1
        self._accepted: dict[str, ContactEntity] = {}
        self._discarded: set[str] = set()
        self._asked: dict[str, Entry] = {}

    @initialize(kind=SERVER_KINDS, use_dbi_key=st.booleans(), send_persons=st.booleans())
    def connect(self, kind: ServerKind, **settings: Any) -> None:
        clock = Clock()
        self.server = kind.server(clock.true_time, self.model)
        self.server.happened = self.tally.happened
        self._open.enter_context(self.server.in_place_of_sockets())
        self._start(clock, **settings)

    # What the user does.

    @rule(name=st.sampled_from(NAMES), people=st.lists(st.sampled_from(tuple(PEOPLE)), max_size=4))
    def save(self, name: str, people: list[str]) -> None:
        number = len(self._accepted)
        self.tally.entries += 1
        self.tally.people += len(people)
        company = ContactEntity(name=name, persons=tuple(PEOPLE[one] for one in people) or None)
        entry = new_entry(company, self.desk.profile, f"entry-{number}", self.desk.clock())
        self.desk.clock.forward(milliseconds=1)
        self._accepted[self.desk.outbox.add(entry).id] = company

    @rule(choice=st.integers(0, 99))
    def try_again(self, choice: int) -> None:
        if (entry := self._chosen(choice, State.REJECTED, State.UNKNOWN, State.QUEUED)) is not None:
            self.server.count_anew(entry.id)
            with self._mortal_process():
                self.desk.deliverer.retry(entry.id)
            self._paused_until = None

    @rule(choice=st.integers(0, 99))
    def correct(self, choice: int) -> None:
        """Takes the entry back to the form and saves it again."""
        if (entry := self._chosen(choice, State.REJECTED, State.QUEUED)) is None:
            return
        if not self._have_lists_caught_up:
            return  # what is refused after two searches may be there for somebody who waits longer
        with suppress(EntryFrozen):
            draft = self.desk.outbox.reopen(entry.id)
            self.server.count_anew(entry.id)
            company = entity_from_form(form_from_body(draft.form, entry.company.token))
            make = new_addition if entry.is_addition else new_entry
            whole = company.with_changes(contact_id=entry.contact_id) if entry.is_addition else company
            again = make(whole, self.desk.profile, draft.id, self.desk.clock())
            self.desk.outbox.add(again, replaces_draft=draft.id)

    @rule(choice=st.integers(0, 99), regrets=st.booleans())
    def discard(self, choice: int, regrets: bool) -> None:
        if (entry := self._chosen(choice, *(state for state in State if state is not State.SENDING))) is None:
            return
        discarded = self.desk.outbox.discard(entry.id)
        if regrets:
            self.desk.outbox.restore(discarded)
        else:
            self._discarded.add(entry.id)

    @rule()
    def decide(self) -> None:
        for entry in self._entries():
            step = entry.undecided
            if step is not None and step.is_left_to_user and self._is_there(entry, step):
                # Whoever finds it in SuperOffice has the one look who sent it.
                self._is_signed_in(step.posted_by.removeprefix("user ").partition(" at ")[0] or USERS[0])
                self.desk.deliverer.retry(entry.id)
                continue
            if step is None or not self._have_lists_caught_up:
                continue  # a person who compares records takes so long
            self._asked.setdefault(entry.id, entry)
            self.tally.happened["the user decides"] += 1
            self.server.count_anew(entry.id)
            with self._mortal_process():
                self.desk.deliverer.decide(entry, self._truth(entry, step))

    @rule()
    def answer_late(self) -> None:
        """The user answers what he was asked long ago, whatever has become of it since."""
        asked, self._asked = self._asked, {}
        for entry in asked.values() if self._have_lists_caught_up else ():
            step = entry.undecided
            if entry.id not in self._discarded and step is not None and step.candidates:
                self.tally.happened["the user decides late"] += 1
                self.server.count_anew(entry.id)
                with self._mortal_process():
                    self.desk.deliverer.decide(entry, self._truth(entry, step))

    @rule()
    def sign_in(self) -> None:
        self._needs_sign_in = False
        self.desk.sign_in()
        with self._mortal_process():
            self.desk.deliverer.retry_now()

    @rule(user=st.sampled_from(USERS))
    def is_another(self, user: str) -> None:
        self._is_signed_in(user)

    # What happens to the program.

    @rule(
        times=st.integers(1, 5),
        troubles=troubles_of(COMPANY, PERSON, PERSON, PERSON, READ),
        waits=st.booleans(),
    )
    def send(self, times: int, troubles: list[tuple[str, str]], waits: bool) -> None:
        """What goes out meets these troubles, as far as it gets; the rest is left for what follows."""
        is_shown = self.desk.profile.use_dbi_key and self.server.shows_within_a_minute
        for kind, trouble in troubles:
            if trouble != SAVED_AND_BUSY or is_shown:
                self.server.troubles[kind].append(TROUBLES[trouble])
        for _ in range(times):
            if not self._send_next() and waits:
                self._wait_until_due()

    @rule(choice=st.integers(0, 99))
    def nothing_arrives(self, choice: int) -> None:
        """For long, all that is posted of one kind is lost on the way, and the server is well otherwise."""
        self.server.heal()
        kinds = [kind for kind in self.server.troubles if kind != READ]
        self.server.troubles[kinds[choice % len(kinds)]].extend([TROUBLES["lost on the way"]] * _LONG)
        for _ in range(_LONG):
            if not self._send_next() and not self._wait_until_due():
                break
            self.nothing_is_sent_for_ever()
        self.server.heal()

    @rule(seconds=st.sampled_from(_WAITS))
    def wait(self, seconds: int) -> None:
        self.desk.clock.forward(seconds=seconds)

    @rule(seconds=st.sampled_from(_JUMPS))
    def clock_is_set(self, seconds: int) -> None:
        self.desk.clock.jump(seconds=seconds)

    @rule()
    def network_is_back(self) -> None:
        with self._mortal_process():
            self.desk.deliverer.retry_now()
        self._paused_until = None

    @rule(is_killed=st.booleans())
    def start_again(self, is_killed: bool) -> None:
        with self._mortal_process():
            if self._begun is not None and not is_killed:
                self._begun.withdraw()
        self._restart()

    @rule(commits=st.integers(0, 6), before=st.booleans())
    def doom(self, commits: int, before: bool) -> None:
        """One of the next commits is the last thing that this process does."""
        self._mortal.commits_to_live, self._mortal.dies_before = commits, before

    @precondition(lambda self: any(self.server.troubles.values()))
    @rule()
    def heal(self) -> None:
        self.server.heal()

    # What has to hold.

    @invariant()
    def nothing_is_there_twice(self) -> None:
        self.tally.steps += 1
        companies = Counter(one.entry for one in self.server.companies.values())
        assert all(count == 1 for count in companies.values()), f"doubled companies: {companies}"
        there = self._people_there()
        for entry_id, company in self._accepted.items():
            too_many = there[entry_id] - _names(company)
            assert not too_many, f"doubled people of {entry_id}: {too_many}"
        for person in self.server.people.values():
            where = self.server.companies[person.company].entry
            assert where == self._company_of(person.entry), "in another's company"

    @invariant()
    def everything_has_a_state_and_its_own_record(self) -> None:
        summaries = {one.id: one for one in self.desk.outbox.summaries()}
        assert all(one.is_readable and one.message for one in summaries.values())
        set_aside = [one.message for one in summaries.values() if "mistake of its own" in one.message]
        assert not set_aside, set_aside
        assert summaries.keys() == self._accepted.keys() - self._discarded
        for one in summaries.values():
            if one.contact_id:
                assert self.server.companies[one.contact_id].entry == self._company_of(one.id)
        for entry in self._entries():
            if entry.undecided:
                self._asked.setdefault(entry.id, entry)
            for step in entry.people:
                if step.remote_id:
                    assert self.server.people[step.remote_id].entry == entry.id, "another's person"

    @invariant()
    def nothing_is_sent_for_ever(self) -> None:
        """Of what no answer has told anything, so many are sent unasked; the next is its user's word."""
        for (entry_id, kind), count in self.server.untold.items():
            if (entry := self.desk.outbox.get(entry_id)) is not None:
                of_kind = {COMPANY: 1, PERSON: len(entry.people)}.get(kind, len(entry.next_steps))
                most = (MOST_SENT_AGAIN + 1) * max(of_kind, 1)
                assert count <= most, f"{count} times: {kind} of {entry_id}"

    def teardown(self) -> None:
        try:
            if hasattr(self, "desk"):
                self._bring_to_an_end()
        finally:
            self._open.close()

    def _bring_to_an_end(self) -> None:
        """The server is well; the user does what the entries ask for."""
        self.server.heal()
        self._mortal.commits_to_live = None
        for _ in range(_MOST_DECISIONS):
            self._go_on_until_at_rest()
            waiting = [one for one in self._entries() if one.state is not State.SAVED]
            if not (waiting or self._asked):
                break
            asking = [one for one in waiting if one.state is State.REJECTED or one.undecided]
            assert waiting == asking, f"stuck: {[(one.state, one.message) for one in waiting]}"
            self.desk.clock.forward(seconds=LONGEST_LAG + 1)
            self.decide()
            self.answer_late()  # and once more
            for entry in asking:
                if entry.state is State.REJECTED:
                    self.desk.deliverer.retry(entry.id)
        self.nothing_is_there_twice()
        there, companies = self._people_there(), [one.entry for one in self.server.companies.values()]
        for entry in self._entries():
            assert entry.state is State.SAVED, f"stuck: {entry.state} {entry.message}"
            assert self._company_of(entry.id) in companies, f"lost: {entry.id}"
            assert there[entry.id] == _names(self._accepted[entry.id]), f"lost people of {entry.id}"
        assert not self.desk.store.notices

    def _go_on_until_at_rest(self) -> None:
        """As the sender does: what is due is sent, then it sleeps until the next is."""
        for _ in range(_MOST_ROUNDS):
            self.sign_in()
            self._paused_until = None
            while self._send_next():
                self.nothing_is_there_twice()
            if not self._wait_until_due():
                return
        left = [one.message for one in self._entries() if one.state is not State.SAVED]
        raise AssertionError(f"no rest after {_MOST_ROUNDS} rounds: {left}")

    @property
    def _have_lists_caught_up(self) -> bool:
        return self.desk.clock.true_time() - self.server.last_saved() > self.server.lag

    def _truth(self, entry: Entry, step: Step) -> int | None:
        """Returns which of the candidates the user would say it is; None for none of them."""
        records = self.server.companies if step.kind is StepKind.COMPANY else self.server.people
        taken = {one.remote_id for one in entry.steps}
        people: Any = self._accepted[entry.id].persons
        sent_as = _sent_as(people[step.number - 1]) if step.number else ""
        ours = (records[one] for one in step.candidates if one not in taken)
        return next((one.number for one in ours if (one.entry, one.sent_as) == (entry.id, sent_as)), None)

    def _is_signed_in(self, user: str) -> None:
        self.desk.turn_to(self.desk.profile.url, user=user)

    def _is_there(self, entry: Entry, step: Step) -> bool:
        """Returns True if the server has the record of that step, which no list may show."""
        if step.kind is StepKind.COMPANY:
            return any(one.entry == entry.id for one in self.server.companies.values())
        people: Any = self._accepted[entry.id].persons
        taken = {one.remote_id for one in entry.steps}
        sent_as = _sent_as(people[step.number - 1])
        there = (one for one in self.server.people.values() if one.number not in taken)
        return any((one.entry, one.sent_as) == (entry.id, sent_as) for one in there)

    def _company_of(self, entry_id: str) -> str:
        """Returns the entry that the company of an entry was posted for: its own."""
        return entry_id

    def _people_there(self) -> dict[str, Counter[str]]:
        there: dict[str, Counter[str]] = {entry_id: Counter() for entry_id in self._accepted}
        for person in self.server.people.values():
            there[person.entry][person.sent_as] += 1
        return there


def _names(company: ContactEntity) -> Counter[str]:
    people: Any = company.persons or ()
    return Counter(map(_sent_as, people))


def _sent_as(person: Person) -> str:
    return described(person.lastname, person.title)
