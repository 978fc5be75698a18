"""Sixteen locales by a table: what is typed, what is shown, and what goes on the wire, in both directions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.model.form.custom_field_values import FieldType
from app.model.form.fields import Field, Kind, Tab
from app.ui.inputs.typed import DateInput, NumberInput, ReadInput, ValueInput

FIELD = Field("One", "One", Tab.MORE, Kind.NUMBER)
WIRE = {
    "whole": (FieldType.INTEGER, "[I:-1234567]"),
    "decimal": (FieldType.DECIMAL, "[F:-1234567.50]"),
    "day": (FieldType.DATE, "[D:03/04/2026]"),
    "day in words": (FieldType.UNLIMITED_DATE, "[D:03/04/2026]"),
    "day and time": (FieldType.DATE_TIME, "[DT:03/04/2026 14:35:00.00000]"),
    "time": (FieldType.TIME, "[T:01/01/0001 14:35:00.00000]"),
    "birthday": (None, "1980-03-04T00:00:00"),
}
TABLE = {
    "en_US": {
        "whole": ("-1,234,567", "-1234567"),
        "decimal": ("-1,234,567.50", "-1234567.50"),
        "day": ("3/4/26", "3/4/2026"),
        "day in words": ("Wednesday, March 4, 2026", "3/4/2026"),
        "day and time": ("3/4/26 2:35\u202fPM", "3/4/2026 14:35"),
        "time": ("2:35\u202fPM", "14:35"),
        "birthday": ("3/4/80", "3/4/1980"),
    },
    "en_GB": {
        "whole": ("-1,234,567", "-1234567"),
        "decimal": ("-1,234,567.50", "-1234567.50"),
        "day": ("04/03/2026", "04/03/2026"),
        "day in words": ("Wednesday, 4 March 2026", "04/03/2026"),
        "day and time": ("04/03/2026 14:35", "04/03/2026 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("04/03/1980", "04/03/1980"),
    },
    "en_IN": {
        "whole": ("-12,34,567", "-1234567"),
        "decimal": ("-12,34,567.50", "-1234567.50"),
        "day": ("04/03/26", "04/03/2026"),
        "day in words": ("Wednesday, 4 March 2026", "04/03/2026"),
        "day and time": ("04/03/26 2:35\u202fpm", "04/03/2026 14:35"),
        "time": ("2:35\u202fpm", "14:35"),
        "birthday": ("04/03/80", "04/03/1980"),
    },
    "de_DE": {
        "whole": ("-1.234.567", "-1234567"),
        "decimal": ("-1.234.567,50", "-1234567,50"),
        "day": ("04.03.26", "04.03.2026"),
        "day in words": ("Mittwoch, 4. März 2026", "04.03.2026"),
        "day and time": ("04.03.26 14:35", "04.03.2026 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("04.03.80", "04.03.1980"),
    },
    "de_CH": {
        "whole": ("-1'234'567", "-1234567"),
        "decimal": ("-1'234'567.50", "-1234567.50"),
        "day": ("04.03.26", "04.03.2026"),
        "day in words": ("Mittwoch, 4. März 2026", "04.03.2026"),
        "day and time": ("04.03.26 14:35", "04.03.2026 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("04.03.80", "04.03.1980"),
    },
    "fr_FR": {
        "whole": ("-1\u202f234\u202f567", "-1234567"),
        "decimal": ("-1\u202f234\u202f567,50", "-1234567,50"),
        "day": ("04/03/2026", "04/03/2026"),
        "day in words": ("mercredi 4 mars 2026", "04/03/2026"),
        "day and time": ("04/03/2026 14:35", "04/03/2026 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("04/03/1980", "04/03/1980"),
    },
    "nb_NO": {
        "whole": ("\u22121\xa0234\xa0567", "-1234567"),
        "decimal": ("\u22121\xa0234\xa0567,50", "-1234567,50"),
        "day": ("04.03.2026", "04.03.2026"),
        "day in words": ("onsdag 4. mars 2026", "04.03.2026"),
        "day and time": ("04.03.2026 14:35", "04.03.2026 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("04.03.1980", "04.03.1980"),
    },
    "sv_SE": {
        "whole": ("\u22121\xa0234\xa0567", "-1234567"),
        "decimal": ("\u22121\xa0234\xa0567,50", "-1234567,50"),
        "day": ("2026-03-04", "2026-03-04"),
        "day in words": ("onsdag 4 mars 2026", "2026-03-04"),
        "day and time": ("2026-03-04 14:35", "2026-03-04 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("1980-03-04", "1980-03-04"),
    },
    "pl_PL": {
        "whole": ("-1\xa0234\xa0567", "-1234567"),
        "decimal": ("-1\xa0234\xa0567,50", "-1234567,50"),
        "day": ("4.03.2026", "4.03.2026"),
        "day in words": ("środa, 4 marca 2026", "4.03.2026"),
        "day and time": ("4.03.2026 14:35", "4.03.2026 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("4.03.1980", "4.03.1980"),
    },
    "hu_HU": {
        "whole": ("-1\xa0234\xa0567", "-1234567"),
        "decimal": ("-1\xa0234\xa0567,50", "-1234567,50"),
        "day": ("2026. 03. 04.", "2026. 03. 04."),
        "day in words": ("2026. március 4., szerda", "2026. 03. 04."),
        "day and time": ("2026. 03. 04. 14:35", "2026. 03. 04. 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("1980. 03. 04.", "1980. 03. 04."),
    },
    "ar_EG": {
        "whole": ("\u061c-١٬٢٣٤٬٥٦٧", "-١٢٣٤٥٦٧"),
        "decimal": ("\u061c-١٬٢٣٤٬٥٦٧٫٥٠", "-١٢٣٤٥٦٧٫٥٠"),
        "day": ("٤\u200f/٣\u200f/٢٠٢٦", "٤\u200f/٣\u200f/٢٠٢٦"),
        "day in words": ("الأربعاء، ٤ مارس ٢٠٢٦", "٤\u200f/٣\u200f/٢٠٢٦"),
        "day and time": ("٤\u200f/٣\u200f/٢٠٢٦ ٢:٣٥ م", "٤\u200f/٣\u200f/٢٠٢٦ ١٤:٣٥"),
        "time": ("٢:٣٥ م", "١٤:٣٥"),
        "birthday": ("٤\u200f/٣\u200f/١٩٨٠", "٤\u200f/٣\u200f/١٩٨٠"),
    },
    "fa_IR": {
        "whole": ("\u200e\u2212۱٬۲۳۴٬۵۶۷", "-۱۲۳۴۵۶۷"),
        "decimal": ("\u200e\u2212۱٬۲۳۴٬۵۶۷٫۵۰", "-۱۲۳۴۵۶۷٫۵۰"),
        "day": ("۲۰۲۶/۳/۴", "۲۰۲۶/۳/۴"),
        "day in words": ("چهارشنبه ۴ مارس ۲۰۲۶", "۲۰۲۶/۳/۴"),
        "day and time": ("۲۰۲۶/۳/۴ ۱۴:۳۵", "۲۰۲۶/۳/۴ ۱۴:۳۵"),
        "time": ("۱۴:۳۵", "۱۴:۳۵"),
        "birthday": ("۱۹۸۰/۳/۴", "۱۹۸۰/۳/۴"),
    },
    "hi_IN": {
        "whole": ("-12,34,567", "-1234567"),
        "decimal": ("-12,34,567.50", "-1234567.50"),
        "day": ("4/3/26", "4/3/2026"),
        "day in words": ("बुधवार, 4 मार्च 2026", "4/3/2026"),
        "day and time": ("4/3/26 2:35 pm", "4/3/2026 14:35"),
        "time": ("2:35 pm", "14:35"),
        "birthday": ("4/3/80", "4/3/1980"),
    },
    "th_TH": {
        "whole": ("-1,234,567", "-1234567"),
        "decimal": ("-1,234,567.50", "-1234567.50"),
        "day": ("4/3/26", "4/3/2026"),
        "day in words": ("วันพุธที่ 4 มีนาคม 2026", "4/3/2026"),
        "day and time": ("4/3/26 14:35", "4/3/2026 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("4/3/80", "4/3/1980"),
    },
    "ja_JP": {
        "whole": ("-1,234,567", "-1234567"),
        "decimal": ("-1,234,567.50", "-1234567.50"),
        "day": ("2026/03/04", "2026/03/04"),
        "day in words": ("2026年3月4日水曜日", "2026/03/04"),
        "day and time": ("2026/03/04 14:35", "2026/03/04 14:35"),
        "time": ("14:35", "14:35"),
        "birthday": ("1980/03/04", "1980/03/04"),
    },
    "bn_BD": {
        "whole": ("-১২,৩৪,৫৬৭", "-১২৩৪৫৬৭"),
        "decimal": ("-১২,৩৪,৫৬৭.৫০", "-১২৩৪৫৬৭.৫০"),
        "day": ("৪/৩/২৬", "৪/৩/২০২৬"),
        "day in words": ("বুধবার, ৪ মার্চ, ২০২৬", "৪/৩/২০২৬"),
        "day and time": ("৪/৩/২৬ ২:৩৫ PM", "৪/৩/২০২৬ ১৪:৩৫"),
        "time": ("২:৩৫ PM", "১৪:৩৫"),
        "birthday": ("৪/৩/৮০", "৪/৩/১৯৮০"),
    },
}


@pytest.fixture(params=TABLE)
def locale(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)
    assert qapp is not None


def line_for(name: str) -> ReadInput:
    kind, _wire = WIRE[name]
    return DateInput(FIELD) if kind is None else ValueInput(FIELD, kind)


@pytest.mark.parametrize("name", WIRE)
def test_what_is_typed_goes_out_and_comes_back_as_it_is_shown(locale: str, name: str) -> None:
    (typed, shown), wire = TABLE[locale][name], WIRE[name][1]
    line = line_for(name)
    line.setText(typed)
    assert (line.value(), line.input_problem()) == (wire, "")
    line.editingFinished.emit()
    assert (line.text(), line.value()) == (shown, wire), "what tidies it can read it back"
    other = line_for(name)
    other.set_value(wire)
    assert (other.text(), other.value()) == (shown, wire)
    other.editingFinished.emit()
    assert (other.text(), other.value()) == (shown, wire)
    again = line_for(name)
    again.setText(shown)
    assert again.value() == wire, "typed as it is shown"


def test_whole_numbers_of_the_company_are_read_alike(locale: str) -> None:
    typed, shown = TABLE[locale]["whole"]
    line = NumberInput(FIELD)
    line.setText(typed)
    line.editingFinished.emit()
    assert (line.text(), line.value()) == (shown, -1234567)
