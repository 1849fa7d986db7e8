"""The read tables, computed from the order alone, so that they can be thrown away and made again."""

from amends.core.deadlines import due_of
from amends.core.dispute import Closed, Dispute
from amends.core.order import Order
from amends.engine.deciding import (
    answer_by,
    barred_from,
    bearer_of,
    judged_by,
    ready_at,
    task_of,
)  # fmt: skip
from amends.engine.duties import duty_columns
from amends.engine.store.base import Row


def dispute_row(order: Order, dispute: Dispute) -> Row:
    """The row of table `dispute`: what queues and pages filter and sort on.

    While a chargeback stands it is the bank's turn.
    """
    stage = dispute.stage
    closed = stage if isinstance(stage, Closed) else None
    banks = order.chargeback is not None and closed is None
    task = None if banks else task_of(dispute)
    return (
        order.id,
        dispute.number,
        order.buyer,
        order.seller,
        dispute.line,
        dispute.grounds,
        stage.name,
        "bank" if banks else dispute.turn,
        closed.outcome if closed else None,
        None if closed else due_of(order, dispute),
        dispute.opened_at,
        closed.at if closed else None,
        order.language,
        order.policy,
        dispute.claim,
        closed.refund if closed else None,
        bearer_of(closed.liable) if closed else None,
        task,
        answer_by(dispute) if task else None,
        ready_at(dispute),
        barred_from(dispute),
        *judged_by(dispute),
        *duty_columns(order, dispute),
    )


def exhibit_rows(order: Order, dispute: Dispute, known: int = 0) -> list[Row]:
    """The rows of table `exhibit` for the dispute's exhibits after the first `known`."""
    return [
        # The index is over this column, and an index has a longest key.
        (
            order.id,
            dispute.number,
            exhibit.number,
            exhibit.owner,
            exhibit.kind,
            exhibit.sha256[:64],
        )
        for exhibit in dispute.exhibits[known:]
    ]


def project(before: Order | None, order: Order) -> tuple[list[Row], list[Row]]:
    """The rows of tables `dispute` and `exhibit` that are not what they were."""
    disputes: list[Row] = []
    exhibits: list[Row] = []
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
