"""Builds what proposes values for the form, around the one sheet in which they are accepted."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from app.controller.form.recognition import RecognitionController
from app.ui.common.banner import Banner
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory
from app.ui.recognition.country_follower import CountryFollower
from app.ui.recognition.offers_strip import OffersStrip
from app.ui.recognition.pasting import Pasting
from app.ui.recognition.sheet import ProposalSheet


def build_proposing(
    window: QMainWindow,
    form: ContactForm,
    history: FormHistory,
    notice: Banner,
    recognition: RecognitionController,
) -> tuple[ProposalSheet, Pasting, OffersStrip, CountryFollower]:
    """Returns the sheet, and what proposes in it or by itself."""
    sheet = ProposalSheet(window, form, history, recognition)
    pasting = Pasting(window, form, notice, recognition, sheet)
    history.stepped.connect(pasting.forget_put_in)
    return (
        sheet,
        pasting,
        OffersStrip(form, history, recognition, sheet),
        CountryFollower(form, history, recognition, notice),
    )
