"""What a seller could reasonably answer: from the rules and from what is known of the case.

A suggestion promises nothing. It rests on the claim that stands, the exhibits that this kind of
case is decided by, the liability that the policy's table recommends as things stand, and what
silence would do. It is never a decision: the seller gives the command, or another one.
"""

from collections.abc import Mapping
from typing import Literal

from amends.core.deadlines import due_of, expire
from amends.core.dispute import Arbitration, Closed, Dispute, Negotiation, Proposal, Return
from amends.core.grounds import ExhibitKind, Freight, Remedy
from amends.core.liability import recommended
from amends.core.money import format_minor
from amends.core.order import Order
from amends.core.policy import Policy
from amends.core.settlement import most, pieces_of
from amends.core.value import changed, field, value

# `address` is never suggested by itself: the seller has to say where goods go back to.
Kind = Literal[
    "accept", "part", "coupon", "return", "refuse", "consent", "approve", "address",
]  # fmt: skip
Because = Literal[
    "proved", "missing_exhibit", "nothing_shown", "seller_liable", "claim_fails", "others_liable",
    "undecided", "small", "coupon_enough", "goods_back", "not_delivered", "silence_pays",
    "silence_refers", "not_shipped_yet", "more_time",
]  # fmt: skip

# A claim of at most this share of what was paid is small: a coupon may be enough, or it is accepted.
SMALL_PERCENT = 20
# From this share on the buyer asks for as good as everything.
WHOLE_PERCENT = 90
# What is offered of a claim that is not shown, or where nobody knows yet who bears the loss.
PART_PERCENT = 50


@value
class Reason:
    """Why: a code of `Because`, with the amount, the exhibits or the policy's words it rests on."""

    because: Because
    amount: int = 0
    kinds: tuple[ExhibitKind, ...] = ()
    words: str = ""


@value
class Evidence:
    """The exhibits that decide this kind of case: those the claimant gave, and those missing."""

    given: tuple[ExhibitKind, ...]
    missing: tuple[ExhibitKind, ...]


@value
class Suggestion:
    """A command that would be a reasonable answer, with its arguments and the reasons for it.

    `remedy` and `amount` are what the buyer would get by it; with `refuse` it is nothing.
    """

    kind: Kind
    command: str
    arguments: Mapping[str, object] = field(default_factory=dict, hash=False)
    remedy: Remedy | None = None
    amount: int = 0
    return_freight: Freight = "seller"
    reasons: tuple[Reason, ...] = ()


def evidence(dispute: Dispute, policy: Policy) -> Evidence:
    """What the policy's matrix asks for in this kind of case, by whether the buyer gave it."""
    asked = list(policy.opening.grounds[dispute.grounds].asked)
    for row in policy.platform.liability:
        if dispute.grounds in row.grounds:
            asked += [kind for kind in row.lacks if kind not in asked]
    given = {x.kind for x in dispute.exhibits if x.owner == "buyer" and not x.withdrawn}
    return Evidence(
        given=tuple(kind for kind in asked if kind in given),
        missing=tuple(kind for kind in asked if kind not in given),
    )


def suggest(order: Order, dispute: Dispute, policy: Policy) -> Suggestion | None:
    """A reasonable answer to the buyer's claim while it is the seller's turn; none at other times."""
    stage = dispute.stage
    claims = [p for p in dispute.standing("buyer") if p.remedy is not None]
    if not isinstance(stage, Negotiation) or stage.turn != "seller" or not claims:
        return None
    if order.chargeback is not None:
        return None
    found = _answer(order, dispute, policy, claims[-1])
    quiet = silence(order, dispute, policy)
    return found if quiet is None else changed(found, reasons=(*found.reasons, quiet))


def suggest_for_order(order: Order) -> Suggestion | None:
    """A reasonable answer to what the buyer asks about the order itself: to cancel, or more time."""
    if order.cancellation_asked is not None:
        return Suggestion(
            kind="approve", command="answer_cancellation", arguments={"approve": True},
            amount=order.escrow, reasons=(Reason(because="not_shipped_yet", amount=order.escrow),),
        )  # fmt: skip
    if order.extension is not None and order.extension.by == "buyer":
        return Suggestion(
            kind="consent", command="consent_extension", reasons=(Reason(because="more_time"),)
        )
    return None


