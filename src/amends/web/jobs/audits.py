"""The audit as a job: every invariant, on every order."""

from amends.engine.audit import Check
from amends.web.engine import engine
from amends.web.jobs.under_way import UnderWay


def audit(job: UnderWay) -> None:
    """Look at every order; after a crash it begins anew, since it only reads."""
    reads = engine()
    of = sum(reads.count().values())
    job.tell(0, of, cursor={})
    found = reads.audit(job.tell)
    job.tell(found.orders, of, cursor={})
    job.answer(
        sound=found.sound,
        at=reads.now(),
        orders=found.orders,
        events=found.events,
        waiting=found.waiting,
        checks=[_row(check) for check in found.checks.values()],
    )


def _row(check: Check) -> dict[str, object]:
    first = check.first
    return {
        "name": check.name,
        "says": check.says,
        "looked": check.looked,
        "wrong": check.wrong,
        "order_id": "" if first is None else first.order_id,
        "position": 0 if first is None else first.position,
        "sentence": "" if first is None else first.sentence,
    }
