"""Money on its way from one account to another: the one shape in which it ever moves."""

from typing import Literal

from amends.core.value import value

Purpose = Literal[
    "hold",  # world → escrow: the order is paid (safeguards.md 20)
    "refund",  # to the buyer, out of escrow or out of money already released
    "release",  # escrow → seller
    "commission",
    "payment_fee",
    "recovery",  # back from the seller or carrier for what was paid in their place
    "made_whole",  # the seller, where carrier or platform bears the loss
    "chargeback",  # to the bank, which takes it for the buyer
    "repayment",  # by the buyer
    "reversal",  # undoing an earlier transfer by another
    "advance",  # the platform pays what the seller owes (safeguards.md 22)
    "freight",
]


@value
class Transfer:
    """`minor` minor units of the order's currency leave account `debit` and enter `credit`."""

    debit: str
    credit: str
    minor: int
    purpose: Purpose


def transfer(debit: str, credit: str, minor: int, purpose: Purpose) -> Transfer:
    """A transfer that moves something: more than nothing, between two different accounts."""
    assert minor > 0, f"a transfer moves more than nothing, not {minor}"
    assert debit != credit, f"a transfer moves between two accounts, not {debit} alone"
    return Transfer(debit=debit, credit=credit, minor=minor, purpose=purpose)
