"""Placing an order: the buyer has paid, and the money is held (O1, O3, O12)."""

import re

from amends.core.accounts import WORLD
from amends.core.amounts import amount_in
from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.commands.about import OfOrder
from amends.core.events import OrderPlaced
from amends.core.faults import (
    NotACountry,
    NotALanguage,
    NotAPercentage,
    NotAsRequired,
    TooManyPieces,
    TooMuch,
)
from amends.core.grounds import Logistics
from amends.core.lines import Line, Piece
from amends.core.moments import MomentError, parse_duration
from amends.core.money import MoneyError, exponent, proportion, split
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadAmount, BadArgument
from amends.core.refusals.orders import NothingOrdered, OrderExists
from amends.core.transfers import Transfer
from amends.core.value import private, value

# What one order may hold; more is an order for a wholesaler's contract, not for buyer protection.
MOST_PIECES = 1000
# What every database, and every program that reads a case file, can hold as a whole number.
MOST_PAID = 2**53 - 1
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_PERCENT = re.compile(r"(\d{1,2})(?:\.(\d{1,2}))?%", re.ASCII)


@value
class OrderedLine:
    """A line as the shop sends it; `price` is for one piece."""

    id: str
    title: str = ""
    price: str
    quantity: int = 1


@value
class PlaceOrder(OfOrder):
    """An order that has been paid, from the shop.

    `promised` is the promised delivery time, from dispatch, as `P30D`; `commission` is a percentage
    like `10%`, `payment_fee` an amount; `number` is the shop's own, and unique in the shop.
    `language` is the buyer's, as `pt` or `pt-BR`: of a tag its first part is kept, by which
    arbitrators choose their cases.
    """

    number: str
    shop: str = ""
    buyer: str
    seller: str
    currency: str
    lines: tuple[OrderedLine, ...]
    shipping: str = "0"
    promised: str = "P30D"
    ship_from: str = "CN"
    ship_to: str = "US"
    postcode: str = private("parcel", default="")
    language: str = ""
    logistics: Logistics = "seller"
    seller_country: str = ""
    commission: str = "0%"
    payment_fee: str = "0"
    provider: str = "ledger"


def decide(case: Case, command: PlaceOrder) -> Refusal | None:
    """Hold what was paid, and freeze commission and fee."""
    if case.state is not None:
        return OrderExists()
    if not command.lines:
        return NothingOrdered()
    wrong = _wrong(command)
    if wrong is not None:
        return wrong
    sums = _sums(command)
    if isinstance(sums, BadAmount):
        return sums
    *prices, shipping, fee = sums
    try:
        promised = parse_duration(command.promised)
    except MomentError as error:
        return BadArgument(field="promised", fault=error.fault)
    percent = _basis_points(command.commission)
    if percent is None:
        return BadArgument(field="commission", fault=NotAPercentage(given=command.commission))
    quantities = [line.quantity for line in command.lines]
    paid = sum(p * q for p, q in zip(prices, quantities, strict=True)) + shipping
    if paid > MOST_PAID:
        return BadAmount(field="lines", fault=TooMuch(what="order"))
    if fee > paid:
        return BadAmount(field="payment_fee", fault=TooMuch(what="payment_fee"))
    rules = case.policy.order
    cap = dict(rules.promised_caps).get(command.ship_to, rules.promised_cap)
    order = case.known.order
    hold = Transfer(debit=WORLD, credit=f"escrow:{order}", minor=paid, purpose="hold")
    case.record(
        OrderPlaced(
            order=order,
            number=command.number,
            shop=command.shop or case.actor.name,
            buyer=command.buyer,
            seller=command.seller,
            seller_country=command.seller_country,
            currency=command.currency,
            policy=case.policy.reference,
            ship_from=command.ship_from,
            ship_to=command.ship_to,
            postcode=command.postcode,
            language=command.language.partition("-")[0].lower(),
            logistics=command.logistics,
            shipping=shipping,
            paid=paid,
            promised=min(promised, cap.span),
            promised_asked=promised,
            commission=proportion(paid, percent, 10_000),
            payment_fee=fee,
            provider=command.provider,
            lines=_lines(command, prices, shipping),
            clocks=(Clock(kind="ship_within", since=case.now, due=case.due(rules.ship_within)),),
            transfers=(hold,) if paid else (),
        )
    )
    return None


def _wrong(command: PlaceOrder) -> BadArgument | None:
    ids = [line.id for line in command.lines]
    pieces = sum(line.quantity for line in command.lines)
    if not command.number:
        return BadArgument(field="number", fault=NotAsRequired(rule="order_number"))
    if not command.buyer or not command.seller:
        return BadArgument(field="buyer", fault=NotAsRequired(rule="buyer_and_seller"))
    if command.buyer == command.seller:
        return BadArgument(field="seller", fault=NotAsRequired(rule="two_people"))
    if len(set(ids)) != len(ids) or not all(ids):
        return BadArgument(field="lines", fault=NotAsRequired(rule="line_ids"))
    if any(line.quantity < 1 for line in command.lines):
        return BadArgument(field="lines", fault=NotAsRequired(rule="quantities"))
    if pieces > MOST_PIECES:
        return BadArgument(field="lines", fault=TooManyPieces(given=pieces, most=MOST_PIECES))
    if command.language and not _LANGUAGE.fullmatch(command.language):
        return BadArgument(field="language", fault=NotALanguage(given=command.language))
    for field in ("ship_from", "ship_to", "seller_country"):
        country: str = getattr(command, field)
        if not _COUNTRY.fullmatch(country) and (country or field != "seller_country"):
            return BadArgument(field=field, fault=NotACountry(given=country))
    return None


def _sums(command: PlaceOrder) -> list[int] | BadAmount:
    """The prices of the lines, the shipping and the payment fee, in minor units."""
    try:
        exponent(command.currency)
    except MoneyError as error:
        return BadAmount(field="currency", fault=error.fault)
    written = [(f"lines[{n}].price", line.price) for n, line in enumerate(command.lines)]
    written += [("shipping", command.shipping), ("payment_fee", command.payment_fee)]
    sums = []
    for field, text in written:
        minor = amount_in(text, command.currency, field)
        if isinstance(minor, BadAmount):
            return minor
        sums.append(minor)
    return sums


def _basis_points(text: str) -> int | None:
    match = _PERCENT.fullmatch(text)
    if match is None:
        return None
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def _lines(command: PlaceOrder, prices: list[int], shipping: int) -> tuple[Line, ...]:
    """The lines with their share of the shipping, piece by piece (D6a).

    Pieces of one line have one value, so the cents that are left over go to its first pieces.
    """
    weights = [
        price
        for line, price in zip(command.lines, prices, strict=True)
        for _ in range(line.quantity)
    ]
    shares = iter(split(shipping, weights))
    lines = []
    for line, price in zip(command.lines, prices, strict=True):
        parts = [next(shares) for _ in range(line.quantity)]
        lines.append(
            Line(
                id=line.id,
                title=line.title or line.id,
                price=price,
                quantity=line.quantity,
                shipping_base=min(parts),
                shipping_extra=sum(1 for part in parts if part > min(parts)),
                pieces=(Piece(),) * line.quantity,
            )
        )
    return tuple(lines)
