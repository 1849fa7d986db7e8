"""A shop's link brings its buyer to the order: once, soon, and nobody else."""

import base64
import hashlib
import hmac
import json
import threading
import time
import uuid
from typing import Any

import pytest

from amends.dev.places import ROOT
from tests.web.conftest import World, plain
from tests.web.entrance import browser, is_in, sign_in, with_password


def key_of(shop: str = "shop") -> tuple[str, str]:
    from amends.accounts.keys import add_key, secret_of

    key = add_key(shop)
    return key.id, secret_of(key)


def token(world: World, placed: str, /, **more: object) -> str:
    """As a shop makes it, in plain Python, without our code."""
    found = world.engine.order(placed)
    assert found is not None
    given = more.pop("signed", None)
    key, secret = given if isinstance(given, tuple) else key_of()
    now = int(time.time())
    claim = {
        "key": key, "shop": "shop", "person": found.buyer, "role": "buyer", "order": found.number,
        "issued": now, "expires": now + 300, "nonce": uuid.uuid4().hex,
    }  # fmt: skip
    claim |= more
    return signed({k: v for k, v in claim.items() if v is not None}, str(secret))


def signed(claim: dict[str, Any], secret: str) -> str:
    body = base64.urlsafe_b64encode(json.dumps(claim).encode()).rstrip(b"=")
    mark = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return f"{body.decode()}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


def account(name: str) -> Any:
    from amends.accounts.models import Person

    return Person.objects.filter(username=name).first()


def test_alice_comes_from_the_shop_to_her_order(world: World) -> None:
    order = world.order()
    made = token(world, order, name="Alice", email="alice@mail.test", language="es")
    client = browser()

    page = client.get(f"/from/{made}")
    assert page.status_code == 200
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert account(world.name("alice")) is None
    assert not is_in(client)

    answer = client.post(f"/from/{made}")
    assert (answer.status_code, answer.url) == (302, f"/orders/{order}/")
    assert client.get(answer.url).status_code == 200
    alice = account(world.name("alice"))
    assert (alice.roles, alice.shop, alice.name, alice.language) == (
        ["buyer"], "shop", "Alice", "es",
    )  # fmt: skip
    assert not alice.has_usable_password()
    assert [each.by for each in alice.changes.all()] == ["shop shop"]


def test_bob_comes_to_the_dispute_by_the_orders_id(world: World) -> None:
    order = world.disputed()
    made = token(world, order, person=world.name("bob"), role="seller", order=order, dispute=1)
    answer = browser().post(f"/from/{made}")
    assert answer.url == f"/orders/{order}/disputes/1/"


def test_a_dispute_that_there_is_not_leads_to_the_order(world: World) -> None:
    order = world.order()
    assert browser().post(f"/from/{token(world, order, dispute=7)}").url == f"/orders/{order}/"


def test_it_is_good_once(world: World) -> None:
    made = token(world, world.order())
    browser().post(f"/from/{made}")
    other = browser()
    for answer in (other.get(f"/from/{made}"), other.post(f"/from/{made}")):
        assert answer.status_code == 410
        assert "only once" in answer.text
        assert world.mark not in answer.text.replace(made, "")
    assert not is_in(other)


def test_back_and_reload_lead_whoever_came_to_the_order(world: World) -> None:
    order = world.order()
    made, client = token(world, order), browser()
    client.post(f"/from/{made}")
    assert client.get(f"/from/{made}").url == f"/orders/{order}/"


