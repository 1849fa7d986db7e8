"""Payouts: once per key, never more than is payable, however many come at once."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from amends.core.moments import DAY
from amends.dev.sources import python_files
from amends.engine.accounts import Payout
from tests.accounts.stall import Stall


def test_a_payout_takes_what_is_payable(stall: Stall) -> None:
    stall.sold("400.00")
    payout = stall.accounts.pay_out("bob", "USD", "monday")
    assert payout == Payout(
        seller="bob", currency="USD", n=1, at=stall.market.clock.now(), minor=40000, returned=0
    )
    account = stall.bob()
    assert (account.balance, account.paid_out, account.payable) == (40000, 40000, 0)


def test_the_same_key_pays_once_and_gets_the_same_answer(stall: Stall) -> None:
    stall.sold("400.00")
    first = stall.accounts.pay_out("bob", "USD", "monday")
    stall.sold("300.00")
    again = stall.accounts.pay_out("bob", "USD", "monday")
    assert first is not None
    assert again is not None
    assert again.replayed
    assert (again.n, again.at, again.minor) == (first.n, first.at, first.minor)
    assert stall.bob().paid_out == 40000
    assert stall.paid_out("tuesday") == 30000


def test_where_nothing_is_payable_nothing_is_written(stall: Stall) -> None:
    stall.sold("400.00", stall.held)
    before = stall.market.contents()
    assert stall.accounts.pay_out("bob", "USD", "monday") is None
    assert stall.accounts.pay_out("bob", "EUR", "monday") is None
    assert stall.accounts.pay_out("eve", "USD", "monday") is None
    assert stall.market.contents() == before
    stall.market.clock.step(7 * DAY)
    assert stall.paid_out("monday") == 40000


@pytest.mark.parametrize("key", ["", "x" * 201, "a\0b"])
def test_a_key_that_no_database_can_keep_is_refused(stall: Stall, key: str) -> None:
    with pytest.raises(ValueError, match="a key has from 1 to 200"):
        stall.accounts.pay_out("bob", "USD", key)


def test_a_payout_touches_no_order(stall: Stall) -> None:
    stall.sold("400.00")
    before = stall.market.contents()
    stall.paid_out()
    after = stall.market.contents()
    assert after.pop("payout") != before.pop("payout")
    assert after == before
    assert stall.market.is_sound()


def test_many_calls_at_once_pay_out_once(stall: Stall) -> None:
    stall.sold("400.00")
    together = threading.Barrier(8)

    def call(n: int) -> Payout | None:
        together.wait()
        return stall.accounts.pay_out("bob", "USD", f"key {n}")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(call, range(8)))
    paid = [answer for answer in answers if answer is not None]
    assert [(p.n, p.minor, p.replayed) for p in paid] == [(1, 40000, False)]
    assert stall.bob().paid_out == 40000


def test_many_calls_with_one_key_get_one_answer(stall: Stall) -> None:
    stall.sold("400.00")
    together = threading.Barrier(8)

    def call(_: int) -> Payout | None:
        together.wait()
        return stall.accounts.pay_out("bob", "USD", "monday")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(call, range(8)))
    assert sorted((a.n, a.minor) for a in answers if a is not None) == [(1, 40000)] * 8
    assert sum(not a.replayed for a in answers if a is not None) == 1
    assert stall.bob().paid_out == 40000


def test_payouts_while_orders_are_sold_never_exceed_what_is_payable(stall: Stall) -> None:
    """Dave pays out as fast as he can while Alice confirms order after order."""
    over = threading.Event()

    def pay(worker: int) -> int:
        taken = n = 0
        while not over.is_set():
            n += 1
            payout = stall.accounts.pay_out("bob", "USD", f"{worker}/{n}")
            taken += payout.minor if payout is not None else 0
        return taken

    with ThreadPoolExecutor(3) as pool:
        workers = [pool.submit(pay, n) for n in range(3)]
        try:
            last = [stall.sold("10.00") for _ in range(6)][-1]
            stall.settled(last, "4.00")
        finally:
            over.set()
        taken = sum(worker.result(60) for worker in workers)
    rest = stall.accounts.pay_out("bob", "USD", "rest")
    account = stall.bob()
    assert account.balance == 6000 - 400
    assert account.paid_out == taken + (rest.minor if rest is not None else 0)
    # The recovery came before the payout of its release, or it is owed; nothing else can be.
    assert account.paid_out - account.balance == sum(debt.minor for debt in account.owed)
    assert account.paid_out - account.balance in (0, 400)


def test_a_key_is_a_sellers_own(stall: Stall) -> None:
    stall.sold("400.00")
    assert stall.accounts.pay_out("eve", "USD", "monday") is None
    assert stall.paid_out("monday") == 40000


def test_only_the_accounts_write_payouts() -> None:
    """An order's transaction never touches them (safeguards.md 29)."""
    writes = re.compile(r"INTO payout|PAYOUTS\.insert")
    found = [path.name for path in python_files() if writes.search(path.read_text("utf-8"))]
    assert set(found) == {"accounts.py", "payouts.py", "test_moving.py", "test_payouts.py"}
