"""What is wrong with the settings of single sign-on is told with its remedy, and nobody is locked out by a setting."""

from __future__ import annotations

import pytest

from tests.support.openid import open_id_provider
from web_widget.settings import Settings
from web_widget.settings_check import Given, start_faults
from web_widget.settings_sso import provider_faults

GOOD = {
    "SSO_ISSUER": "https://login.testshire.example/realms/council",
    "SSO_CLIENT_ID": "assistant",
    "SSO_CLIENT_SECRET": "only for tests",
    "SSO_EDITORS": "SEND web editors; send-managers",
    "SSO_TESTERS": "forum",
    "PUBLIC_ORIGIN": "https://assistant.example",
}


def told(values: dict[str, str]) -> list[str]:
    """The settings of which something is told."""
    return [fault.setting for fault in start_faults(Given(values, has_file=False, faults=()))]


@pytest.mark.parametrize("passwords", ["on", "off"])
def test_good_settings_are_in_order(passwords: str) -> None:
    assert told({**GOOD, "STAFF_PASSWORDS": passwords}) == []


def test_passwords_are_not_switched_off_where_nobody_could_log_in() -> None:
    (fault,) = start_faults(Given({"STAFF_PASSWORDS": "off"}, has_file=False, faults=()))
    assert "nobody could log in" in str(fault)
    assert "Set SSO_ISSUER" in fault.remedy


@pytest.mark.parametrize("name", ["SSO_CLIENT_ID", "SSO_CLIENT_SECRET", "PUBLIC_ORIGIN"])
def test_what_is_missing_is_told(name: str) -> None:
    assert told({**GOOD, name: ""}) == [name]


def test_groups_are_needed_for_one_role_at_least() -> None:
    assert told({**GOOD, "SSO_EDITORS": ""}) == []
    assert told({**GOOD, "SSO_EDITORS": " ; ", "SSO_TESTERS": ""}) == ["SSO_EDITORS"]


def test_settings_without_an_issuer_are_told() -> None:
    assert told({"SSO_CLIENT_ID": "assistant", "SSO_TESTERS": "forum"}) == ["SSO_CLIENT_ID", "SSO_TESTERS"]


@pytest.mark.parametrize(
    "issuer", ["http://login.testshire.example", "login.testshire.example", "https://x.example/?a"]
)
def test_issuer_that_is_none_is_told(issuer: str) -> None:
    assert told({**GOOD, "SSO_ISSUER": issuer}) == ["SSO_ISSUER"]


def test_wrong_word_for_passwords_is_told() -> None:
    assert told({"STAFF_PASSWORDS": "no"}) == ["STAFF_PASSWORDS"]


def test_provider_is_asked_whether_it_is_the_one() -> None:
    with open_id_provider("http://localhost/") as provider:
        assert provider_faults({"SSO_ISSUER": provider.address}) == []
        (fault,) = provider_faults({"SSO_ISSUER": f"{provider.address}/"})
        assert "gives another name for itself" in fault.problem
        provider.is_away = True
        (fault,) = provider_faults({"SSO_ISSUER": provider.address})
        assert "did not answer" in fault.problem
    assert provider_faults({}) == []
    assert provider_faults({"SSO_ISSUER": "wrong by itself"}) == []


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**GOOD, "STAFF_PASSWORDS": "off", "SSO_GROUPS_CLAIM": "roles"}.items():
        monkeypatch.setenv(name, value)
    settings = Settings.from_environment()
    assert settings.sso
    assert settings.sso.editors == {"SEND web editors", "send-managers"}
    assert settings.sso.testers == {"forum"}
    assert settings.sso.groups_claim == "roles"
    assert not settings.staff.passwords
    assert "only for tests" not in repr(settings)


def test_without_an_issuer_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSO_ISSUER", raising=False)
    settings = Settings.from_environment()
    assert settings.sso is None
    assert settings.staff.passwords
