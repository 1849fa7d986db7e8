"""Several answers at once: each with what it would do before anything is done, and then what was."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from amends.app.worklists import Item, sold_of
from amends.core.dispute import Dispute
from amends.core.grounds import WITH_AMOUNT
from amends.core.money import MoneyError, parse_minor
from amends.core.people import Actor
from amends.core.suggestion import Suggestion, accepting, offer
from amends.core.visibility import OrderView
from amends.engine.engine import Engine
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.telling.tongue import Tongue
from amends.web.shown.selling.rows import Answer, answer_of, suggested_for

MOST_ROWS = 50
HOW = ("suggested", "accept", "part", "coupon", "address")


@dataclass(frozen=True)
class Chosen:
    """How rows are to be answered: each as suggested, or all alike."""

    how: str = "suggested"
    percent: int = 50
    under: str = ""
    address: str = ""


@dataclass(frozen=True)
class Checked:
    """One row before it is answered; `number` is the dispute's, or 0.

    Without an answer `why` says why there is none.
    """

    order: OrderView
    number: int
    thing: str
    answer: Answer | None
    why: str


@dataclass(frozen=True)
class Check:
    """Everything on the page that is looked at before several answers are given."""

    rows: tuple[Checked, ...]
    chosen: Chosen
    totals: tuple[str, ...]

    @property
    def ready(self) -> int:
        """How many answers can be given."""
        return sum(row.answer is not None for row in self.rows)

    @property
    def only(self) -> str:
        """The words of the one answer that can be given."""
        return next((row.answer.button for row in self.rows if row.answer is not None), "")


type Name = tuple[str, int]


def check(
    engine: Engine, actor: Actor, tongue: Tongue, names: Sequence[Name], chosen: Chosen
) -> Check:
    """What each answer would do. Rows that are not this seller's are left out, like those not there."""
    rows, sums = [], Counter[str]()
    for seen, number in looked_up(engine, actor, tongue, names):
        suggested = answer_for(seen, number, chosen)
        answer = answer_of(seen, suggested)
        over = suggested is not None and _is_over(seen, suggested, chosen.under)
        if answer is not None and suggested is not None and not over:
            sums[seen.order.currency] += suggested.amount
        rows.append(_checked(seen, number, None if over else answer, over=over))
    totals = tuple(tongue.money(minor, currency) for currency, minor in sorted(sums.items()))
    return Check(rows=tuple(rows), chosen=chosen, totals=totals)


def looked_up(engine: Engine, actor: Actor, tongue: Tongue, names: Sequence[Name]) -> list[Item]:
    """The orders of these rows as they stand, those that are this seller's."""
    return sold_of(engine, actor, tongue, list(dict.fromkeys(names))[:MOST_ROWS])


def answer_for(seen: Seen, number: int, chosen: Chosen) -> Suggestion | None:
    """The answer that was chosen for one row; none where it cannot be given here."""
    dispute = seen.order.dispute(number)
    if chosen.how == "suggested" or dispute is None:
        return suggested_for(seen, number) if chosen.how == "suggested" else None
    if chosen.how == "address":
        about = {"dispute": number, "address": chosen.address}
        return Suggestion(kind="address", command="give_return_address", arguments=about)
    claims = [p for p in dispute.standing("buyer") if p.remedy is not None]
    if not claims:
        return None
    if chosen.how == "accept":
        return accepting(dispute, claims[-1])
    return _part(seen, dispute, claims[-1].amount, chosen)


def _part(seen: Seen, dispute: Dispute, claim: int, chosen: Chosen) -> Suggestion | None:
    amount = claim * chosen.percent // 100
    if amount < 1:
        return None
    if chosen.how == "coupon":
        return offer(seen.order, dispute, "coupon", amount, kind="coupon")
    return offer(seen.order, dispute, "refund_only", amount)


def _is_over(seen: Seen, suggested: Suggestion, under: str) -> bool:
    """Whether an amount lies above what was set, in the order's own currency."""
    if not under or suggested.remedy not in WITH_AMOUNT:
        return False
    try:
        return suggested.amount > parse_minor(under, seen.order.currency)
    except MoneyError:
        return True


def _checked(seen: Seen, number: int, answer: Answer | None, *, over: bool) -> Checked:
    order = seen.order
    dispute = order.dispute(number)
    why = N_("This cannot be answered this way now.")
    if over:
        why = N_("It is more than the amount that you set.")
    return Checked(
        order=order,
        number=number,
        thing=seen.words.line(dispute.line if dispute is not None else order.lines[0].id),
        answer=answer,
        why="" if answer is not None else seen.tongue.say(why),
    )
