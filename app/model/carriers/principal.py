"""The signed-in user: Swagger definition ``SuperOffice.CRM.Services.SoPrincipalCarrier``."""

from __future__ import annotations

from app.model.carriers.wire import Carrier, Text, Texts, Whole


class Principal(Carrier):
    """The signed-in user. `home_country_id` is the country that new companies start with.

    Licences, credentials and other properties that the program does not read are kept as extra properties.
    """

    associate: Text = None
    associate_id: Whole = None
    person_id: Whole = None
    contact_id: Whole = None
    home_country_id: Whole = None
    group_id: Whole = None
    full_name: Text = None
    user_name: Text = None
    e_mail_address: Text = None
    role_name: Text = None
    function_rights: Texts = None
    database_context_identifier: Text = None
