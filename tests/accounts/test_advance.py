"""What Bob owes Alice when he has been paid out: who waits, and what the platform advances."""

import pytest

from amends.core.moments import DAY
from amends.core.people import Actor
from amends.core.transfers import Transfer
from amends.engine.envelope import Receipt
from tests.accounts.stall import Stall, adopt
from tests.people import ALICE, BANK, BOB, CAROL, DAN, EVE_AS_SELLER

EVA = Actor(role="buyer", name="eva")


def advances(stall: Stall, order_id: str) -> list[int]:
    return [t.minor for t in stall.market.engine.transfers(order_id) if t.purpose == "advance"]


@pytest.fixture
def paid(stall: Stall) -> tuple[str, str]:
    """Two kettles, for 400.00 and 300.00, and Bob has been paid out for both."""
    orders = stall.sold("400.00"), stall.sold("300.00")
    assert stall.paid_out() == 70000
    return orders


def test_after_a_ruling_the_platform_advances_what_bob_cannot_cover(
    stall: Stall, paid: tuple[str, str]
) -> None:
    stall.to_the_platform(paid[0], "400.00")
    stall.ruled(paid[0], "400.00")
    assert advances(stall, paid[0]) == [40000]
    assert stall.accounts.owed(paid[0]) == {}
    assert (stall.bob().advanced, stall.bob().owed) == (40000, ())
    assert stall.market.is_sound()


def test_it_advances_no_more_than_500_for_one_seller(stall: Stall, paid: tuple[str, str]) -> None:
    first, second = paid
    stall.quarrel(second, "300.00")
    stall.market.accepted(BOB, "reject_proposal", second, proposal=1)
    stall.to_the_platform(first, "400.00")
    stall.ruled(first, "400.00", CAROL)
    stall.ruled(second, "300.00", DAN)
    assert (advances(stall, first), advances(stall, second)) == ([40000], [10000])
    # 200.00 of the second are "owed by the seller"; Alice waits for them and the first is paid.
    assert stall.accounts.owed(first) == {}
    assert stall.accounts.owed(second) == {1: 20000}
    (alice,) = stall.accounts.buyer("alice")
    assert [(debt.order_id, debt.to_buyer) for debt in alice.owed] == [(second, 20000)]


def test_two_rulings_in_one_batch_share_the_500(stall: Stall, paid: tuple[str, str]) -> None:
    """Attack: what a batch has decided is not in the tables yet, so each sees nothing advanced."""
    first, second = paid
    stall.quarrel(second, "300.00")
    stall.market.accepted(BOB, "reject_proposal", second, proposal=1)
    stall.to_the_platform(first, "400.00")
    answers = stall.market.engine.execute(
        [stall.ruling(first, "400.00", CAROL), stall.ruling(second, "300.00", DAN)]
    )
    assert [isinstance(answer, Receipt) for answer in answers] == [True, True]
    assert advances(stall, first) + advances(stall, second) == [40000, 10000]


def test_a_repeated_ruling_advances_nothing_again(stall: Stall, paid: tuple[str, str]) -> None:
    stall.to_the_platform(paid[0], "400.00")
    envelope = stall.ruling(paid[0], "400.00")
    first, again = stall.market.engine.execute([envelope, envelope])
    (last,) = stall.market.engine.execute([envelope])
    assert isinstance(first, Receipt)
    assert isinstance(again, Receipt)
    assert isinstance(last, Receipt)
    assert again.replayed
    assert last.replayed
    assert advances(stall, paid[0]) == [40000]


def test_what_bob_has_comes_first(stall: Stall, paid: tuple[str, str]) -> None:
    stall.sold("150.00", buyer=EVA)
    stall.to_the_platform(paid[1], "300.00")
    stall.ruled(paid[1], "300.00")
    assert advances(stall, paid[1]) == [15000]


def test_a_settlement_opens_no_fund(stall: Stall, paid: tuple[str, str]) -> None:
    """Attack: Bob takes his money, and agrees with a friend on a refund that the platform pays."""
    stall.settled(paid[0], "400.00")
    assert advances(stall, paid[0]) == []
    assert stall.accounts.owed(paid[0]) == {1: 40000}


