"""Reads what a picture says: the codes in it, else its text where this computer can read that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QImage

from app.pictures.codes import codes_in
from app.pictures.decoding import GreyPicture, PictureProblem, decoded, grey, preview
from app.pictures.text import TextNotRead, text_in
from app.pictures.text_programs import installed_program
from app.translation import _

_NO_CODE = _("There is no code in this picture, and this computer has nothing that reads text in pictures.")
_NOTHING = _("There is neither a code nor a text in this picture.")


@dataclass(frozen=True)
class PictureText:
    """What a picture says: the texts of its codes, or the text in it; if all is empty, `message` says why.

    With a text comes the `picture` itself, as a small file: what was read of it has to be checked.
    """

    codes: tuple[str, ...] = ()
    text: str = ""
    message: str = ""
    picture: bytes = b""


def read_picture(
    picture: bytes | QImage | GreyPicture, on_step: Callable[[int], None] = lambda _count: None
) -> PictureText:
    """Reads a file or what is painted; what `on_step` raises ends it."""
    try:
        seen = _seen(picture)
    except PictureProblem as problem:
        return PictureText(message=str(problem))
    on_step(0)
    if codes := codes_in(seen):
        return PictureText(codes)
    on_step(0)
    program = installed_program()
    if program is None:
        return PictureText(message=_NO_CODE)
    try:
        text = text_in(seen, program, on_step)
    except TextNotRead as problem:
        return PictureText(message=str(problem))
    return PictureText(text=text, picture=preview(seen)) if text.strip() else PictureText(message=_NOTHING)


def _seen(picture: bytes | QImage | GreyPicture) -> GreyPicture:
    if isinstance(picture, GreyPicture):
        return picture
    return decoded(picture) if isinstance(picture, bytes) else grey(picture)
