"""The figures by day as a job (`engine.days`)."""

from collections.abc import Iterator
from itertools import batched

from django.db import transaction

from amends.engine.days import Figures, reckon
from amends.engine.engine import Engine
from amends.web.jobs.under_way import UnderWay
from amends.web.models.jobs import DayFigure

_ROWS_AT_ONCE = 2000


def reckon_figures(engine: Engine, job: UnderWay) -> None:
    """Reckon them anew and put them in the place of the last; after a crash it begins anew."""
    at = engine.now()
    of = sum(engine.count().values())
    job.tell(0, of, cursor={})
    found = reckon(engine.store, lambda orders: job.tell(min(orders, of)))
    with transaction.atomic():
        DayFigure.objects.all().delete()
        for rows in batched(_rows(job, found), _ROWS_AT_ONCE):
            DayFigure.objects.bulk_create(rows)
        job.answer(at=at, orders=of, money=_money(found))
    job.tell(of, of, cursor={})


def _rows(job: UnderWay, found: Figures) -> Iterator[DayFigure]:
    for key, count in found.count.items():
        yield DayFigure(
            run=job.job.pk, day=key.day, subject=key.subject, name=key.name, part=key.part,
            currency=key.currency, count=count, minor=found.minor[key],
        )  # fmt: skip


def _money(found: Figures) -> dict[str, dict[str, int]]:
    """By currency: what came into escrow, went to buyers, to sellers and elsewhere, and is held."""
    totals: dict[str, dict[str, int]] = {}
    for key, minor in found.minor.items():
        if key.subject not in ("credit", "debit"):
            continue
        of = totals.setdefault(
            key.currency, {"paid": 0, "held": 0, "refunded": 0, "released": 0, "fees": 0}
        )
        sign = 1 if key.subject == "credit" else -1
        if key.name == "escrow":
            of["held"] += sign * minor
        if key.subject == "credit":
            if key.part == "hold":
                of["paid"] += minor
            elif key.name == "buyer" and key.part == "refund":
                of["refunded"] += minor
            elif key.name == "seller" and key.part == "release":
                of["released"] += minor
            elif key.part in ("commission", "payment_fee"):
                of["fees"] += minor
    return totals
