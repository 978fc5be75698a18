"""Lines from real mails, and the patterns that must or must not match them."""

import re

import pytest

from app.recognition.language import patterns


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Mvh", ""),
        ("Med vennlig hilsen", ""),
        ("Vänliga hälsningar", ""),
        ("Mit freundlichen Grüßen", ""),
        ("Best regards,", ","),
        ("Mvh Kari Nordmann", " Kari Nordmann"),
    ],
)
def test_a_closing_ends_a_mail(line: str, rest: str) -> None:
    closing = patterns.CLOSING.fullmatch(line)
    assert closing is not None
    assert closing["rest"] == rest


@pytest.mark.parametrize(
    "line", ["Thanks for the offer, we will think about it", "Bestilling", "Hilsenkort", "Vi ses mandag"]
)
def test_a_sentence_is_no_closing(line: str) -> None:
    assert patterns.CLOSING.fullmatch(line) is None


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Fra: Ola <o@x.no>", "Fra", "Ola <o@x.no>"),
        ("*From:* Ola", "From", "Ola"),
        ("Betreff: Re", "Betreff", "Re"),
    ],
)
def test_a_header_has_a_name_and_a_value(line: str, name: str, value: str) -> None:
    header = patterns.HEADER.fullmatch(line)
    assert header is not None
    assert (header["name"], header["value"]) == (name, value)
    assert patterns.HEADER.fullmatch("Oslo: Storgata 1") is None


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----",
        "On 20 Nov 2026, at 09:15, Nora Lind <nora@arktisk.no> wrote:",
        "Den fre. 20. nov. 2026 kl. 09:15 skrev Ola:",
        "Am 20.11.2026 um 09:15 schrieb Nina Schäfer:",
    ],
)
def test_a_quoted_mail_is_announced(line: str) -> None:
    assert patterns.QUOTE_BEGINS.fullmatch(line)


@pytest.mark.parametrize("line", ["-- ", "---", "—", "____", "*****"])
def test_a_line_of_signs_is_a_delimiter(line: str) -> None:
    assert patterns.DELIMITER.fullmatch(line)
    assert not patterns.DELIMITER.fullmatch("- ")


@pytest.mark.parametrize(
    "line",
    [
        "Takk for sist, vi ses på mandag.",
        "Vi kan levere det du trenger hvis du vil.",
        "If you are not the intended recipient, delete this e-mail.",
        "Diese E-Mail ist vertraulich, bitte löschen Sie sie.",
    ],
)
def test_prose_is_a_sentence(line: str) -> None:
    assert patterns.is_sentence(line)


@pytest.mark.parametrize("line", ["Daglig leder", "Fjell AS, Storgata 1, 0150 Oslo", "Kari Nordmann", ""])
def test_a_line_of_a_signature_is_no_sentence(line: str) -> None:
    assert not patterns.is_sentence(line)


@pytest.mark.parametrize(
    "line", ["Storgata 1", "10 Downing Street", "Hauptstraße 5", "Kungsgatan 8", "Kaivokatu 3"]
)
def test_streets_are_known_by_their_endings(line: str) -> None:
    assert patterns.STREET.search(line)


@pytest.mark.parametrize("line", ["Postboks 123", "P.O. Box 7", "Postfach 10 20", "Box 55"])
def test_post_office_boxes(line: str) -> None:
    assert patterns.PO_BOX.search(line)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("mob", patterns.MOBILE),
        ("durchwahl", patterns.DIRECT),
        ("växel", patterns.SWITCHBOARD),
        ("faks", patterns.FAX),
        ("tlf", patterns.PHONE),
        ("privat", patterns.PRIVATE),
    ],
)
def test_labels_have_kinds(label: str, kind: str) -> None:
    assert patterns.KIND_OF_LABEL[label] == kind


@pytest.mark.parametrize(
    "line", ["Hei Per", "Dear Mr. Moe,", "Sehr geehrte Frau Braun,", "Bonjour Madame,", "Hej!"]
)
def test_greetings(line: str) -> None:
    assert patterns.GREETING.fullmatch(line)


@pytest.mark.parametrize(
    "line", ["Heidi Moe", "Dag Solheim", "Daglig leder", "Hildegard Moser", "Moira Byrne"]
)
def test_names_and_titles_are_no_greetings(line: str) -> None:
    assert not patterns.GREETING.fullmatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "Cordialement,",
        "Met vriendelijke groet,",
        "Ystävällisin terveisin",
        "Bien à vous",
        "De bedste hilsner",
        "Gruß",
        "Speak soon,",
        "Vi hörs!",
        "Kramar",
    ],
)
def test_closings_of_other_languages(line: str) -> None:
    assert patterns.CLOSING.fullmatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "Trevlig sommar!",
        "God jul",
        "Frohe Weihnachten",
        "Prettige feestdagen,",
        "Happy holidays",
        "Glad påsk!",
    ],
)
def test_wishes_of_a_season_close_a_mail(line: str) -> None:
    assert patterns.CLOSING.fullmatch(line)


@pytest.mark.parametrize("line", ["Jul & Glede AS", "Sommer Design", "Sommarvägen 4", "Vakantiepark"])
def test_companies_and_streets_called_after_them_do_not(line: str) -> None:
    assert not patterns.CLOSING.fullmatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-18T07:12:44.812Z INFO  [worker-3] job 88412077 started",
        "2026-11-20 08:14:02,118 ERROR [main] refused",
        "\tat org.fjell.core.Stream.<init>(Stream.java:95)",
        'File "/srv/app.py", line 8, in main',
        "WARN retry in 5s",
    ],
)
def test_what_programs_log_is_prose(line: str) -> None:
    assert patterns.is_sentence(line)


@pytest.mark.parametrize(
    "line", ["Info AS", "at Fjell AS (Oslo)", "Error Records Ltd", "18.11.2026", "File & Fold AS, line 8"]
)
def test_what_only_begins_like_it_is_not(line: str) -> None:
    assert not patterns.is_sentence(line)


def test_what_tells_of_a_register_begins_with_a_letter_that_is_looked_for() -> None:
    whole = "|".join(patterns._LEGAL)
    firsts = {one.removeprefix(r"\b")[0] for one in re.split(r"\|(?![^(]*\))", whole)}
    assert f"[{''.join(sorted(firsts))}]" in patterns.LEGAL.pattern
