"""Amounts in commands: text in the order's currency, bounded by what was paid (D6a)."""

from amends.core.case import Case
from amends.core.dispute import Dispute
from amends.core.faults import BelowNothing
from amends.core.grounds import WITH_AMOUNT, Remedy
from amends.core.money import MoneyError, parse_minor
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadAmount
from amends.core.refusals.disputes import (
    AmountMissing,
    AmountNotForRemedy,
    FreightNotClaimed,
    MoreThanWasPaid,
)
from amends.core.settlement import most, pieces_of


def amount_of(case: Case, text: str, field: str = "amount") -> int | BadAmount:
    """The amount that stands in `field`, in minor units of the order's currency."""
    return amount_in(text, case.order.currency, field)


def amount_in(text: str, currency: str, field: str) -> int | BadAmount:
    """The amount in minor units; with too many decimals or less than nothing it is refused."""
    try:
        minor = parse_minor(text, currency)
    except MoneyError as error:
        return BadAmount(field=field, fault=error.fault)
    if minor < 0:
        return BadAmount(field=field, fault=BelowNothing(given=text))
    return minor


def amount_for(case: Case, remedy: Remedy, text: str, top: int) -> int | Refusal:
    """The amount of a remedy, at most `top`; a return without one is for all (readings.md 15)."""
    if remedy not in WITH_AMOUNT:
        return AmountNotForRemedy(remedy=remedy) if text else 0
    if not text:
        if remedy == "return_and_refund":
            return top
        return AmountMissing(remedy=remedy)
    amount = amount_of(case, text)
    if isinstance(amount, Refusal):
        return amount
    if amount > top:
        return MoreThanWasPaid(most=case.money(top))
    return amount


def freight_agreed(case: Case, text: str, claimed: int) -> int | Refusal:
    """What is agreed or ruled for the freight of a return: at most what the buyer claimed for it."""
    if not text:
        return 0
    amount = amount_of(case, text, "freight")
    if isinstance(amount, Refusal):
        return amount
    if amount > claimed:
        return FreightNotClaimed(claimed=case.money(claimed))
    return amount


def most_of(case: Case, dispute: Dispute) -> int:
    """The most that can be refunded in a dispute now."""
    return most(case.order, pieces_of(dispute))
