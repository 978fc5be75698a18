"""Puts the search for companies that are there behind the window."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.controller.questions.company_search import CompanySearch
from app.model.company_search.similar_companies import SimilarCompany, with_not_same
from app.model.web_client_links import company_link
from app.translation import _
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

    window.ways.company_asked.connect(find)
    window.duplicates.not_same_said.connect(leave_out)
    search.company_chosen.connect(lambda contact_id, _name: _open(search.site, contact_id))


def _open(site: str, contact_id: int) -> None:
    if site:
        QDesktopServices.openUrl(QUrl(company_link(site, contact_id)))
