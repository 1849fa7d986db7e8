"""When released money is payable, and what is taken off it (safeguards.md 22)."""

from amends.core.moments import DAY
from amends.ledger.payable import SellerAccount
from tests.accounts.stall import Stall
from tests.people import ALICE, BANK


def reasons(account: SellerAccount) -> list[tuple[str, int]]:
    return [(each.why, each.minor) for each in account.withheld]


def test_released_money_adds_up_over_orders_and_by_currency(stall: Stall) -> None:
    stall.sold("400.00")
    stall.sold("300.00")
    assert stall.bob().balance == 70000
    assert stall.bob().payable == 70000
    assert stall.accounts.seller("alice") == ()


def test_money_in_escrow_is_not_the_sellers(stall: Stall) -> None:
    stall.market.shipped("not confirmed")
    assert stall.accounts.seller("bob") == ()


def test_currencies_are_kept_apart(stall: Stall) -> None:
    stall.sold("400.00")
    yen = stall.market.placed("yen", currency="JPY", lines=[{"id": "kettle", "price": "900"}],
                              shipping="0")  # fmt: skip
    stall.market.clock.step(31 * DAY)
    stall.market.engine.sweep()
    assert stall.bob().balance == 40000
    (alice,) = stall.accounts.buyer("alice")
    assert (alice.currency, alice.balance) == ("JPY", 900)
    assert stall.market.engine.transfers(yen)


def test_money_is_payable_when_the_hold_after_its_release_is_over(stall: Stall) -> None:
    stall.sold("400.00", stall.held)
    released = stall.market.clock.now()
    (waits,) = stall.bob().withheld
    assert (waits.why, waits.minor, waits.until) == ("hold", 40000, released + 7 * DAY)
    assert stall.bob().payable == 0
    stall.market.clock.step(7 * DAY - 1)
    assert stall.bob().payable == 0
    stall.market.clock.step(1)
    assert stall.bob().payable == 40000


def test_each_release_has_its_own_hold(stall: Stall) -> None:
    stall.sold("400.00", stall.held)
    stall.sold("300.00", stall.held)  # twelve days later
    assert stall.bob().payable == 40000
    assert reasons(stall.bob()) == [("hold", 30000)]


def test_a_new_sellers_money_waits_until_protection_ends(stall: Stall) -> None:
    """The built-in policy's bands need 50 orders: of Bob's one order they cannot say anything."""
    order_id = stall.sold("400.00", "aliexpress-2017")
    confirmed = stall.market.clock.now()
    (waits,) = stall.bob().withheld
    assert (waits.why, waits.minor, waits.until) == ("protection", 40000, confirmed + 15 * DAY)
    stall.market.clock.set(confirmed + 15 * DAY)
    assert stall.bob().payable == 0, "on the last day Alice can still open a dispute"
    stall.quarrel(order_id, "100.00")
    stall.market.clock.step(1)
    assert reasons(stall.bob()) == [("dispute", 40000)]


def test_when_protection_has_ended_a_new_seller_is_paid(stall: Stall) -> None:
    stall.sold("400.00", "aliexpress-2017")
    stall.market.clock.step(15 * DAY + 1)
    assert stall.bob().payable == 40000


def test_what_is_in_dispute_is_not_payable(stall: Stall) -> None:
    first = stall.sold("400.00")
    stall.sold("300.00")
    stall.quarrel(first, "100.00")
    assert reasons(stall.bob()) == [("dispute", 40000)]
    assert stall.bob().payable == 30000
    stall.market.accepted(ALICE, "cancel_dispute", first, confirm=True)
    assert stall.bob().payable == 70000


def test_what_is_in_dispute_is_not_payable_out_of_other_orders_either(stall: Stall) -> None:
    """Attack: take the money of an order, lose a dispute about it, and take the next order's."""
    first = stall.sold("400.00")
    assert stall.paid_out() == 40000
    stall.sold("300.00")
    stall.quarrel(first, "400.00")
    assert stall.bob().payable == 0
    assert stall.accounts.pay_out("bob", "USD", "tuesday") is None


def test_while_the_bank_looks_at_a_payment_none_of_it_is_payable(stall: Stall) -> None:
    order_id = stall.sold("400.00")
    stall.market.accepted(BANK, "open_chargeback", order_id, amount="50.00")
    assert reasons(stall.bob()) == [("chargeback", 40000)]
    stall.market.accepted(BANK, "close_chargeback", order_id, won_by="seller")
    assert stall.bob().payable == 40000


def test_what_was_recovered_is_not_payable(stall: Stall) -> None:
    order_id = stall.sold("400.00")
    stall.settled(order_id, "150.00")
    assert (stall.bob().balance, stall.bob().payable) == (25000, 25000)
    assert stall.bob().owed == ()
