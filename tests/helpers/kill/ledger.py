"""What was typed, pressed and committed, as the script told it, and whether all of it is still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.model.entry import Draft, Entry, State
from app.model.form.paths import value_at
from tests.helpers.kill.typing_script import Company

# What was typed longer ago than this is in the store, whatever ends the program: a second of its own time.
# That in which the machine does not let it run does not count (`turns`).
KEPT_WITHIN: Final = 1.0  # seconds

Texts = dict[str, str]


@dataclass
class Typed:
    """A company as far as it was typed: the moments, oldest first, and what stood in the form at each."""

    number: int
    moments: list[tuple[float, Texts]] = field(default_factory=list)
    pressed: bool = False
    committed: bool = False
    saved: bool = False
    discarded: bool = False

    @property
    def company(self) -> Company:
        return Company(self.number)

    def allows(self, form: Mapping[str, Any], killed_at: float) -> bool:
        """Whether `form` is how it stood at the last moment that must be kept, or later."""
        due = [place for place, (at, _) in enumerate(self.moments) if at <= killed_at - KEPT_WITHIN]
        first = due[-1] if due else 0
        paths = self.company.texts
        there = {path: value for path in paths if (value := value_at(form, path))}
        return any(there == texts for _, texts in self.moments[first:])

    def is_due(self, killed_at: float) -> bool:
        """Whether anything of it must be kept."""
        return any(at <= killed_at - KEPT_WITHIN for at, _ in self.moments)


class Ledger:
    """`complaints` are the promises that were broken, in words; there must be none."""

    def __init__(self) -> None:
        self.by_id: dict[str, Typed] = {}
        self.complaints: list[str] = []
        self.drafts_lost = 0
        self.presses = 0
        self._scribbles: set[str] = set()
        self._is_wiping = False
        self.next_number = 1

    @property
    def numbers(self) -> dict[str, int]:
        return {identity: typed.number for identity, typed in self.by_id.items()}

    @property
    def saves(self) -> int:
        """How many companies Save was pressed for."""
        return sum(typed.pressed for typed in self.by_id.values())

    def to_finish(self) -> tuple[str, ...]:
        return tuple(identity for identity, typed in self.by_id.items() if typed.pressed)

    def hear(self, told: Mapping[str, Any]) -> None:
        """Takes down one line of the script."""
        match told["event"]:
            case "entering":
                self.by_id.setdefault(told["id"], Typed(told["number"]))
                self.next_number = max(self.next_number, told["number"] + 1)
            case "wiping":
                self._is_wiping = True
            case "scribbling":
                self._scribbles.add(told["id"])
            case "stuck" | "trouble":
                self.complaints.append(f"the window: {told.get('words') or told.get('sentence')}")
            case _ if "id" in told:
                self._hear_of_typed(told)

    def _hear_of_typed(self, told: Mapping[str, Any]) -> None:
        typed = self.by_id.get(told["id"])
        match told["event"]:
            case "opened" | "left":
                return  # maybe nothing has been typed into it yet
            case event if typed is None:
                self.complaints.append(f"{event} of {told['id']}, which nobody typed")
            case "typed":
                before = typed.moments[-1][1] if typed.moments else {}
                typed.moments.append((told["at"], before | {told["path"]: told["text"]}))
            case "pressing":
                self.presses += 1
                typed.pressed = True
            case "committed":
                typed.committed = True
            case "discarding" | "restored":
                typed.discarded = told["event"] == "discarding"
            case "state":
                typed.saved = told["state"] == State.SAVED

    def compare(self, drafts: Iterable[Draft], entries: Iterable[Entry], killed_at: float) -> None:
        """Checks what the store holds after the process was killed; from here on that is what was typed."""
        kept, waiting = {one.id: one for one in drafts}, {one.id: one for one in entries}
        for identity, typed in list(self.by_id.items()):
            if identity in waiting:
                typed.saved = waiting[identity].state is State.SAVED
            if identity in kept and identity in waiting:
                self.complaints.append(f"{typed.company.name} is a draft and an entry as well")
            elif identity in kept:
                self._compare_draft(typed, kept[identity], killed_at)
            elif identity not in waiting and not (typed.saved or typed.discarded):
                self._miss(identity, typed, killed_at)
        self._is_wiping = False
        for identity in {*kept, *waiting} - self.by_id.keys() - self._scribbles:
            self.complaints.append(f"nobody typed {identity}")

    def _compare_draft(self, typed: Typed, draft: Draft, killed_at: float) -> None:
        if typed.saved:
            self.complaints.append(f"{typed.company.name} is saved and a draft as well")
        if not typed.allows(draft.form, killed_at):
            self.drafts_lost += 1
            due = [(at - killed_at, texts) for at, texts in typed.moments]
            self.complaints.append(f"{typed.company.name}: the draft is {draft.form}, typed was {due[-40:]}")
        there = {path: str(value_at(draft.form, path) or "") for path in typed.company.texts}
        typed.moments = [(float("-inf"), {path: text for path, text in there.items() if text})]
        typed.committed = False

    def _miss(self, identity: str, typed: Typed, killed_at: float) -> None:
        if typed.committed and self._is_wiping:
            # Only what is saved is wiped, maybe before that is told: `verdict` misses it if it is not there.
            typed.saved = True
            return
        if typed.committed:
            self.complaints.append(f"{typed.company.name} was committed and is not there any more")
            return
        if typed.is_due(killed_at):
            self.drafts_lost += 1
            self.complaints.append(f"{typed.company.name} was typed and is not there any more")
        # Else all of it was typed within the last second.
        del self.by_id[identity]

    def verdict(self, there: Mapping[str, list[Counter[str]]]) -> tuple[int, int]:
        """How many are lost and how many doubled, companies and people alike.

        `there` holds by name the companies on the server, each with the names of its people.
        """
        lost = doubled = 0
        for typed in self.by_id.values():
            found = there.get(typed.company.name, [])
            if typed.discarded and not found:
                continue
            missing, extra = _differences(typed, found)
            lost, doubled = lost + missing, doubled + extra
            if missing or extra:
                self.complaints.append(f"{typed.company.name} is on the server as {found}")
        return lost, doubled


def _differences(typed: Typed, found: list[Counter[str]]) -> tuple[int, int]:
    wanted = int(typed.pressed)
    missing, extra = max(wanted - len(found), 0), max(len(found) - wanted, 0)
    people = Counter(" ".join(names) for names in typed.company.people)
    for each in found[:wanted]:
        missing += (people - each).total()
        extra += (each - people).total()
    return missing, extra
