"""What the fields are called to which columns of a table can go, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.address_layout import PARTS
from app.model.form.custom_field_values import is_editable
from app.model.form.field_names import name_in_person, tab_and_name
from app.translation import _, pgettext
from app.ui.common.plain_text import without_mnemonic

FIELD_NAMES: Final[dict[str, str]] = {
    "": _("Nowhere: it is left out"),
    "Name": tab_and_name("Name")[1],
    "Department": tab_and_name("Department")[1],
    "OrgNr": without_mnemonic(tab_and_name("OrgNr")[1]),
    "Address.Street.Address1": PARTS["Street"],
    "Address.Street.Address2": _("Address 2"),
    "Address.Street.HouseNumber": _("House number"),
    "Address.Street.Zipcode": _("Postcode"),
    "Address.Street.City": _("City"),
    "Address.Street.ZipCity": _("Postcode and city"),
    "Address.Street.State": _("State"),
    "Address.Street": _("Visiting address, all in one"),
    "Address.Postal": _("Postal address, all in one"),
    "Address.Postal.Address1": _("Postal address: street or box"),
    "Address.Postal.Zipcode": _("Postal address: postcode"),
    "Address.Postal.City": _("Postal address: city"),
    "Country": without_mnemonic(tab_and_name("Country")[1]),
    "Phones": pgettext("a column", "Phone of the company"),
    "Emails": pgettext("a column", "E-mail of the company"),
    "Urls": _("Website"),
    "Faxes": pgettext("a column", "Fax of the company"),
    "Category": without_mnemonic(tab_and_name("Category")[1]),
    "Business": without_mnemonic(tab_and_name("Business")[1]),
    "Associate": without_mnemonic(tab_and_name("Associate")[1]),
    "Interests": without_mnemonic(tab_and_name("Interests")[1]),
    "Description": without_mnemonic(tab_and_name("Description")[1]),
    "Person.Name": pgettext("a column", "Person: whole name"),
    "Person.Firstname": pgettext("a column", "Person: first name"),
    "Person.MiddleName": pgettext("a column", "Person: middle name"),
    "Person.Lastname": pgettext("a column", "Person: last name"),
    "Person.Title": pgettext("a column", "Person: title"),
    "Person.Phone": pgettext("a column", "Person: phone"),
    "Person.MobilePhone": pgettext("a column", "Person: mobile"),
    "Person.DirectPhone": pgettext("a column", "Person: direct phone"),
    "Person.PrivatePhones": pgettext("a column", "Person: private phone"),
    "Person.Email": pgettext("a column", "Person: e-mail"),
}


CUSTOM: Final = "CustomFields."
"""How the paths of custom fields begin."""


def names_of_custom_fields(layout: Iterable[UserDefinedFieldInfo]) -> dict[str, str]:
    """Returns the names of the custom fields that a column can go to, by path."""
    return {f"{CUSTOM}{one.key}": one.field_label or one.key for one in layout if is_editable(one)}


def name_of_value(path: str) -> str:
    """Names a value that was read of a company or person, by its path in the form."""
    if path.startswith("Persons["):
        return without_mnemonic(name_in_person(path.partition(".")[2]))
    if path.startswith("Address."):
        if path in FIELD_NAMES:
            return FIELD_NAMES[path]
        part = path.split(".")[1]
        return PARTS.get(part, tab_and_name(path)[1])
    return without_mnemonic(tab_and_name(path)[1])
