import pytest

from app.recognition.language.honorifics import academic_title, bare_name, is_credential, is_polite
from app.recognition.language.names import parse_name


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("i. V. Dr. Nina Schäfer, Dipl.-Ing.", "Dr.", "Nina Schäfer"),
        ("i. V. Dipl.-Ing. (FH) Karl Obermüller", "Dipl.-Ing. (FH)", "Karl Obermüller"),
        ("Dipl.-Wirtsch.-Ing. Uwe Lang", "Dipl.-Wirtsch.-Ing.", "Uwe Lang"),
        ("Dr. med. dent. Juliane Krämer", "Dr. med. dent.", "Juliane Krämer"),
        ("Mag.a Theresa Pichler, MBA", "Mag.a", "Theresa Pichler"),
        ("Siv.ing. Jon Lødemel", "Siv.ing.", "Jon Lødemel"),
        ("Dott.ssa Giulia Ferraresi", "Dott.ssa", "Giulia Ferraresi"),
        ("Avv. Paolo Neri", "Avv.", "Paolo Neri"),
        ("mgr inż. Paweł Dąbrowski", "mgr inż.", "Paweł Dąbrowski"),
        ("Ing. Jana Nováková, Ph.D.", "Ing.", "Jana Nováková"),
        ("MUDr. Petr Holub, CSc.", "MUDr.", "Petr Holub"),
        ("drs. Els de Boer", "drs.", "Els de Boer"),
        ("Søren Holm, cand.merc.", "", "Søren Holm"),
        ("Päivi Laine, DI", "", "Päivi Laine"),
        ("Gareth Pugh BSc (Hons) MRICS", "", "Gareth Pugh"),
        ("Kimberly Novak, CFA, CPA", "", "Kimberly Novak"),
        ("Frau Nina Schäfer", "", "Nina Schäfer"),
        ("Dña. Marta Ruiz Gil", "", "Marta Ruiz Gil"),
    ],
)
def test_titles_and_degrees_stand_around_a_name(text: str, title: str, name: str) -> None:
    assert academic_title(text) == title
    assert bare_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Don Johnson",
        "Pan Jianwei",
        "Sig Hansen",
        "Jack Ma",
        "Maria Ha",
        "M.A. Jansen",
        "Ra Thomas",
        "Mai Pe",
        "JAN RA",
    ],
)
def test_names_that_look_like_titles_are_names(text: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert f"{name.first} {name.middle} {name.last}".replace("  ", " ").casefold() == text.casefold()


def test_letters_of_a_society_are_no_title() -> None:
    assert is_credential("MRCVS")
    assert is_credential("CPA")
    assert not is_credential("CEO")


def test_forms_of_address_are_known_alone() -> None:
    assert is_polite("Mr.")
    assert is_polite("Frau")
    assert not is_polite("Direktor")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sandra Whitfield CiLCA", "Sandra Whitfield"),
        ("Oluwaseun Adeyemi MBChB MRCGP", "Oluwaseun Adeyemi"),
        ("Sjoerd Hoekstra RM RT", "Sjoerd Hoekstra"),
        ("Ann McD", "Ann McD"),
        ("Murermester Bjarne Toft ApS", "Murermester Bjarne Toft ApS"),
        ("Wagner Bau GmbH", "Wagner Bau GmbH"),
    ],
)
def test_letters_behind_a_name_are_no_name_unless_they_are_a_form(text: str, name: str) -> None:
    assert bare_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M. Jean-Luc FABRE", "Jean-Luc FABRE"),
        ("M. Luc MOREL", "Luc MOREL"),
        ("M. Pierre DUPONT", "Pierre DUPONT"),
        ("M. Anne Lie", "M. Anne Lie"),  # an initial
        ("M. Hansen", "M. Hansen"),
    ],
)
def test_a_french_sir_stands_before_a_last_name_in_capitals(text: str, name: str) -> None:
    assert bare_name(text) == name
    assert academic_title(text) == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Dr. sc. techn. ETH Urs Amacher", "Dr. sc. techn. ETH"),
        ("Dr. sc. nat. Eva Roth", "Dr. sc. nat."),
        ("Dr. oec. HSG Jan Pohl", "Dr. oec. HSG"),
        ("lic. oec. HSG Urs Wyss", "lic. oec. HSG"),
        ("Dipl. Ing. FH Marco Meier", "Dipl. Ing. FH"),
        ("Urs ETH Wyss", ""),
    ],
)
def test_swiss_titles_name_their_school(text: str, title: str) -> None:
    assert academic_title(text) == title


@pytest.mark.parametrize(
    "word", ["MSC", "MBA", "PhD", "MD", "FRICS", "CiLCA", "cand. merc.", "siv.ing.", "(FH)"]
)
@pytest.mark.parametrize("between", [" ", ", ", ","])
def test_many_degrees_before_a_word_that_is_none_take_no_time(word: str, between: str) -> None:
    """Each may be several things: with one word more, all of them took twice as long."""
    name = f"Ola Li{f'{between}{word}' * 30} ay"
    assert bare_name(name) == name
    assert bare_name(name.removesuffix(" ay")) == "Ola Li"


def test_a_long_run_of_blanks_takes_no_time() -> None:
    """Web pages have them between words: each blank of it was looked at as the first."""
    for blank in (" ", "\N{NO-BREAK SPACE}", " , ", "\t\n"):
        name = f"x{blank * 3000}x"
        assert bare_name(name) == name


def test_two_degrees_behind_each_other_are_two() -> None:
    assert bare_name("Kari Berg, cand. merc. aud., siv. ing.") == "Kari Berg"
    assert bare_name("Kari Berg cand. jur. cand. mag.") == "Kari Berg"


@pytest.mark.parametrize("degree", ["MSC", "PHD", "MBA", "MD", "LLM", "FRCS", "cand.merc.", "MBChB"])
def test_many_degrees_before_what_is_none_are_read_at_once(degree: str) -> None:
    """Trying both ways to read each of them would take longer than anybody waits."""
    assert bare_name(f"Ola Li{f' {degree}' * 22} ay") == f"Ola Li{f' {degree}' * 22} ay"
    assert bare_name(f"Ola Li{f', {degree}' * 12}") == "Ola Li"


def test_a_text_too_long_for_a_name_is_none() -> None:
    text = f"Ola {'x' * 300} Li"
    assert bare_name(text) == text
    assert parse_name(text) is None


@pytest.mark.parametrize(
    "text",
    ["Kari Moe, cand.merc. fil. dr.", "Kari Moe, cand.polit. lic. iur. HSG", "Kari Moe, cand.jur. Ph.D."],
)
def test_a_degree_ends_where_the_next_one_begins(text: str) -> None:
    assert bare_name(text) == "Kari Moe"