def silence(order: Order, dispute: Dispute, policy: Policy) -> Reason | None:
    """What silence would do at the dispute's next deadline: pay the claim, or refer it."""
    due = due_of(order, dispute)
    if due is None:
        return None
    after, _ = expire(order, policy, due + 1)
    then = after.dispute(dispute.number)
    assert then is not None
    if isinstance(then.stage, Closed) and then.stage.refund:
        return Reason(because="silence_pays", amount=then.stage.refund)
    if isinstance(then.stage, Return):
        return Reason(because="silence_pays", amount=then.stage.terms.amount)
    return Reason(because="silence_refers") if isinstance(then.stage, Arbitration) else None


def _answer(order: Order, dispute: Dispute, policy: Policy, claim: Proposal) -> Suggestion:
    shown = evidence(dispute, policy)
    advice = recommended(order, dispute, policy)

    def say(kind: Kind, *reasons: Reason, remedy: Remedy | None = None) -> Suggestion:
        return _made(order, dispute, claim, kind, reasons, remedy)

    if advice.liable == "claim_fails":
        return say("refuse", Reason(because="claim_fails", words=advice.reason))
    if advice.liable in ("carrier", "platform", "buyer"):
        return say("refuse", Reason(because="others_liable", words=advice.reason))
    worth = most(order, pieces_of(dispute))
    choices = policy.opening.grounds[dispute.grounds].remedies
    if 0 < claim.amount * 100 <= worth * SMALL_PERCENT:
        if "coupon" in choices and claim.remedy == "refund_only" and shown.missing:
            enough = Reason(because="coupon_enough", amount=claim.amount)
            missing = Reason(because="missing_exhibit", kinds=shown.missing)
            return say("coupon", enough, missing, remedy="coupon")
        return say("accept", Reason(because="small", amount=claim.amount))
    if advice.liable in ("undecided", "shared"):
        return say("part", Reason(because="undecided", words=advice.reason, kinds=shown.missing))
    if dispute.not_received:
        return say("accept", Reason(because="not_delivered", words=advice.reason))
    if shown.missing and not shown.given:
        return say("part", Reason(because="nothing_shown", kinds=shown.missing))
    proved = Reason(because="proved", kinds=shown.given, words=advice.reason)
    whole = claim.remedy == "refund_only" and claim.amount * 100 >= worth * WHOLE_PERCENT
    if whole and "return_and_refund" in choices:
        back = Reason(because="goods_back", amount=claim.amount)
        return say("return", proved, back, remedy="return_and_refund")
    return say("accept", proved)


def _made(
    order: Order,
    dispute: Dispute,
    claim: Proposal,
    kind: Kind,
    reasons: tuple[Reason, ...],
    remedy: Remedy | None,
) -> Suggestion:
    """The command that says it. Half of a claim is offered only where the claim names an amount."""
    if kind == "part" and claim.remedy not in ("refund_only", "return_and_refund"):
        kind = "refuse"
    if kind == "refuse":
        about = {"dispute": dispute.number, "proposal": claim.number}
        return Suggestion(kind=kind, command="reject_proposal", arguments=about, reasons=reasons)
    if kind == "accept":
        return accepting(dispute, claim, reasons)
    if kind == "part":
        half = max(1, claim.amount * PART_PERCENT // 100)
        return offer(order, dispute, "refund_only", half, reasons=reasons)
    assert remedy is not None, "an offer of something else names it"
    return offer(order, dispute, remedy, claim.amount, kind=kind, reasons=reasons)


def accepting(dispute: Dispute, claim: Proposal, reasons: tuple[Reason, ...] = ()) -> Suggestion:
    """Accepting a claim as it stands, as a suggestion."""
    return Suggestion(
        kind="accept",
        command="accept_proposal",
        arguments={"dispute": dispute.number, "proposal": claim.number},
        remedy=claim.remedy,
        amount=claim.amount,
        return_freight=claim.return_freight,
        reasons=reasons,
    )


def offer(
    order: Order,
    dispute: Dispute,
    remedy: Remedy,
    amount: int,
    *,
    kind: Kind = "part",
    reasons: tuple[Reason, ...] = (),
) -> Suggestion:
    """An offer of a remedy of that amount, as a suggestion."""
    return Suggestion(
        kind=kind,
        command="propose",
        arguments={
            "dispute": dispute.number,
            "remedy": remedy,
            "amount": format_minor(amount, order.currency),
        },
        remedy=remedy,
        amount=amount,
        reasons=reasons,
    )
