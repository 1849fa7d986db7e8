"""Pausing and resuming the clocks of many orders, as after an outage."""

from django.db.models import Count

from amends.app.submit import asked, submit
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.engine.choosing import Place
from amends.engine.engine import Engine
from amends.web.jobs.chosen import next_orders
from amends.web.jobs.under_way import UnderWay
from amends.web.models.jobs import JobOrder

AT_ONCE = 100
# The order is being asked; what it answered is not written yet.
ASKED = "asked"


def change_clocks(engine: Engine, job: UnderWay) -> None:
    """Give the command to every order that was chosen, some at a time.

    Which orders are asked is written before they are, so that after a crash those are asked again:
    the key of each envelope is the job's, and an order that was reached answers as it did then.
    """
    which = job.arguments["which"]
    place = Place(**job.job.cursor) if job.job.cursor else Place()
    rows = JobOrder.objects.filter(job=job.job)
    _give(engine, job, [str(row.order_id) for row in rows.filter(refusal=ASKED)])
    while True:
        order_ids, place = next_orders(engine.store, which, place, AT_ONCE)
        if not order_ids:
            break
        JobOrder.objects.bulk_create(
            [JobOrder(job=job.job, order_id=each, refusal=ASKED) for each in order_ids],
            ignore_conflicts=True,
        )
        _give(engine, job, order_ids)
        job.tell(rows.count(), cursor={"due": place.due, "order_id": place.order_id})
    answers = dict(rows.values_list("refusal").annotate(Count("pk")))
    job.answer(changed=answers.pop("", 0), refused=answers)


def _give(engine: Engine, job: UnderWay, order_ids: list[str]) -> None:
    command, given = job.arguments["command"], job.arguments["with"]
    actor, key = Actor(role="operator", name=job.job.by), str(job.job.pk)
    answers = submit(engine, *(asked(actor, each, command, given, key) for each in order_ids))
    by_answer: dict[str, list[str]] = {}
    for order_id, answer in zip(order_ids, answers, strict=True):
        code = answer.code if isinstance(answer, Refusal) else ""
        by_answer.setdefault(code, []).append(order_id)
    for code, ids in by_answer.items():
        JobOrder.objects.filter(job=job.job, order_id__in=ids).update(refusal=code)
