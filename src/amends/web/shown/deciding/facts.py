"""What is known of a case beside what both sides say: the order, its parcels, and what was noted."""

from dataclasses import dataclass

from amends.core.dispute import Arbitration
from amends.core.liability import recommended
from amends.core.moments import Instant
from amends.telling.mark import N_
from amends.telling.recommending import advised, because
from amends.telling.tongue import Tongue
from amends.web.doable import Desk
from amends.web.shown.deciding.queue import language_name

_PRESETS = {
    "return_not_received": N_("The seller says that the returned goods did not come."),
    "return_not_as_sent": N_("The seller says that the returned goods are not as they were sent."),
    "return_not_possible": N_("The return is not possible."),
    "promise_not_kept": N_("The buyer says that the coupon does not work."),
    "replacement_failed": N_("The buyer says that the new goods did not come as agreed."),
}


@dataclass(frozen=True)
class Asked:
    """A request for exhibits: of whom, what, until when, and what became of it."""

    who: str
    kinds: str
    due: Instant
    state: str


@dataclass(frozen=True)
class Facts:
    """`rows` are pairs of what is asked and what is so; `lacking` kinds were never given."""

    rows: tuple[tuple[str, str], ...]
    noted: tuple[str, ...]
    asked: tuple[Asked, ...]
    lacking: str
    preset: str


@dataclass(frozen=True)
class Advice:
    """Whom the policy's table recommends, and its reason."""

    says: str
    reason: str
    code: str


def advice(desk: Desk) -> Advice:
    """The recommendation as the case stands."""
    seen = desk.able.seen
    found = recommended(seen.order, desk.able.dispute, seen.policy)
    return Advice(advised(seen.words, found), because(seen.words, found.reason), found.liable)


def facts(desk: Desk) -> Facts:
    """Everything that has a name."""
    able, seen = desk.able, desk.able.seen
    stage = able.dispute.stage
    given = {x.kind for x in able.dispute.exhibits if not x.withdrawn}
    rule = seen.policy.opening.grounds[able.dispute.grounds]
    lacking = [seen.tongue.word(kind) for kind in rule.asked if kind not in given]
    return Facts(
        rows=tuple(_rows(desk)),
        noted=tuple(
            able.say(
                N_("{who} noted: {fact}"),
                who=seen.words.begins(each.by),
                fact=seen.tongue.word(each.fact),
            )
            for each in able.dispute.facts
        ),
        asked=tuple(
            Asked(
                seen.words.begins(each.of),
                seen.tongue.listed([seen.tongue.word(kind) for kind in each.kinds]),
                each.due,
                _state(seen.tongue, each.state),
            )
            for each in able.dispute.requests
        ),
        lacking=seen.tongue.listed(lacking),
        preset=able.say(_PRESETS[stage.preset])
        if isinstance(stage, Arbitration) and stage.preset
        else "",
    )


def _rows(desk: Desk) -> list[tuple[str, str]]:
    able, seen = desk.able, desk.able.seen
    order, dispute, say, tongue = seen.order, able.dispute, able.say, seen.tongue
    line = order.line(dispute.line)
    assert line is not None
    ends = next((c.due for c in order.clocks if c.kind == "promise"), None)
    rows = [
        (say(N_("Goods")), seen.words.line(dispute.line)),
        (say(N_("In dispute")), say(N_("{count} of {all} pieces"), count=len(dispute.pieces),
                                    all=line.quantity)),
        (say(N_("Grounds")), tongue.word(dispute.grounds)),
        (say(N_("Received")), say(N_("yes")) if dispute.received else say(N_("no"))),
        (say(N_("Claim")), able.money(dispute.claim)),
        (say(N_("Most")), able.money(dispute.most)),
        (say(N_("Paid on")), tongue.instant(order.paid_at)),
        (say(N_("Route")), f"{order.ship_from} → {order.ship_to}"),
        (say(N_("Carrier chosen by")), seen.words.name(
            "arbitrator" if order.logistics == "platform" else "seller")),
        (say(N_("Buyer reads")), language_name(tongue, order.language)),
        (say(N_("Policy")), seen.policy.reference),
    ]  # fmt: skip
    if ends is not None:
        rows.insert(7, (say(N_("Promised by")), tongue.instant(ends)))
    return rows


def _state(tongue: Tongue, state: str) -> str:
    if state == "given":
        return tongue.say("given")
    return tongue.say("not given") if state == "lapsed" else tongue.say("waited for")
