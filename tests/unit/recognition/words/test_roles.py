"""Who somebody is by the heading of a column."""

from app.recognition.words.roles import is_title, role_in_heading


def test_roles() -> None:
    headings_and_roles = {
        "E-post daglig leder": "daglig leder",
        "Mobil kontaktperson": "kontaktperson",
        "E-post innkjøpssjef": "innkjøpssjef",
        "Telefon": "",
    }
    for heading, role in headings_and_roles.items():
        assert role_in_heading(heading) == role
    assert is_title("daglig leder")
    assert not is_title("kontaktperson")


def test_a_contact_for_a_field_of_work_has_it_as_a_role() -> None:
    assert role_in_heading("Quality contact") == "quality" == role_in_heading("Quality contact e-mail")
    assert role_in_heading("Sales manager") == "sales manager"
