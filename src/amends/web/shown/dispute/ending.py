"""A coupon that was promised."""

from dataclasses import dataclass

from amends.core.clocks import find
from amends.core.dispute import Closed
from amends.core.moments import Instant
from amends.core.visibility import sees_coupon_code
from amends.telling.deadlines import what_falls
from amends.telling.mark import N_
from amends.web.doable import Doable

_OWED = {
    "seller": N_("You promised a coupon worth {amount}."),
    "": N_("{Seller} promised a coupon worth {amount}."),
}


@dataclass(frozen=True)
class Coupon:
    """A coupon that was promised, its code once it was given, and until when something can be done.

    `otherwise` says what happens by itself then.
    """

    sentence: str
    code: str
    kept: bool
    until: Instant | None
    otherwise: str


def coupon(able: Doable) -> Coupon | None:
    """The seller's promise; its code is for who could use it, and for the arbitrator."""
    stage = able.dispute.stage
    promise = stage.promise if isinstance(stage, Closed) else None
    if promise is None:
        return None
    due = find(able.dispute.clocks, "promise_keep") or find(able.dispute.clocks, "promise_claim")
    told = sees_coupon_code(able.seen.reader)
    return Coupon(
        sentence=able.voice(_OWED, amount=able.money(promise.amount)),
        code=able.seen.words.text(promise.code) if told and promise.code else "",
        kept=promise.kept or bool(promise.code),
        until=None if due is None else due.due,
        otherwise="" if due is None else what_falls(able.seen, due),
    )
