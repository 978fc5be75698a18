"""What an import calls there already is asked about in its draft, and added to with one key."""

import pytest
from PySide6.QtCore import Qt

from app.model.additions.target import target_of
from app.sandbox import Options, SandboxServer
from app.ui.common.banner import Banner
from tests.helpers.ui.company import type_custom_fields
from tests.helpers.ui.tables import Importer, as_rows, posted
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window(options=Options(people=True))
HEAD = ("Firma", "Kontakt person", "Postnr", "Sted")
NORDLYS, BODO, STAVANGER = 2, 6, 7


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (("Nordlys Bakeri AS", "9008", "Tromsø"), NORDLYS),
        (("Nordlys Bakeri", "", ""), NORDLYS),
        (("NORDLYS BAKERI Aksjeselskap", "", "Oslo"), NORDLYS),
        (("Havbris Sjømat", "4005", "Stavanger"), STAVANGER),
        (("Havbris Sjømat AS", "", "Bodø"), BODO),
    ],
)
def test_save_asks_and_one_key_adds_to_the_company_that_is_there(
    typist: Typist, server: SandboxServer, row: tuple[str, str, str], number: int
) -> None:
    importer = Importer(typist)
    importer.paste(as_rows(HEAD, ("Fjell AS", "Ola Lie", "", "Oslo"), (*row[:1], "Nils Ny", *row[1:])))
    assert importer.wait_until_checked().startswith("1 new company, 1 there already")
    importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()
    importer.wait_until_at("1 of 2")
    if typist.window.form.value()["Name"] == "Fjell AS":
        importer.press(Qt.Key.Key_F9)
        importer.wait_until_at("2 of 2")
    type_custom_fields(typist)
    typist.save()
    notice: Banner = typist.window.notice
    wait_until(lambda: "Press Ctrl+Enter again to save anyway." in notice.text)
    assert posted(server) == 0
    importer.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    wait_until(lambda: target_of(typist.window.form.value()) is not None)
    target = target_of(typist.window.form.value())
    assert target is not None
    assert target.contact_id == number
