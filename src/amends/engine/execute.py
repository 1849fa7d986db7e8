"""The door: one batch, one transaction, a handful of statements (architecture.md).

Three steps: which orders the envelopes mean, what the database holds of them, and the answers.
"""

from collections.abc import Callable, Sequence

from amends.engine.answering import Answering
from amends.engine.aside import aside_row
from amends.engine.clock import Clock
from amends.engine.envelope import Answer, Envelope
from amends.engine.fit import unfit
from amends.engine.opening import Found, read, resolve
from amends.engine.policies import Policies
from amends.engine.seal import NewSalt
from amends.engine.store.base import Transaction, Writes
from amends.engine.work import Failure


def execute(
    transaction: Transaction,
    envelopes: Sequence[Envelope],
    clock: Clock,
    policies: Policies,
    ids: Callable[[], str],
    salts: NewSalt,
) -> tuple[list[Answer], Writes]:
    """The answers and what was written for them; the transaction is still to commit."""
    problems = [unfit(envelope) for envelope in envelopes]
    fit = [e for e, problem in zip(envelopes, problems, strict=True) if problem is None]
    meant = resolve(transaction, fit, ids)
    found = read(transaction, meant, salts)
    writes = Writes()
    answering = Answering(transaction, found, clock, policies, writes)
    first = [answering.answer(each) for each in meant]
    failed = _collect(found, clock, writes)
    # An order that raised has written nothing, so what was accepted before is not accepted.
    answers = iter(
        answering.aside(each) if each.order_id in failed else answer
        for each, answer in zip(meant, first, strict=True)
    )
    together = [next(answers) if problem is None else problem for problem in problems]
    if writes:
        transaction.write(writes)
    return together, writes


def _collect(found: Found, clock: Clock, writes: Writes) -> set[str]:
    """Take together what each order wrote; gives the ids of those that raised, then or before."""
    failed = set()
    for work in found.works.values():
        if work.failure is None:
            try:
                work.write(writes)
            except Exception as error:  # noqa: BLE001 (one bad order never stops the rest)
                work.failure = Failure(error, "write", clock.now(found.received, None))
        if work.failure is not None:
            failed.add(work.order_id)
            if work.held is not None:
                writes.aside.append(aside_row(work.held, work.failure))
    return failed
