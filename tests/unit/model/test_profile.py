import pytest

from app.model.profile import Environment, Format, Profile, Scheme, SecretKind, check_proxy

ONLINE = Profile(name="Online", scheme=Scheme.ONLINE, client_id="abc", customer_id="Cust12345")


@pytest.mark.parametrize("scheme", [scheme for scheme in Scheme if scheme is not Scheme.ONLINE])
def test_a_scheme_signs_in_with_one_kind_of_secret(scheme: Scheme) -> None:
    profile = Profile(name="a", scheme=scheme)
    assert profile.secret_kind not in profile.unused_secret_kinds
    assert len(profile.unused_secret_kinds) == len(Scheme) - 1


def test_online_signs_in_with_a_refresh_token() -> None:
    assert ONLINE.secret_kind is SecretKind.REFRESH_TOKEN


@pytest.mark.parametrize("field", ["url", "proxy"])
@pytest.mark.parametrize("address", ["https://kari:s3cret@crm.example.com", "kari:s3cret@crm.example.com"])
def test_no_secret_comes_in_with_an_address(field: str, address: str) -> None:
    with pytest.raises(ValueError) as refused:
        Profile.from_values({"name": "a", field: address})
    assert "The address must not hold a user name or a password" in str(refused.value)
    assert "s3cret" not in str(refused.value)


def test_an_at_sign_in_the_path_is_no_password() -> None:
    assert Profile(name="a", url="https://crm.example.com/@home").url == "https://crm.example.com/@home"


@pytest.mark.parametrize("field", ["name", "user", "url"])
def test_half_a_character_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="holds half a character"):
        Profile.from_values({"name": "a", field: "x\ud800"})


def test_online_needs_its_client_id() -> None:
    with pytest.raises(ValueError, match="needs the client ID"):
        Profile(name="a", scheme=Scheme.ONLINE, client_id="  ")


def test_forms_are_no_format_of_answers() -> None:
    assert Profile(name="a", body_format=Format.FORM).body_format is Format.FORM
    with pytest.raises(ValueError, match="Choose JSON or XML"):
        Profile(name="a", answer_format=Format.FORM)


def test_unknown_settings_are_refused() -> None:
    with pytest.raises(ValueError):
        Profile.from_values({"name": "a", "passwort": "x"})


def test_where_people_find_their_web_client() -> None:
    assert Profile(name="a", url="https://crm.example.com/api").site == "https://crm.example.com/api"
    assert ONLINE.site == "https://online.superoffice.com/Cust12345"
    stage = ONLINE.with_changes(environment=Environment.STAGE, customer_id="")
    assert stage.site == stage.login_site == "https://qaonline.superoffice.com"
    assert ONLINE.with_changes(url=" https://id.example.com/ ").login_site == "https://id.example.com"


def test_a_changed_copy_is_checked_too() -> None:
    with pytest.raises(ValueError):
        ONLINE.with_changes(client_id="")
    assert ONLINE.client_id == "abc"


@pytest.mark.parametrize(
    "setting", ["socks5://proxy.test", "proxy.test:0", "proxy.test:65536", "http:/proxy"]
)
def test_what_is_no_proxy(setting: str) -> None:
    with pytest.raises(ValueError, match=r"^no "):
        check_proxy(setting)


@pytest.mark.parametrize("setting", ["", " Direct ", " proxy.test:3128 "])
def test_what_is_a_proxy_or_none(setting: str) -> None:
    check_proxy(setting)


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"url": "https://CRM.example.com/Test/api/"}, "crm.example.com/test"),
        ({"url": "https://crm.example.com:8443"}, "crm.example.com"),
        ({"url": "crm.example.com"}, "crm.example.com"),
        ({"scheme": "online", "client_id": "x", "customer_id": "Cust1"}, "online.superoffice.com/cust1"),
    ],
)
def test_a_server_is_told_from_another_by_host_and_path(values: dict[str, str], place: str) -> None:
    assert Profile.from_values({"name": "Work", **values}).place == place
