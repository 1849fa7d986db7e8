"""The step of a deadline worker: claim due orders, apply what fell, write (decision 3)."""

from collections.abc import Sequence

from amends.core.moments import Instant
from amends.core.value import value
from amends.engine.aside import aside_row, is_aside, resume
from amends.engine.errors import OF_ONE_ORDER, EngineError
from amends.engine.policies import Policies
from amends.engine.projection import SHAPE
from amends.engine.store.base import Held, Transaction, Writes
from amends.engine.work import Failure, Work


@value
class Swept:
    """What one step did: orders woken, events written, orders put aside; `more`: call again."""

    orders: int = 0
    events: int = 0
    aside: int = 0
    more: bool = False


def wake(
    transaction: Transaction,
    held: Sequence[Held],
    policies: Policies,
    instant: Instant,
    writes: Writes,
) -> None:
    """Apply everything that fell due on these orders; one that raises is put aside."""
    for each in held:
        if is_aside(each, instant) or each.shape > SHAPE:
            continue
        work = Work(each.order_id, each)
        now = max(instant, each.last_at)
        try:
            order = work.open()
            assert order is not None
            policy = policies.get(order.policy, transaction.select)
            resume(work, now)
            work.expire(policy, now)
            if work.order is order and each.next_due_at is not None and each.next_due_at < now:
                raise AssertionError("a deadline was due and nothing fell")
            work.write(writes)
        except Exception as error:
            if isinstance(error, EngineError) and not isinstance(error, OF_ONE_ORDER):
                raise
            writes.aside.append(aside_row(each, Failure(error, "sweep", now)))