def test_silence_opens_no_fund(stall: Stall, paid: tuple[str, str]) -> None:
    stall.quarrel(paid[0], "400.00")
    stall.market.clock.step(6 * DAY)
    stall.market.engine.sweep()
    assert advances(stall, paid[0]) == []
    assert stall.accounts.owed(paid[0]) == {1: 40000}


def test_what_comes_in_covers_what_was_booked_first(stall: Stall, paid: tuple[str, str]) -> None:
    first, second = paid
    stall.settled(first, "400.00")
    stall.settled(second, "300.00")
    assert [debt.minor for debt in stall.bob().owed] == [40000, 30000]
    stall.sold("500.00", buyer=EVA)
    assert stall.accounts.owed(first) == {}
    assert stall.accounts.owed(second) == {1: 20000}
    assert stall.bob().payable == 0
    assert stall.accounts.pay_out("bob", "USD", "tuesday") is None
    stall.sold("260.00", buyer=EVA)
    assert stall.accounts.owed(second) == {}
    assert stall.paid_out("wednesday") == 6000


def test_what_another_seller_has_covers_nothing(stall: Stall, paid: tuple[str, str]) -> None:
    stall.settled(paid[0], "400.00")
    stall.sold("500.00", buyer=EVA, seller=EVE_AS_SELLER)
    assert stall.accounts.owed(paid[0]) == {1: 40000}
    (eve,) = stall.accounts.seller("eve")
    assert (eve.payable, eve.owed) == (50000, ())


def test_what_alice_pays_back_covers_it(stall: Stall, paid: tuple[str, str]) -> None:
    """The kettle works after all, and Alice pays back what Bob had not even paid yet."""
    stall.settled(paid[0], "150.00")
    stall.market.accepted(ALICE, "repay", paid[0], amount="100.00")
    assert stall.accounts.owed(paid[0]) == {1: 5000}
    stall.market.accepted(ALICE, "repay", paid[0], amount="50.00")
    assert stall.accounts.owed(paid[0]) == {}
    assert stall.bob().payable == 0


def test_what_the_bank_took_is_owed_and_not_to_alice(stall: Stall, paid: tuple[str, str]) -> None:
    stall.market.accepted(BANK, "open_chargeback", paid[0], amount="400.00")
    stall.market.accepted(BANK, "close_chargeback", paid[0], won_by="buyer")
    (debt,) = stall.bob().owed
    assert (debt.order_id, debt.minor, debt.to_buyer) == (paid[0], 40000, 0)
    assert stall.accounts.owed(paid[0]) == {}
    assert advances(stall, paid[0]) == []


def test_where_the_platform_bears_what_comes_after_completion_bob_owes_nothing(
    stall: Stall,
) -> None:
    """The other reading of the rule (`recover_from`), by policy alone."""
    generous = adopt(
        stall.market.engine, "generous", '[order]\nrecover_from = "platform"\n[rates]\nbands = []\n'
    )
    order_id = stall.sold("400.00", generous)
    assert stall.paid_out() == 40000
    stall.settled(order_id, "150.00")
    assert stall.bob().owed == ()
    assert stall.accounts.owed(order_id) == {}


def test_an_advance_goes_back_to_the_fund_before_bob_is_paid_again(
    stall: Stall, paid: tuple[str, str]
) -> None:
    stall.to_the_platform(paid[0], "400.00")
    stall.ruled(paid[0], "400.00")
    stall.sold("250.00", buyer=EVA)
    assert (stall.bob().to_return, stall.bob().payable) == (25000, 0)
    back = stall.accounts.pay_out("bob", "USD", "tuesday")
    assert back is not None
    assert (back.minor, back.returned) == (0, 25000)
    stall.sold("250.00", buyer=EVA)
    last = stall.accounts.pay_out("bob", "USD", "wednesday")
    assert last is not None
    assert (last.minor, last.returned) == (10000, 15000)
    assert (stall.bob().advanced, stall.bob().returned) == (0, 40000)


