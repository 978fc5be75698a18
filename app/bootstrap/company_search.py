"""Puts companies that are there behind the window: the search for them, and what is added to them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication

from app.controller.form.entry import EntryController
from app.controller.questions.adding import AddingController
from app.controller.questions.company_search import CompanySearch
from app.controller.questions.similar_companies import DuplicateSearch
from app.model.company_search.similar_companies import SimilarCompany, begun_with, with_not_same
from app.translation import _
from app.ui.additions.adding_to import AddingTo
from app.ui.additions.moving import MovingPeople
from app.ui.company_search.branching import Branching
from app.ui.next_steps.row import NextStepRow
from app.ui.recognition.values_of_another import ValuesOfAnother
from app.ui.window.low_window import LowWindow
from app.ui.window.main_window import MainWindow


def connect_company_search(window: MainWindow, search: CompanySearch) -> None:
    """Connects the window's command with the search, once the whole window is built."""

    def find() -> None:
        from app.ui.company_search.dialog import CompanySearchDialog  # here: nobody needs it at the start

        # From the list of similar companies on goes the name that they are similar to.
        focused = QApplication.focusWidget()
        is_from_list = focused is not None and window.duplicates.isAncestorOf(focused)
        name = str(window.form.value().get("Name") or "") if is_from_list else ""
        CompanySearchDialog(search, window, name).open()

    def leave_out(similar: SimilarCompany) -> None:
        form = with_not_same(window.form.value(), similar)
        window.history.apply(form, _("Not the same company"))

    def take_name(similar: SimilarCompany) -> None:
        window.form.commit_pending_text()
        window.history.apply(begun_with(window.form.value(), similar), _("the name in another register"))
        window.duplicates.carry_on()

    window.ways.company_asked.connect(find)
    window.duplicates.name_taken.connect(take_name)
    window.duplicates.not_same_said.connect(leave_out)


def connect_additions(
    window: MainWindow, entry: EntryController, controller: AddingController, search: CompanySearch
) -> AddingTo:
    """Makes the window's part of what is added to a company that the similar ones or `search` tell of."""
    adding = AddingTo(window, window.form, window.history, window.context_feed, controller)
    window.ways.add(adding.strip)
    entry.refused.connect(adding.on_refused)
    adding.save_asked.connect(window.unread_refusal.end)
    adding.save_asked.connect(window.save)

    def use(contact_id: int, name: str) -> None:
        entry.after_save(partial(adding.use, contact_id, name), goes_on=False)

    window.duplicates.company_chosen.connect(use)
    values = ValuesOfAnother(window.notice, window.sheet, controller.values)
    window.duplicates.values_asked.connect(values.ask)
    entry.form_changed.connect(values.begin)
    search.company_chosen.connect(use)
    branching = Branching(window.form, window.history, window.notice, entry, controller.values)
    window.duplicates.branch_asked.connect(branching.begin_here)
    search.branch_asked.connect(branching.begin)
    entry.form_changed.connect(branching.forget)
    window.duplicates.values_asked.connect(branching.forget)
    return adding


def connect_next_steps(window: MainWindow, controller: AddingController, duplicates: DuplicateSearch) -> None:
    """Makes the window's part of what is asked of the server for next steps.

    That is who is at another company, as `duplicates` tells, and may move; and what has a name like the
    selection or project that is typed.
    """
    if (row := window.findChild(NextStepRow)) is not None:
        row.use_searches(controller.named_search)
    LowWindow(window)
    people = MovingPeople(window, window.form, window.history, controller.moving(duplicates))
    window.ways.add(people.strip)
