"""Somebody who types anything anywhere, and a model of the form that says what must come of it.

The model knows the text of the field that is typed in, what the form held before, and what stands on the
disk; after each event it compares. What it cannot foretell, such as which entry of a list is taken, may
change the property that it is about, and no other.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.model.entry import Draft, Entry
from app.model.form.choices import UNRESOLVED
from app.model.form.paths import value_at
from app.model.form.submission import body_to_post, entity_from_form
from app.model.text_normalization import utf16_length
from app.model.visible_text import visible_lines
from app.storage.sqlite.drafts import Drafts
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.plain import NoteInput, TextInput
from app.ui.parts.part import property_of
from tests.helpers.ui.hand_events import OTHERS, SINGLE, Count, Event
from tests.helpers.ui.hand_fields import Before, Disagreement, difference, text_in
from tests.helpers.ui.hand_keys import do, keys_in
from tests.helpers.ui.held_search import HeldSearch
from tests.helpers.ui.meanwhile import FILLED, Meanwhile
from tests.helpers.ui.window import CONTROL, Typist, wait_until

TOO_LONG_MS = 50


@dataclass
class Hands:
    """Plays sequences in one window, which each begins empty."""

    typist: Typist
    count: Count = field(default_factory=Count)
    paints_every: int = 1
    """One sequence in as many is painted: what is seen decides nothing that is compared."""

    def __post_init__(self) -> None:
        self._seen: list[dict[str, Any]] = []
        program = self.typist.program
        self.form, self.entry = program.window.form, program.entry
        assert program.store is not None
        self._store, self._may_have_come = program.store, True
        program.window.history.edited.connect(self._on_edited)
        program.lookups.default_changed.connect(self._on_default_changed)
        self._caught: list[str] = []
        self.too_long: list[str] = []
        self._committed: list[Entry] = []
        self._told = self._gone_on = 0
        self._locale = QLocale()
        self._search = HeldSearch(program.duplicates)
        self._meanwhile = Meanwhile(self.typist)
        program._unexpected_errors.caught.connect(self._caught.append)
        self.entry.committed.connect(self._committed.append)
        # What was typed ahead comes after these.
        self.entry.committed.connect(self._on_gone_on)
        self.entry.left_unsaved.connect(self._on_left_unsaved)
        for signal in (self.entry.refused, self.entry.confirmation_asked, self.entry.problem_reported):
            signal.connect(self._on_told)

    def play(self, events: Iterable[Event]) -> None:
        """Plays the events one after the other. Raises Disagreement with those that led to it."""
        self._begin()
        played: list[Event] = []
        for event in events:
            played.append(event)
            try:
                self._step(event)
            except Disagreement as error:
                raise Disagreement(f"{error}\nafter {played}") from error
        try:
            self._end()
        except Disagreement as error:
            raise Disagreement(f"{error}\nat the end of {played}") from error
        finally:
            QLocale.setDefault(self._locale)

    def _on_told(self, _what: object) -> None:
        self._told += 1

    def _on_gone_on(self) -> None:
        self._gone_on += 1
        self._forget_history()

    def _on_left_unsaved(self, draft: Draft) -> None:
        self._left[draft.id] = draft.form
        self._on_gone_on()

    def _on_edited(self, form: dict[str, Any]) -> None:
        self._seen.append(form)

    def _on_default_changed(self) -> None:
        self._may_have_come = True

    def _begin(self) -> None:
        self.typist.window.setUpdatesEnabled(self.count.sequences % self.paints_every == 0)
        QLocale.setDefault(self._locale)
        self.typist.begin_anew()
        self.count.sequences += 1
        self._left: dict[str, dict[str, Any]] = {}
        self._open = ""
        self._forget_history()

    def _forget_history(self) -> None:
        self._now = self._proposed = self.form.value()
        self._seen = [self._now]
        self._undone: list[dict[str, Any] | None] = []

    def _step(self, event: Event) -> None:
        name, word = event
        self.count.events += 1
        if name == "locale":
            QLocale.setDefault(QLocale(word))
            return
        if name == "complete":
            self._complete()
            return
        if name in ("new", "save", "save and type on", "fill", "come"):
            getattr(self, f"_{name.replace(' ', '_')}")(event)
            return
        focused = QApplication.focusWidget()
        if not self._makes_sense(focused, name, word):
            return
        self._note_what_came_by_itself()
        before, was_open, shown = self._now, self._open, Before.of(focused)
        path = focused.objectName() if focused is not None else ""
        is_own = isinstance(focused, ChoiceInput) and focused.is_unfinished
        self._timed(event, lambda: do(self.typist, event), keys_in(event))
        self._now = self.form.known_value()
        self._agree()
        if name == "page" or word in ("undo", "redo"):
            self._check_reading()
        if (word == "undo" and not is_own) or (word == "redo" and not is_own and not was_open):
            self._open = ""
            self._check_history(word, before, was_open)
            return
        changed = {key for key in self._now | before if self._now.get(key) != before.get(key)}
        if changed - {property_of(path)}:
            raise Disagreement(f"{event} in {path} has changed {changed}")
        self._check_text(event, focused, shown)
        if changed:
            self._undone.clear()
            self._seen.append(self._now)

    def _fill(self, event: Event) -> None:
        """Fills a field, as an offer or a sheet does: what is composed in it is a step of its own."""
        self._note_what_came_by_itself()
        focused = QApplication.focusWidget()
        if self._open and isinstance(focused, TextInput) and focused.objectName() == FILLED:
            typed = Before.of(focused).with_instead_of_selection(self._open)
            self._seen.append(self._now | {FILLED: visible_lines(focused._clean(typed))})
            self._open = ""
        wanted = self._now | {FILLED: event[1]}
        self._timed(event, lambda: self._meanwhile.fill(event[1]))
        self._take_over(self.form.known_value())
        self._check_reading()
        if self._now != wanted:
            raise Disagreement(f"{event} has changed {difference(self._now, wanted)}")

    def _come(self, event: Event) -> None:
        """Has the server answer: nothing that is typed or composed is changed by it."""
        self._note_what_came_by_itself()
        self._timed(event, lambda: self._meanwhile.come(event[1]))
        self._note_what_came_by_itself()
        self._check_reading()
        self._agree()

    def _note_what_came_by_itself(self) -> None:
        """Takes over what the server has proposed meanwhile, which undo leaves alone."""
        if not self._may_have_come:
            return
        self._may_have_come = False
        now = self.form.value()
        if now != self._now:
            self._now = now
            self._seen.append(now)
            if self.entry.is_current({}):
                self._proposed = now

    def _makes_sense(self, focused: QWidget | None, name: str, word: str) -> bool:
        """Returns False for keys that would press a button or move a row, which the model does not know."""
        if name in ("go", "page", "dialog") or word in ("tab", "back tab", "held tab"):
            return True
        return isinstance(focused, TextInput | NoteInput | ChoiceInput) or (
            name == "key"
            and word in ("undo", "redo", "space", "enter")
            and focused is not None
            and focused.objectName() in OTHERS
        )

    def _timed(self, event: Event, work: Callable[[], None], keys: int = 1) -> None:
        """Measures the processor's time of this thread for each key: others may hold the machine."""
        began = time.thread_time()
        work()
        took = (time.thread_time() - began) * 1000 / keys
        if took > self.count.longest_ms:
            self.count.longest_ms, self.count.longest = took, event
        if took > TOO_LONG_MS:
            self.count.steps_too_long += 1
            place = QApplication.focusWidget()
            self.too_long.append(f"{event} in {place.objectName() if place else ''} took {took:.0f} ms")

    def _agree(self) -> None:
        """Nobody has raised anything, and what will be on the disk is what the form holds."""
        if self._caught:
            self._caught.clear()
            raise Disagreement("an exception that nobody caught")
        # What the server proposes is no draft before something is typed.
        is_untouched = self.entry.is_current({}) and self._now == self._proposed
        if not (is_untouched or self.entry.is_current(self._now)):
            raise Disagreement(
                f"the draft is not what the form holds: {difference(self.entry._drafts.form, self._now)}"
            )

    def _check_reading(self) -> None:
        """What the fields hold is what was read of them, key by key."""
        whole = self.form.value()
        if whole != self._now:
            raise Disagreement(f"a field holds something else than was read: {difference(self._now, whole)}")

    def _check_shown(self) -> None:
        """After a pause, what the parts show is what was asked of them."""
        self.entry.problems.look()
        parts = self.form.parts_by_path.values()
        asked = {part.path: list(self.form._problems.of(part)) for part in parts}
        shown = {part.path: list(part.shown_problems()) for part in parts}
        if shown != asked:
            raise Disagreement(f"a field shows something else than was asked: {difference(asked, shown)}")

    def _check_history(self, word: str, before: dict[str, Any], was_open: str) -> None:
        """Undo leads to what was there before, and redo back again."""
        if word == "undo":
            if self._now not in self._seen:
                raise Disagreement(f"undo has made what never was: {difference(before, self._now)}")
            # What was open was committed first, which nobody has seen.
            if was_open or self._now != before:
                self._undone.append(None if was_open else before)
        elif self._now != before:
            expected = self._undone.pop() if self._undone else {}
            if expected not in (None, self._now):
                raise Disagreement(f"redo has made something else: {difference(expected or {}, self._now)}")

    def _check_text(self, event: Event, focused: QWidget | None, before: Before) -> None:
        """What is written, composed or pasted into a field is in it, and what is only composed is not."""
        name, word = event
        was_open, self._open = self._open, {"compose": word, "go on composing": word[:1]}.get(name, "")
        if name == "go" and QApplication.focusWidget() is focused:
            self._open = was_open  # nobody has left the field
        if not isinstance(focused, TextInput | NoteInput) or name in ("key", "go", "page", "dialog"):
            return
        after = text_in(focused)
        if name in ("paste", "scan") and isinstance(focused, TextInput) and focused._is_code:
            pass  # it becomes the bare value; see app.model.bare_value
        elif name == "paste":
            is_full = isinstance(focused, TextInput) and utf16_length(after) > focused.most - 2
            if not is_full and not all(part in after for part in (was_open, *word.split())):
                raise Disagreement(f"{event}: {before.text!r} has become {after!r}")
        else:
            is_typed = name in ("write", "type", "hold", "scan")
            added = was_open + word if is_typed else word if name != "compose" else ""
            added += "\n" if name == "scan" and isinstance(focused, NoteInput) else ""
            keeps_selection = name == "cancel" and not was_open
            wanted = before.text if keeps_selection else before.with_instead_of_selection(added)
            if isinstance(focused, TextInput) and not self._open:
                wanted = focused._clean(wanted)
            if after != wanted:
                raise Disagreement(f"{event}: {before.text!r} has become {after!r}, not {wanted!r}")
        path = focused.objectName()
        held = focused._clean(after) if isinstance(focused, TextInput) else after
        if path in SINGLE and (value_at(self._now, path) or "") != visible_lines(held):
            raise Disagreement(f"{path} shows {after!r} and is {value_at(self._now, path)!r}")

    def _new(self, event: Event) -> None:
        self._commit_open()
        leaves, draft = self._as_draft(), self.entry.draft_id
        if not self.entry.is_blank or UNRESOLVED in leaves:
            self._left[draft] = leaves
        self._timed(event, lambda: self.typist.press(Qt.Key.Key_N, CONTROL))
        self._start_another()

    def _commit_open(self) -> None:
        """Leaves the field, as every command does for what is half typed; what came of it is looked at."""
        self.form.commit_pending_text()
        self._open = ""
        if (now := self.form.value()) != self._now:
            self._take_over(now)

    def _as_draft(self) -> dict[str, Any]:
        """What is on the disk of a form that is left: with what is typed into lists and names no entry."""
        unresolved = self.form.unresolved()
        return self._now | ({UNRESOLVED: unresolved} if unresolved else {})

    def _take_over(self, now: dict[str, Any]) -> None:
        self._now = now
        self._agree()
        self._seen.append(self._now)
        self._undone.clear()

    def _complete(self) -> None:
        """Fills what every company must have, as the user does before Save."""
        self._commit_open()
        for path, text in (("Name", "Fjell"), ("CustomFields.SuperOffice:1", "K-1")):
            self.form.focus_path(path)
            for letter in text:
                self.typist.type(letter)
                self._take_over(self.form.known_value())

    def _save(self, event: Event) -> None:
        told, done = self._told, len(self._committed)
        self._timed(event, self.typist.save)
        expected = self.form.value() if not self.entry._saving else self.entry._drafts.form
        wait_until(lambda: self._told > told or len(self._committed) > done)
        self.typist.window.unread_refusal.end()  # what was told is looked at before anything else is done
        self._open = ""
        if len(self._committed) == done:
            if (now := self.form.value()) != self._now:
                self._take_over(now)
            return
        self._check_posted(expected)
        self._start_another()

    def _save_and_type_on(self, event: Event) -> None:
        """Types at once after Save, whose search is slow: what is typed is the next company's name."""
        _name, word = event
        told, done, gone_on = self._told, len(self._committed), self._gone_on
        self._search.hold()
        self._timed(event, self.typist.save)
        expected = self.entry._drafts.form
        if self.entry.is_saving and word.isascii():
            self.typist.type(word)
        elif self.entry.is_saving:
            self.typist.compose(word)  # and it is open yet when Save is decided
        self._search.let_go()
        wait_until(lambda: self._told > told or self._gone_on > gone_on)
        self.typist.window.unread_refusal.end()
        self._open = ""
        if self._gone_on == gone_on:
            if (now := self.form.value()) != self._now:
                self._take_over(now)
            return
        if len(self._committed) > done:
            self._check_posted(expected)
        if self.form.value().get("Name") != word:
            raise Disagreement(f"the next company is called {self.form.value().get('Name')!r}, not {word!r}")
        self._now = self.form.value()
        self._agree()

    def _check_posted(self, expected: dict[str, Any]) -> None:
        self.count.saved += 1
        body = self._committed[-1].body
        default = self.typist.program.lookups.default
        wanted = body_to_post(entity_from_form(expected), default).to_json_object()
        for key in expected:
            if key != "DbiKey" and wanted.get(key) != body.get(key):
                raise Disagreement(f"{key} is posted as {body.get(key)}, typed was {wanted.get(key)}")

    def _start_another(self) -> None:
        self._open = ""
        self._forget_history()
        self._agree()
        if left := [path for path in ("Name", "Department", "Description", "Persons") if path in self._now]:
            raise Disagreement(f"the next company begins with {left}")

    def _end(self) -> None:
        """What was left and what is shown stands on the disk."""
        self._check_shown()
        self._commit_open()
        self.entry.flush()
        self.typist.wait_for_disk()
        expected = dict(self._left)
        if not self.entry.is_blank:
            expected[self.entry.draft_id] = self._as_draft()
        kept = {draft.id: draft.form for draft in Drafts(self._store).all()}
        if kept != json.loads(json.dumps(expected)):
            differences = [difference(kept.get(one, {}), expected.get(one, {})) for one in kept | expected]
            raise Disagreement(f"on the disk is something else: {differences}")
