"""Paying back what was refunded."""

from amends.core.dispute import Closed
from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form


def form(able: Doable) -> Form:
    """Some of it, or all."""
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
