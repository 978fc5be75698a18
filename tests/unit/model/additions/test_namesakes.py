from __future__ import annotations

from typing import Any

import pytest

from app.model.additions.namesakes import Likeness, likeness
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as

SAME, DOUBTFUL, ANOTHER = Likeness.SAME, Likeness.DOUBTFUL, Likeness.ANOTHER


def kari(title: str = "", **rows: str) -> PersonEntity:
    """Returns Kari with one row of each kind that is given: `emails` and phones."""
    held: dict[str, Any] = {name: [{"Value": value}] for name, value in rows.items()}
    return read_as(PersonEntity, {"Firstname": "Kari", "Lastname": "Ås", "Title": title, **held})


@pytest.mark.parametrize(
    ("typed", "there", "expected"),
    [
        (kari(), kari(), SAME),
        (kari(title="Skipper"), kari(title="skipper "), SAME),
        (kari(title="Skipper"), kari(title="Cook"), DOUBTFUL),
        (kari(), kari(title="Cook"), SAME),
        (kari(Emails="kari@x.example"), kari(Emails=" Kari@X.example"), SAME),
        (kari(Emails="kari@x.example"), kari(title="Cook", Emails="kari@x.example"), SAME),
        (kari(Emails="kari@x.example"), kari(Emails="other@x.example"), ANOTHER),
        (kari(Emails="kari@x.example"), kari(Emails="kari@x.exam"), DOUBTFUL),
        (kari(Emails="kari@x.example"), kari(), SAME),
        (kari(), kari(Emails="kari@x.example"), SAME),
        (kari(Emails="kari@x.example"), kari(MobilePhones="911 22 333"), DOUBTFUL),
        (kari(MobilePhones="911 22 333"), kari(MobilePhones="+47 91 12 23 33"), SAME),
        (kari(MobilePhones="911 22 333"), kari(MobilePhones="922 33 444"), ANOTHER),
        (kari(MobilePhones="911 22 333"), kari(OfficePhones="911 22 333"), SAME),
        (kari(MobilePhones="911 22 333"), kari(OfficePhones="922 33 444"), DOUBTFUL),
        (kari(OfficePhones="22 33 44 55 ext. 12"), kari(OfficePhones="+47 22 33 44 55"), DOUBTFUL),
        (kari(OfficePhones="112"), kari(OfficePhones="113"), DOUBTFUL),
        (
            kari(Emails="kari@x.example", MobilePhones="911 22 333"),
            kari(Emails="other@x.example", MobilePhones="911 22 333"),
            DOUBTFUL,
        ),
        (
            kari(Emails="kari@x.example", MobilePhones="911 22 333"),
            kari(Emails="kari@x.example", OfficePhones="922 33 444"),
            SAME,
        ),
    ],
)
def test_details_tell_who_of_one_name_somebody_is(
    typed: PersonEntity, there: PersonEntity, expected: Likeness
) -> None:
    assert likeness(typed, there) is expected
    assert likeness(there, typed) is expected
