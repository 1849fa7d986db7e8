"""How sellers, buyers and arbitrators of an imported order behave: stated, and the same every time.

Nobody knows what these people would have done. So each choice follows from the hash of the order's
number, with shares that docs/reference/import.md states; arbitrators follow the recommendation.
"""

from hashlib import sha256

from amends.core.commands.accept_proposal import AcceptProposal
from amends.core.commands.give_return_address import GiveReturnAddress
from amends.core.commands.issue_ruling import IssueRuling
from amends.core.commands.propose import Propose
from amends.core.commands.reject_proposal import RejectProposal
from amends.core.commands.report_tracking import ReportTracking
from amends.core.commands.ship_return import ShipReturn
from amends.core.deadlines import expire, next_due
from amends.core.dispute import Arbitration, Dispute, Return
from amends.core.liability import recommended
from amends.core.moments import DAY, HOUR, Instant
from amends.core.money import format_minor
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.settlement import most, pieces_of
from amends.importing.stories import Act

ACCEPTS, COUNTERS = 40, 35  # percent of sellers; the rest stay silent
REJECTS = 50  # percent of the buyers who got a counter-offer; the rest stay silent
GIVES_ADDRESS = SENDS_BACK = 80  # percent
ANSWERS_WITHIN = 96  # hours
RULES_AFTER = 2 * DAY
ARBITRATOR = Actor(role="arbitrator", name="arbitrator-1")
CARRIER = Actor(role="carrier", name="carrier")


def chance(number: str, what: str, of: int = 100) -> int:
    """A whole number from 0 to `of` − 1 that is always the same for this order and question."""
    return int.from_bytes(sha256(f"{number}\0{what}".encode()).digest()[:8]) % of


def answers(
    number: str, buyer: Actor, seller: Actor, dispute: int, opened: Act, offer: str
) -> list[Act]:
    """What the seller answers to a claim, and what the buyer says to a counter-offer of `offer`."""
    said = chance(number, f"seller {dispute}")
    at = opened.at + HOUR * (1 + chance(number, f"seller's hours {dispute}", ANSWERS_WITHIN))
    if said < ACCEPTS:
        accept = AcceptProposal(dispute=dispute, proposal=1, statement="I agree.")
        return [_act(at, seller, accept, f"{number}:{dispute}:accept", opened.key)]
    if said >= ACCEPTS + COUNTERS:
        return []
    counter = Propose(
        dispute=dispute, remedy="refund_only", amount=offer, statement="I offer half of it."
    )
    acts = [_act(at, seller, counter, f"{number}:{dispute}:counter", opened.key)]
    if chance(number, f"buyer {dispute}") < REJECTS:
        at += HOUR * (1 + chance(number, f"buyer's hours {dispute}", ANSWERS_WITHIN))
        reject = RejectProposal(dispute=dispute, proposal=2, statement="That is too little.")
        acts.append(_act(at, buyer, reject, f"{number}:{dispute}:reject", acts[0].key))
    return acts


def onward(order: Order, policy: Policy) -> Act | None:
    """What is done next about the order's disputes, looking ahead through what silence does.

    None when nothing but time is left.
    """
    while any(dispute.open for dispute in order.disputes):
        acts = [act for each in order.disputes if (act := _next(order, each, policy)) is not None]
        act = min(acts, key=lambda each: each.at, default=None)
        due = next_due(order)
        if act is not None and (due is None or act.at <= due):
            return act
        if due is None:
            return None
        order, _ = expire(order, policy, due + 1)
    return None


def _next(order: Order, dispute: Dispute, policy: Policy) -> Act | None:
    if isinstance(dispute.stage, Arbitration):
        return _ruling(order, dispute, policy)
    if isinstance(dispute.stage, Return):
        return _returning(order, dispute, dispute.stage)
    return None


def _ruling(order: Order, dispute: Dispute, policy: Policy) -> Act:
    """The ruling that the recommendation leads to; half of the claim where it leaves it open."""
    stage = dispute.stage
    assert isinstance(stage, Arbitration)
    advice = recommended(order, dispute, policy)
    top = min(dispute.claim, most(order, pieces_of(dispute)))
    minor = {"claim_fails": 0, "buyer": 0, "undecided": top // 2}.get(advice.liable, top)
    liable: tuple[tuple[str, int], ...] = ()
    if minor:
        whole = advice.liable if advice.liable in ("carrier", "platform") else "seller"
        liable = advice.shares if advice.liable == "shared" else ((whole, 100),)
    command = IssueRuling(
        dispute=dispute.number,
        amount=format_minor(minor, order.currency),
        liable=liable,  # type: ignore[arg-type]
        facts="What the log of this order says.",
        reasons=advice.reason,
    )
    at = max(stage.since + RULES_AFTER, order.last_at)
    return _act(at, ARBITRATOR, command, _key(order, dispute, f"ruling {len(dispute.rulings) + 1}"))


def _returning(order: Order, dispute: Dispute, stage: Return) -> Act | None:
    """The way back: most sellers name an address, most buyers send, the carrier delivers."""
    number, n = order.number, dispute.number
    buyer, seller = Actor(role="buyer", name=order.buyer), Actor(role="seller", name=order.seller)
    if stage.step == "address":
        if chance(number, f"address {n}") >= GIVES_ADDRESS:
            return None
        address = GiveReturnAddress(dispute=n, address="The seller's returns, BR", country="BR")
        return _act(order.last_at + DAY, seller, address, _key(order, dispute, "address"))
    if stage.step == "ship":
        if chance(number, f"back {n}") >= SENDS_BACK:
            return None
        ship = ShipReturn(dispute=n, carrier="correios", tracking=_return_number(number, n))
        return _act(order.last_at + 2 * DAY, buyer, ship, _key(order, dispute, "return"))
    parcel = stage.parcel
    if parcel is None or parcel.delivered_at is not None:
        return None
    report = ReportTracking(tracking=_return_number(number, n), status="delivered")
    return _act(parcel.shipped_at + 7 * DAY, CARRIER, report, _key(order, dispute, "came back"))


def _return_number(number: str, dispute: int) -> str:
    return f"return-{number}-{dispute}"


def _key(order: Order, dispute: Dispute, what: str) -> str:
    return f"{order.number}:{dispute.number}:{what}"


def _act(at: Instant, actor: Actor, command: object, key: str, after: str = "") -> Act:
    return Act(at=at, actor=actor, command=command, key=key, after=after)
