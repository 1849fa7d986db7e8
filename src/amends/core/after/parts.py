"""What the states after several events have in common."""

from collections.abc import Callable
from typing import Any

from amends.core import clocks as running
from amends.core.clocks import Clocks, Moved, with_clock
from amends.core.dispute import Dispute, Proposal, ProposalState
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.settled import apply_shares, apply_transfers, with_pieces
from amends.core.settlement import pieces_of
from amends.core.transfers import Transfer
from amends.core.value import changed

# The state after an event of one kind; the state before is missing only where an order begins.
After = Callable[[Any, Any, Instant], Order]


def get(order: Order, number: int) -> Dispute:
    """The dispute that an event names."""
    dispute = order.dispute(number)
    assert dispute is not None, f"the event names dispute {number}, which is not there"
    return dispute


def put(order: Order, dispute: Dispute) -> Order:
    """The order with one dispute as it now is."""
    place = dispute.number - 1
    disputes = (*order.disputes[:place], dispute, *order.disputes[place + 1 :])
    return changed(order, disputes=disputes)


def started(clocks: Clocks, new: Clocks) -> Clocks:
    """The clocks with those that an event starts."""
    for clock in new:
        clocks = with_clock(clocks, clock)
    return clocks


def moved(order: Order, moves: tuple[Moved, ...]) -> Order:
    """The order with the deadlines that an event moves."""
    if not moves:
        return order
    return changed(
        order,
        clocks=running.moved(order.clocks, 0, moves),
        disputes=tuple(
            changed(d, clocks=running.moved(d.clocks, d.number, moves)) for d in order.disputes
        ),
    )


def settled(order: Order, transfers: tuple[Transfer, ...], shares: Any) -> Order:
    """The order with the money and pieces as a settlement leaves them."""
    if not transfers and not shares:
        return order
    return apply_shares(apply_transfers(order, transfers), shares)


def counted(order: Order, at: Instant) -> Order:
    """An order counts by the instant at which it was first settled or disputed."""
    return order if order.counted_at is not None else changed(order, counted_at=at)


def bar(order: Order, dispute: Dispute) -> Order:
    """The order with the pieces of a dispute that cannot be disputed again."""
    barred = pieces_of(dispute)
    return with_pieces(
        order, lambda at, piece: changed(piece, barred=True) if at in barred else piece
    )


def lapsed(dispute: Dispute) -> Dispute:
    """The dispute without proposals that stand and exhibits that are asked for (readings.md 26)."""
    return changed(
        dispute,
        proposals=tuple(
            changed(p, state="lapsed") if p.state == "standing" else p for p in dispute.proposals
        ),
        requests=tuple(
            changed(r, state="lapsed") if r.state == "open" else r for r in dispute.requests
        ),
    )


def proposal_state(order: Order, number: int, proposal: int, state: ProposalState) -> Order:
    """The order with one proposal of a dispute in another state."""
    dispute = get(order, number)
    old = dispute.proposal(proposal)
    assert old is not None
    return put(order, with_proposal(dispute, changed(old, state=state)))


def with_proposal(dispute: Dispute, proposal: Proposal) -> Dispute:
    """The dispute with one proposal as it now is."""
    return changed(
        dispute,
        proposals=tuple(proposal if p.number == proposal.number else p for p in dispute.proposals),
    )
