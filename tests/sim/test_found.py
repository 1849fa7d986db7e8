"""What simulating found: the smallest scene of each."""

from pathlib import Path

import pytest

from amends.core.moments import DAY
from amends.core.postings import postings
from amends.engine.envelope import Receipt
from tests.engine.market import Market, opened
from tests.people import ALICE, BOB, CAROL, CARRIER


def in_arbitration(market: Market, numbers: tuple[str, ...], price: str) -> list[str]:
    """Alice's disputes about kettles of Bob's, all of them before the platform on one day."""
    ids = [
        market.placed(n, lines=[{"id": "kettle", "price": price}], shipping="0") for n in numbers
    ]
    for n, order_id in zip(numbers, ids, strict=True):
        market.accepted(BOB, "ship", order_id, carrier="upu", tracking=f"CARRIER-{n}")
    market.clock.step(12 * DAY)
    for order_id in ids:
        market.open_dispute(order_id, amount=price)
        market.accepted(BOB, "reject_proposal", order_id, proposal=1)
        market.accepted(ALICE, "reject_proposal", order_id, proposal=2)
    market.clock.step(6 * DAY)
    return ids


RULING = {"remedy": "refund_only", "liable": "seller", "facts": "Cracked.", "reasons": "See photo."}


@pytest.mark.parametrize("together", [False, True])
def test_two_rulings_between_the_same_parties_add_up_also_in_one_batch(
    tmp_path: Path, together: bool
) -> None:
    # Safeguard 18: 300 and 300 are above 500, so Carol's second ruling waits for a second person,
    # however the writer gathers them.
    market = Market(opened(tmp_path))
    ids = in_arbitration(market, ("1", "2"), "300.00")
    rulings = [
        market.envelope(CAROL, "issue_ruling", each, amount="300.00", **RULING) for each in ids
    ]
    for batch in [rulings] if together else [[ruling] for ruling in rulings]:
        assert all(isinstance(answer, Receipt) for answer in market.engine.execute(batch))
    in_force = [market.engine.order(each).disputes[0].rulings for each in ids]  # type: ignore[union-attr]
    assert [len(rulings) for rulings in in_force] == [1, 0], "the second one waits"
    market.engine.close()


@pytest.mark.parametrize("worker", ["punctual", "absent"])
def test_an_advance_does_not_depend_on_whether_a_worker_has_woken_another_order(
    tmp_path: Path, worker: str
) -> None:
    # Invariant 5: Ann's order completes by silence and pays Bob 100.00, woken or not. So he covers
    # what he owes Alice after a ruling, fees and all, and nothing is advanced.
    market = Market(opened(tmp_path))
    anns = market.placed(
        "2", buyer="ann", lines=[{"id": "lamp", "price": "100.00"}], promised="P1D"
    )
    market.accepted(BOB, "ship", anns, carrier="upu", tracking="LAMP-1")
    order_id = market.shipped(payment_fee="10.00")
    market.accepted(ALICE, "confirm_receipt", order_id, confirm=True)
    market.clock.step(10 * DAY)
    market.open_dispute(order_id, amount="20.00")
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    market.accepted(ALICE, "reject_proposal", order_id, proposal=2)
    market.clock.step(30 * DAY)
    if worker == "punctual":
        market.engine.sweep()
    receipt = market.accepted(CAROL, "issue_ruling", order_id, amount="20.00", **RULING)
    moved = {move.purpose: move.minor for event in receipt.events for move in postings(event)}
    assert moved["recovery"] == 20_00
    assert "advance" not in moved
    market.engine.close()


@pytest.mark.parametrize("together", [False, True])
def test_a_number_used_for_another_postcode_is_known_also_in_one_batch(
    tmp_path: Path, together: bool
) -> None:
    # Safeguard 8: Bob gives one number to two buyers in two towns, so the delivery of one parcel
    # proves nothing about the other.
    market = Market(opened(tmp_path))
    anns = market.placed("1", buyer="ann", postcode="10115")
    alices = market.placed("2", postcode="28013")
    given = {"carrier": "upu", "tracking": "RB123456785GB"}
    commands = [
        market.envelope(BOB, "ship", anns, **given),
        market.envelope(BOB, "ship", alices, **given),
        market.envelope(
            CARRIER, "report_tracking", alices, tracking="RB123456785GB", status="delivered"
        ),
    ]
    for batch in [commands] if together else [[command] for command in commands]:
        market.engine.execute(batch)
    order = market.engine.order(alices)
    assert order is not None
    assert order.parcels[0].elsewhere
    assert order.parcels[0].delivered_at is None
    market.engine.close()
