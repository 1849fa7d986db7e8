"""Who acts on an order next, and what they choose from what is open to them."""

from amends.core.dispute import Closed
from amends.core.moments import Instant
from amends.core.moves import ORDER_MOVES, dispute_moves, moves
from amends.core.people import Actor
from amends.engine.envelope import Envelope
from amends.sim.arguments import arguments_for
from amends.sim.ask import Ask
from amends.sim.people import ARBITRATORS, BANK, OPERATOR
from amends.sim.scene import Scene

# How gladly each command is chosen; what is not here is not chosen in good faith.
_LIKED: dict[str, float] = {
    "ship": 12, "confirm_receipt": 1.5, "offer_extension": 0.2, "request_extension": 0.2,
    "consent_extension": 1.5, "request_cancellation": 0.4, "answer_cancellation": 0.1,
    "open_dispute": 0.1, "propose": 2, "withdraw_proposal": 0.2, "accept_proposal": 2.5,
    "reject_proposal": 2, "submit_exhibit": 0.5, "withdraw_exhibit": 0.15, "make_statement": 0.3,
    "cancel_dispute": 0.25, "escalate": 0.8, "withdraw_escalation": 6, "request_exhibit": 0.8,
    "note_fact": 0.6, "issue_ruling": 4, "confirm_ruling": 8, "give_return_address": 6,
    "ship_return": 6, "confirm_return": 3, "ship_replacement": 6, "confirm_replacement": 3,
    "keep_promise": 5, "appeal": 0.8, "join_appeal": 1, "decline_appeal": 1.5, "decide_appeal": 6,
    "repay": 0.15, "open_chargeback": 1, "close_chargeback": 8, "pause_clock": 1, "resume_clock": 1,
}  # fmt: skip
_MALICIOUS: dict[str, float] = {
    "open_dispute": 5, "appeal": 4, "offer_extension": 2, "request_extension": 2,
    "confirm_receipt": 0.1, "cancel_dispute": 1, "withdraw_proposal": 1.5, "escalate": 3,
    "repay": 0.02,
}  # fmt: skip

type Choice = tuple[str, int]  # a command, and the dispute it is about (0: the order)


def chosen(scene: Scene, now: Instant) -> Envelope | None:
    """What happens on an order when somebody has time for it; often nothing."""
    actor = somebody(scene)
    if actor.role in ("buyer", "seller") and scene.chance.happens(scene.person(actor.role).idles):
        return None
    choices = {each: _liking(scene, actor, each) for each in open_to(scene, actor, now)}
    choices = {each: liking for each, liking in choices.items() if liking}
    while choices:
        choice = scene.chance.weighted(choices)
        name, number = choice
        arguments = arguments_for(name, Ask(scene=scene, actor=actor, number=number, now=now))
        if arguments is not None:
            return scene.envelope(actor, name, arguments, now)
        del choices[choice]
    return None


def open_to(scene: Scene, actor: Actor, now: Instant) -> list[Choice]:
    """What `moves` gives an actor: commands about the order, and about each of its disputes."""
    order, policy = scene.order, scene.policy
    given = moves(order, actor, policy, now)
    about_order = [(name, 0) for name in given if name in ORDER_MOVES]
    return about_order + [
        (name, dispute.number)
        for dispute in order.disputes
        for name in dispute_moves(order, actor, policy, now, dispute.number)
        if name in given
    ]


def somebody(scene: Scene) -> Actor:
    """Who has time for the order; more often those whose turn it is."""
    order = scene.order
    weights: dict[Actor, float] = {
        Actor(role="buyer", name=order.buyer): 3,
        Actor(role="seller", name=order.seller): 25 if order.status == "paid" else 2.5,
        BANK: 60 if order.chargeback else 0.12,
        OPERATOR: 3 if order.pause else 0.1,
    }
    turns = {d.turn for d in order.disputes if not isinstance(d.stage, Closed)}
    for actor in tuple(weights):
        if actor.role in turns:
            weights[actor] += 6
    if turns:
        share = 4 if "arbitrator" in turns else 0.3
        for name, quick in ARBITRATORS.items():
            weights[Actor(role="arbitrator", name=name)] = share * quick / 3
    return scene.chance.weighted(weights)


def _liking(scene: Scene, actor: Actor, choice: Choice) -> float:
    name, number = choice
    liking = _LIKED.get(name, 0)
    order = scene.order
    if actor.role in ("buyer", "seller") and scene.person(actor.role).temper == "malicious":
        liking = _MALICIOUS.get(name, liking)
    if name == "ship" and order.all_shipped:
        return 0.2  # a correction
    if name == "open_dispute" and scene.wronged():
        return 6
    if name == "answer_cancellation" and order.cancellation_asked is not None:
        return 4
    if name == "confirm_receipt" and (scene.wronged() or order.delivered_at is None):
        return liking / 20
    dispute = order.dispute(number)
    if dispute is None:
        return liking
    asked = any(r.of == actor.role for r in dispute.open_requests())
    if name == "submit_exhibit" and asked:
        return 6
    if name in ("give_return_address", "ship_return") and dispute.turn != actor.role:
        return 0.2  # a correction
    return liking
