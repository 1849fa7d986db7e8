"""Every page of coming in and of one's own account: in the house's frame, with nothing inline."""

import re
from typing import Any

import pytest

from tests.web.conftest import World
from tests.web.entrance import PASSWORD, browser, entered

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


def test_open_sign_up_gives_no_role(world: World) -> None:
    from django.test import override_settings

    from amends.accounts.models import Person

    sent = {"username": world.name("eve"), "email": f"{world.name('eve')}@x.test",
            "password1": "long and rare 77"}  # fmt: skip
    with override_settings(SIGNUP_OPEN=True):
        assert browser().post("/account/signup/", sent).status_code == 302
    assert Person.objects.get(username=world.name("eve")).roles == []
