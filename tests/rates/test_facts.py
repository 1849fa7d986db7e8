"""What an order's state means for the rates of its seller (readings.md 37, safeguards.md 24)."""

from typing import Any

from amends.core.dispute import Arbitration, Closed, Dispute, Negotiation, Ruling, Shares
from amends.core.grounds import Outcome
from amends.core.moments import DAY, parse_instant
from amends.core.order import Order
from amends.core.value import changed
from amends.rates import OrderFacts, facts

PAID = parse_instant("2024-03-01T00:00:00Z")
LATER = PAID + 20 * DAY


def order(*disputes: Dispute, **changes: Any) -> Order:
    plain = Order(
        id="o1", number="1", shop="shop", buyer="alice", seller="bob", currency="USD",
        policy="aliexpress-2017@1", version=1, last_at=PAID, paid_at=PAID, status="shipped",
        ship_from="CN", ship_to="ES", logistics="seller", shipping=0, paid=2000,
        promised=30 * DAY, promised_asked=30 * DAY, lines=(), escrow=2000, disputes=disputes,
        counted_at=LATER if disputes else None,
    )  # fmt: skip
    return changed(plain, **changes)


def dispute(outcome: Outcome | None = None, number: int = 1, **changes: Any) -> Dispute:
    stage = Closed(outcome=outcome, at=LATER) if outcome else Negotiation(turn="seller")
    plain = Dispute(
        number=number, line="kettle", pieces=(0,), grounds="not_as_described.quality",
        received=True, opened_at=LATER, claim=900, most=2000, stage=stage,
    )  # fmt: skip
    return changed(plain, **changes)


def ruling(number: int, seller: int, **changes: Any) -> Ruling:
    shares: Shares = (("seller", seller), ("carrier", 100 - seller))
    plain = Ruling(
        number=number, by="carol", at=LATER, remedy="refund_only", amount=900,
        liable=shares, in_force=True,
    )  # fmt: skip
    return changed(plain, **changes)


def test_an_order_of_which_nothing_is_known_yet_is_in_no_rate() -> None:
    assert facts(order()) == OrderFacts(seller="bob", counted_at=None)


def test_confirmed_and_completed_by_time_are_done() -> None:
    for field in ("confirmed_at", "confirm_by_passed"):
        found = facts(order(counted_at=LATER, **{field: LATER}))
        assert found == OrderFacts(seller="bob", counted_at=LATER, done=True)


def test_an_open_dispute_is_disputed_and_no_more() -> None:
    assert facts(order(dispute())) == OrderFacts(seller="bob", counted_at=LATER, disputed=True)


def test_an_end_between_the_parties_is_resolved() -> None:
    for outcome in ("settled", "by_default", "lapsed"):
        found = facts(order(dispute(outcome)))
        assert (found.resolved, found.withdrawn, found.at_platform) == (True, False, False)


def test_withdrawn_means_that_every_dispute_was_taken_back() -> None:
    assert facts(order(dispute("cancelled"))).withdrawn
    both = order(dispute("cancelled"), dispute("settled", number=2))
    assert not facts(both).withdrawn
    assert not facts(order(dispute("cancelled"), dispute(number=2))).withdrawn


def test_what_the_bank_ended_does_not_count() -> None:
    assert facts(order(dispute("charged_back"))) == OrderFacts(seller="bob", counted_at=None)


def test_a_return_that_was_raised_went_to_the_platform() -> None:
    raised = dispute(stage=Arbitration(since=LATER), went_to_platform=True)
    assert facts(order(raised)).at_platform
    settled_there = dispute("settled", went_to_platform=True)
    found = facts(order(settled_there))
    assert (found.at_platform, found.resolved) == (True, False)


def test_the_latest_ruling_in_force_counts_and_upholding_it_changes_nothing() -> None:
    def percent(*rulings: Ruling) -> int:
        return facts(order(dispute("ruled", went_to_platform=True, rulings=rulings))).liable_percent

    assert percent(ruling(1, 100)) == 100
    assert percent(ruling(1, 100), ruling(2, 0)) == 0
    assert percent(ruling(1, 100), ruling(2, 0, in_force=False)) == 100
    assert percent(ruling(1, 60), ruling(2, 0, upheld=True)) == 60


def test_of_two_rulings_on_one_order_the_heavier_counts() -> None:
    first = dispute("ruled", went_to_platform=True, rulings=(ruling(1, 20),))
    second = dispute("ruled", number=2, went_to_platform=True, rulings=(ruling(1, 70),))
    assert facts(order(first, second)).liable_percent == 70