def test_what_went_back_to_the_fund_can_be_advanced_again(
    stall: Stall, paid: tuple[str, str]
) -> None:
    stall.to_the_platform(paid[0], "400.00")
    stall.ruled(paid[0], "400.00", CAROL)
    stall.sold("400.00", buyer=EVA)
    stall.accounts.pay_out("bob", "USD", "tuesday")
    assert stall.bob().advanced == 0
    last = stall.sold("300.00", buyer=EVA)
    assert stall.paid_out("wednesday") == 30000
    stall.to_the_platform(last, "300.00", buyer=EVA)
    stall.ruled(last, "300.00", DAN)
    assert advances(stall, last) == [30000]


def test_a_lower_ruling_on_appeal_pays_bob_and_the_fund_waits_for_him(
    stall: Stall, paid: tuple[str, str]
) -> None:
    stall.to_the_platform(paid[0], "400.00")
    stall.ruled(paid[0], "400.00", CAROL)
    market = stall.market
    market.accepted(BOB, "appeal", paid[0], grounds="result", statement="It was whole.")
    market.accepted(ALICE, "decline_appeal", paid[0])
    market.accepted(
        DAN, "decide_appeal", paid[0], amount="100.00", liable={"seller": 100}, reasons="A scratch."
    )
    back = Transfer(debit="buyer:alice", credit="seller:bob", minor=30000, purpose="recovery")
    assert back in market.engine.transfers(paid[0])
    assert (stall.bob().advanced, stall.bob().to_return, stall.bob().payable) == (40000, 30000, 0)
    assert market.is_sound()


def test_a_higher_ruling_on_appeal_is_advanced_as_well(stall: Stall, paid: tuple[str, str]) -> None:
    stall.to_the_platform(paid[0], "300.00")
    stall.ruled(paid[0], "300.00", CAROL)
    market = stall.market
    market.accepted(ALICE, "appeal", paid[0], grounds="result", statement="It is useless.")
    market.accepted(BOB, "decline_appeal", paid[0])
    market.accepted(
        DAN, "decide_appeal", paid[0], amount="400.00", liable={"seller": 100}, reasons="It leaks."
    )
    assert advances(stall, paid[0]) == [30000, 10000]
    assert stall.accounts.owed(paid[0]) == {}
    assert market.is_sound()


def test_a_return_that_was_ruled_is_advanced_when_bob_confirms_it(
    stall: Stall, paid: tuple[str, str]
) -> None:
    stall.to_the_platform(paid[0], "400.00")
    market = stall.market
    market.accepted(
        CAROL, "issue_ruling", paid[0], remedy="return_and_refund", amount="400.00",
        liable={"seller": 100}, reasons="The lid is cracked.",
    )  # fmt: skip
    market.accepted(BOB, "give_return_address", paid[0], address="7 Dock Road, Shenzhen, CN")
    market.accepted(ALICE, "ship_return", paid[0], carrier="upu", tracking="RR123456785ES")
    assert advances(stall, paid[0]) == []
    market.accepted(BOB, "confirm_return", paid[0], condition="as_sent")
    assert advances(stall, paid[0]) == [40000]
    assert stall.accounts.owed(paid[0]) == {}
    assert market.is_sound()


def test_a_return_that_was_agreed_is_not_advanced(stall: Stall, paid: tuple[str, str]) -> None:
    market = stall.market
    stall.quarrel(paid[0], "400.00")
    market.accepted(
        BOB, "propose", paid[0], remedy="return_and_refund", amount="400.00", statement="Send it."
    )
    market.accepted(ALICE, "accept_proposal", paid[0], proposal=2)
    market.accepted(BOB, "give_return_address", paid[0], address="7 Dock Road, Shenzhen, CN")
    market.accepted(ALICE, "ship_return", paid[0], carrier="upu", tracking="RR123456785ES")
    market.accepted(BOB, "confirm_return", paid[0], condition="as_sent")
    assert advances(stall, paid[0]) == []
    assert stall.accounts.owed(paid[0]) == {1: 40000}
