"""The platform's steps: stepping in, the list of 2010, and rulings with their second person."""

from collections.abc import Iterable

from amends.core.case import Case
from amends.core.clocks import Clock, Clocks, find
from amends.core.closing import carry_out, terms_of_ruling
from amends.core.dispute import Arbitration, Dispute, Ruling, Shares
from amends.core.events import PlatformSteppedIn, RulingConfirmed
from amends.core.grounds import Remedy
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.policy import Policy, StepName
from amends.core.settlement import most, pieces_of, shares_of
from amends.core.turns import delivered
from amends.core.value import changed

# What an arbitrator may order beyond the remedies of the item (readings.md, after 22).
ALWAYS_ORDERED: tuple[Remedy, ...] = ("refund_only", "return_and_refund", "replacement")


def step_in(case: Case) -> None:
    """The first command of an arbitrator: the platform has stepped in (A1, A5)."""
    dispute = case.dispute
    stage = dispute.stage
    if not isinstance(stage, Arbitration) or stage.stepped_in:
        return
    clocks = tuple(c for c in dispute.clocks if c.kind != "step_in")
    stage = changed(stage, stepped_in=True)
    if stage.step is not None:
        _begin_step(case, stage, clocks, _after_stepping_in(stage))
        return
    rule = Clock(kind="rule", since=case.now, due=case.due(case.policy.platform.ruling_within))
    case.record(PlatformSteppedIn(dispute=case.number, stage=stage, clocks=(*clocks, rule)))


def next_step(case: Case) -> None:
    """The current step of the list has ended (A5)."""
    dispute = case.dispute
    stage = dispute.stage
    assert isinstance(stage, Arbitration)
    proved = stage.proved or stage.step == "talks"
    clocks = tuple(c for c in dispute.clocks if c.kind not in ("delivery_proof", "talks_step"))
    _begin_step(case, stage, clocks, "ruling" if proved else "talks")


def _after_stepping_in(stage: Arbitration) -> StepName:
    # What is raised from a return has nothing to do with the first delivery.
    if stage.preset:
        return "ruling"
    return "talks" if stage.proved else "delivery_proof"


def _begin_step(case: Case, stage: Arbitration, clocks: Clocks, name: StepName) -> None:
    windows = {step.name: step.window for step in case.policy.platform.steps}
    if name == "delivery_proof" and delivered(case.order, case.dispute):
        stage, name = changed(stage, proved=True), "ruling"
    kind = {"delivery_proof": "delivery_proof", "talks": "talks_step"}.get(name, "rule")
    if name not in windows:
        case.record(PlatformSteppedIn(dispute=case.number, stage=stage, clocks=clocks))
        return
    clock = Clock(kind=kind, since=case.now, due=case.due(windows[name]))  # type: ignore[arg-type]
    case.record(
        PlatformSteppedIn(
            dispute=case.number, stage=changed(stage, step=name), clocks=(*clocks, clock)
        )
    )


def prove_delivery(case: Case) -> None:
    """The seller has proved delivery, or a scan has: on to the ruling, without talks (A5)."""
    stage = case.dispute.stage
    if isinstance(stage, Arbitration) and stage.step == "delivery_proof":
        clocks = tuple(c for c in case.dispute.clocks if c.kind != "delivery_proof")
        _begin_step(case, changed(stage, proved=True), clocks, "ruling")


def own_stake(order: Order, dispute: Dispute, amount: int, liable: Shares) -> int:
    """What a ruling puts at stake: the larger of the refund and the rest of the most."""
    top = most(order, pieces_of(dispute)) + sum(s.refund for s in dispute.shares)
    refund = min(amount, top) - shares_of(min(amount, top), liable)["buyer"]
    return max(refund, top - refund)


def at_stake(disputes: Iterable[Dispute], person: str, policy: Policy, now: Instant) -> int:
    """What a person's latest rulings in disputes put at stake (safeguards.md 18).

    How long they are added up is the policy's to say (`platform.second_person_window`).
    """
    window = policy.platform.second_person_window
    return sum(
        ruling.at_stake
        for dispute in disputes
        for ruling in dispute.rulings
        if ruling.by == person and policy.due(window, ruling.at) >= now
    )


def stake_before(case: Case, dispute: Dispute) -> int:
    """What the same person put at stake before, on this order and between these parties."""
    others = [other for other in case.order.disputes if other.number != dispute.number]
    here = at_stake(others, case.actor.name, case.policy, case.now)
    return here + case.known.at_stake_before


def needs_second_person(
    case: Case, stake: int, amount: int, liable: Shares, made_whole: int, from_fund: int
) -> bool:
    """Whether a ruling waits for another arbitrator (A7, safeguards.md 18).

    `from_fund` is what the platform pays besides its share: the freight of a return.
    """
    rules = case.policy.platform
    limit = dict(rules.second_person).get(case.order.currency)
    if limit is None:
        return False
    shares = shares_of(amount, liable)
    others = shares["carrier"] + shares["platform"]
    others = (max(others, made_whole) if others else 0) + from_fund
    return stake > limit or others * 100 > limit * rules.second_person_share_percent


def put_in_force(case: Case, ruling: Ruling) -> None:
    """A confirmed ruling is in force and carried out."""
    case.record(RulingConfirmed(dispute=case.number, ruling=ruling))
    carry_out(case, terms_of_ruling(ruling))


def standing_platform_proposal(dispute: Dispute) -> Clock | None:
    """The clock of a platform's proposal that still stands; a ruling waits for it."""
    if not dispute.standing("arbitrator"):
        return None
    return find(dispute.clocks, "platform_proposal")
