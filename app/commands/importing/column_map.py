"""The file in which a user says what the columns of a table hold."""

from __future__ import annotations

import tomllib
from typing import Final

from app.commands.exit_codes import CommandFailed
from app.commands.given_file import name_of_given_file, read_given_file
from app.recognition.values.headings import IGNORED, PHONE_OF_PERSON, known_fields, normal
from app.service.imports.custom_values import CUSTOM
from app.translation import _

_MOST_BYTES: Final = 1024 * 1024
_TABLE: Final = "columns"
_LONGEST_TOLD: Final = 200


def read_column_map(name: str) -> dict[str, str]:
    """Reads fields by heading: ``[columns]``, ``"Firma navn" = "Name"``; an empty field ignores a column.

    A custom field is ``CustomFields.`` with its key or its label: the server is asked for these later.

    Raises CommandFailed with a sentence.
    """
    content = read_given_file(name, _MOST_BYTES, _("a file with the fields of columns"))
    try:
        values = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        sentence = _("{name} is not TOML: {reason}.")
        raise CommandFailed(sentence.format(name=name_of_given_file(name), reason=error)) from None
    columns = values.get(_TABLE)
    if others := ", ".join(sorted(values.keys() - {_TABLE})):
        sentence = _("{name} has more than the table [columns]: {others}.")
        raise CommandFailed(sentence.format(name=name_of_given_file(name), others=others[:_LONGEST_TOLD]))
    if not isinstance(columns, dict) or not all(isinstance(one, str) for one in columns.values()):
        sentence = _("{name} has no table [columns] with a field for each heading.")
        raise CommandFailed(sentence.format(name=name_of_given_file(name)))
    fields = (*known_fields(), PHONE_OF_PERSON, IGNORED)
    for heading, field in columns.items():
        if field not in fields and not field.startswith(CUSTOM):
            sentence = _("“{field}”, for the column “{heading}”, is no field. These there are: {names}.")
            names = ", ".join((*known_fields(), f"{CUSTOM}…"))
            raise CommandFailed(sentence.format(field=field, heading=heading, names=names))
    return {normal(heading): field for heading, field in columns.items()}
