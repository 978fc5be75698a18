"""``contact-entry read``: prints what is recognised in a text, a mail, cards or a picture."""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.finding.country import region_of
from app.commands.given_file import name_of_given_file, read_given_file
from app.commands.output import print_error, print_json, print_line
from app.model.form.address_layout import name_in_address
from app.model.form.field_names import tab_and_name
from app.recognition import (
    MOST_FILE,
    MOST_PASTED,
    FoundValue,
    RecognitionResult,
    decode,
    most_of,
    recognise,
    what_it_is,
    why_refused,
)
from app.service.given_files import GivenFiles, OnCard, PictureSays
from app.translation import _


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs ``contact-entry read``."""
    try:
        found = _recognise(arguments.file, region_of(arguments.country))
    except CommandFailed as failure:
        if arguments.json:
            print_json(_as_object(RecognitionResult()) | {"message": failure.message, "others": []})
        raise
    if arguments.json:
        others = [_as_object(one) for one in found.others]
        print_json(_as_object(found) | {"message": found.message, "others": others}, is_whole=True)
    else:
        for one in (found, *found.others):
            _print(one)
    if found.message:
        print_error(found.message)
    return ExitCode.DONE if found else ExitCode.NOT_VALID


def _recognise(name: str, region: str) -> RecognitionResult:
    most = MOST_FILE if name == "-" else most_of(name)
    data = read_given_file(name, most, _("a file with a text, a mail, cards or a picture in it"))
    if sentence := why_refused(len(data), is_card=None, most=most):
        raise CommandFailed(sentence, ExitCode.NOT_VALID)
    if not data.strip():
        raise CommandFailed(
            _("{name_of_given_file} is empty.").format(name_of_given_file=name_of_given_file(name)),
            ExitCode.NOT_VALID,
        )
    found = GivenFiles(region, (), _read_picture).recognise_data(data)
    if found is not None:
        return found
    if sentence := why_refused(len(data), is_card=None, most=MOST_PASTED):
        raise CommandFailed(sentence, ExitCode.NOT_VALID)
    if kind := what_it_is(data):
        message = _("{name_of_given_file} is {kind}: there is no text in it that can be read.").format(
            name_of_given_file=name_of_given_file(name), kind=kind
        )
        raise CommandFailed(message, ExitCode.NOT_VALID)
    return recognise(decode(data), region)


def _read_picture(data: bytes, on_card: OnCard) -> PictureSays:
    # Qt decodes pictures: it is loaded for one alone.
    from app.pictures.reader import read_picture

    return read_picture(data, on_card)


def _as_object(found: RecognitionResult) -> dict[str, Any]:
    return {
        "company": {one.path: one.value for one in found.company},
        "persons": [{one.path: one.value for one in person} for person in found.persons],
        "doubtful": [{"path": one.path, "value": one.value} for one in found.doubtful],
    }


def _print(found: RecognitionResult) -> None:
    for one in (*found.company, *(one for person in found.persons for one in person)):
        print_line(_line(one))
    for one in found.doubtful:
        print_line(_("{line} (in doubt)").format(line=_line(one)))


def _line(found: FoundValue) -> str:
    name = name_in_address(found.path) or tab_and_name(found.path)[1]
    return f"{name}: {found.value}"
