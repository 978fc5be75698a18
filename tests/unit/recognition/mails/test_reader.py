"""Which kind of mail a file is, by what is in it."""

from app.recognition.mails.reader import is_mail, recognise_mail
from tests.helpers.data.outlook_files import compound_file, outlook_mail

MAIL = b"MIME-Version: 1.0\nFrom: Kari Lie <kari@lie.no>\n\nHei\n"


def test_both_kinds_are_read() -> None:
    for data in (MAIL, outlook_mail(sender=("Kari Lie", "kari@lie.no"), body="Hei")):
        assert is_mail(data)
        found = recognise_mail(data)
        assert [one.value for one in found.persons[0]] == ["Kari", "Lie", "kari@lie.no"]


def test_a_text_is_none_and_what_cannot_be_read_is_told() -> None:
    assert not is_mail(b"Kari Lie\nkari@lie.no")
    assert "no mail" in recognise_mail(compound_file({"Book": b"x"})).message
