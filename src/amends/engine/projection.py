"""Every row that follows from an order or its events: it can be thrown away and made again."""

from collections.abc import Iterable
from typing import Any

from amends.core.deadlines import due_of, next_due
from amends.core.dispute import Closed, Dispute
from amends.core.duties import duty_of, order_duty, order_duty_due, turn_of
from amends.core.judging import answer_by, barred_from, judged_by, ready_at, task_of
from amends.core.liability import bearer_of
from amends.core.order import Order
from amends.core.postings import postings
from amends.core.transfers import Transfer
from amends.engine.store.tables import DisputeRow, ExhibitRow, NumberRow, OrderRow, TransferRow
from amends.log.codec import dumps
from amends.log.upcast import shape_of
from amends.rates.facts import facts, packed

SHAPE = shape_of("Order")


def order_row(order: Order, hash_of_last: bytes) -> OrderRow:
    """The row of table `orders`: the order as a snapshot, and what lists and workers look for."""
    duty = order_duty(order)
    counted = facts(order)
    return OrderRow(
        order_id=order.id,
        shop=order.shop,
        number=order.number,
        buyer=order.buyer,
        seller=order.seller,
        currency=order.currency,
        policy=order.policy,
        placed_at=order.paid_at,
        version=order.version,
        hash=hash_of_last,
        shape=SHAPE,
        state=dumps(order).decode(),
        status=order.status,
        last_at=order.last_at,
        next_due_at=next_due(order),
        duty=duty,
        duty_by=order_duty_due(order, duty) if duty else None,
        counted_at=counted.counted_at,
        counts=None if counted.counted_at is None else packed(counted),
    )


def number_row(order: Order) -> NumberRow:
    """The row of table `order_number`."""
    return NumberRow(order.shop, order.number, order.id, order.buyer, order.seller)


def transfer_rows(order_id: str, position: int, event: Any, currency: str) -> list[TransferRow]:
    """The rows of table `transfer`: the money that the event at `position` moves."""
    return [
        TransferRow(order_id, position, n, t.debit, t.credit, t.minor, currency, t.purpose)
        for n, t in enumerate(postings(event), 1)
    ]


def posted(rows: list[TransferRow]) -> list[tuple[int, Transfer]]:
    """Rows of table `transfer` as the ledger looks at them, each with its position."""
    return [
        (
            row.position,
            Transfer(debit=row.debit, credit=row.credit, minor=row.minor, purpose=row.purpose),
        )
        for row in rows
    ]


def barred_column(names: Iterable[str]) -> str:
    """Names as they stand in the column, each between line breaks; with one, what to look for there."""
    text = "\n".join(sorted(names))
    return f"\n{text}\n" if text else ""


def dispute_row(order: Order, dispute: Dispute) -> DisputeRow:
    """The row of table `dispute`: what queues and pages filter and sort on."""
    stage = dispute.stage
    closed = stage if isinstance(stage, Closed) else None
    due = due_of(order, dispute)
    task = task_of(order, dispute)
    judge, review = judged_by(dispute)
    duty = duty_of(order, dispute)
    return DisputeRow(
        order_id=order.id,
        number=dispute.number,
        buyer=order.buyer,
        seller=order.seller,
        line=dispute.line,
        grounds=dispute.grounds,
        stage=stage.name,
        turn=turn_of(order, dispute),
        outcome=closed.outcome if closed else None,
        due=None if closed else due,
        opened_at=dispute.opened_at,
        closed_at=closed.at if closed else None,
        language=order.language,
        policy=order.policy,
        claim=dispute.claim,
        refund=closed.refund if closed else None,
        bearer=bearer_of(closed.liable) if closed else None,
        task=task,
        answer_by=answer_by(dispute) if task else None,
        ready_at=ready_at(dispute),
        barred=barred_column(barred_from(dispute)),
        judge=judge,
        review=review,
        duty=duty,
        duty_by=due if duty else None,
    )


def exhibit_rows(order: Order, dispute: Dispute, known: int = 0) -> list[ExhibitRow]:
    """The rows of table `exhibit` for the dispute's exhibits after the first `known`."""
    return [
        # The index is over this column, and an index has a longest key.
        ExhibitRow(
            order_id=order.id,
            dispute=dispute.number,
            number=exhibit.number,
            owner=exhibit.owner,
            kind=exhibit.kind,
            sha256=exhibit.sha256[:64],
        )
        for exhibit in dispute.exhibits[known:]
    ]


def project(before: Order | None, order: Order) -> tuple[list[DisputeRow], list[ExhibitRow]]:
    """The rows of tables `dispute` and `exhibit` that are not what they were."""
    disputes: list[DisputeRow] = []
    exhibits: list[ExhibitRow] = []
    old = before.disputes if before is not None else ()
    # While a pause or chargeback holds, every dispute's turn and due are others.
    everything = before is None or (before.chargeback, before.pause) != (
        order.chargeback,
        order.pause,
    )
    for index, dispute in enumerate(order.disputes):
        earlier = old[index] if index < len(old) else None
        if everything or dispute is not earlier:
            disputes.append(dispute_row(order, dispute))
        if dispute is not earlier:
            known = len(earlier.exhibits) if earlier is not None else 0
            exhibits += exhibit_rows(order, dispute, known)
    return disputes, exhibits
