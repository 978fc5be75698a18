"""Everything that proposes has the one sheet."""

import pytest

from app.ui.recognition.review_dialog import RecognitionDialog
from tests.helpers.ui.window import Typist


@pytest.mark.shared_window(connected=False)
def test_all_that_proposes_shares_one_sheet(typist: Typist) -> None:
    window = typist.window
    sharing = (window.pasting, window.offers, typist.program.field_lookup)
    assert {one._sheet for one in sharing} == {window.sheet}
    assert not window.findChildren(RecognitionDialog)
