"""The table of moves: command × stage × role. Rules, pages, tests and the manual read it."""

from amends.core.case import Case
from amends.core.commands import POSSIBLE, by_dispute_command, by_order_command
from amends.core.grounds import StageName
from amends.core.known import NOTHING
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Actor, Role
from amends.core.policy import Policy

# Commands about the order: who gives them. What else they need is said by their rule.
ORDER_MOVES: dict[str, tuple[Role, ...]] = by_order_command(
    place_order=("shop",),
    ship=("seller",),
    report_tracking=("carrier",),
    confirm_receipt=("buyer",),
    offer_extension=("seller",),
    request_extension=("buyer",),
    consent_extension=("buyer", "seller"),
    request_cancellation=("buyer",),
    answer_cancellation=("seller",),
    open_dispute=("buyer",),
    open_chargeback=("bank",),
    close_chargeback=("bank",),
    pause_clock=("operator",),
    resume_clock=("operator",),
    expire=("clock",),
)

_PARTIES: tuple[Role, ...] = ("buyer", "seller")
_ALL: tuple[Role, ...] = ("buyer", "seller", "arbitrator")

# Commands about a dispute: in which stage, by whom (readings.md, "Who may do what, where").
DISPUTE_MOVES: dict[str, dict[StageName, tuple[Role, ...]]] = by_dispute_command(
    propose={"negotiation": _PARTIES, "arbitration": _ALL},
    withdraw_proposal={"negotiation": _PARTIES, "arbitration": _ALL},
    accept_proposal={"negotiation": _PARTIES, "arbitration": _PARTIES},
    reject_proposal={"negotiation": _PARTIES, "arbitration": _PARTIES},
    submit_exhibit={
        "negotiation": _PARTIES, "arbitration": _ALL, "return": _ALL, "replacement": _ALL,
        "appeal": _ALL,
    },
    withdraw_exhibit={
        "negotiation": _PARTIES, "arbitration": _ALL, "return": _ALL, "replacement": _ALL,
    },
    make_statement={
        "negotiation": _PARTIES, "arbitration": _ALL, "return": _ALL, "replacement": _ALL,
        "closed": _PARTIES, "appeal": _ALL,
    },
    cancel_dispute={"negotiation": ("buyer",), "arbitration": ("buyer",)},
    escalate={
        "negotiation": ("buyer",), "return": _PARTIES, "replacement": _PARTIES,
        "closed": ("buyer",),
    },
    withdraw_escalation={"arbitration": _PARTIES},
    request_exhibit={"arbitration": ("arbitrator",), "appeal": ("arbitrator",)},
    note_fact={"arbitration": _ALL, "appeal": ("arbitrator",)},
    issue_ruling={"arbitration": ("arbitrator",)},
    confirm_ruling={"arbitration": ("arbitrator",), "appeal": ("arbitrator",)},
    # In an exchange the old goods go back within the stage `replacement` (readings.md 34).
    give_return_address={"return": ("seller",), "replacement": ("seller",)},
    ship_return={"return": ("buyer",), "replacement": ("buyer",)},
    confirm_return={"return": ("seller",), "replacement": ("seller",)},
    ship_replacement={"replacement": ("seller",)},
    confirm_replacement={"replacement": ("buyer",)},
    keep_promise={"closed": ("seller",)},
    appeal={"closed": _PARTIES},
    join_appeal={"appeal": _PARTIES},
    decline_appeal={"appeal": _PARTIES},
    decide_appeal={"appeal": ("arbitrator",)},
    repay={"closed": ("buyer",)},
)  # fmt: skip

# While the bank decides only these are taken (readings.md 17); systems' reports go on.
DURING_CHARGEBACK = frozenset(
    (
        "make_statement", "submit_exhibit", "report_tracking", "open_chargeback",
        "close_chargeback", "pause_clock", "resume_clock", "expire",
    )
)  # fmt: skip


def roles_of(command: str) -> tuple[Role, ...]:
    """Everybody who may give the command somewhere."""
    if command in ORDER_MOVES:
        return ORDER_MOVES[command]
    return tuple(dict.fromkeys(r for by in DISPUTE_MOVES[command].values() for r in by))


def moves(
    order: Order, actor: Actor, policy: Policy, now: Instant, dispute: int | None = None
) -> tuple[str, ...]:
    """The commands that are open to the actor at this instant.

    With `dispute`, those about that dispute; without, those about the order and all its disputes.
    What has fallen due is taken as applied: give the order as `expire` leaves it.
    """
    if not order.belongs(actor):
        return ()
    names: list[str] = []
    if dispute is None:
        names += [
            name
            for name, roles in ORDER_MOVES.items()
            if actor.role in roles
            and name not in ("place_order", "expire")
            and _open_now(order, name)
            and _possible(Case(order, policy, now, actor, NOTHING), name)
        ]
    for each in order.disputes:
        if dispute in (None, each.number):
            names += dispute_moves(order, actor, policy, now, each.number)
    return tuple(dict.fromkeys(names))


def dispute_moves(
    order: Order, actor: Actor, policy: Policy, now: Instant, number: int
) -> tuple[str, ...]:
    """The commands about one dispute that are open to the actor."""
    dispute = order.dispute(number)
    assert dispute is not None
    if not order.belongs(actor):
        return ()
    stage = dispute.stage.name
    return tuple(
        name
        for name, table in DISPUTE_MOVES.items()
        if actor.role in table.get(stage, ())
        and _open_now(order, name)
        and _possible(Case(order, policy, now, actor, NOTHING, number), name)
    )


def _open_now(order: Order, name: str) -> bool:
    return order.chargeback is None or name in DURING_CHARGEBACK


def _possible(case: Case, name: str) -> bool:
    check = POSSIBLE[name]
    return check is None or check(case) is None
