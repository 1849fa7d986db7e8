"""decide(order, command, actor, …): a refusal, or the events that follow.

The checks come in one order for every command: does the actor belong to the order, may this role
give this command, is the order frozen, which dispute, in which stage, and then the command's rule.
"""

from amends.core.arbitration import step_in
from amends.core.case import Case
from amends.core.commands import NAMES, POSSIBLE, RULES, Command, OfDispute
from amends.core.dispute import Arbitration, Dispute
from amends.core.events import Event
from amends.core.known import NOTHING, Known
from amends.core.moments import Instant
from amends.core.moves import (
    DISPUTE_MOVES,
    DURING_CHARGEBACK,
    dispute_moves,
    roles_of,
)  # fmt: skip
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.core.refusals.commands import (
    FrozenByBank,
    NotInThisStage,
    NotYourRole,
    UnknownDispute,
    UnknownOrder,
    WhichDispute,
)

_ROLES = {name: roles_of(name) for name in NAMES.values()}


def decide(
    order: Order | None,
    command: Command,
    actor: Actor,
    policy: Policy,
    now: Instant,
    known: Known = NOTHING,
) -> Refusal | tuple[Event, ...]:
    """What follows from a command, given that everything due before `now` has been applied."""
    done = act(order, command, actor, policy, now, known)
    return done if isinstance(done, Refusal) else done[1]


def act(
    order: Order | None,
    command: Command,
    actor: Actor,
    policy: Policy,
    now: Instant,
    known: Known = NOTHING,
) -> Refusal | tuple[Order, tuple[Event, ...]]:
    """As `decide`, with the order that the events lead to."""
    name = NAMES[type(command)]
    case = Case(order, policy, now, actor, known)
    if name == "place_order":
        if actor.role != "shop":
            return NotYourRole(role=actor.role, roles=("shop",))
        refusal = RULES[type(command)](case, command)
        return refusal if refusal is not None else (case.order, tuple(case.events))
    if order is None or not order.belongs(actor):
        return UnknownOrder()
    refusal = _before(case, order, command, name) or RULES[type(command)](case, command)
    if refusal is not None:
        return refusal
    if actor.role == "arbitrator" and isinstance(case.dispute.stage, Arbitration):
        step_in(case)
    return case.order, tuple(case.events)


def _before(case: Case, order: Order, command: Command, name: str) -> Refusal | None:
    """The checks that all commands have in common."""
    role = case.actor.role
    roles = _ROLES[name]
    if role not in roles:
        return NotYourRole(role=role, roles=roles)
    if order.chargeback is not None and name not in DURING_CHARGEBACK:
        return FrozenByBank()
    if isinstance(command, OfDispute):
        dispute = _spoken_of(order, command.dispute)
        if isinstance(dispute, Refusal):
            return dispute
        case.number = dispute.number
        if role not in DISPUTE_MOVES[name].get(dispute.stage.name, ()):
            open_now = dispute_moves(order, case.actor, case.policy, case.now, dispute.number)
            return NotInThisStage(role=role, stage=dispute.stage.name, moves=tuple(open_now))
    check = POSSIBLE[name]
    return None if check is None else check(case)


def _spoken_of(order: Order, number: int) -> Dispute | Refusal:
    """The dispute of that number; 0 means the only one."""
    found = order.dispute(number or 1) if number or len(order.disputes) == 1 else None
    if found is not None:
        return found
    numbers = tuple(d.number for d in order.disputes)
    if number or not order.disputes:
        return UnknownDispute(dispute=number, disputes=numbers)
    return WhichDispute(disputes=numbers)
