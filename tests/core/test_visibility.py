"""What each role may see (A6, safeguards.md 18): strangers and systems nothing, others their part."""

from typing import Any

import pytest

from amends.core.people import Actor
from amends.core.visibility import view
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
