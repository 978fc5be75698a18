"""The words for states are stable: scripts rely on them."""

from app.model.registers.record import CompanyState, RegisterRecord


def test_words_that_scripts_rely_on() -> None:
    assert [state.value for state in CompanyState] == ["active", "bankrupt", "dissolving", "deleted"]


def test_a_company_is_active_and_whole_unless_said_otherwise() -> None:
    record = RegisterRecord("no", "NO", "923609016", "Nordlys ASA")
    assert (record.state, record.is_whole, record.refuses_advertising) == (CompanyState.ACTIVE, True, False)
