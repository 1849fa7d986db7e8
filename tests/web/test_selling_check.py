"""Several answers at once: each is looked at, each is given once, and what changed is left alone."""

import re
from typing import Any

from amends.core.moments import DAY
from tests.web.conftest import World


def _looked(bob: Any, rows: list[str], **how: object) -> tuple[str, dict[str, Any]]:
    """The page that shows each answer, and what its form would send."""
    page = bob.get("/selling/check/", {"row": rows, **how})
    assert page.status_code == 200
    sent: dict[str, Any] = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    )
    sent.pop("csrfmiddlewaretoken", None)
    sent["row"] = re.findall(r'name="row" value="([^"]+)" checked', page.text)
    return page.text, sent


def _claims(world: World, *claims: dict[str, Any]) -> list[str]:
    """Orders that are all disputed at one instant, so that none falls due before the others."""
    orders = [world.shipped() for _ in claims]
    world.clock.step(11 * DAY)
    kettle: dict[str, Any] = {
        "line": "kettle", "grounds": "not_as_described.quality", "received": True,
        "remedy": "refund_only", "amount": "9.00", "exhibits": ["photo"],
    }  # fmt: skip
    for order, claim in zip(orders, claims, strict=True):
        world.done("alice", "buyer", "open_dispute", order, **(kettle | claim))
    return orders


def _refunded(world: World, order: str) -> int:
    found = world.engine.order(order)
    assert found is not None
    return found.refunded


def test_two_claims_are_accepted_after_a_look_at_both(world: World) -> None:
    orders = _claims(world, {}, {})
    bob = world.browser("bob", "seller")
    text, sent = _looked(bob, [f"{each}:1" for each in orders])
    assert text.count("gets $9.00 back, and $11.00") == 2
    assert "Together the buyers would get:" in text
    assert "$18.00" in text
    assert [_refunded(world, each) for each in orders] == [0, 0]

    done = bob.post("/selling/give/", sent)
    assert "2 answers were given" in done.text
    assert [_refunded(world, each) for each in orders] == [900, 900]

    again = bob.post("/selling/give/", sent)
    assert again.text.count("This was done before; nothing changed.") == 2
    assert [_refunded(world, each) for each in orders] == [900, 900]


def test_what_was_unticked_is_left(world: World) -> None:
    first, second = _claims(world, {}, {})
    bob = world.browser("bob", "seller")
    _, sent = _looked(bob, [f"{first}:1", f"{second}:1"])
    sent["row"] = [f"{first}:1"]
    assert "1 answer was given" in bob.post("/selling/give/", sent).text
    assert (_refunded(world, first), _refunded(world, second)) == (900, 0)
    assert "nothing was answered" in bob.post("/selling/give/", {}).text


def test_what_changed_since_is_refused_clearly_and_the_others_are_done(world: World) -> None:
    stale, fresh = _claims(world, {}, {})
    bob = world.browser("bob", "seller")
    _, sent = _looked(bob, [f"{stale}:1", f"{fresh}:1"])
    world.done("alice", "buyer", "propose", stale, remedy="refund_only", amount="15.00")

    done = bob.post("/selling/give/", sent).text
    assert "Something happened here since you looked" in done
    assert (_refunded(world, stale), _refunded(world, fresh)) == (0, 900)
    assert world.engine.order(stale).disputes[0].open  # type: ignore[union-attr]


def test_a_part_is_offered_to_all_alike_up_to_an_amount(world: World) -> None:
    small, large = _claims(world, {}, {"amount": "18.00"})
    bob = world.browser("bob", "seller")
    rows = [f"{small}:1", f"{large}:1"]
    text, sent = _looked(bob, rows, how="part", percent="40", under="5.00")
    assert "Offer $3.60" in text
    assert "It is more than the amount that you set." in text
    bob.post("/selling/give/", sent)
    offers = [world.engine.order(each).disputes[0].proposals for each in (small, large)]  # type: ignore[union-attr]
    assert [offer[-1].amount for offer in offers] == [360, 1800]


def test_a_coupon_is_offered_where_the_claim_allows_one(world: World) -> None:
    order, other = _claims(world, {}, {"grounds": "not_as_described.wrong_item"})
    bob = world.browser("bob", "seller")
    text, sent = _looked(bob, [f"{order}:1", f"{other}:1"], how="coupon", percent="100")
    assert "Offer a coupon worth $9.00" in text
    assert "This cannot be answered this way now." in text
    assert sent["row"] == [f"{order}:1"]
    bob.post("/selling/give/", sent)
    assert world.engine.order(order).disputes[0].proposals[-1].remedy == "coupon"  # type: ignore[union-attr]


def test_one_address_is_given_for_several_returns(world: World) -> None:
    orders = _claims(world, *[{"remedy": "return_and_refund", "amount": "20.00"}] * 2)
    bob = world.browser("bob", "seller")
    rows = [f"{each}:1" for each in orders]
    for each in orders:
        world.done("bob", "seller", "accept_proposal", each, proposal=1)
    text, _ = _looked(bob, rows, how="address")
    assert text.count("This cannot be answered this way now.") == 2
    _, sent = _looked(bob, rows, how="address", address="1 Street, <b>Shenzhen</b>")
    sent["address"] = "1 Street, Shenzhen"
    assert "2 answers were given" in bob.post("/selling/give/", sent).text
    assert "1 Street, Shenzhen" in world.engine.texts(orders[0]).values()


def test_rows_of_others_are_not_there(world: World) -> None:
    order = world.disputed()
    eve = world.browser("eve", "seller")
    nowhere = "0192f0c0-0000-7000-8000-000000000000"
    for row in (f"{order}:1", f"{nowhere}:1", f"{order}:7"):
        assert "None of these can be answered." in eve.get("/selling/check/", {"row": row}).text
        sent = {"row": row, f"key.{row}": "k", f"version.{row}": "4"}
        assert "0 answers were given" in eve.post("/selling/give/", sent).text
    assert _refunded(world, order) == 0
    assert eve.get("/selling/check/").status_code == 302


def test_nonsense_is_not_answered(world: World) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")
    row = f"{order}:1"
    for sent in (
        {"row": "nonsense"},
        {"row": row},
        {"row": row, f"version.{row}": "x", f"key.{row}": "k"},
        {"row": row, "how": "nonsense", "percent": "-5"},
        {"row": row, "how": "part", "percent": "0", f"version.{row}": "3", f"key.{row}": "k"},
    ):
        assert bob.post("/selling/give/", sent).status_code == 200
    text, sent = _looked(bob, [row])
    sent[f"key.{row}"] = "k" * 201
    assert "not done" in bob.post("/selling/give/", sent).text
    assert _refunded(world, order) == 0
    assert "Accept $9.00" in text
