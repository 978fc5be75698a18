from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.form.custom_field_values import FieldType, Value, decode, encode, without_companions

NOON = datetime(2019, 6, 19, 14, 35, 56)  # noqa: DTZ001  # custom dates have no zone

WIRE: list[tuple[FieldType, Value, str]] = [
    (FieldType.NUMBER, 123, "[I:123]"),
    (FieldType.NUMBER, 0, "[I:0]"),
    (FieldType.LIST, 3, "[I:3]"),
    (FieldType.CHECKBOX, True, "[I:1]"),
    (FieldType.CHECKBOX, False, "[I:0]"),
    (FieldType.DECIMAL, Decimal("3.14159"), "[F:3.14159]"),
    (FieldType.DECIMAL, Decimal("1E+3"), "[F:1000]"),
    (FieldType.DATE, date(2019, 6, 19), "[D:06/19/2019]"),
    (FieldType.UNLIMITED_DATE, date(1814, 5, 17), "[D:05/17/1814]"),
    (FieldType.DATE_TIME, NOON, "[DT:06/19/2019 14:35:56.00000]"),
    (FieldType.TIME, time(14, 35, 56), "[T:01/01/0001 14:35:56.00000]"),
    (FieldType.TIME_SPAN, 90, "[I:90]"),
    (FieldType.SHORT_TEXT, "[I:3] is text here", "[I:3] is text here"),
    (FieldType.UNKNOWN, "[X:whatever]", "[X:whatever]"),
]


@pytest.mark.parametrize(("kind", "value", "wire"), WIRE)
def test_there_and_back(kind: FieldType, value: Value, wire: str) -> None:
    assert encode(kind, value) == wire
    assert decode(kind, wire) == value


@pytest.mark.parametrize(
    ("kind", "wire", "value"),
    [
        (FieldType.DATE, "[D:2020.08.27]", date(2020, 8, 27)),
        (FieldType.DATE, "[D:27.08.2020]", date(2020, 8, 27)),
        (FieldType.DATE, "2020-08-27T00:00:00", date(2020, 8, 27)),
        (FieldType.DATE, "[DT:06/19/2019 14:35:56.0000000]", date(2019, 6, 19)),
        (FieldType.DATE, "[D:01/01/0001 00:00:00.0000000]", None),
        (FieldType.DATE_TIME, "[DT:01/01/0001 00:00:00.0000000]", None),
        (FieldType.TIME, "[DT:01/01/0001 00:00:00.0000000]", None),
        (FieldType.TIME, "[T:06/19/2019 00:00:00.00000]", time(0, 0)),
        (FieldType.RELATION_TO, "[I:0]", None),
        (FieldType.ATTACHMENT, "[I:7]", 7),
        (FieldType.BLOB, "[B:AAEC]", "[B:AAEC]"),
        (FieldType.NUMBER, "42", 42),
        (FieldType.LIST, "[I:0]", None),
        (FieldType.CHECKBOX, "True", True),
        (FieldType.DECIMAL, "", None),
        (FieldType.SHORT_TEXT, None, None),
    ],
)
def test_reading_is_lenient(kind: FieldType, wire: str | None, value: Value) -> None:
    assert decode(kind, wire) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldType.NUMBER, "12"),
        (FieldType.NUMBER, True),
        (FieldType.DECIMAL, 1),
        (FieldType.DATE, NOON),
        (FieldType.CHECKBOX, 1),
    ],
)
def test_a_misfit_is_refused(kind: FieldType, value: Value) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode(kind, value)


@pytest.mark.parametrize(
    ("kind", "wire"),
    [(FieldType.NUMBER, "[I:x]"), (FieldType.DATE, "[D:soon]"), (FieldType.DECIMAL, "[F:1,5]")],
)
def test_garbage_is_refused(kind: FieldType, wire: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        decode(kind, wire)


@settings(deadline=None)
@given(st.dates(min_value=date(2, 1, 1)))
def test_any_date_comes_back(day: date) -> None:
    assert decode(FieldType.DATE, encode(FieldType.DATE, day)) == day


@settings(deadline=None)
@given(st.decimals(-(10**23), 10**23, places=4))
def test_any_decimal_comes_back(number: Decimal) -> None:
    assert decode(FieldType.DECIMAL, encode(FieldType.DECIMAL, number)) == number


def test_an_unknown_type_name_is_unknown() -> None:
    assert FieldType("Hologram") is FieldType.UNKNOWN


def test_companions_and_nulls_are_left_out() -> None:
    came = {
        "SuperOffice:4": "[I:3]",
        "SuperOffice:4:DisplayText": "Gold",
        "SuperOffice:4:DisplayTooltip": "",
        "SuperOffice:4:org": "[I:2]",
        "x_note": None,
    }
    assert without_companions(came) == {"SuperOffice:4": "[I:3]"}
