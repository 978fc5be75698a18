import pytest

from app.model.carriers.reading import read_as
from app.model.carriers.rights import FieldProperty, FieldRight, FieldRightMask, TableRight, TableRightMask


@pytest.mark.parametrize(
    ("mask", "bits"),
    [
        ("Update, UIHintMandatory", FieldRightMask.UPDATE | FieldRightMask.UI_HINT_MANDATORY),
        ("Read", FieldRightMask.READ),
        ("FULL", FieldRightMask.UPDATE),
        ("UIHints", FieldRightMask.UI_HINT_MANDATORY | FieldRightMask.UI_HINT_READ_ONLY),
        ("Read, FromANewerServer", FieldRightMask.UPDATE),
        ("²", FieldRightMask.UPDATE),
        ("9" * 5000, FieldRightMask.UPDATE),
        (-1, FieldRightMask.UPDATE),
        (4096, FieldRightMask.UPDATE),
        ("", FieldRightMask.UPDATE),
        ("1, 2", FieldRightMask.UPDATE),
        (131, FieldRightMask.UPDATE | FieldRightMask.UI_HINT_READ_ONLY),
        ("None", FieldRightMask.NONE),
        (None, None),
    ],
)
def test_field_masks(mask: str | int | None, bits: FieldRightMask | None) -> None:
    assert read_as(FieldRight, {"Mask": mask}).bits == bits


@pytest.mark.parametrize(
    ("mask", "may_insert"),
    [
        ("Select, Update, Insert, Delete", True),
        ("RI, RestrictedUpdate", True),
        ("URU", False),
        ("FULL", True),
        (1, False),
        ("None", False),
        ("FromANewerServer", True),
        ("Select, FromANewerServer", True),
        ("1, FromANewerServer", True),
        (1 << 20, True),
        (-1, True),
        ("99999999999", True),
    ],
)
def test_table_masks(mask: str | int, may_insert: bool) -> None:
    bits = read_as(TableRight, {"Mask": mask}).bits
    assert bits is not None
    assert (TableRightMask.INSERT in bits) is may_insert


def test_what_nobody_knows_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    right = read_as(TableRight, {"Mask": "Select, \u202eNewerStill"})
    for _ in range(3):
        assert right.bits
    assert [record.getMessage() for record in caplog.records] == [
        "The server's rights name '\\u202eNewerStill', which is not known here; nothing is forbidden for it."
    ]


@pytest.mark.parametrize(
    ("kind", "length", "limit"),
    [("System.String", 219, 219), ("System.String", -1, None), ("System.Int32", 4, None), (None, None, None)],
)
def test_field_length_is_a_limit_on_strings_only(
    kind: str | None, length: int | None, limit: int | None
) -> None:
    assert read_as(FieldProperty, {"FieldType": kind, "FieldLength": length}).limit == limit
