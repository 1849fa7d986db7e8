"""What an offer that nobody has made yet would do: the same as if it were made and accepted."""

from typing import Any

import pytest

from amends.core.commands import build
from amends.core.commands.propose import Propose
from amends.core.events import DisputeClosed
from amends.core.people import Actor
from amends.core.postings import postings
from amends.core.preview import Preview, of_offer
from amends.core.refusals import Refusal
from amends.core.transfers import Transfer
from tests.core.scene import Scene, arbitrated, disputed
from tests.people import ALICE, BOB, CAROL


def _told(scene: Scene, actor: Actor, **offer: Any) -> Preview | Refusal:
    command = build("propose", offer)
    assert isinstance(command, Propose)
    before = scene.order
    would = of_offer(scene.order, actor, scene.policy, scene.now, command)
    assert scene.order == before
    return would


def _net(transfers: tuple[Transfer, ...], account: str) -> int:
    return sum(t.minor for t in transfers if t.credit == account) - sum(
        t.minor for t in transfers if t.debit == account
    )


@pytest.mark.parametrize("amount", ["4.00", "9.00", "20.00"])
def test_it_is_what_making_and_accepting_it_moves(amount: str) -> None:
    scene = disputed()
    would = _told(scene, BOB, remedy="refund_only", amount=amount)
    assert isinstance(would, Preview)

    scene.does(BOB, "propose", remedy="refund_only", amount=amount)
    events = scene.give(ALICE, "accept_proposal", proposal=2)

    assert would.stage == "closed"
    assert would.transfers == tuple(t for event in events for t in postings(event))
    assert would.afterwards == ()


def test_the_platforms_offer_is_as_if_both_had_accepted() -> None:
    would = _told(arbitrated(), CAROL, remedy="refund_only", amount="5.00")
    assert isinstance(would, Preview)
    assert _net(would.transfers, "buyer:alice") == 500


def test_a_return_moves_nothing_now_and_everything_afterwards() -> None:
    would = _told(disputed(), BOB, remedy="return_and_refund", amount="18.00")

    assert isinstance(would, Preview)
    assert would.stage == "return"
    assert would.transfers == ()
    assert would.later == _net(would.afterwards, "buyer:alice") == 1800


def test_new_goods_leave_the_money_with_the_seller_afterwards() -> None:
    would = _told(disputed(), BOB, remedy="replacement")

    assert isinstance(would, Preview)
    assert would.transfers == ()
    assert _net(would.afterwards, "buyer:alice") == 0
    assert _net(would.afterwards, "seller:bob") > 0


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        ({"remedy": "refund_only", "amount": "20.01"}, "more_than_was_paid"),
        ({"remedy": "refund_only", "amount": "1.001"}, "bad_amount"),
        ({"remedy": "refund_only"}, "amount_missing"),
        ({"remedy": "resend"}, "remedy_not_offered"),
    ],
)
def test_what_could_not_be_offered_is_refused_alike(offer: dict[str, str], code: str) -> None:
    scene = disputed()
    would = _told(scene, BOB, **offer)
    assert isinstance(would, Refusal)
    assert would == scene.refuses(BOB, "propose", code, **offer)


def test_nobody_else_is_told_anything() -> None:
    would = _told(disputed(), Actor(role="seller", name="eve"), remedy="refund_only", amount="1")
    assert isinstance(would, Refusal)
    assert would.code == "unknown_order"


def test_closed_it_is_refused() -> None:
    scene = disputed().does(BOB, "accept_proposal", proposal=1)
    assert any(isinstance(event, DisputeClosed) for _, event in scene.happened)
    would = _told(scene, BOB, remedy="refund_only", amount="1.00")
    assert isinstance(would, Refusal)
    assert would.code == "not_in_this_stage"
