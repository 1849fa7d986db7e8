"""What a seller could answer: one row for each kind of case, and every suggestion can be given."""

from typing import Any

import pytest

from amends.core.suggestion import evidence, silence, suggest, suggest_for_order
from tests.core.scene import Scene, claim, delivered, disputed, placed, shipped
from tests.people import ALICE, BOB

KIND = "not_as_described."
LOST = "not_received."


def _dispute(scene: Scene) -> Any:
    found = scene.order.dispute(1)
    assert found is not None
    return found


def _suggested(scene: Scene) -> Any:
    return suggest(scene.order, _dispute(scene), scene.policy)


# Grounds, remedy, amount, exhibits: kind, what the buyer would get, the first reason.
TABLE = [
    ("quality", "refund_only", "9.00", ["photo"], "accept", 900, "proved"),
    ("quality", "refund_only", "9.00", ["document"], "refuse", 0, "claim_fails"),
    ("quality", "refund_only", "20.00", ["photo"], "return", 2000, "proved"),
    ("quality", "return_and_refund", "20.00", ["video"], "accept", 2000, "proved"),
    ("quality", "refund_only", "2.00", ["photo"], "coupon", 200, "coupon_enough"),
    ("quality", "refund_only", "2.00", ["photo", "video"], "accept", 200, "small"),
    ("quality", "coupon", "3.00", ["photo"], "accept", 300, "small"),
    ("quality", "replacement", "", ["photo"], "accept", 0, "proved"),
    ("description", "refund_only", "9.00", ["document"], "part", 450, "nothing_shown"),
    ("damaged", "refund_only", "9.00", ["photo"], "part", 450, "undecided"),
    ("damaged", "replacement", "", ["photo"], "refuse", 0, "undecided"),
    ("wrong_item", "refund_only", "3.00", ["photo"], "accept", 300, "small"),
    ("wrong_item", "return_and_refund", "18.00", ["photo"], "accept", 1800, "proved"),
]


@pytest.mark.parametrize(("item", "remedy", "amount", "given", "kind", "minor", "because"), TABLE)
def test_a_claim_about_goods_that_came(
    item: str, remedy: str, amount: str, given: list[str], kind: str, minor: int, because: str
) -> None:
    scene = disputed(grounds=KIND + item, remedy=remedy, amount=amount, exhibits=given)
    found = _suggested(scene)
    assert (found.kind, found.amount) == (kind, minor)
    assert found.reasons[0].because == because
    # What silence would do is said as well, and a suggestion can always be given.
    assert found.reasons[-1].because in ("silence_pays", "silence_refers")
    before = len(scene.order.dispute(1).proposals)  # type: ignore[union-attr]
    scene.does(BOB, found.command, **found.arguments)
    if found.command == "propose":
        offered = _dispute(scene).proposals[before]
        assert (offered.remedy, offered.amount) == (found.remedy, found.amount)


def test_a_parcel_that_was_delivered_to_the_postcode_is_defended() -> None:
    scene = delivered().at(14)
    scene.does(
        ALICE, "open_dispute",
        **claim(
            grounds=LOST + "delivered_but_not_received", received=False, amount="20.00",
            exhibits=[],
        ),
    )  # fmt: skip
    found = _suggested(scene)
    assert (found.kind, found.command, found.amount) == ("refuse", "reject_proposal", 0)
    assert "Tracking shows a delivery" in found.reasons[0].words
    assert found.reasons[-1].because == "silence_refers"


def test_a_parcel_that_was_never_scanned_is_paid_back() -> None:
    scene = shipped().at(4)
    scene.does(
        ALICE, "open_dispute",
        **claim(grounds=LOST + "invalid_tracking", received=False, amount="20.00", exhibits=[]),
    )  # fmt: skip
    found = _suggested(scene)
    assert (found.kind, found.amount) == ("accept", 2000)
    assert found.reasons[0].because == "not_delivered"
    assert found.reasons[-1] == silence(scene.order, _dispute(scene), scene.policy)
    assert found.reasons[-1].amount == 2000


def test_nothing_is_suggested_when_it_is_not_the_sellers_turn() -> None:
    scene = disputed()
    scene.does(BOB, "propose", remedy="refund_only", amount="4.00")
    assert _suggested(scene) is None
    scene.does(ALICE, "accept_proposal", proposal=2)
    assert _suggested(scene) is None


def test_which_exhibits_decide() -> None:
    scene = disputed(grounds="not_as_described.damaged", exhibits=["photo"])
    shown = evidence(_dispute(scene), scene.policy)
    assert shown.given == ("photo",)
    assert shown.missing == ("packaging_photo",)


def test_a_request_to_cancel_or_for_more_time_is_granted() -> None:
    scene = placed().at(1)
    assert suggest_for_order(scene.order) is None
    scene.does(ALICE, "request_cancellation")
    found = suggest_for_order(scene.order)
    assert found is not None
    assert (found.kind, found.amount) == ("approve", 2000)
    scene.does(BOB, found.command, **found.arguments)
    assert scene.order.status == "cancelled"

    later = shipped().at(3)
    later.does(ALICE, "request_extension", days=5)
    asked = suggest_for_order(later.order)
    assert asked is not None
    later.does(BOB, asked.command, **asked.arguments)
    assert later.order.extension is None