def test_of_many_at_once_one_comes_in(world: World) -> None:
    from django.db import connections

    made = token(world, world.order())
    barrier, answers = threading.Barrier(8), []

    def contestant() -> None:
        client = browser()
        barrier.wait()
        try:
            answers.append((client.post(f"/from/{made}").status_code, is_in(client)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=contestant) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [(302, True)] + [(410, False)] * 7


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"issued": int(time.time()) - 600, "expires": int(time.time()) - 300}, 410),
        ({"issued": int(time.time()) + 3000, "expires": int(time.time()) + 3300}, 410),
        ({"expires": int(time.time()) + 90_000}, 403),
        ({"issued": 10, "expires": 5}, 403),
        ({"shop": "other"}, 403),
        ({"key": "feedfacefeedface"}, 403),
        ({"person": "mallory"}, 403),
        ({"role": "seller"}, 403),
        ({"role": "operator"}, 403),
        ({"order": "no such order"}, 403),
        ({"order": "0192f0c0-0000-7000-8000-000000000000"}, 403),
        ({"nonce": "short"}, 403),
        ({"nonce": None}, 403),
        ({"roles": ["operator"]}, 403),
        ({"expires": "soon"}, 403),
    ],
)
def test_what_is_wrong_lets_nobody_in(world: World, more: dict[str, object], status: int) -> None:
    from amends.accounts.models import Person

    made, client = token(world, world.order(), **more), browser()
    before = Person.objects.count()
    for answer in (client.get(f"/from/{made}"), client.post(f"/from/{made}")):
        assert answer.status_code == status, answer.text
        assert "Go back to the shop" in answer.text
    assert not is_in(client)
    assert Person.objects.count() == before


def test_a_forged_link_lets_nobody_in(world: World) -> None:
    order = world.order()
    key, secret = key_of()
    good = token(world, order, signed=(key, secret))
    body, _, mark = good.partition(".")
    other = token(world, order, signed=(key, secret)).partition(".")[0]
    forged = [
        token(world, order, signed=(key, "guessed")), token(world, order, signed=(key, "")),
        f"{body}.", body, f".{mark}", f"{other}.{mark}", f"{body}.{mark[:-2]}", "x", "%00.%00",
        f"{'A' * 5000}.{mark}", f"{body}.{mark}ö", "bnVsbA.AAAA", "W10.AAAA",
    ]  # fmt: skip
    for made in forged:
        client = browser()
        assert client.post(f"/from/{made}").status_code == 403, made
        assert not is_in(client)
    assert browser().post(f"/from/{good}").status_code == 302


def test_another_shops_key_signs_for_that_shop_alone(world: World) -> None:
    mine = token(world, world.order(), signed=key_of("other"))
    assert browser().post(f"/from/{mine}").status_code == 403


def test_an_ended_key_signs_no_longer(world: World) -> None:
    from amends.accounts.keys import end_key

    key, secret = key_of()
    made = token(world, world.order(), signed=(key, secret))
    assert end_key(key)
    assert not end_key(key)
    assert browser().post(f"/from/{made}").status_code == 403


def test_another_persons_order_is_not_told_apart_from_none(world: World) -> None:
    theirs = token(world, world.order(buyer=world.name("eve")), person=world.name("alice"))
    missing = token(world, world.order(), order="none")
    pages = [browser().get(f"/from/{each}") for each in (theirs, missing)]
    assert plain(pages[0]) == plain(pages[1])


@pytest.mark.parametrize("role", ["arbitrator", "operator"])
def test_nobody_of_the_platform_comes_by_a_link(world: World, role: Any) -> None:
    world.person("alice", "buyer", role)
    client = browser()
    answer = client.post(f"/from/{token(world, world.order())}")
    assert answer.status_code == 403
    assert "way in of its own" in answer.text
    assert not is_in(client)


def test_a_shops_buyer_who_came_to_the_platform_comes_by_no_link(world: World) -> None:
    from amends.accounts.roles import give_role

    browser().post(f"/from/{token(world, world.order())}")
    give_role(account(world.name("alice")), "arbitrator", "the test")
    assert browser().post(f"/from/{token(world, world.order())}").status_code == 403


def test_an_account_that_no_shop_made_is_not_taken_over(world: World) -> None:
    world.person("alice", "buyer")
    client = browser()
    assert client.post(f"/from/{token(world, world.order())}").status_code == 403
    assert not is_in(client)


def test_whoever_set_a_password_is_asked_for_it(world: World) -> None:
    client = browser()
    client.post(f"/from/{token(world, world.order())}")
    sent = {"password1": "long and rare 77", "password2": "long and rare 77"}
    assert client.post("/account/password/set/", sent).status_code == 302
    order = world.order()
    made = token(world, order)
    assert "way in of its own" in browser().post(f"/from/{made}").text
    # Signed in, the same link leads on: nothing was used up.
    back, _ = sign_in(world.name("alice"), "long and rare 77")
    assert back.post(f"/from/{made}").url == f"/orders/{order}/"


