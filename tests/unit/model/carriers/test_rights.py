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
        ("Read, FromANewerServer", FieldRightMask.READ),
        ("²", FieldRightMask.NONE),
        ("9" * 5000, FieldRightMask.NONE),
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
    ],
)
def test_table_masks(mask: str | int, may_insert: bool) -> None:
    bits = read_as(TableRight, {"Mask": mask}).bits
    assert bits is not None
    assert (TableRightMask.INSERT in bits) is may_insert


@pytest.mark.parametrize(
    ("kind", "length", "limit"),
    [("System.String", 219, 219), ("System.String", -1, None), ("System.Int32", 4, None), (None, None, None)],
)
def test_field_length_is_a_limit_on_strings_only(
    kind: str | None, length: int | None, limit: int | None
) -> None:
    assert read_as(FieldProperty, {"FieldType": kind, "FieldLength": length}).limit == limit
