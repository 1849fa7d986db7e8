"""Confirming what came back."""

from typing import get_args

from amends.core.dispute import Return
from amends.core.grounds import ReturnCondition
from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form, options


def form(able: Doable) -> Form:
    """In which condition, and what of the return is paid."""
    say, stage = able.say, able.dispute.stage
    assert isinstance(stage, Return)
    fields = [
        Field("condition", "one", say(N_("How did the goods come back?")), "as_sent",
              options(able.seen, get_args(ReturnCondition)), required=True),
    ]  # fmt: skip
    if stage.freight_claimed:
        most = able.money(stage.freight_claimed)
        fields.append(Field("freight", "amount", say(N_("What you pay for the return")),
                            help=say(N_("At most {most}, what was asked for."), most=most)))  # fmt: skip
    refund = able.money(stage.terms.amount)
    says = (
        say(N_("As sent: new goods are due next. Anything else goes to the platform."))
        if stage.exchange
        else say(N_("As sent: {amount} are refunded at once. Anything else goes to the platform."), amount=refund),
    )  # fmt: skip
    button = say(N_("Confirm what came back"))
    return able.form(
        "confirm_return", button, *fields, says=says,
        tone="main" if able.next == "confirm_return" else "",
    )  # fmt: skip
