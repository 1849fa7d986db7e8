"""Which signals one order shows to whom (rules.md section 8, readings.md 38).

A signal is shown to the other party than the one that caused it and, while a dispute is before
the platform, to the arbitrator; never to its author. It changes no decision and moves no money.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from amends.core.dispute import Appeal, Arbitration, Dispute
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Party, Role, other
from amends.core.policy import Policy
from amends.core.value import value
from amends.guard.phrases import TextSignal
from amends.guard.texts import text_signals

Signal = Literal[
    TextSignal,
    "invalid_tracking", "no_scan", "delivered_elsewhere", "scan_before_dispatch",
    "late_extension", "padded_promise", "reused_exhibit", "old_exhibit",
]  # fmt: skip


@value
class Raised:
    """One signal: what caused it, from when on it holds, and whom it speaks about.

    `dispute` is the number of the dispute that it belongs to; 0 is the order itself. `about` names
    what a person looks up: a parcel, or the number of an exhibit.
    """

    signal: Signal
    author: Party
    at: Instant
    dispute: int = 0
    about: str = ""


def signals(
    order: Order,
    viewer: Role,
    texts: Mapping[str, str],
    policy: Policy,
    now: Instant,
    seen_elsewhere: frozenset[str] = frozenset(),
    taken_before: frozenset[str] = frozenset(),
) -> frozenset[Signal]:
    """The codes that `viewer` is shown at `now`; see `shown` for what stands behind them."""
    found = shown(order, viewer, texts, policy, now, seen_elsewhere, taken_before)
    return frozenset(r.signal for r in found)


def shown(
    order: Order,
    viewer: Role,
    texts: Mapping[str, str],
    policy: Policy,
    now: Instant,
    seen_elsewhere: frozenset[str] = frozenset(),
    taken_before: frozenset[str] = frozenset(),
) -> tuple[Raised, ...]:
    """Every signal that `viewer` is shown at `now`, the earliest first.

    `texts` gives the words behind the digests that the order holds; erased words raise nothing.
    `seen_elsewhere` holds the files (SHA-256) of this order that disputes of other orders have, or
    that look like a picture there; `taken_before` those taken before the order, by their own date.
    """
    at_the_platform = {
        d.number for d in order.disputes if isinstance(d.stage, Arbitration | Appeal)
    }
    raised = _raised(order, texts, policy, seen_elsewhere, taken_before)
    found = [each for each in raised if each.at <= now]
    if viewer == "arbitrator":
        seen = [
            r for r in found if r.dispute in at_the_platform or (at_the_platform and not r.dispute)
        ]
    else:
        seen = [r for r in found if viewer == other(r.author)]
    return tuple(sorted(seen, key=lambda r: (r.at, r.dispute, r.signal)))


def _raised(
    order: Order,
    texts: Mapping[str, str],
    policy: Policy,
    seen_elsewhere: frozenset[str],
    taken_before: frozenset[str],
) -> Iterator[Raised]:
    yield from _by_promise(order, policy)
    yield from _by_parcels(order, policy)
    yield from _by_extension(order, policy)
    for dispute in order.disputes:
        yield from _by_statements(order, dispute, texts)
        yield from _by_exhibits(order, dispute, seen_elsewhere, taken_before)


def _by_promise(order: Order, policy: Policy) -> Iterator[Raised]:
    rules = policy.signals
    routes = dict(rules.usual_promises)
    usual = routes.get(f"{order.ship_from}-{order.ship_to}", rules.usual_promise)
    longest = (policy.due(usual, order.paid_at) - order.paid_at) * rules.padded_promise_percent
    if order.promised_asked * 100 > longest:
        yield Raised(signal="padded_promise", author="seller", at=order.paid_at)


def _by_parcels(order: Order, policy: Policy) -> Iterator[Raised]:
    for parcel in order.parcels:

        def raised(signal: Signal, at: Instant, name: str = parcel.name) -> Raised:
            return Raised(signal=signal, author="seller", at=at, about=name)

        if parcel.check_digit == "wrong":
            yield raised("invalid_tracking", parcel.dispatched)
        if parcel.first_scan is None and parcel.status is None:
            yield raised("no_scan", policy.due(policy.signals.no_scan_after, parcel.dispatched))
        if parcel.elsewhere:
            yield raised("delivered_elsewhere", parcel.dispatched)
        if parcel.before_dispatch:
            yield raised("scan_before_dispatch", parcel.dispatched)


def _by_extension(order: Order, policy: Policy) -> Iterator[Raised]:
    offer, end = order.extension, order.clock("confirm_by")
    if offer is None or end is None or offer.by != "seller":
        return
    if policy.due(policy.signals.late_extension, offer.at) >= end.due:
        yield Raised(signal="late_extension", author="seller", at=offer.at)


def _by_statements(order: Order, dispute: Dispute, texts: Mapping[str, str]) -> Iterator[Raised]:
    for statement in dispute.statements:
        if statement.author == "arbitrator":
            continue
        for signal in text_signals(texts.get(statement.text, "")):
            if signal == "early_confirmation" and _delivered(order, statement.at):
                continue
            yield Raised(
                signal=signal, author=statement.author, at=statement.at, dispute=dispute.number
            )


def _delivered(order: Order, at: Instant) -> bool:
    return order.delivered_at is not None and order.delivered_at <= at


def _by_exhibits(
    order: Order,
    dispute: Dispute,
    seen_elsewhere: frozenset[str],
    taken_before: frozenset[str],
) -> Iterator[Raised]:
    of_others = seen_elsewhere | {
        exhibit.sha256
        for earlier in order.disputes
        if earlier.number < dispute.number
        for exhibit in earlier.exhibits
    }
    causes: tuple[tuple[Signal, frozenset[str]], ...] = (
        ("reused_exhibit", of_others),
        ("old_exhibit", taken_before),
    )
    for exhibit in dispute.exhibits:
        if exhibit.owner == "arbitrator" or exhibit.withdrawn:
            continue
        for signal, files in causes:
            if exhibit.sha256 in files:
                yield Raised(
                    signal=signal,
                    author=exhibit.owner,
                    at=exhibit.at,
                    dispute=dispute.number,
                    about=str(exhibit.number),
                )
