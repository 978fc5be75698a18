"""An input that chooses a selection or a project by its name, searched for on the server as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.model.form.choices import Choices, Matches
from app.model.next_steps.named import NamedAnswer
from app.model.text_normalization import normalize_for_search
from app.translation import _
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.keys import is_enter

if TYPE_CHECKING:
    from app.controller.questions.named_search import NamedSearch
    from app.model.form.fields import Field

_LOOKING = _("Looking it up …")
_LATER = _("The name is kept as it is typed, and looked up when the company is sent.")
_MORE = _("There are more. Type more of the name.")


class SearchedChoice(ChoiceInput):
    """A choice whose entries come while one types.

    Its value is ``{"Id": 1, "Name": "Fair"}``, without "Id" where nobody could be asked: then it is looked up
    when the company is sent. Only what the server has said of this very text counts. Highlighted, and so
    taken by Tab, Enter and on leaving, is what alone can be meant; Enter on a name that is typed in full is
    not for the list alone. Where somebody leaves before the answer, it decides once it has come.
    """

    settled = Signal()
    """What was typed is known of now, or cannot be asked about."""
    edited = Signal()
    """Somebody types."""

    def __init__(self, field: Field, search: NamedSearch | None, parent: QWidget | None = None) -> None:
        """Without a `search` the name alone is taken."""
        super().__init__(field, parent)
        self._key = "Id"
        self._search_by_name = search
        self._answer: NamedAnswer | None = None
        self._names: dict[int, str] = {}
        self._wanted: str | None = None
        """What is looked up; None where nothing is."""
        self._line.textEdited.connect(self.edited)
        if search is not None:
            search.answered.connect(self._on_answered)

    @property
    def is_waiting(self) -> bool:
        """True while what is typed is looked up."""
        return bool(self._wanted)

    def search_now(self) -> None:
        """Looks up at once what is typed."""
        if self._search_by_name is not None:
            self._search_by_name.search_now()

    def take_name(self) -> None:
        """Takes the name as it is typed, without its answer."""
        if self.is_waiting:
            self._wanted = None
            self._set({"Name": self._text()})
            self._line.say(_LATER)

    def input_problem(self) -> str:
        typed = self._text()
        if self.is_waiting or self._value is not None or self.is_typing or not typed:
            return ""
        if self._answer is not None and (closed := self._answer.why_closed(typed)):
            return closed
        if not self._choices.find(typed).rows:
            told = _("Nothing on the server is called “{typed}”. Correct the name, or clear the field.")
            return told.format(typed=typed)
        return super().input_problem()

    def showPopup(self) -> None:  # noqa: N802  # Qt's name
        if self.is_open or len(self._choices):
            super().showPopup()
        else:
            self._offer(everything=True)

    def commit_pending_text(self) -> None:
        if self._is_too_early():
            self._leave()
        elif self.is_typing and not self._picked:
            self._resolve(self._only(self._text()))
        else:
            super().commit_pending_text()

    def _take_best(self) -> None:
        if self._is_too_early():
            self._leave()
        else:
            super()._take_best()

    def _is_too_early(self) -> bool:
        return self.is_typing and self.is_waiting and not self._picked

    def _leave(self) -> None:
        """Leaves what is typed as it is: its answer decides."""
        self._end_typing()
        self._set(None)
        self._line.say(_LOOKING)
        self.search_now()

    def _end_typing(self) -> None:
        super()._end_typing()
        self._line.say("")  # what was said while one typed: `input_problem` has more to say

    def _search(self) -> None:
        if text := self._searched():
            self._look_up(text)
        else:
            self._wanted = None
        super()._search()

    def _look_up(self, text: str) -> None:
        self._wanted = text
        if self._search_by_name is not None:
            self._search_by_name.typed(text)
        else:
            self._on_answered(NamedAnswer(text, problem=_LATER))

    def _on_answered(self, answer: NamedAnswer) -> None:
        if answer.text != self._wanted:
            return  # of an earlier text
        self._wanted, self._answer = None, answer
        self._names |= {hit.id: hit.name for hit in answer.page.hits}
        self._choices = Choices(answer.choices())
        if self._line.hasFocus() and (self.is_typing or not answer.text):
            self._show_answer(answer)
        elif not self.is_typing and self._value is None and answer.text:
            self._line.say("")
            self._resolve(self._only(answer.text))
            self.finished.emit()
        self.settled.emit()

    def _show_answer(self, answer: NamedAnswer) -> None:
        """Shows what was found of what is being typed, or says that nothing was."""
        if not answer.page.hits:
            self.hidePopup()
            nothing = _("Nothing on the server is called that.") if answer.text else ""
            self._line.say(answer.problem or answer.why_closed(answer.text) or nothing)
        else:
            self._line.say(_MORE if answer.page.is_cut else "")
            super()._offer(everything=not answer.text)

    def _offer(self, *, everything: bool = False) -> None:
        is_open_question = self._value is None and bool(self._text())
        everything = everything and not is_open_question
        if everything and not (self._answer is not None and self._answer.text == "" and len(self._choices)):
            self._look_up("")
            self.search_now()
        elif len(self._choices.find("" if everything else self._searched()).rows):
            super()._offer(everything=everything)
        else:
            self.hidePopup()

    def _best(self, found: Matches) -> int | None:  # noqa: ARG002  # what is found may be of an earlier text
        return None if self.is_waiting else self._only(self._searched())

    def _only(self, text: str) -> int | None:
        """Returns the one entry that a text can mean; of a list that has no end, only that very name."""
        row = self._choices.unambiguous_match(text)
        is_cut = self._answer is not None and self._answer.page.is_cut
        return None if row is None or (is_cut and not self._is_name(row, text)) else row

    def _is_name(self, row: int, text: str) -> bool:
        return normalize_for_search(self._choices[row].name) == normalize_for_search(text)

    def _resolve(self, row: int | None) -> None:
        typed, answer = self._text(), self._answer
        super()._resolve(row)
        if row is None and typed and answer is not None and answer.problem and answer.text == typed:
            self._set({"Name": typed})
            self._line.say(answer.problem if answer.problem == _LATER else f"{answer.problem} {_LATER}")

    def _set(self, value: Any) -> None:
        if isinstance(value, dict) and "Name" not in value:
            value = {**value, "Name": self._names.get(value["Id"], "")}
        super()._set(value)

    def _is_same(self, value: Any) -> bool:
        return bool(value == self._value)

    def _handle_key(self, event: QKeyEvent) -> bool:
        if is_enter(event) and self.is_typing and not self._picked and not self._is_more_offered():
            self.commit_pending_text()
            self.finished.emit()
            return False  # for the dialog, as the name of anything else that is typed in full
        return super()._handle_key(event)

    def _is_more_offered(self) -> bool:
        """Returns True where Enter takes more than was typed."""
        row = self._highlighted()
        return row is not None and not self._is_name(row, self._text())