def test_a_shut_account_stays_shut(world: World) -> None:
    from amends.accounts.roles import deactivate

    client = browser()
    client.post(f"/from/{token(world, world.order())}")
    deactivate(account(world.name("alice")), "the test")
    assert not is_in(client)
    assert browser().post(f"/from/{token(world, world.order())}").status_code == 403


def test_who_was_signed_in_is_told_and_signed_out(world: World) -> None:
    client, _ = sign_in(with_password(world, "bob", "seller").username)
    made = token(world, world.order())
    page = client.get(f"/from/{made}")
    assert "signs Bob out" in page.text
    assert "data-go" not in page.text
    client.post(f"/from/{made}")
    assert client.get("/account/").context["user"].username == world.name("alice")


def of_another_shop(world: World) -> str:
    """An order of a shop that calls somebody like ours does."""
    from amends.core.commands import build
    from amends.core.people import Actor
    from amends.engine.envelope import Envelope, Receipt

    arguments: dict[str, object] = {
        "number": uuid.uuid4().hex[:12], "shop": "other", "currency": "USD", "ship_from": "CN",
        "buyer": world.name("alice"), "seller": world.name("dora"), "ship_to": "ES",
        "logistics": "platform", "shipping": "2.00", "promised": "P30D",
        "lines": [{"id": "kettle", "title": "Kettle", "price": "18.00", "quantity": 1}],
    }  # fmt: skip
    envelope = Envelope(
        actor=Actor(role="shop", name="other"), order_id=None, key=uuid.uuid4().hex,
        command=build("place_order", arguments), seen_at=world.clock.now(),
    )  # fmt: skip
    (answer,) = world.engine.execute([envelope])
    assert isinstance(answer, Receipt), answer
    return answer.order_id


def test_two_shops_may_call_their_people_alike(world: World) -> None:
    ours = world.order()
    theirs = of_another_shop(world)
    client = browser()
    # Whose name stands at another shop already gets no account by a link.
    answer = client.post(f"/from/{token(world, ours)}")
    assert answer.status_code == 403
    assert "somewhere else" in answer.text
    # An account that a shop made sees that shop's orders alone.
    world.person("alice", "buyer", shop="other")
    alice = world.browser("alice")
    assert alice.get(f"/orders/{ours}/").status_code == 404
    assert alice.get(f"/orders/{theirs}/").status_code == 200
    assert browser().post(f"/from/{token(world, ours)}").status_code == 403


def test_an_address_that_is_anothers_is_left_alone(world: World) -> None:
    bob = with_password(world, "bob", "seller")
    browser().post(f"/from/{token(world, world.order(), email=bob.email)}")
    assert account(world.name("alice")).email == ""


def test_only_a_post_with_its_token_signs_in(world: World) -> None:
    strict = browser(enforce_csrf_checks=True)
    made = token(world, world.order())
    assert strict.post(f"/from/{made}").status_code == 403
    assert browser().put(f"/from/{made}").status_code == 405
    assert not is_in(strict)


def test_the_functions_make_what_the_manual_says(world: World) -> None:
    from amends.accounts.keys import add_key
    from amends.accounts.links import make

    order = world.order()
    made = make(add_key("shop"), person=world.name("alice"), role="buyer", order=order)
    assert browser().post(f"/from/{made}").url == f"/orders/{order}/"


def test_the_example_of_the_manual_leads_in(world: World) -> None:
    page = (ROOT / "docs" / "how-to" / "bring-people-from-the-shop.md").read_text("utf-8")
    names: dict[str, Any] = {}
    exec(page.partition("```python\n")[2].partition("```")[0], names)
    order = world.order()
    found = world.engine.order(order)
    assert found is not None
    made = names["link"]("", *key_of(), "shop", world.name("alice"), "buyer", found.number)
    assert browser().post(made).url == f"/orders/{order}/"
