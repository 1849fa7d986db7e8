"""Roles, shutting out, and sessions: what changes holds at once where somebody is signed in."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from amends.core.people import Role
from tests.web.conftest import World
from tests.web.entrance import PASSWORD, browser, entered, is_in, sign_in, with_password

ROLES: tuple[Role, ...] = ("buyer", "seller", "arbitrator", "operator")


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_is_that_roles_alone(world: World, role: Role) -> None:
    """Each role before an order of which this person is the buyer."""
    from amends.accounts.roles import give_role, take_role

    order, person = world.disputed(), world.person("alice")
    client, eve = world.browser("alice"), world.browser("eve")
    path = f"/orders/{order}/disputes/1/"
    assert client.get(path).status_code == 404
    assert give_role(person, role, "the test")
    assert not give_role(person, role, "the test")
    # Who is party to it does not arbitrate it (A7), and is not its seller.
    may = role in ("buyer", "operator")
    assert client.get(path).status_code == (200 if may else 404)
    # Whoever is party to nothing sees it as staff alone.
    give_role(world.person("eve"), role, "the test")
    assert eve.get(path).status_code == (200 if role in ("arbitrator", "operator") else 404)
    assert take_role(person, role, "the test")
    assert not take_role(person, role, "the test")
    assert client.get(path).status_code == 404
    assert [(each.change, each.role, each.by) for each in person.changes.all()] == [
        ("taken", role, "the test"), ("given", role, "the test"),
    ]  # fmt: skip


def test_who_is_shut_out_is_out_everywhere(world: World) -> None:
    from amends.accounts.roles import activate, deactivate

    alice = with_password(world, "alice", "buyer")
    one, _ = sign_in(alice.username)
    forced = world.browser("alice")
    assert is_in(one)
    assert is_in(forced)
    dave = world.person("dave", "operator")
    assert deactivate(alice, dave)
    assert not is_in(one)
    assert not is_in(forced)
    client, answer = sign_in(alice.username)
    assert not is_in(client)
    assert answer.url == "/account/inactive/"
    # Let in again, the old sessions stay ended.
    assert activate(alice, dave)
    assert not is_in(one)
    assert not is_in(forced)
    assert is_in(sign_in(alice.username)[0])
    assert [each.change for each in alice.changes.all()][:2] == ["activated", "deactivated"]


def test_no_operator_takes_it_from_themselves(world: World) -> None:
    from amends.accounts.roles import RolesError, deactivate, take_role

    dave = world.person("dave", "operator")
    acts: list[Callable[[], object]] = [
        lambda: take_role(dave, "operator", dave), lambda: deactivate(dave, dave),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(RolesError) as refused:
            act()
        assert refused.value.code == "own"
    assert world.person("dave").may_be("operator")
    assert take_role(dave, "operator", world.person("erin", "operator"))


def test_an_unknown_role_is_given_to_nobody(world: World) -> None:
    from amends.accounts.roles import RolesError, give_role

    person: Any = world.person("alice")
    with pytest.raises(RolesError):
        give_role(person, "clock", "the test")
    assert person.roles == []


def test_changes_stay_as_they_were_written(world: World) -> None:
    from amends.accounts.roles import changes, give_role

    alice = world.person("alice")
    give_role(alice, "buyer", "the test")
    (row,) = changes(alice)
    with pytest.raises(AssertionError):
        row.save()
    with pytest.raises(AssertionError):
        row.delete()


def test_staff_are_found_among_many(world: World) -> None:
    from amends.accounts.roles import found, give_role, staff, take_role

    carol, alice = world.person("carol", "arbitrator"), world.person("alice", "buyer")
    assert carol in staff()
    assert alice not in staff()
    give_role(alice, "operator", "the test")
    assert alice in staff()
    take_role(alice, "operator", "the test")
    assert alice not in staff()
    assert found(world.name("al")[:-9]) != []
    assert [each.username for each in found(world.name("alice"))] == [world.name("alice")]
    assert found(world.name("alice"), after=world.name("alice")) == []


def test_sessions_are_listed_and_ended(world: World) -> None:
    here = entered(world, "alice", "buyer")
    phone = browser(HTTP_USER_AGENT="A phone")
    phone.post("/account/login/", {"login": world.name("alice"), "password": PASSWORD})
    page = here.get("/account/sessions/").text
    assert "A phone" in page
    assert "Firefox on Debian" in page
    assert is_in(phone)
    here.post("/account/sessions/")
    assert not is_in(phone)
    assert is_in(here)
    assert "A phone" not in here.get("/account/sessions/").text


def test_one_session_is_ended_by_its_own_person_alone(world: World) -> None:
    here, eve = entered(world, "alice", "buyer"), entered(world, "eve", "buyer")
    phone = browser(HTTP_USER_AGENT="A phone")
    phone.post("/account/login/", {"login": world.name("alice"), "password": PASSWORD})
    found = re.search(r"/account/sessions/\d+/end/", here.get("/account/sessions/").text)
    assert found
    assert eve.post(found[0]).status_code == 404
    assert here.get(found[0]).status_code == 405
    assert is_in(phone)
    assert here.post(found[0]).status_code == 302
    assert not is_in(phone)
    assert is_in(here)
    assert here.post(found[0]).status_code == 404


def test_another_password_ends_the_other_sessions(world: World) -> None:
    here = entered(world, "alice", "buyer")
    phone = browser()
    phone.post("/account/login/", {"login": world.name("alice"), "password": PASSWORD})
    sent = {
        "oldpassword": PASSWORD,
        "password1": "long and rare 77",
        "password2": "long and rare 77",
    }
    here.post("/account/password/change/", sent)
    assert is_in(here)
    assert not is_in(phone)
