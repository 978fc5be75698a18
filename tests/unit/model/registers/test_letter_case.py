"""Names in capitals get the case in which people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.registers.letter_case import repaired_case


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("NORSK HYDRO ASA", "Norsk Hydro ASA"),
        ("DNB BANK ASA", "DNB Bank ASA"),
        ("MO I RANA", "Mo i Rana"),
        ("A/S STOREBÆLT", "A/S Storebælt"),
        ("VAN DER MEER B.V.", "Van der Meer B.V."),
        ("SOCIÉTÉ D'EXPLOITATION DE L'HÔTEL", "Société d'Exploitation de l'Hôtel"),
        ("O'NEILL PLC", "O'Neill PLC"),
        ("SAINT-ÉTIENNE CEDEX 2", "Saint-Étienne Cedex 2"),
        ("HENRIK IBSENS GATE 100 B", "Henrik Ibsens Gate 100 B"),
        ("LOUIS XIV SARL", "Louis XIV SARL"),
        ("KONE OYJ", "Kone Oyj"),
        ("BÅTVARVET AB", "Båtvarvet AB"),
        ("3M NORGE AS", "3M Norge AS"),
        ("MÜLLER & SÖHNE GMBH", "Müller & Söhne GmbH"),
        ("Møller AS", "Møller AS"),
        ("iPark AS", "iPark AS"),
        ("123", "123"),
        ("", ""),
    ],
)
def test_names(shouted: str, written: str) -> None:
    assert repaired_case(shouted) == written


@given(st.text(max_size=60))
def test_only_the_case_changes(name: str) -> None:
    assert repaired_case(name).casefold() == name.casefold()
