"""What else can be done: asking the platform, going back, a promised coupon, paying back, giving up."""

from dataclasses import dataclass

from amends.core.clocks import find
from amends.core.dispute import Closed, Negotiation, Replacement, Return
from amends.core.moments import Instant
from amends.core.visibility import sees_coupon_code
from amends.telling.deadlines import what_falls
from amends.telling.mark import N_
from amends.web.forms import Field, Form
from amends.web.shown.dispute.moves import Doable
from amends.web.shown.dispute.offering import words_field

_RAISES = {
    "negotiation": N_("Ask the platform to decide"),
    "ship": N_("I cannot send it back like this"),
    "receipt": N_("The goods did not come back"),
    "confirm": N_("The new goods did not come, or are wrong"),
    "closed": N_("The coupon does not work"),
}
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


def ending_forms(able: Doable) -> tuple[Form, ...]:
    """The forms that belong to no card: raising, taking back, keeping a promise, paying back."""
    makers = {
        "keep_promise": _keep,
        "escalate": _escalate,
        "withdraw_escalation": _go_back,
        "repay": _repay,
    }
    return tuple(make(able) for command, make in makers.items() if able.may(command))


def _keep(able: Doable) -> Form:
    say = able.say
    button = say(N_("Give {buyer} the code"), buyer=able.seen.words.who("buyer"))
    field = Field("code", "line", say(N_("The coupon's code")), required=True)
    return able.form("keep_promise", button, field, tone="main")


def _escalate(able: Doable) -> Form:
    say, stage = able.say, able.dispute.stage
    step = "closed"
    if isinstance(stage, Negotiation):
        step = "negotiation"
    elif isinstance(stage, Return | Replacement):
        step = stage.step
    said = say(
        N_("The platform looks at it and decides. Meanwhile nothing else goes on by itself.")
    )
    words = words_field(able, "reason", say(N_("What happened, in your words")))
    return able.form("escalate", say(_RAISES[step]), words, says=(said,))


def _go_back(able: Doable) -> Form:
    says = (able.say(N_("It goes on where it stopped; the time since then does not count.")),)
    return able.form(
        "withdraw_escalation", able.say(N_("It is settled: go on as agreed")), says=says
    )


def _repay(able: Doable) -> Form:
    say, stage = able.say, able.dispute.stage
    assert isinstance(stage, Closed)
    most = able.money(stage.refund - able.dispute.repaid)
    currency = able.seen.order.currency
    amount = Field(
        "amount", "amount", say(N_("Amount in {currency}"), currency=currency), required=True,
        help=say(N_("At most {most}, what was refunded and not yet paid back."), most=most),
    )  # fmt: skip
    says = (say(N_("For goods that came after all. It changes no decision and cannot be undone.")),)
    return able.form("repay", say(N_("Pay back")), amount, says=says)
