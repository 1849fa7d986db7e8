"""Amounts in commands: text in the order's currency, bounded by what was paid (D6a)."""

from amends.core.case import Case
from amends.core.dispute import Dispute
from amends.core.grounds import WITH_AMOUNT, Remedy
from amends.core.money import MoneyError, format_minor, parse_minor
from amends.core.order import Order
from amends.core.refusals import Refusal, refuse
from amends.core.settlement import most, pieces_of


def amount_of(case: Case, text: str) -> int | Refusal:
    """The amount in minor units; with too many decimals or less than nothing it is refused."""
    currency = case.order.currency
    try:
        minor = parse_minor(text, currency)
    except MoneyError as error:
        return refuse("bad_amount", problem=str(error))
    if minor < 0:
        return refuse("bad_amount", problem=f"{text!r} is less than nothing")
    return minor


def amount_for(case: Case, remedy: Remedy, text: str, top: int) -> int | Refusal:
    """The amount of a remedy, at most `top`; a return without one is for all (readings.md 15)."""
    if remedy not in WITH_AMOUNT:
        return refuse("amount_not_for_remedy", remedy=remedy) if text else 0
    if not text:
        if remedy == "return_and_refund":
            return top
        return refuse("amount_missing", remedy=remedy)
    amount = amount_of(case, text)
    if isinstance(amount, Refusal):
        return amount
    if amount > top:
        return refuse("more_than_was_paid", most=say(case.order, top))
    return amount


def freight_agreed(case: Case, text: str, claimed: int) -> int | Refusal:
    """What is agreed or ruled for the freight of a return: at most what the buyer claimed for it."""
    if not text:
        return 0
    amount = amount_of(case, text)
    if isinstance(amount, Refusal):
        return amount
    if amount > claimed:
        return refuse("freight_not_claimed", claimed=say(case.order, claimed))
    return amount


def most_of(case: Case, dispute: Dispute) -> int:
    """The most that can be refunded in a dispute now."""
    return most(case.order, pieces_of(dispute))


def say(order: Order, minor: int) -> str:
    """An amount with its currency, for sentences."""
    return f"{format_minor(minor, order.currency)} {order.currency}"
