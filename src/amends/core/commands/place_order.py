"""Placing an order: the buyer has paid, and the money is held (O1, O3, O12)."""

import re

from amends.core.accounts import WORLD
from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.events import OrderPlaced
from amends.core.grounds import Logistics
from amends.core.moments import MomentError, parse_duration
from amends.core.money import MoneyError, exponent, parse_minor, proportion, split
from amends.core.order import Line, Piece
from amends.core.refusals import Refusal, refuse
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
class PlaceOrder:
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
        return refuse("order_exists")
    if not command.lines:
        return refuse("nothing_ordered")
    problem = _problem(command)
    if problem is not None:
        return refuse("bad_argument", problem=problem)
    try:
        exponent(command.currency)
        prices = [_amount(line.price, command.currency) for line in command.lines]
        shipping = _amount(command.shipping, command.currency)
        fee = _amount(command.payment_fee, command.currency)
        promised = parse_duration(command.promised)
        percent = _basis_points(command.commission)
    except MoneyError as error:
        return refuse("bad_amount", problem=str(error))
    except MomentError as error:
        return refuse("bad_argument", problem=str(error))
    quantities = [line.quantity for line in command.lines]
    paid = sum(p * q for p, q in zip(prices, quantities, strict=True)) + shipping
    if paid > MOST_PAID:
        return refuse("bad_amount", problem="That is more than an order can be about")
    if fee > paid:
        return refuse("bad_amount", problem="The payment fee is more than was paid")
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


def _problem(command: PlaceOrder) -> str | None:
    ids = [line.id for line in command.lines]
    pieces = sum(line.quantity for line in command.lines)
    if not command.number:
        return "An order has the shop's number"
    if not command.buyer or not command.seller:
        return "An order has a buyer and a seller"
    if command.buyer == command.seller:
        return "Buyer and seller are the same person"
    if len(set(ids)) != len(ids) or not all(ids):
        return "Each line has an id of its own"
    if any(line.quantity < 1 for line in command.lines):
        return "A quantity is at least 1"
    if pieces > MOST_PIECES:
        return f"An order has at most {MOST_PIECES} pieces, not {pieces}"
    if command.language and not _LANGUAGE.fullmatch(command.language):
        return f"{command.language!r} is not a language; write its tag, for example pt or pt-BR"
    for country in (command.ship_from, command.ship_to, command.seller_country or "CN"):
        if not _COUNTRY.fullmatch(country):
            return f"{country!r} is not a country code; write two capitals, for example ES"
    return None


def _amount(text: str, currency: str) -> int:
    minor = parse_minor(text, currency)
    if minor < 0:
        raise MoneyError(f"{text!r} is less than nothing")
    return minor


def _basis_points(text: str) -> int:
    match = _PERCENT.fullmatch(text)
    if match is None:
        raise MomentError(f"{text!r} is not a percentage; write it like 10% or 7.5%")
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
