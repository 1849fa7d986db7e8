"""`amends accounts`: what a person's account holds over all orders, what is owed, and payouts."""

import uuid
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from amends.cli.home import opened
from amends.cli.output import AsJson, print_json, show
from amends.cli.trouble import USAGE, TroubleError
from amends.core.moments import format_instant
from amends.core.money import format_minor
from amends.core.people import ROLES
from amends.engine.accounts import LONGEST_KEY, BuyerAccount, Payout
from amends.engine.engine import Engine
from amends.ledger.owed import Owed
from amends.ledger.payable import SellerAccount, Withheld
from amends.rates import Consequence
from amends.telling.clean import clean
from amends.telling.tongue import ENGLISH
from amends.telling.writing import person, spoken


def accounts(
    name: Annotated[
        str, typer.Argument(help="The account of a seller or buyer, as shops name it.")
    ],
    pay_out: Annotated[
        str, typer.Option("--pay-out", help="Record that what is payable in this currency is paid.")
    ] = "",
    key: Annotated[
        str, typer.Option("--key", help="Names the payout; sent again it pays nothing again.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show what somebody sold and was given back, over all orders, and what of it is payable.

    Released money is payable after the policy's hold, less what is owed and what is in dispute.
    """
    if len(key) > LONGEST_KEY:
        raise TroubleError("That key is too long.", "Use at most 200 characters.", USAGE)
    with opened() as engine:
        sold, bought = engine.accounts.seller(name), engine.accounts.buyer(name)
        if not sold and not bought:
            raise TroubleError(
                f"No money has come to anybody called {clean(name)[:60]!r}.", _whom_to_name(name)
            )
        payout = _paid(engine, name, pay_out, key) if pay_out else None
        sold = engine.accounts.seller(name) if payout else sold
        reached = engine.accounts.consequences(name)
        numbers = _numbers(engine, sold, bought)
    if as_json:
        print_json(_as_json(name, sold, bought, reached, payout))
        return
    parts: list[RenderableType] = [_payout(payout)] if payout else []
    parts += [part for each in sold for part in _of_seller(each, numbers)]
    parts += [Text(_consequence(each), "bold yellow") for each in reached]
    parts += [part for each in bought for part in _of_buyer(each, numbers)]
    show(*parts)


def _whom_to_name(name: str) -> str:
    role, _, alone = name.partition(":")
    if role in ROLES and alone:
        return f"Write the name alone: {clean(alone)[:60]}."
    return "See `amends orders` for who buys and sells."


def _paid(engine: Engine, name: str, currency: str, key: str) -> Payout:
    payout = engine.accounts.pay_out(name, currency.upper(), key or str(uuid.uuid4()))
    if payout is None:
        raise TroubleError(
            f"Nothing is payable to {person(name)} in {clean(currency)[:10]}.",
            f"See `amends accounts {clean(name)}` for when it will be.",
        )
    return payout


def _numbers(
    engine: Engine, sold: tuple[SellerAccount, ...], bought: tuple[BuyerAccount, ...]
) -> dict[str, str]:
    """The shops' numbers of the orders that are told about."""
    meant = [row.order_id for each in sold for row in each.withheld]
    meant += [row.order_id for each in sold for row in each.owed]
    meant += [row.order_id for each in bought for row in each.owed]
    numbers = {}
    for order_id in dict.fromkeys(meant):
        order = engine.order(order_id)
        numbers[order_id] = clean(order.number) if order is not None else order_id
    return numbers


def _of_seller(account: SellerAccount, numbers: dict[str, str]) -> list[RenderableType]:
    currency = account.currency
    sums = {
        "released, less what was recovered": account.balance,
        "paid out": account.paid_out,
        "returned to the platform's fund": account.returned,
        "advanced by the platform, to be returned": account.advanced,
        "owed": sum(debt.minor for debt in account.owed),
        "not yet payable": sum(each.minor for each in account.withheld),
    }
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for what, minor in sums.items():
        if minor:
            table.add_row(what, Text(ENGLISH.money(minor, currency), justify="right"))
    table.add_row(
        Text("payable now", "bold"), Text(ENGLISH.money(account.payable, currency), "bold")
    )
    parts: list[RenderableType] = [
        Text(f"{person(account.seller)} sells, {currency}", "bold"),
        table,
    ]
    parts += [Text(_withheld(each, currency, numbers)) for each in account.withheld]
    parts += [Text(_owed(each, currency, numbers)) for each in account.owed]
    return [*parts, Text("")]


def _of_buyer(account: BuyerAccount, numbers: dict[str, str]) -> list[RenderableType]:
    back = ENGLISH.money(account.balance, account.currency)
    return [
        Text(f"{person(account.buyer)} buys, {account.currency}", "bold"),
        Text(f"{back} back, all in all"),
        *(Text(_owed(each, account.currency, numbers)) for each in account.owed),
        Text(""),
    ]


def _withheld(each: Withheld, currency: str, numbers: dict[str, str]) -> str:
    why = {
        "hold": "was released lately",
        "protection": "is protected for the buyer",
        "dispute": "is in dispute",
        "chargeback": "is with the bank",
    }[each.why]
    until = f" until {ENGLISH.instant(each.until)}" if each.until is not None else ""
    return f"{ENGLISH.money(each.minor, currency)} of order {numbers[each.order_id]} {why}{until}."


def _owed(each: Owed, currency: str, numbers: dict[str, str]) -> str:
    whom = "the buyer" if each.to_buyer else "the platform or the bank"
    minor = each.to_buyer or each.minor
    return (
        f"{ENGLISH.money(minor, currency)} of order {numbers[each.order_id]} is owed to {whom}"
        f" by the seller, since {ENGLISH.instant(each.at)}."
    )


def _consequence(each: Consequence) -> str:
    said = spoken(each.consequence)
    return f"{said[:1].upper()}{said[1:]}: {each.reasons} It can be appealed."


def _payout(payout: Payout) -> RenderableType:
    again = " already" if payout.replayed else ""
    said = f"Payout {payout.n} to {person(payout.seller)} is{again} recorded:"
    said += f" {ENGLISH.money(payout.minor, payout.currency)}"
    if payout.returned:
        said += f", and {ENGLISH.money(payout.returned, payout.currency)} to the platform's fund"
    return Text(f"{said}.\n", "green")


def _as_json(
    name: str,
    sold: tuple[SellerAccount, ...],
    bought: tuple[BuyerAccount, ...],
    reached: tuple[Consequence, ...],
    payout: Payout | None,
) -> dict[str, Any]:
    return {
        "name": name,
        "sells": [_seller_json(each) for each in sold],
        "buys": [
            {
                "currency": each.currency,
                "balance": format_minor(each.balance, each.currency),
                "owed": [_owed_json(debt, each.currency) for debt in each.owed],
            }
            for each in bought
        ],
        "consequences": [
            {"consequence": each.consequence, "rate": each.rate, "reasons": each.reasons}
            for each in reached
        ],
        "payout": payout
        and {
            "n": payout.n,
            "at": format_instant(payout.at),
            "currency": payout.currency,
            "amount": format_minor(payout.minor, payout.currency),
            "returned": format_minor(payout.returned, payout.currency),
            "replayed": payout.replayed,
        },
    }


def _seller_json(account: SellerAccount) -> dict[str, Any]:
    sums = ("balance", "paid_out", "returned", "advanced", "to_return", "payable")
    shown = {name: format_minor(getattr(account, name), account.currency) for name in sums}
    return {
        "currency": account.currency,
        **shown,
        "withheld": [
            {
                "order": each.order_id,
                "amount": format_minor(each.minor, account.currency),
                "why": each.why,
                "until": None if each.until is None else format_instant(each.until),
            }
            for each in account.withheld
        ],
        "owed": [_owed_json(debt, account.currency) for debt in account.owed],
    }


def _owed_json(debt: Owed, currency: str) -> dict[str, Any]:
    return {
        "order": debt.order_id,
        "since": format_instant(debt.at),
        "amount": format_minor(debt.minor, currency),
        "to_buyer": format_minor(debt.to_buyer, currency),
    }
