"""Problems of the entry: shown at their fields and in the list, and visited one by one by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.model.checks.problem import Problem, Severity
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.banner import OF_FORM, Banner, Tone
from app.ui.form.form import ContactForm
from app.ui.parts.part import PREFIX, edited_path
from app.ui.window.problems_panel import ProblemsPanel
from app.ui.window.save_corner import SaveCorner

Answers = Mapping[str, Callable[[], None]]
_QUESTION, _PROBLEM = f"{OF_FORM}confirmation", f"{OF_FORM}problem"
_MOST_NAMED = 3


class ProblemNavigation(QObject):
    """Holds the problems that were found last and leads to them."""

    def __init__(
        self,
        form: ContactForm,
        panel: ProblemsPanel,
        corner: SaveCorner,
        notice: Banner,
        others: Callable[[], Answers] = dict,
    ) -> None:
        """`others` returns what can be done instead of saving in spite of warnings."""
        super().__init__(panel)
        self.problems: Sequence[Problem] = ()
        self._is_all_shown = False
        self._tour: Sequence[str] = ()  # paths in their order, as its user was led to one of them last
        self._last = ""  # which of them that was
        self._form = form
        self._panel = panel
        self._summary = corner.problems_summary
        self._notice = notice
        self._others = others
        panel.chosen.connect(partial(self.go_to, is_listed=True))
        self._summary.clicked.connect(panel.toggle)
        form.editing_finished.connect(self.refresh)

    def clear(self) -> None:
        """Forgets all problems: there is another entry in the form."""
        self.problems = ()
        self._is_all_shown = False
        self._tour, self._last = (), ""
        self.refresh()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Replaces the problems that are shown."""
        self.problems = problems
        self._form.show_problems(problems)
        self.refresh()

    def refresh(self) -> None:
        """Brings list and summary up to date with what the fields show."""
        general = [one for one in self.problems if not one.path and self._is_told(one)]
        shown = [*general, *self._form.shown_problems()]
        self._summary.count(shown)
        self._panel.show_problems(shown)

    def show_untouched(self) -> None:
        """Shows the problems of fields that nobody has left yet, too."""
        self._form.reveal_problems()
        self._is_all_shown = True
        self.refresh()

    def _is_told(self, problem: Problem) -> bool:
        """Returns False for what nobody has come to yet: that something is missing is told by Save."""
        return self._is_all_shown or problem.severity is not Severity.MANDATORY

    def go_to(self, problem: Problem, *, is_listed: bool = False) -> None:
        """Puts the cursor into the field of a problem, on the page that it is listed with if `is_listed`."""
        self.show_untouched()
        before = QApplication.focusWidget()
        if not problem.path:
            self._notice.show_message(problem.message, Tone.REFUSED, topic=_PROBLEM)
        self._lead_to(problem.path, is_listed=is_listed)
        if problem.path and QApplication.focusWidget() is before:
            # Else a screen reader reads the field, and what is wrong with it.
            announce(self._form, problem.message, is_urgent=True)

    def ask(self, warnings: Sequence[Problem], save_anyway: Callable[[], None]) -> None:
        """Asks whether to save in spite of warnings; the cursor goes to the first.

        What is wrong stands at the fields; said here is which they are, and what stands at none.
        """
        from app.model.form.field_names import has_editor

        said = [warning.message for warning in warnings if not has_editor(warning.path)]
        names = dict.fromkeys(self._form.name_of(one.path) for one in warnings if has_editor(one.path))
        self.show_untouched()
        if names:
            fields = "; ".join(list(names)[:_MOST_NAMED])
            fields = fields if len(names) > _MOST_NAMED else fields.removesuffix(".")  # as of "VAT No."
            count = len(names) - _MOST_NAMED
            said.append(
                _("Look again at: {fields} and {count} more.").format(fields=fields, count=count)
                if count > 0
                else _("Look again at: {fields}.").format(fields=fields)
            )
        said.append(_("Press Ctrl+Enter again to save anyway."))
        text = " ".join(said)
        actions = {_("Save anyway"): save_anyway, **self._others()}
        self._notice.show_message(text, Tone.WAITING, topic=_QUESTION, actions=actions)
        self._lead_to(warnings[0].path)

    def end_question(self) -> None:
        """Takes the question away: something was changed since."""
        self._notice.dismiss(_QUESTION)

    def go_to_next(self, validate: Callable[[], object]) -> None:
        """Goes round the problems in the order of the form, as `validate` finds them now.

        From one that is mended by now it goes on to what came after that.
        """
        self._form.commit_pending_text()
        validate()
        paths = self._paths()
        if not paths:
            return
        self.show_untouched()
        self._lead_to(self._next_of(paths))

    def _paths(self) -> list[str]:
        return [problem.path for problem in self._form.in_order(self.problems)]

    def _next_of(self, paths: list[str]) -> str:
        focused = QApplication.focusWidget()
        here = edited_path(self._form.parts_by_path, focused).removeprefix(PREFIX) if focused else ""
        if here in paths:
            return paths[(paths.index(here) + 1) % len(paths)]
        if here not in self._tour and self._last not in paths:
            here = self._last  # who has mended it may have left it as well
        after = self._tour[self._tour.index(here) + 1 :] if here in self._tour else ()
        return next((path for path in after if path in paths), paths[0])

    def _lead_to(self, path: str, *, is_listed: bool = False) -> None:
        """Puts the cursor into a field; of two, into that on the first page unless the other page is open."""
        from app.ui.ways.focus_view import show_focused

        self._tour, self._last = self._paths(), path
        if not is_listed and not self._form.custom_fields.isVisibleTo(self._form):
            path = self._form.contact.offered_as(path)
        self._form.focus_path(path)
        # It may have had the focus, and have been scrolled away from; what is said of it is laid out by then.
        QTimer.singleShot(0, self, show_focused)
