"""Orders that raised are put aside: one bad order never stops the rest (safeguards.md 28)."""

from amends.core.events import OrderResumed
from amends.core.evolve import evolve
from amends.core.moments import DAY, MINUTE, Instant
from amends.core.people import CLOCK
from amends.core.standstill import moves
from amends.engine.store.base import Held
from amends.engine.store.tables import AsideRow
from amends.engine.work import Failure, Work

FIRST_WAIT = MINUTE
LONGEST_WAIT = DAY
_REASON_LENGTH = 500


def is_aside(held: Held, now: Instant) -> bool:
    """Whether the order is left alone at this instant."""
    return held.next_try is not None and held.next_try > now


def aside_row(held: Held, failure: Failure) -> AsideRow:
    """The row of table `aside`: since the first time, to be tried again twice as late each time."""
    attempts = (held.attempts or 0) + 1
    since = failure.at if held.since is None else held.since
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    reason = f"{type(failure.error).__name__}: {failure.error}"[:_REASON_LENGTH].replace("\0", "")
    return AsideRow(
        order_id=held.order_id, since=since, place=failure.place, reason=reason,
        attempts=attempts, next_try=failure.at + wait,
    )  # fmt: skip


def resume(work: Work, now: Instant) -> None:
    """An order that was put aside works again: the time since counts as a pause of it.

    While a pause or chargeback holds it, its clocks stand still anyway; each instant counts once.
    """
    if work.held is None or work.held.since is None or work.resumed:
        return
    order = work.open()
    assert order is not None
    since = work.held.since
    moved = moves(order, since, now) if order.stands_since is None else ()
    event = OrderResumed(since=since, moved=moved)
    work.apply(evolve(order, event, now), [(now, event)], CLOCK, str(CLOCK))
    work.resumed = True
