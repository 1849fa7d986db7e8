"""Coming in by the operator's identity provider: a real one, over HTTP."""

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.web.conftest import World
from tests.web.entrance import PASSWORD, browser, entered, is_in, with_password
from tests.web.provider import CLIENT_ID, SECRET, Provider

LOGIN = "/account/oidc/staff/login/"


@pytest.fixture
def provider(world: World) -> Iterator[Provider]:
    """The provider, and the settings that point at it."""
    from django.test import override_settings

    from amends.accounts.setup import providers, roles_of
    from amends.config import read_settings

    found = Provider()
    settings = read_settings(
        {
            "AMENDS_OIDC_URL": found.address,
            "AMENDS_OIDC_CLIENT_ID": CLIENT_ID,
            "AMENDS_OIDC_SECRET": SECRET,
            "AMENDS_OIDC_NAME": "The House",
            "AMENDS_OIDC_ROLES_CLAIM": "realm_access.roles",
            "AMENDS_OIDC_ROLES": "disputes=arbitrator, admins=operator",
        }
    )
    with override_settings(
        SOCIALACCOUNT_PROVIDERS=providers(settings),
        OIDC_ROLES=roles_of(settings),
        OIDC_ROLES_CLAIM=settings.oidc_roles_claim.value,
    ):
        yield found
    found.close()


def told(world: World, who: str, *groups: str, **more: Any) -> dict[str, Any]:
    """What the provider says of somebody."""
    name = world.name(who)
    claims = {"sub": f"id-of-{name}", "preferred_username": name, "name": who.capitalize(),
              "email": f"{name}@house.test", "email_verified": True,
              "realm_access": {"roles": list(groups)}}  # fmt: skip
    return claims | more


def come(provider: Provider, client: Any = None, path: str = LOGIN) -> tuple[Any, Any]:
    """A browser goes there and comes back; gives it, and the last answer."""
    client = client or browser()
    sent = client.post(path)
    assert sent.status_code == 302, sent.text
    there = urlsplit(sent.url)
    assert sent.url.startswith(provider.address)
    connection = http.client.HTTPConnection(there.netloc)
    connection.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    return client, client.get(f"{back.path}?{back.query}")


def account(name: str) -> Any:
    from amends.accounts.models import Person

    return Person.objects.filter(username=name).first()


def test_its_button_stands_where_people_sign_in(world: World, provider: Provider) -> None:
    page = browser().get("/account/login/").text
    assert "Go on with The House" in page
    assert LOGIN in page
    # No change by GET: it asks first.
    assert browser().get(LOGIN).status_code == 200


def test_carol_comes_and_may_do_what_the_claim_says(world: World, provider: Provider) -> None:
    provider.claims = told(world, "carol", "disputes", "cooks")
    client, answer = come(provider)
    assert answer.status_code == 302, answer.text
    assert is_in(client)
    carol = account(world.name("carol"))
    assert (carol.roles, carol.name, carol.email) == (
        ["arbitrator"], "Carol", f"{world.name('carol')}@house.test",
    )  # fmt: skip
    assert not carol.has_usable_password()
    assert client.get(f"/orders/{world.disputed()}/").status_code == 200


def test_roles_follow_the_claim_and_others_stay(world: World, provider: Provider) -> None:
    from amends.accounts.roles import give_role

    provider.claims = told(world, "carol", "disputes", "admins")
    client, _ = come(provider)
    give_role(account(world.name("carol")), "buyer", "the test")
    provider.claims = told(world, "carol", "admins")
    come(provider)
    assert account(world.name("carol")).roles == ["buyer", "operator"]
    # What was taken is gone in the session that was open.
    assert client.get(f"/orders/{world.disputed()}/?as=arbitrator").context["seen"].reader.role == (
        "operator"
    )


def test_a_claim_that_is_missing_gives_nothing(world: World, provider: Provider) -> None:
    provider.claims = told(world, "carol", realm_access="odd")
    come(provider)
    assert account(world.name("carol")).roles == []


def test_an_account_is_not_taken_over_by_its_name(world: World, provider: Provider) -> None:
    world.person("carol", "arbitrator")
    provider.claims = told(world, "carol", "admins")
    client, answer = come(provider)
    assert answer.status_code == 403
    assert "has an account already" in answer.text
    assert not is_in(client)
    assert account(world.name("carol")).roles == ["arbitrator"]


def test_nor_by_its_address(world: World, provider: Provider) -> None:
    carol = with_password(world, "carol", "arbitrator")
    provider.claims = told(world, "mallory", email=carol.email)
    client, _ = come(provider)
    assert client.get("/account/").context["user"].username == world.name("mallory")
    assert account(world.name("mallory")).email == ""


def test_whoever_is_signed_in_connects_it(world: World, provider: Provider) -> None:
    client = entered(world, "carol", "arbitrator")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    provider.claims = told(world, "carol", "disputes")
    come(provider, client, f"{LOGIN}?process=connect")
    other, _ = come(provider)
    assert other.get("/account/").context["user"].username == world.name("carol")
    assert "You come in with" in client.get("/account/3rdparty/").text


def test_who_is_shut_out_stays_out(world: World, provider: Provider) -> None:
    from amends.accounts.roles import deactivate

    provider.claims = told(world, "carol", "disputes")
    come(provider)
    deactivate(account(world.name("carol")), "the test")
    client, _ = come(provider)
    assert not is_in(client)


def test_a_refusal_there_is_told_here(world: World, provider: Provider) -> None:
    provider.refuses = True
    client, answer = come(provider)
    assert "You did not sign in" in client.get(answer.url).text if answer.url else answer.text
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_signs_nobody_in(world: World, provider: Provider) -> None:
    client = browser()
    answer = client.get("/account/oidc/staff/login/callback/?code=x&state=y")
    assert "did not let you in" in answer.text
    assert not is_in(client)
