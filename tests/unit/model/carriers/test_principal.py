from app.model.carriers.principal import Principal
from app.model.carriers.reading import read_as
from app.model.carriers.wire import declared_properties
from tests.helpers.data.vendor import properties_of


def test_principal_names_only_documented_properties() -> None:
    documented = properties_of("SoPrincipalCarrier")
    assert {field.wire_name for field in declared_properties(Principal).values()} <= set(documented)


def test_what_nothing_reads_is_kept() -> None:
    answer = {"AssociateId": 5, "HomeCountryId": 578, "Licenses": ["web"], "FunctionRights": ["hard-delete"]}
    principal = read_as(Principal, answer)
    assert (principal.home_country_id, principal.function_rights) == (578, ("hard-delete",))
    assert principal.to_json_object() == answer
