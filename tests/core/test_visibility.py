"""What each role may see (A6, safeguards.md 18): strangers and systems nothing, others their part."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.postings import postings
from amends.core.view import view
from amends.core.visibility import shown_transfers
from tests.core import scene
from tests.core.scene import Scene
from tests.people import (
    ALICE,
    BANK,
    BOB,
    CAROL,
    CARRIER,
    DAN,
    DAVE,
    EVE,
    EVE_AS_SELLER,
    SHOP,
)  # fmt: skip

FEES: dict[str, Any] = {"commission": "10%", "payment_fee": "0.31"}
LARGE = {"lines": [{"id": "kettle", "price": "700.00"}]}


def seen(play: Scene, viewer: Actor) -> dict[str, Any]:
    """The only dispute as the viewer sees it."""
    (dispute,) = view(play.order, viewer, play.policy, play.now)["disputes"]
    return dict(dispute)


@pytest.mark.parametrize("stranger", [EVE, EVE_AS_SELLER, CARRIER, BANK, SHOP])
def test_strangers_and_systems_see_nothing(stranger: Actor) -> None:
    play = scene.disputed()
    assert view(play.order, stranger, play.policy, play.now) == {}


def test_an_arbitrator_who_is_a_party_sees_nothing_as_arbitrator() -> None:
    play = scene.arbitrated()
    assert view(play.order, Actor(role="arbitrator", name="bob"), play.policy, play.now) == {}


def test_a_ruling_not_in_force_is_for_arbitrators_alone() -> None:
    play = scene.arbitrated(order=LARGE)
    play.does(CAROL, "issue_ruling", amount="700.00", liable="seller")
    for viewer in (ALICE, BOB, DAVE):
        assert "pending_ruling" not in seen(play, viewer)
        assert seen(play, viewer)["rulings"] == []
    assert "pending_ruling" in seen(play, DAN)


def test_a_ruling_without_reasons_shows_the_words_of_the_recommendation() -> None:
    play = scene.arbitrated().does(CAROL, "issue_ruling", amount="5.00", liable="seller")
    (ruling,) = seen(play, ALICE)["rulings"]
    assert ruling["reasons"]
    assert ruling["recommended"] == "seller"


def test_a_return_address_is_for_the_parties_and_the_arbitrator() -> None:
    play = scene.disputed(remedy="return_and_refund", amount="20.00")
    play.does(BOB, "accept_proposal", proposal=1)
    play.does(BOB, "give_return_address", address="18 Keyuan Road, Shenzhen, CN")
    for viewer in (ALICE, BOB, CAROL):
        assert seen(play, viewer)["return_address"] == "18 Keyuan Road, Shenzhen, CN"
    assert "return_address" not in seen(play, DAVE)


def test_the_recommendation_is_on_the_arbitrators_desk_only() -> None:
    play = scene.arbitrated()
    assert "recommended" in seen(play, CAROL)
    assert "recommended" not in seen(play, ALICE)


def test_a_standing_proposal_shows_every_cent_that_accepting_it_would_move() -> None:
    play = scene.disputed()
    (claim,) = seen(play, BOB)["proposals"]
    moved = {(t["to"], t["amount"]) for t in claim["would_move"]}
    assert moved == {("buyer:alice", "9.00"), ("seller:bob", "11.00")}


def _accepted(**order: Any) -> Scene:
    return scene.disputed(order=order).does(BOB, "accept_proposal", proposal=1)


def _after_release(**order: Any) -> Scene:
    play = scene.delivered(**order).does(ALICE, "confirm_receipt", confirm=True).after(1)
    play.does(ALICE, "open_dispute", **scene.claim())
    return play.does(BOB, "accept_proposal", proposal=1)


def _ruled(liable: str, **order: Any) -> Scene:
    play = scene.arbitrated(order={"logistics": "platform", **order})
    return play.does(CAROL, "issue_ruling", **scene.refund(play, "5.00", liable, reasons="So."))


def _appealed(**order: Any) -> Scene:
    play = (
        _ruled("seller", **order)
        .after(1)
        .does(ALICE, "appeal", grounds="result", statement="It is worth less.")
    )
    return play.after(8).does(DAN, "decide_appeal", **scene.refund(play, "12.00", reasons="So."))


def _repaid(**order: Any) -> Scene:
    return _accepted(**order).does(ALICE, "repay", dispute=1, amount="4.00")


def _charged_back(**order: Any) -> Scene:
    play = _after_release(**order).does(BANK, "open_chargeback", amount="10.00")
    return play.does(BANK, "close_chargeback", won_by="buyer")


STORIES: dict[str, Callable[..., Scene]] = {
    "held": scene.placed,
    "asked for": lambda **order: scene.disputed(order=order),
    "before the platform": lambda **order: scene.arbitrated(order=order),
    "settled": _accepted,
    "settled after the release": _after_release,
    "the seller bears it": partial(_ruled, "seller"),
    "the carrier bears it": partial(_ruled, "carrier"),
    "appealed": _appealed,
    "repaid": _repaid,
    "charged back": _charged_back,
}


def _told(play: Scene, viewer: Actor) -> Any:
    moved = [shown_transfers(postings(event), play.order, viewer) for _, event in play.happened]
    return view(play.order, viewer, play.policy, play.now), moved


@pytest.mark.parametrize("story", STORIES)
def test_what_the_buyer_sees_is_the_same_whatever_the_seller_pays(story: str) -> None:
    without, paying = STORIES[story](), STORIES[story](**FEES)
    assert _told(without, ALICE) == _told(paying, ALICE)
    assert _told(without, BOB) != _told(paying, BOB)


@pytest.mark.parametrize("viewer", [BOB, CAROL, DAVE])
def test_the_sellers_fees_are_for_the_seller_and_who_judges(viewer: Actor) -> None:
    money = view(*_of(scene.placed(**FEES), viewer))["money"]
    assert (money["commission"], money["payment_fee"]) == ("2.00", "0.31")


def test_to_the_buyer_all_that_leaves_escrow_is_refund_or_the_sellers() -> None:
    play = _accepted(**FEES)
    moved = [t for _, event in play.happened for t in postings(event)]
    assert [(t.credit, t.minor) for t in shown_transfers(moved[1:], play.order, ALICE)] == [
        ("buyer:alice", 900),
        ("seller:bob", 1100),
    ]


def _of(play: Scene, viewer: Actor) -> tuple[Order, Actor, Policy, int]:
    return play.order, viewer, play.policy, play.now
