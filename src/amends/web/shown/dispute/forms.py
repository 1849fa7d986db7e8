"""What can be done in a dispute that belongs to no card: a form for each command that is open."""

from amends.web.command_forms import (
    appeal,
    confirm_replacement,
    confirm_return,
    decline_appeal,
    escalate,
    give_return_address,
    join_appeal,
    keep_promise,
    repay,
    ship_replacement,
    ship_return,
    withdraw_escalation,
)
from amends.web.doable import Doable
from amends.web.forms import Form

_FORMS = {
    "give_return_address": give_return_address.form,
    "ship_return": ship_return.form,
    "confirm_return": confirm_return.form,
    "ship_replacement": ship_replacement.form,
    "confirm_replacement": confirm_replacement.form,
    "appeal": appeal.form,
    "join_appeal": join_appeal.form,
    "decline_appeal": decline_appeal.form,
    "keep_promise": keep_promise.form,
    "escalate": escalate.form,
    "withdraw_escalation": withdraw_escalation.form,
    "repay": repay.form,
}


def forms(able: Doable) -> tuple[Form, ...]:
    """The forms that are open to the reader; what goods on their way wait for comes first."""
    found = [make(able) for command, make in _FORMS.items() if able.may(command)]
    # At a later step of goods the earlier one's form is for a correction.
    return tuple(sorted(found, key=lambda each: each.command != able.next))
