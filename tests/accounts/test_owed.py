"""What is owed: the debts booked last, as what comes in covers the first ones first."""

from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from amends.core.transfers import Purpose, Transfer
from amends.ledger.owed import Booking, Owed, booking, owed

BOB = "seller:bob"


def moved(debit: str, credit: str, minor: int, purpose: Purpose) -> Transfer:
    return Transfer(debit=debit, credit=credit, minor=minor, purpose=purpose)


def booked(*amounts: int) -> list[Booking]:
    """Bookings one after the other; what goes out goes to Alice."""
    return [
        Booking(order_id="o", position=n, at=n, minor=minor, to_buyer=max(0, -minor))
        for n, minor in enumerate(amounts, 1)
    ]


def amounts(debts: tuple[Owed, ...]) -> dict[int, int]:
    return {debt.position: debt.minor for debt in debts}


def test_what_is_covered_is_not_owed() -> None:
    assert owed(booked(1000, -400), 600) == ()
    assert owed(booked(1000, -400), 0) == ()


def test_the_first_debt_is_covered_first() -> None:
    # 1,000 came in and was paid out; 400 and then 300 were recovered; 500 came in since.
    entries = booked(1000, -400, -300, 500)
    assert amounts(owed(entries, -200)) == {3: 200}
    assert amounts(owed(entries, -500)) == {2: 200, 3: 300}


def test_debts_are_told_in_the_order_of_booking_whatever_order_they_come_in() -> None:
    entries = booked(-5, -6, -7)
    assert owed(reversed(entries), -18) == owed(entries, -18)
    assert [debt.minor for debt in owed(entries, -18)] == [5, 6, 7]


def test_what_others_pay_in_the_same_event_is_no_debt() -> None:
    # The carrier bears 40.00 of what Alice gets back, the platform advances 10.00.
    event = [
        moved(BOB, "buyer:alice", 6000, "recovery"),
        moved("carrier:upu", BOB, 4000, "made_whole"),
        moved("platform:protection", BOB, 1000, "advance"),
    ]
    entry = booking(BOB, "o", 7, 70, event)
    assert (entry.minor, entry.to_buyer) == (-1000, 6000)
    assert owed([entry], -1000) == (
        Owed(order_id="o", position=7, at=70, minor=1000, to_buyer=1000),
    )


def test_a_fee_is_owed_to_the_platform_and_not_to_alice() -> None:
    fee = moved(BOB, "platform:fees", 50, "commission")
    (debt,) = owed([booking(BOB, "o", 1, 1, [fee])], -50)
    assert (debt.minor, debt.to_buyer) == (50, 0)


@given(st.lists(st.integers(-1000, 1000).filter(bool), max_size=30), st.integers(0, 3000))
def test_it_is_what_a_cashier_who_pays_debts_in_turn_would_say(
    moves: list[int], wanted: int
) -> None:
    """The cashier has a till and a queue of debts; Bob is paid out of the till alone."""
    till, queue = 0, deque[tuple[int, int]]()
    for position, minor in enumerate(moves, 1):
        if minor < 0:
            queue.append((position, -minor))
        else:
            till += minor
        while queue and till:
            first, rest = queue.popleft()
            part = min(rest, till)
            till -= part
            if rest > part:
                queue.appendleft((first, rest - part))
        paid = min(till, wanted)
        till, wanted = till - paid, wanted - paid
    has = till - sum(rest for _, rest in queue)
    assert amounts(owed(booked(*moves), has)) == dict(queue)
