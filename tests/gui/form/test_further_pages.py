"""Pages that are built once the window has been painted."""

from pytestqt.qtbot import QtBot

from app.ui.form.further_pages import CommunicationPage, MorePage
from app.ui.form.pages import ContactPage


def test_communication_has_a_list_for_each_kind_in_two_columns(qtbot: QtBot) -> None:
    first = ContactPage()
    qtbot.addWidget(first)
    page = CommunicationPage(first.editors)
    qtbot.addWidget(page)
    assert list(page.editors) == ["Phones", "Emails", "Urls", "Faxes"]
    page.show()
    assert page.editors["Phones"].x() < page.editors["Emails"].x()


def test_more_has_the_rare_fields(qtbot: QtBot) -> None:
    page = MorePage()
    qtbot.addWidget(page)
    assert {"DbiKey", "Source", "Domains"} <= {part.path for part in page.parts}
