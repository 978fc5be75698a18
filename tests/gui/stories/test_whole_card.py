"""The whole card without a mouse: every property that a person may set is typed, sent, and found."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTabBar, QWidget

from app.sandbox import SandboxServer
from tests.gui.stories.test_enter_company import on_server
from tests.helpers.ui.window import CONTROL, SHIFT, Typist


def type_contact(typist: Typist) -> None:
    typist.type("Nordlys Kraft AS")
    for path, text in {
        "Department": "Salg Nord",
        "Country": "norway",
        "Address.Street.Address1": "Storgata 1",
        "Address.Street.Zipcode": "0155",
        "Address.Street.City": "Oslo",
        "Address.Postal.Address1": "Postboks 7",
        "Address.Postal.Zipcode": "0101",
        "Address.Postal.City": "Oslo",
        "Associate": "ingrid",
        "Category": "partner",
        "Number1": "NLK",
        "Number2": "N-77",
        "OrgNr": "974760673",
        "Business": "IT/Software",
        "Description": "Wants an offer in spring.",
    }.items():
        typist.fill(path, text)
    for path in ("Xstop", "NoMailing"):
        typist.tab_to(path)
        typist.press(Qt.Key.Key_Space)


def type_rows(typist: Typist) -> None:
    for key, text in (
        (Qt.Key.Key_H, "22 86 54 00"),
        (Qt.Key.Key_E, "post@nordlyskraft.no"),
        (Qt.Key.Key_X, "22 86 54 09"),
        (Qt.Key.Key_W, "www.nordlyskraft.no"),
    ):
        typist.press(key, CONTROL | SHIFT)
        typist.type(text)
    typist.go_to_tab(3)
    for path in ("Phones", "Emails", "Faxes", "Urls"):
        typist.fill(f"{path}[0].Description", "Main")


def type_interest(typist: Typist) -> None:
    typist.go_to_tab(5)
    typist.tab_to("Interests")
    for _ in range(20):
        typist.press(Qt.Key.Key_Down)
        typist.press(Qt.Key.Key_Space)
        if typist.window.form.value().get("Interests"):
            return
    raise AssertionError("no interest could be ticked")


def type_more(typist: Typist) -> None:
    typist.go_to_tab(6)
    for path, text in {
        "SupportAssociate": "ingrid",
        "TicketPriority": "high",
        "CustomerLanguage": "english",
        "Domains": "nordlyskraft.no, nordlys.com",
        "Kananame": "Noruda",
        "Source": "4",
        "DbiAgentId": "3",
        "DbiKey": "EXT-9",
        "DbiLastSyncronized": "2026-11-20 10:00",
        "DbiLastModified": "2026-11-21 11:30",
    }.items():
        typist.fill(path, text)


EXPECTED: dict[str, Any] = {
    "Name": "Nordlys Kraft AS",
    "Department": "Salg Nord",
    "Number1": "NLK",
    "Number2": "N-77",
    "OrgNr": "974760673",
    "Description": "Wants an offer in spring.",
    "Xstop": True,
    "NoMailing": True,
    "Kananame": "Noruda",
    "Source": 4,
    "DbiAgentId": 3,
    "DbiKey": "EXT-9",
    "Domains": ["nordlyskraft.no", "nordlys.com"],
}


@pytest.mark.long
@pytest.mark.shared_window
def test_every_property_of_the_company_arrives(typist: Typist, server: SandboxServer) -> None:
    type_contact(typist)
    type_rows(typist)
    typist.go_to_tab(4)
    typist.fill("CustomFields.SuperOffice:1", "K-1")
    type_interest(typist)
    type_more(typist)
    typist.save()
    if typist.window.notice.text:
        typist.save()
    typist.wait_for_outcome("Saved as number")

    (entry,) = typist.saved_entries()
    saved = on_server(server, f"Contact/{entry.contact_id}")
    assert {name: saved[name] for name in EXPECTED} == EXPECTED
    assert (saved["Country"]["CountryId"], saved["Category"]["Value"]) == (578, "Business partner")
    assert (saved["Business"]["Value"], saved["Associate"]["FullName"]) == ("IT/Software", "Ingrid Solberg")
    assert saved["SupportAssociate"]["FullName"] == "Ingrid Solberg"
    assert (saved["TicketPriority"]["Value"], saved["CustomerLanguage"]["Value"]) == ("High", "English")
    assert saved["Address"]["Street"]["Address1"] == "Storgata 1"
    assert saved["Address"]["Postal"]["Address1"] == "Postboks 7"
    for name in ("Phones", "Emails", "Faxes", "Urls"):
        assert [row["Description"] for row in saved[name]] == ["Main"], name
    assert saved["DbiLastSyncronized"].startswith("2026-11-20")
    assert saved["DbiLastModified"].startswith("2026-11-21")
    assert saved["ActiveInterests"] == 1
    assert saved["CustomFields"]["SuperOffice:1"] == "K-1"


@pytest.mark.shared_window
def test_every_widget_that_takes_the_focus_has_a_name_of_its_own(typist: Typist) -> None:
    nameless, names = [], []
    for number, page in enumerate(typist.window.form.pages, 1):
        typist.go_to_tab(number)
        QApplication.processEvents()
        for widget in page.findChildren(QWidget):
            if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            if widget.focusProxy() is not None or isinstance(widget, QTabBar):
                continue
            name = widget.accessibleName()
            text = getattr(widget, "text", None)
            name = name or (text() if callable(text) else "")
            if name:
                names.append(name.replace("&", ""))
            elif not isinstance(widget.parent(), QAbstractScrollArea):
                nameless.append(f"{type(widget).__name__} {widget.objectName()!r}")
    assert nameless == []
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
