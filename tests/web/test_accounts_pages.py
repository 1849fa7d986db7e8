"""Every page of coming in and of one's own account: in the house's frame, with nothing inline."""

import re
from typing import Any

import pytest

from tests.web.conftest import World
from tests.web.entrance import (
    PASSWORD,
    browser,
    entered,
    is_in,
    link_in,
    mailed,
    sign_in,
    with_password,
)

OUTSIDE = (
    "login/", "login/code/", "signup/", "inactive/", "password/reset/", "password/reset/done/",
    "password/reset/key/1-abc/", "password/reset/key/done/", "confirm-email/", "confirm-email/x/",
    "3rdparty/login/cancelled/", "3rdparty/login/error/",
)  # fmt: skip
INSIDE = (
    "", "logout/", "reauthenticate/", "email/", "password/change/", "2fa/", "2fa/totp/activate/",
    "2fa/webauthn/", "2fa/webauthn/add/", "sessions/", "3rdparty/",
)  # fmt: skip
INLINE = re.compile(r"<script(?![^>]*(?:src=|application/json))|<style| style=|\son[a-z]+=")


def check(answer: Any) -> None:
    assert answer.status_code in (200, 401), answer
    assert 'class="brand"' in answer.text
    assert INLINE.findall(answer.text) == []
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    for field in re.findall(r"<(?:input|select|textarea)[^>]*>", answer.text):
        kind = re.search(r'type="(\w+)"', field)
        if kind and kind[1] in ("hidden", "radio", "checkbox"):
            continue
        found = re.search(r'id="([^"]+)"', field)
        labelled = found and f'for="{found[1]}"' in answer.text
        assert labelled or re.search(r"<label>[^<]*" + re.escape(field), answer.text), field


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_page_outside(world: World, path: str) -> None:
    check(browser().get(f"/account/{path}"))


@pytest.mark.parametrize("path", INSIDE)
def test_a_page_inside(world: World, path: str) -> None:
    alice = entered(world, "alice")
    alice.post("/account/reauthenticate/", {"password": PASSWORD})
    check(alice.get(f"/account/{path}"))


@pytest.mark.parametrize("path", INSIDE)
def test_inside_is_for_those_who_came_in(world: World, path: str) -> None:
    if path != "logout/":
        assert browser().get(f"/account/{path}").status_code == 302


def test_settings_are_kept_and_hold_at_once(world: World) -> None:
    alice = world.browser("alice", "buyer")
    kept = alice.post("/account/", {"name": "Алиса", "language": "ru", "zone": "Europe/Madrid"})
    assert kept.status_code == 302
    page = alice.get("/account/").text
    assert 'lang="ru"' in page
    assert "Europe/Madrid" in page
    assert "Алиса" in page


def test_a_zone_that_there_is_not_is_told_at_its_field(world: World) -> None:
    alice = world.browser("alice", "buyer")
    answer = alice.post("/account/", {"name": "Alice", "language": "", "zone": "Moon/Crater"})
    assert answer.status_code == 422
    assert "time zone from the list" in answer.text
    assert world.person("alice").zone == ""


def test_sign_up_is_closed_by_default(world: World) -> None:
    from amends.accounts.models import Person

    sent = {"username": world.name("eve"), "email": "e@x.test", "password1": "long and rare 77"}
    assert "not made here" in browser().post("/account/signup/", sent).text
    assert not Person.objects.filter(username=world.name("eve")).exists()


def test_open_sign_up_gives_no_role_and_asks_whose_address_it_is(world: World) -> None:
    from django.test import override_settings

    from amends.accounts.models import Person

    name = world.name("eve")
    address = f"{name}@mail.test"
    sent = {"username": name, "email": address, "password1": "long and rare 77"}
    with override_settings(SIGNUP_OPEN=True, ACCOUNT_EMAIL_VERIFICATION="mandatory"):
        client = browser()
        assert client.post("/account/signup/", sent).url == "/account/confirm-email/"
        assert not is_in(client)
        assert not is_in(sign_in(name, "long and rare 77")[0])
        client.post(link_in(mailed(address)))
        assert is_in(sign_in(name, "long and rare 77")[0])
        # Who has no address, because the operator gave none, comes in as before.
        bob = world.person("bob", "seller")
        bob.set_password(PASSWORD)
        bob.save()
        assert is_in(sign_in(bob.username)[0])
    assert Person.objects.get(username=name).roles == []


def test_sign_up_does_not_tell_whose_address_there_is(world: World) -> None:
    from django.test import override_settings

    alice = with_password(world, "alice", "buyer")
    sent = {"username": world.name("eve"), "password1": "long and rare 77", "email": alice.email}
    with override_settings(SIGNUP_OPEN=True, ACCOUNT_EMAIL_VERIFICATION="mandatory"):
        answer = browser().post("/account/signup/", sent)
    assert answer.url == "/account/confirm-email/"
    assert "There is an account" in mailed(alice.email).subject


def test_who_tries_without_end_is_told_to_wait(world: World) -> None:
    from django.core.cache import cache

    cache.clear()
    sent = {"login": world.name("eve"), "password": "wrong"}
    client = browser(REMOTE_ADDR="192.0.2.7")
    answers = [client.post("/account/login/", sent) for _ in range(32)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert 'class="brand"' in answers[-1].text
    assert "too often" in answers[-1].text
    # Each browser anew, for the same address: no flood of codes into somebody's mail.
    address = {"email": f"{world.name('eve')}@mail.test"}
    said = [browser().post("/account/login/code/", address) for _ in range(5)]
    assert said[0].status_code == 302
    assert "tried too often" in said[-1].text


def test_a_form_that_is_out_of_date_is_told_so(world: World) -> None:
    client = browser(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "alice", "password": PASSWORD})
    assert answer.status_code == 403
    assert 'class="brand"' in answer.text
    assert INLINE.findall(answer.text) == []
    assert "out of date" in answer.text
