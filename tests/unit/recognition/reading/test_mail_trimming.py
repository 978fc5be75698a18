import pytest

from app.recognition.reading.mail_trimming import (
    LONGEST_LEGAL_LINE,
    MOST_LINES,
    Mailbox,
    extract_signature,
    mailboxes,
)


def test_a_signature_is_what_follows_the_closing() -> None:
    mail = extract_signature(
        "Hei!\n\nTakk for sist, vi ses på mandag da.\n\nMvh Kari Lie\nSelger\n911 00 234\n\n"
        "Fra: Ola Hansen <ola@fjell.no>\nSendt: i dag\nHei igjen"
    )
    assert mail.lines == ("Kari Lie", "Selger", "911 00 234")
    assert mail.has_signature
    assert mail.older_part.splitlines() == ["Fra: Ola Hansen <ola@fjell.no>", "Sendt: i dag", "Hei igjen"]


def test_without_a_closing_everything_but_prose_stays() -> None:
    mail = extract_signature("Vi kan levere det du trenger hvis du vil.\nKari Lie\nSelger")
    assert (mail.lines, mail.has_signature, mail.older_part) == (("Kari Lie", "Selger"), False, "")


def test_the_header_names_the_sender_only() -> None:
    mail = extract_signature("From: Ola <ola@fjell.no>\nTo: Us <us@ours.no>\nSubject: Hi\n\nKari Lie")
    assert mail.senders == (Mailbox("Ola", "ola@fjell.no", "Ola <ola@fjell.no>"),)
    assert mail.lines == ("Kari Lie",)


def test_columns_are_read_one_below_the_other() -> None:
    mail = extract_signature("Kari Lie\tOla Hansen\nSelger\tLeder\n911 00 234\t911 00 235\n")
    assert mail.lines == ("Kari Lie", "Selger", "911 00 234", "Ola Hansen", "Leder", "911 00 235")


def test_a_label_and_its_value_are_no_columns() -> None:
    mail = extract_signature("Tel:    22 86 54 00\nMob:    911 00 234\nFax:    22 86 54 01")
    assert mail.lines == ("Tel: 22 86 54 00", "Mob: 911 00 234", "Fax: 22 86 54 01")


@pytest.mark.parametrize(
    "noise",
    ["[cid:image001.png@01DB]", "Sent from my iPhone", "Hent Outlook for iOS", "\u200b", "[Logo Fjell]"],
)
def test_what_mail_programs_add_is_dropped(noise: str) -> None:
    assert extract_signature(f"Kari Lie\n{noise}").lines == ("Kari Lie",)


@pytest.mark.long
def test_a_document_is_reduced_to_its_end() -> None:
    mail = extract_signature("\n".join(f"Linje {number}" for number in range(MOST_LINES * 20)))
    assert len(mail.lines) == MOST_LINES
    assert mail.lines[-1] == f"Linje {MOST_LINES * 20 - 1}"


def test_a_long_line_of_recipients_is_split_and_a_long_word_is_dropped() -> None:
    people = "; ".join(f"Kari Lie {number} <kari{number}@fjell.no>" for number in range(60))
    lines = [line for line in extract_signature(people).lines if "@" in line]
    assert len(lines) == 60
    assert max(map(len, lines)) < 40
    assert extract_signature("x" * (LONGEST_LEGAL_LINE + 1)).lines == ()


def test_every_mailbox_of_a_text_has_a_name() -> None:
    found = mailboxes('"Lie, Per" <per@fjell.no>; Kari <kari@fjell.no>, Ola [mailto:ola@fjell.no]')
    assert [(box.name, box.mail) for box in found] == [
        ("Lie, Per", "per@fjell.no"),
        ("Kari", "kari@fjell.no"),
        ("Ola", "ola@fjell.no"),
    ]
    assert mailboxes("kari@fjell.no") == ()


@pytest.mark.parametrize(
    "quoted",
    [
        "Le mar. 10 nov. 2026 à 09:12, Sophie Roussel <sophie@lac.fr> a écrit :",
        "El mar, 10 nov 2026 a las 9:12, Ana Gil (<ana@gil.es>) escribió:",
        "Il giorno mar 10 nov 2026 alle ore 09:12 Ugo Neri <ugo@neri.it> ha scritto:",
        "Op di 10 nov. 2026 om 09:12 schreef Bas Smit <bas@smit.nl>:",
        "wt., 10 lis 2026 o 09:12 Jan Zych <jan@zych.pl> napisał(a):",
        "út 10. 11. 2026 v 9:12 Petr Holub <petr@holub.cz> napsal:",
        "On Tue, Nov 10, 2026 at 9:12 AM Sophie Roussel\n<sophie.roussel@the-gardens-of-the-lake.fr> wrote:",
        "De : Sophie Roussel <sophie@lac.fr>\nEnvoyé : mardi 10 novembre 2026",
        "Van: Bas Smit <bas@smit.nl>\nVerzonden: dinsdag 10 november 2026",
        "Da: Ugo Neri <ugo@neri.it>\nInviato: martedì 10 novembre 2026",
    ],
)
def test_what_another_mail_says_is_cut_off_in_every_language(quoted: str) -> None:
    mail = extract_signature(f"Kari Lie\nSelger\n911 00 234\n\n{quoted}\nOla Hansen\n922 00 234")
    assert mail.lines == ("Kari Lie", "Selger", "911 00 234")


@pytest.mark.parametrize(
    "line",
    [
        "Skrev kontrakt 10.11.2026",
        "Geschrieben von: Eva Lang",
        "Escribió & Hijos S.L.",
        "Kari Lie <kari@lie.no>",
        "Le Lac SARL",
    ],
)
def test_other_lines_cut_nothing_off(line: str) -> None:
    assert line in extract_signature(f"Fjell AS\n{line}\nTlf. 22 86 54 00").lines


@pytest.mark.parametrize(
    "closing",
    [
        "Med vennleg helsing",
        "Venligst hilsen",
        "Un cordial saludo",
        "Distinti saluti",
        "Z poważaniem",
        "S pozdravem",
        "Com os melhores cumprimentos",
        "Thanks a million",
    ],
)
def test_closings_of_many_languages_begin_a_signature(closing: str) -> None:
    mail = extract_signature(f"Prosa om noe.\n\n{closing},\nKari Lie\n911 00 234")
    assert (mail.has_signature, mail.lines) == (True, ("Kari Lie", "911 00 234"))


def test_abbreviations_are_no_words_of_a_sentence() -> None:
    line = "P.IVA 01876540691 - Cap. Soc. € 50.000 i.v."
    assert line in extract_signature(f"Neri S.r.l.\n{line}").lines


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            "Lid NVM | KvK 01098765 | Lees onze disclaimer en voorwaarden voordat u tekent",
            "Lid NVM | KvK 01098765",
        ),
        ("Fjell AS • Slik behandler vi dine personopplysninger, se personvern her", "Fjell AS"),
        ("Torget 4 | Tenk på miljøet før du skriver ut denne e-posten", "Torget 4"),
    ],
)
def test_prose_in_a_line_with_bars_is_cut_out_of_it(line: str, kept: str) -> None:
    assert extract_signature(f"Fjell AS\n{line}").lines == ("Fjell AS", kept)
