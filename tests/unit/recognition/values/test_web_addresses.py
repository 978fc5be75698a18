import pytest

from app.recognition.values.web_addresses import extract_mails, extract_urls, is_social


@pytest.mark.parametrize("text", ["E: kari@fjell.no", "kari(at)fjell.no", "<mailto:kari@fjell.no>"])
def test_mails(text: str) -> None:
    assert extract_mails(text)[0] == ["kari@fjell.no"]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("W: lienbygg.as", ["lienbygg.as"]),
        ("lienbygg.as", ["lienbygg.as"]),
        ("www.fjell.bayern/om.", ["www.fjell.bayern/om"]),
        ("Se fjell.no, takk", ["fjell.no"]),
        ("https://fjell.example:8080/a?b=c", ["https://fjell.example:8080/a?b=c"]),
        ("vidde.immo", ["vidde.immo"]),
    ],
)
def test_hosts_with_and_without_www(text: str, urls: list[str]) -> None:
    assert extract_urls(text)[0] == urls


@pytest.mark.parametrize(
    "text",
    [
        "bilde.png",
        "Fjell.As og Vidde",
        "Nr.1",
        "e.Kfm.",
        "St.Gallen",
        "z.B.",
        "se readme.md nå",
        "java.net.SocketException: reset",
        "at com.example.app.Main",
        "org.fjell.io.Reader",
        "com.fjell.sync.no",
    ],
)
def test_what_only_looks_like_a_host(text: str) -> None:
    assert extract_urls(text) == ([], text)


def test_the_domain_of_a_mail_is_a_host_under_any_top_level() -> None:
    assert extract_urls("Besøk lienbygg.as i dag", {"lienbygg.as"})[0] == ["lienbygg.as"]
    assert extract_urls("Besøk lienbygg.as i dag")[0] == []


def test_the_number_of_a_register_is_no_host_in_norway() -> None:
    assert extract_urls("Reg.no 556987-1234")[0] == []
    assert extract_urls("Besøk Fjell.no i dag")[0] == ["Fjell.no"]


@pytest.mark.parametrize(
    "mail",
    [
        "firstname.lastname@fjell.fi",
        "fornavn.etternavn@fjell.no",
        "vorname.nachname@berg.de",
        "prenom.nom@lac.fr",
    ],
)
def test_what_stands_in_the_place_of_a_name_is_no_address(mail: str) -> None:
    assert extract_mails(mail) == ([], mail)


@pytest.mark.parametrize(
    "mail", ["firstname@fjell.fi", "nomad@fjell.no", "prenomad.lie@fjell.no", "kari.lie@fjell.no"]
)
def test_other_mailboxes_are(mail: str) -> None:
    assert (extract_mails(mail)[0] == [mail]) is (mail != "firstname@fjell.fi")


@pytest.mark.parametrize(
    "text",
    [
        "Momsreg.nr",
        "E-post Org.nr",
        "https://fjell.no/logo.png",
        "https://fjell.no/bild.JPG?x=1",
        "Reg.nr 12",
    ],
)
def test_abbreviations_and_pictures_are_no_web_addresses(text: str) -> None:
    assert extract_urls(text)[0] == []


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/kari-nordmann",
        "no.linkedin.com/in/kari-nordmann",
        "FACEBOOK.com/fjell",
        "https://teams.microsoft.com/l/meetup-join/19",
        "https://goo.gl/maps/x1",
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Ffjell.no",
    ],
)
def test_pages_of_networks_maps_and_meetings_are_not_the_companys(url: str) -> None:
    assert is_social(url)


@pytest.mark.parametrize(
    "url", ["www.fjell.no", "https://notlinkedin.com", "fjell.no/linkedin.com", "x.company.com", ""]
)
def test_a_companys_own_pages_are(url: str) -> None:
    assert not is_social(url)


@pytest.mark.parametrize(
    "line",
    [
        "vivi (at) kilden (dot) dk",
        "vivi[at]kilden[dot]dk",
        "vivi(a)kilden.dk",
        "vivi {at} kilden {punkt} dk",
        "vivi at kilden dot dk",
        "Mail: vivi (snabel-a) kilden (prik) dk",
    ],
)
def test_hidden_addresses_are_written_plainly(line: str) -> None:
    assert extract_mails(line)[0] == ["vivi@kilden.dk"]


@pytest.mark.parametrize(
    "line",
    [
        "Find us at Kilden Dot Com House",
        "punkt (a) i avtalen gjelder",
        "§ 4 (a) see annex",
        "Dot Hansen at Lunch",
        "Åpent (at) døgnet",
    ],
)
def test_other_words_in_brackets_are_no_address(line: str) -> None:
    assert extract_mails(line) == ([], line)


def test_a_web_address_may_stand_right_behind_a_mail_address() -> None:
    text = "uwe@berg-bau.dewww.berg-bau.de"
    mails, rest = extract_mails(text)
    assert (mails, extract_urls(rest)[0]) == (["uwe@berg-bau.de"], ["www.berg-bau.de"])
