"""Puts the search for companies that are there behind the window."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.controller.questions.company_search import CompanySearch
from app.model.web_client_links import company_link
from app.ui.window.main_window import MainWindow


def connect_company_search(window: MainWindow, search: CompanySearch) -> None:
    """Connects the window's command with the search, once the whole window is built."""

    def find() -> None:
        from app.ui.company_search.dialog import CompanySearchDialog  # here: nobody needs it at the start

        CompanySearchDialog(search, window).open()

    window.ways.company_asked.connect(find)
    search.company_chosen.connect(lambda contact_id, _name: _open(search.site, contact_id))


def _open(site: str, contact_id: int) -> None:
    if site:
        QDesktopServices.openUrl(QUrl(company_link(site, contact_id)))
