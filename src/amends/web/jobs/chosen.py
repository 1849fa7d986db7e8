"""Which orders somebody chose: by what they have in common, or those that an earlier job reached."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from amends.engine.choosing import COUNTED, Choice, Place, count_chosen, next_chosen
from amends.engine.store.base import Store
from amends.web.models.jobs import JobOrder


def how_many(store: Store, which: Mapping[str, Any]) -> tuple[int, bool]:
    """How many orders are chosen, up to ten thousand, and whether there are more."""
    if which.get("job"):
        count = _reached_by(which["job"])[: COUNTED + 1].count()
        return min(count, COUNTED), count > COUNTED
    return count_chosen(store, Choice(**which))


def next_orders(
    store: Store, which: Mapping[str, Any], place: Place, limit: int
) -> tuple[list[str], Place]:
    """The next orders after a place, and the place then."""
    if not which.get("job"):
        return next_chosen(store, Choice(**which), place, limit)
    rows = _reached_by(which["job"]).filter(order_id__gt=uuid.UUID(place.order_id))
    found = [str(each) for each in rows.values_list("order_id", flat=True)[:limit]]
    return found, Place(order_id=found[-1]) if found else place


def _reached_by(job: str) -> "QuerySet[JobOrder]":
    return JobOrder.objects.filter(job_id=uuid.UUID(job), refusal="").order_by("order_id")
