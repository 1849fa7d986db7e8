"""What accepting a proposal or ruling would move: the same code as the real thing, not recorded.

The preview carries a decision out on a case of its own and reads what happened.
"""

from typing import Literal

from amends.core.case import Case
from amends.core.closing import accept, carry_out, close, goods_came_back, terms_of_ruling
from amends.core.commands.decide_appeal import put_appeal_in_force
from amends.core.commands.propose import Propose
from amends.core.decide import act
from amends.core.dispute import Appeal, Dispute, Replacement, Return, Ruling
from amends.core.events import ProposalMade
from amends.core.known import NOTHING, Known
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Actor, Party
from amends.core.policy import Policy
from amends.core.postings import postings
from amends.core.refusals import Refusal
from amends.core.transfers import Transfer
from amends.core.value import changed, value

# `back`: to the seller; `new`: from the seller.
Goods = Literal["back", "new"]


@value
class Preview:
    """The money that would move at once, the goods that would have to, and the stage after.

    `later` is what the buyer would get once goods have been returned, in minor units; `afterwards`
    is all that would move then, or once new goods have come, if all goes as agreed.
    """

    stage: str
    transfers: tuple[Transfer, ...]
    goods: tuple[Goods, ...] = ()
    later: int = 0
    afterwards: tuple[Transfer, ...] = ()


def of_proposal(
    order: Order, policy: Policy, now: Instant, dispute: int, proposal: int
) -> Preview | None:
    """What would happen if the other side, or both for the platform's, accepted a proposal."""
    case = Case(order, policy, now, number=dispute)
    offer = case.dispute.proposal(proposal)
    if offer is None or offer.state != "standing" or offer.remedy is None:
        return None
    sides: tuple[Party, ...] = ("seller",) if offer.owner == "buyer" else ("buyer",)
    if offer.owner == "arbitrator":
        sides = ("buyer", "seller")
    for side in sides:
        standing = case.dispute.proposal(proposal)
        if standing is not None and side not in standing.accepted_by:
            accept(case, standing, side, by_silence=False)
    return _told(case)


def of_offer(
    order: Order, actor: Actor, policy: Policy, now: Instant, offer: Propose
) -> Preview | Refusal:
    """What would happen if somebody made an offer now and the other side accepted it.

    The refusal is the one that making the offer would get.
    """
    made = act(order, offer, actor, policy, now)
    if isinstance(made, Refusal):
        return made
    after, events = made
    proposed = next(event for event in events if isinstance(event, ProposalMade))
    would = of_proposal(after, policy, now, proposed.dispute, proposed.proposal.number)
    assert would is not None, "an offer that was made stands"
    return would


def of_ruling(
    order: Order, policy: Policy, now: Instant, dispute: int, ruling: Ruling, known: Known = NOTHING
) -> Preview:
    """What would happen if a ruling were in force."""
    by = Actor(role="arbitrator", name=ruling.by)
    case = Case(order, policy, now, by, known, number=dispute)
    if isinstance(case.dispute.stage, Appeal):
        put_appeal_in_force(case, changed(ruling, in_force=True))
    else:
        carry_out(case, terms_of_ruling(changed(ruling, in_force=True)))
    return _told(case)


def _told(case: Case) -> Preview:
    moved = tuple(transfer for event in case.events for transfer in postings(event))
    dispute = case.dispute
    return Preview(
        stage=dispute.stage.name,
        transfers=moved,
        goods=goods_of(dispute),
        later=_later(dispute),
        afterwards=_afterwards(case),
    )


def _afterwards(case: Case) -> tuple[Transfer, ...]:
    """What moves once goods have come as agreed; nothing where none have to."""
    told = len(case.events)
    stage = case.dispute.stage
    if isinstance(stage, Return):
        goods_came_back(case, stage.terms)
        stage = case.dispute.stage
    if isinstance(stage, Replacement):
        close(case, stage.terms, refund=0)
    return tuple(transfer for event in case.events[told:] for transfer in postings(event))


def goods_of(dispute: Dispute) -> tuple[Goods, ...]:
    """The goods that still have to move as it stands, in their order."""
    stage = dispute.stage
    if isinstance(stage, Return):
        return ("back", "new") if stage.exchange else ("back",)
    return ("new",) if isinstance(stage, Replacement) else ()


def _later(dispute: Dispute) -> int:
    stage = dispute.stage
    if isinstance(stage, Return) and not stage.exchange:
        return stage.terms.amount
    return 0
