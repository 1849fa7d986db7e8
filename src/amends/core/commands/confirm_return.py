"""The seller has the returned goods, as sent or not (R3, readings.md 33)."""

from amends.core.amounts import freight_agreed
from amends.core.case import Case
from amends.core.closing import goods_came_back
from amends.core.commands.about import OfDispute
from amends.core.dispute import Replacement, Return
from amends.core.events import ReturnConfirmed
from amends.core.grounds import ReturnCondition
from amends.core.refusals import Refusal
from amends.core.refusals.rulings import RaisedAlready, WrongStep
from amends.core.turns import escalate
from amends.core.value import changed, value


@value
class ConfirmReturn(OfDispute):
    """In what condition they came; anything but `as_sent` goes to arbitration.

    `freight` is what the seller agrees to pay for the return, at most what the buyer claimed; without
    it nothing moves for the freight (readings.md 16).
    """

    condition: ReturnCondition
    freight: str = ""


def possible(case: Case) -> Refusal | None:
    """Once a return is ordered; the seller may refund without waiting."""
    stage = case.dispute.stage
    assert isinstance(stage, Return | Replacement)
    if not isinstance(stage, Return):
        return WrongStep(step=stage.awaits)
    return None


def decide(case: Case, command: ConfirmReturn) -> Refusal | None:
    """Refund, or let the platform look (preset `return_not_as_sent`)."""
    stage = case.dispute.stage
    assert isinstance(stage, Return)
    if command.condition != "as_sent":
        if stage.step != "receipt":
            return WrongStep(step=stage.awaits)
        if case.dispute.raised.count("seller") >= 2:
            return RaisedAlready()
    freight = freight_agreed(case, command.freight, stage.freight_claimed)
    if isinstance(freight, Refusal):
        return freight
    case.record(ReturnConfirmed(dispute=case.number, condition=command.condition))
    if command.condition == "as_sent":
        goods_came_back(case, changed(stage.terms, freight=freight))
    else:
        escalate(case, by="seller", preset="return_not_as_sent", raised_from=stage)
    return None
