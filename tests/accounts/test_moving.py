"""Payouts that move to another database with the orders: none is lost, none is invented."""

import io
from pathlib import Path
from typing import Any

import pytest

from amends.core.moments import DAY
from amends.engine.engine import open_engine
from amends.engine.payouts import kept_payouts, take_payout
from amends.engine.restore import DossierError
from amends.engine.store.tables import PayoutRow
from amends.importing.jsonl import bring, export
from amends.importing.rejected import Rejections
from tests.accounts.stall import Stall
from tests.engine.market import START

PAYOUT = PayoutRow("bob", "USD", 1, "monday", START + 30 * DAY, 40000, 0)


def changed(**changes: Any) -> PayoutRow:
    return PAYOUT._replace(**changes)


def test_what_was_paid_out_comes_back_as_it_was(stall: Stall) -> None:
    store = stall.market.store
    for n in range(3):
        stall.sold("400.00")
        stall.paid_out(f"payout {n}")
    kept = list(kept_payouts(store))
    assert [(row[2], row[5]) for row in kept] == [(1, 40000), (2, 40000), (3, 40000)]
    with store.transaction() as transaction:
        transaction.change("DELETE FROM payout WHERE seller = ?", ("bob",))
    assert [take_payout(store, row) for row in kept] == [True, True, True]
    assert [take_payout(store, row) for row in kept] == [False, False, False]
    assert list(kept_payouts(store)) == kept
    assert stall.bob().payable == 0
    assert stall.accounts.pay_out("bob", "USD", "once more") is None


@pytest.mark.parametrize(
    "row",
    [
        changed(minor=50000),  # another amount under the same number
        changed(key="tuesday"),
        changed(n=3, key="wednesday"),  # the second is missing
        changed(n=2),  # the same key again
        changed(n=2, key="tuesday", at=999),  # before the first
        changed(n=2, key="tuesday", minor=50001),  # a cent more than is left
        changed(n=2, key="tuesday", minor=0, returned=1),  # nothing was advanced
        changed(n=2, key="tuesday", minor=-1),
        changed(n=2, key="tuesday", minor=0),
        changed(n=2, key="tuesday", returned=2**80),
        changed(n=2**40, key="tuesday"),
        changed(n=2, key=""),
        changed(n=2, key="x" * 5000),
    ],
)
def test_what_does_not_follow_is_not_taken(stall: Stall, row: PayoutRow) -> None:
    store = stall.market.store
    stall.sold("900.00")
    assert take_payout(store, PAYOUT)
    with pytest.raises(DossierError):
        take_payout(store, row)
    assert list(kept_payouts(store)) == [PAYOUT]


@pytest.mark.parametrize(
    "row",
    [
        changed(minor=90001),
        changed(currency="EUR"),
        changed(seller="eve"),
        changed(at=START),  # before anything was released
        changed(minor=0, returned=40000),
    ],
)
def test_a_forged_payout_is_not_taken_and_the_audit_finds_it(stall: Stall, row: PayoutRow) -> None:
    store = stall.market.store
    stall.sold("900.00")
    with pytest.raises(DossierError):
        take_payout(store, row)
    assert list(kept_payouts(store)) == []
    assert stall.market.is_sound()
    with store.transaction() as transaction:
        transaction.change("INSERT INTO payout VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    check = stall.market.engine.audit().checks["payouts"]
    assert (check.looked, check.wrong) == (1, 1)
    assert check.first is not None
    assert str(row[0]) in check.first.sentence


def test_a_payout_that_is_missing_is_found(stall: Stall) -> None:
    for n in range(3):
        stall.sold("400.00")
        stall.paid_out(f"payout {n}")
    assert stall.market.is_sound()
    with stall.market.store.transaction() as transaction:
        transaction.change("DELETE FROM payout WHERE n = 2")
    assert stall.market.engine.audit().checks["payouts"].wrong == 1


def test_what_was_taken_back_after_a_payout_is_no_offence(stall: Stall) -> None:
    order_id = stall.sold("400.00")
    stall.paid_out()
    stall.settled(order_id, "400.00")
    assert stall.bob().balance == 0
    assert stall.market.is_sound()


def test_an_export_tells_what_was_paid_out(stall: Stall, tmp_path: Path) -> None:
    stall.sold("400.00")
    stall.paid_out()
    stall.sold("300.00")
    out = io.BytesIO()
    export(stall.market.engine, out)
    file = tmp_path / "everything.jsonl"
    file.write_bytes(out.getvalue())
    other = open_engine(tmp_path / "other", stall.market.clock, create=True)
    for _ in range(2):
        assert bring(other, file, rejected := Rejections())
        assert rejected.count == 0
    assert other.accounts.seller("bob") == stall.market.engine.accounts.seller("bob")
    again = other.accounts.pay_out("bob", "USD", "monday")
    assert again is not None
    assert again.replayed
    other.close()
