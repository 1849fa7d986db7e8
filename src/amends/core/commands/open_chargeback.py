"""The bank takes the payment in question: the whole order stands still (O10, safeguards.md 23)."""

from amends.core.amounts import amount_of
from amends.core.case import Case
from amends.core.commands.about import OfOrder
from amends.core.events import ChargebackOpened
from amends.core.refusals import Refusal
from amends.core.refusals.orders import ChargebackOpen, ChargebackTooMuch
from amends.core.value import value


@value
class OpenChargeback(OfOrder):
    """A chargeback of an amount, by default all that was paid and not refunded."""

    amount: str = ""


def possible(case: Case) -> Refusal | None:
    """One at a time, where anything was paid."""
    if case.order.chargeback is not None:
        return ChargebackOpen()
    if not case.order.paid:
        return ChargebackTooMuch(most=case.money(0))
    return None


def decide(case: Case, command: OpenChargeback) -> Refusal | None:
    """A fact: accepted up to what was paid; what is above the rest is marked as excess."""
    order = case.order
    rest = max(0, order.paid - order.refunded - order.charged_back)
    amount = rest if not command.amount else amount_of(case, command.amount)
    if isinstance(amount, Refusal):
        return amount
    if not 0 < amount <= order.paid:
        return ChargebackTooMuch(most=case.money(order.paid))
    case.record(ChargebackOpened(amount=amount, excess=max(0, amount - rest)))
    return None
