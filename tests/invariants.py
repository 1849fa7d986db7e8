"""What must be true of an order at every position, looked at from outside the rules.

Amounts come from the transfers of the events; the order's own fields are only compared with them.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from amends.core.clocks import find
from amends.core.deadlines import next_due
from amends.core.dispute import Appeal, Arbitration
from amends.core.events import Event
from amends.core.evolve import evolve
from amends.core.moments import Instant
from amends.core.order import Order


def balances(events: Iterable[tuple[Instant, Event]]) -> dict[str, int]:
    """What each account got, less what it gave."""
    sums: dict[str, int] = defaultdict(int)
    for _, event in events:
        for transfer in getattr(event, "transfers", ()):
            assert transfer.minor > 0, transfer
            assert transfer.debit != transfer.credit, transfer
            sums[transfer.debit] -= transfer.minor
            sums[transfer.credit] += transfer.minor
    return sums


def purposes(events: Iterable[tuple[Instant, Event]], escrow: str) -> dict[str, int]:
    """What came into escrow, and what left it, by purpose."""
    sums: dict[str, int] = defaultdict(int)
    for _, event in events:
        for transfer in getattr(event, "transfers", ()):
            if transfer.credit == escrow:
                sums["in"] += transfer.minor
                assert transfer.purpose == "hold", f"only the buyer's payment enters: {transfer}"
            if transfer.debit == escrow:
                sums[transfer.purpose] += transfer.minor
    return sums


def half_even(total: int, part: int, whole: int) -> int:
    """total × part ÷ whole, by hand."""
    if whole == 0:
        return 0
    double = 2 * total * part
    low = double // (2 * whole)
    twice_rest = double - low * 2 * whole
    if twice_rest > whole or (twice_rest == whole and low % 2):
        return low + 1
    return low


def money(order: Order, events: list[tuple[Instant, Event]]) -> None:
    """Invariants 1 and 1b, and that the state says what the transfers did."""
    accounts = balances(events)
    escrow = f"escrow:{order.id}"
    assert sum(accounts.values()) == 0
    assert order.escrow == accounts[escrow] >= 0
    left = sum(
        line.left(n) for line in order.lines for n, piece in enumerate(line.pieces) if not piece.out
    )
    assert order.escrow == left, f"escrow {order.escrow}, held pieces {left}"
    paid = sum(line.paid(n) for line in order.lines for n in range(line.quantity))
    assert paid == order.paid
    by = purposes(events, escrow)
    assert by["in"] == order.paid
    out = sum(by[p] for p in ("refund", "release", "commission", "payment_fee", "chargeback"))
    assert by["in"] == out + order.escrow, f"invariant 1: {dict(by)}"
    # Fees have accounts of their own and nothing else is on them.
    assert accounts["platform:fees"] == order.kept_commission
    assert accounts[f"provider:{order.provider}"] == order.kept_fee
    assert order.kept_fee <= order.payment_fee
    bank = sum(
        t.minor for _, e in events for t in getattr(e, "transfers", ()) if t.purpose == "chargeback"
    )
    excess = sum(
        t.minor
        for _, e in events
        for t in getattr(e, "transfers", ())
        if t.purpose == "chargeback" and t.debit == f"buyer:{order.buyer}"
    )
    assert bank - excess == order.charged_back
    freight = sum(
        t.minor for _, e in events for t in getattr(e, "transfers", ()) if t.purpose == "freight"
    )
    buyer = accounts[f"buyer:{order.buyer}"]
    assert buyer - freight + excess == order.refunded
    assert order.refunded + order.charged_back <= order.paid, "invariant 1b"
    for line in order.lines:
        for number, piece in enumerate(line.pieces):
            assert 0 <= piece.refunded <= line.paid(number), (line.id, number, piece)
            assert 0 <= piece.borne <= piece.refunded, (line.id, number, piece)


def commission(order: Order) -> None:
    """Commission is what the sale that stands asks for (safeguards.md 20)."""
    stands = sum(
        line.paid(n) - piece.refunded + piece.borne
        for line in order.lines
        for n, piece in enumerate(line.pieces)
        if piece.out
    )
    assert order.kept_commission == half_even(order.commission, stands, order.paid)


def shape(order: Order, now: Instant) -> None:
    """An order is never stuck, and closed ones hold nothing."""
    due = next_due(order)
    open_disputes = order.open_disputes()
    if order.status == "cancelled":
        assert order.escrow == 0
        assert not open_disputes
    if order.status == "completed" and not open_disputes:
        assert order.escrow == 0
    stands = order.chargeback is not None
    if order.escrow and not open_disputes and not stands:
        assert due is not None, "money that nobody disputes and no clock will ever move"
    for dispute in open_disputes:
        # Ends by silence alone, or waits for the platform or the bank.
        if not isinstance(dispute.stage, Arbitration) and not stands:
            assert due is not None
            assert dispute.due is not None, f"dispute {dispute.number} waits for nobody"
    for dispute in order.disputes:
        lines = [p for p in dispute.pieces if dispute.open]
        assert len(set(lines)) == len(lines)
        if isinstance(dispute.stage, Appeal):
            assert find(dispute.clocks, "appeal_decision") or "appeal_decision" in dispute.missed
        assert sorted(p.number for p in dispute.proposals) == [
            *range(1, len(dispute.proposals) + 1)
        ]
    disputed: list[tuple[str, int]] = [
        (d.line, p) for d in order.disputes if d.open for p in d.pieces
    ]
    assert len(set(disputed)) == len(disputed), "a piece in two open disputes"
    names = [parcel.name for parcel in order.parcels]
    assert len(set(names)) == len(names)


def folded(order: Order, events: list[tuple[Instant, Event]]) -> None:
    """Folding the events gives the state."""
    state: Order | None = None
    for at, event in events:
        state = evolve(state, event, at)
    assert state == order


def all_of(scene: Any) -> None:
    """Every invariant, after everything due has been applied."""
    money(scene.order, scene.happened)
    commission(scene.order)
    shape(scene.order, scene.now)
    instants = [at for at, _ in scene.happened]
    assert instants == sorted(instants)
