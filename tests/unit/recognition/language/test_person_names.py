import pytest

from app.recognition.language.names import parse_name
from app.recognition.language.person_names import Name, is_particle


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Charlotte de la Fontaine Dubois", "Charlotte", "de la Fontaine Dubois"),
        ("Lucia De Angelis Dell'Acqua", "Lucia", "De Angelis Dell'Acqua"),
        ("Rui Pedro de Almeida e Costa", "Rui Pedro", "de Almeida e Costa"),
        ("Benedikte von der Lippe Krogh", "Benedikte", "von der Lippe Krogh"),
        ("Hemi Te Rangi-Cooper", "Hemi", "Te Rangi-Cooper"),
        ("Wilhelmine Gräfin von Tessin-Braun", "Wilhelmine", "Gräfin von Tessin-Braun"),
        ("Jonkheer Reinout van der Does de Willebois", "Jonkheer Reinout", "van der Does de Willebois"),
        ("Inês Sousa e Melo", "Inês", "Sousa e Melo"),
        ("Josje Terpstra - van den Heuvel", "Josje", "Terpstra-van den Heuvel"),
        ("Ineke Mulder-de Groot", "Ineke", "Mulder-de Groot"),
    ],
)
def test_a_last_name_begins_at_its_first_particle(text: str, first: str, last: str) -> None:
    assert parse_name(text) == Name(first, "", last)


@pytest.mark.parametrize(
    "text",
    [
        "Avdelingen for salg og service i Oslo og Bergen",
        "Kari Lie - de beste i Norge",
        "Anna Berit Cecilie Dorthea Eva Frida",
        "Rue de la Paix 4",
        "de la Fontaine",
    ],
)
def test_particles_do_not_make_a_name_of_other_words(text: str) -> None:
    assert parse_name(text) is None


def test_an_initial_is_no_particle() -> None:
    assert parse_name("Mary E Stone") == Name("Mary", "E", "Stone")
    assert is_particle("e") and is_particle("De") and not is_particle("E")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Begoña Arrieta López de Heredia", "Begoña", "Arrieta López de Heredia"),
        ("Iñigo Ruiz de Alegría", "Iñigo", "Ruiz de Alegría"),
        ("María del Carmen Prieto Vidal", "María del Carmen", "Prieto Vidal"),
        ("Lucía Ferrer de la Iglesia", "Lucía", "Ferrer de la Iglesia"),
        ("Juan de Dios Molina", "Juan de Dios", "Molina"),
        ("José Luis Pérez", "José Luis", "Pérez"),
    ],
)
def test_of_two_spanish_last_names_one_may_have_a_particle(text: str, first: str, last: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert name.of_country("ES") == Name(first, "", last)


@pytest.mark.parametrize(
    ("text", "mail", "country", "first", "last"),
    [
        ("Nagy Réka Borbála", "reka.nagy@lakhaz.hu", "HU", "Réka Borbála", "Nagy"),
        ("Szabó-Varga Péter", "info@lakhaz.hu", "HU", "Péter", "Szabó-Varga"),
        ("Virtanen Maarit", "maarit.virtanen@koti.fi", "FI", "Maarit", "Virtanen"),
        ("Svoboda Karel", "karel.svoboda@dum.cz", "CZ", "Karel", "Svoboda"),
        ("Réka Nagy", "reka.nagy@lakhaz.hu", "HU", "Réka", "Nagy"),
        ("Kari Lie", "lie.kari@fjell.no", "NO", "Kari", "Lie"),
        ("Kari Anne Lie", "kari.anne@fjell.no", "NO", "Kari Anne", "Lie"),
        ("Ola M. Berg", "berg.ola@fjell.no", "NO", "Ola", "Berg"),
    ],
)
def test_a_mailbox_or_the_country_tells_which_name_is_the_last(
    text: str, mail: str, country: str, first: str, last: str
) -> None:
    name = parse_name(text)
    assert name is not None
    ordered = name.in_order_of(mail, country)
    assert (ordered.first, ordered.last) == (first, last)


def test_a_person_is_the_same_with_the_last_name_first() -> None:
    assert Name("Riikka", "", "Aho").is_same(Name("Aho", "", "Riikka"))
    assert not Name("Riikka", "", "Aho").is_same(Name("Aho", "", "Maria"))
