"""What people copy as an e-mail address, a phone number or a web address, and the value in it."""

from collections.abc import Callable

import pytest

from app.model.bare_value import (
    bare_code,
    bare_email,
    bare_phone,
    bare_web_address,
    several_values,
    words_left_out,
)

EMAILS = {
    "mailto:x@y.no": "x@y.no",
    "MAILTO:x%2Bz@y.no?subject=Hi": "x+z@y.no",
    "Kari Nordmann <x@y.no>": "x@y.no",
    '"Nordmann, Kari" <x@y.no>;': "x@y.no",
    "Kari [mailto:x@y.no]": "x@y.no",
    "x@y.no<mailto:x@y.no>": "x@y.no",
    "<x@y.no>": "x@y.no",
    "x@y.no (Kari)": "x@y.no",
    "[x@y.no](mailto:x@y.no)": "x@y.no",
    "'x@y.no'": "x@y.no",
    "„x@y.no“": "x@y.no",
    "> x@y.no": "x@y.no",
    "<'x@y.no'>": "x@y.no",
    "Kari Nordmann (x@y.no)": "x@y.no",
    "Kari <  x@y.no >": "x@y.no",
    "<mailto:x@y.no|x@y.no>": "x@y.no",
    "x@y.no.": "x@y.no",
    "ｋａｒｉ＠ｆｊｅｌｌ．ｎｏ": "kari@fjell.no",
    "kari@例え。jp": "kari@例え.jp",
    "\u202ax@y.no\u202c": "x@y.no",
}
PHONES = {
    "tel:+47-22-33-44-55": "+47-22-33-44-55",
    "tel:+4722334455;ext=5": "+4722334455 ext. 5",
    "tel:22334455;phone-context=+47": "+4722334455",
    "callto://+4722334455": "+4722334455",
    "sms:+4799887766?body=x": "+4799887766",
    "“22 33 44 55”": "22 33 44 55",
    "＋４７ （２２） ３３": "+47 (22) 33",
    "٠٢٢٣٣": "02233",
    "[22 33 44 55](tel:+4722334455)": "+4722334455",
    "22 33 44 55,": "22 33 44 55",
    "<tel:+4722334455|22 33 44 55>": "+4722334455",
    "+1\ufe0d-555-123-4567": "+1-555-123-4567",
    "\u2068+47\xa022\u2011334455\u2069": "+47 22-334455",
}
WEB = {
    "<https://fjell.no/>": "https://fjell.no/",
    "URL: https://fjell.no": "https://fjell.no",
    "“www.fjell.no”": "www.fjell.no",
    "ｗｗｗ．ｆｊｅｌｌ．ｎｏ": "www.fjell.no",
    "https：／／fjell.no/a?b=1": "https://fjell.no/a?b=1",
    "[Fjell](https://fjell.no/a?b=1)": "https://fjell.no/a?b=1",
    "Fjell <https://fjell.no>": "https://fjell.no",
    "<https://fjell.no|fjell.no>": "https://fjell.no",
    "fjell.no:8080/x": "fjell.no:8080/x",
}
AS_IT_IS = [
    *("", "Kari", "a@b.no; c@d.no", "a@b.no,c@d.no", '"a b"@c.no', "E-mail: x@y.no", "post at fjell"),
    *("Sentralbord: 22 33 44 55", "+47 (0)22 33 44", "(0155) 22 33", "22 33 44 55 / 56", "skype:kari"),
    *(
        "sip:a@b.no",
        "javascript:alert(1)",
        "a.no b.no",
        "x" * 5000,
        "mailto:",
        "tel:",
        "<>",
        "[]()",
        "\ud800",
    ),
]


@pytest.mark.parametrize(
    ("bare", "copied", "value"),
    [
        (bare, copied, value)
        for bare, table in ((bare_email, EMAILS), (bare_phone, PHONES), (bare_web_address, WEB))
        for copied, value in table.items()
    ],
)
def test_what_is_copied_with_its_surroundings_is_one_value(bare: object, copied: str, value: str) -> None:
    assert callable(bare)
    assert bare(copied) == value
    assert bare(value) == value, "a bare value stays"


@pytest.mark.parametrize("text", AS_IT_IS)
def test_what_is_not_plainly_one_value_stays_as_it_is(text: str) -> None:
    assert bare_email(text) == bare_phone(text) == bare_web_address(text) == text


def test_a_code_has_no_quotes_and_narrow_letters() -> None:
    assert bare_code(" “ＮＯ ９８７ 654 321” ") == "NO 987 654 321"


def test_the_words_around_are_named() -> None:
    assert words_left_out('"Nordmann, Kari" <x@y.no>', "x@y.no") == "Nordmann, Kari"
    assert words_left_out("mailto:x@y.no", "x@y.no") == ""
    assert words_left_out("x@y.no<mailto:x@y.no>", "x@y.no") == ""


@pytest.mark.parametrize(
    ("bare", "text", "values"),
    [
        (bare_email, "a@b.no, c@d.no", ("a@b.no", "c@d.no")),
        (bare_email, "a@b.no c@d.no", ("a@b.no", "c@d.no")),
        (bare_email, "a@b.no;\na@b.no; c@d.no;", ("a@b.no", "c@d.no")),
        (bare_email, "Nordmann, Kari <a@b.no>; Berg, Ola <c@d.no>", ("a@b.no", "c@d.no")),
        (bare_email, "Kari <a@b.no>, Ola <c@d.no>", ("a@b.no", "c@d.no")),
        (bare_email, "a@b.no", ()),
        (bare_email, "a@b.no, soon", ()),
        (bare_email, "write to a@b.no", ()),
        (bare_phone, "22 33 44 55; +47 99 88 77 66", ("22 33 44 55", "+47 99 88 77 66")),
        (bare_phone, "22 33 44 55", ()),
        (bare_phone, "22 33 44 55, 66", ()),
        (bare_web_address, "fjell.no www.fjell.com", ("fjell.no", "www.fjell.com")),
        (bare_web_address, "fjell.no, and more", ()),
        (bare_code, "1; 2", ()),
        (bare_email, "a@b.no;" * 1_000_000, ()),
    ],
)
def test_a_list_of_values(bare: Callable[[str], str], text: str, values: tuple[str, ...]) -> None:
    assert several_values(text, bare) == values
