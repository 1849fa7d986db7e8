"""What the buyer can ask for under the chosen grounds, with the most that is possible."""

from dataclasses import dataclass

from amends.core.dispute import Dispute
from amends.core.grounds import WITH_AMOUNT, Freight, Remedy
from amends.core.refusals import Refusal
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.web.shown.opening.lines import claimable
from amends.web.shown.opening.steps import Answers

_WANTS: dict[Remedy, tuple[str, str]] = {
    # Where the goods came, and where they did not.
    "refund_only": (N_("Money back, and I keep it"), N_("My money back")),
    "return_and_refund": (
        N_("Send it back and get my money"),
        N_("Send it back and get my money"),
    ),
    "replacement": (N_("A new one for the old one"), N_("A new one for the old one")),
    "resend": (N_("What is missing, sent again"), N_("The same, sent again")),
    "coupon": (N_("A coupon of the shop"), N_("A coupon of the shop")),
}
_FREIGHT: dict[Freight, str] = {
    "seller": N_("You send it back first; {seller} pays for sending it."),
    "buyer": N_("You send it back first, and pay for sending it yourself."),
    "platform": N_("You send it back first; the platform pays for sending it."),
}
_THEN: dict[Remedy, str] = {
    "replacement": N_("The dispute stays open until you have the new one."),
    "resend": N_("The dispute stays open until you have it."),
    "coupon": N_("Nothing is sent back. If the code does not come in time, you get the money."),
}


@dataclass(frozen=True)
class Want:
    """A remedy in words; `amount`: it names one."""

    code: Remedy
    words: str
    sentence: str
    amount: bool


@dataclass(frozen=True)
class Wants:
    """The remedies of the grounds, and the amounts within which a claim lies."""

    choices: tuple[Want, ...]
    most: str
    apiece: str
    suggested: str
    with_return: bool


def wants(seen: Seen, answers: Answers) -> Wants | Refusal:
    """What can be wanted; the refusal where the earlier choices are not possible any more."""
    found = claimable(seen, answers.line, answers.grounds, answers.quantity)
    if isinstance(found, Refusal):
        return found
    rule = seen.policy.opening.grounds[answers.grounds]
    return Wants(
        choices=tuple(
            _want(seen, each, found.received, rule.return_freight) for each in rule.remedies
        ),
        most=seen.words.money(found.most),
        apiece=_apiece(seen, found),
        suggested=answers.amount,
        with_return="return_and_refund" in rule.remedies,
    )


def _want(seen: Seen, remedy: Remedy, received: bool, freight: Freight) -> Want:
    say, seller = seen.tongue.say, seen.words.who("seller")
    goes_back = remedy in ("return_and_refund", "replacement")
    back = say(_FREIGHT[freight], seller=seller) if goes_back else ""
    then = say(_THEN[remedy]) if remedy in _THEN else ""
    return Want(
        code=remedy,
        words=say(_WANTS[remedy][0 if received else 1]),
        sentence=seen.tongue.together(back, then),
        amount=remedy in WITH_AMOUNT,
    )


def _apiece(seen: Seen, dispute: Dispute) -> str:
    """What one piece is worth, where there are several."""
    line = seen.order.line(dispute.line)
    assert line is not None, "a claim is about a line of its order"
    worth = sorted(line.left(piece) for piece in dispute.pieces)
    if len(worth) < 2:
        return ""
    money = seen.words.money
    if worth[0] == worth[-1]:
        return seen.tongue.say("That is {each} for each piece.", each=money(worth[0]))
    return seen.tongue.say(
        "That is {least} to {most} for each piece.", least=money(worth[0]), most=money(worth[-1])
    )
