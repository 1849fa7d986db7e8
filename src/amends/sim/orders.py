"""Orders as the shop sends them, and what will really happen to the goods."""

from typing import Any, Literal

from amends.core.money import format_minor
from amends.sim.chance import Chance
from amends.sim.people import Cast, Person

# What becomes of the goods; nobody but the simulation knows it.
Fate = Literal["fine", "late", "lost", "never_sent", "damaged", "wrong_item", "not_as_described"]
FATES: dict[Fate, float] = {
    "fine": 48, "late": 8, "lost": 9, "never_sent": 6, "damaged": 10, "wrong_item": 8,
    "not_as_described": 11,
}  # fmt: skip
# With two decimals, with none, and with three: what a common price is, in minor units.
CURRENCIES: dict[str, int] = {"USD": 2_500, "JPY": 3_000, "KWD": 7_500}
POLICIES: dict[str, float] = {"aliexpress-2017": 55, "aliexpress-2010": 25, "ebay-money-back": 20}
GOODS = ("kettle", "lamp", "coat", "drone")
SHIP_TO = {"ES": "28013", "US": "94110", "BR": "01310", "RU": "101000", "DE": "10115"}


def fate_of(chance: Chance, seller: Person) -> Fate:
    """What becomes of the goods; a malicious seller makes it worse."""
    weights = dict(FATES)
    if seller.temper == "malicious":
        weights["never_sent"] *= 4
        weights["wrong_item"] *= 3
    return chance.weighted(weights)


def ordered(number: str, chance: Chance, cast: Cast) -> tuple[dict[str, Any], Person, Person]:
    """The arguments of an order, its buyer and its seller."""
    buyer, seller = cast.pair(chance)
    currency = chance.choice(tuple(CURRENCIES))
    country = chance.choice(tuple(SHIP_TO))

    def amount(minor: float) -> str:
        return format_minor(int(minor), currency)

    # One in twelve is dear, so that rulings about it need a second person.
    common = CURRENCIES[currency] * (40 if chance.happens(8) else 1)
    lines = [
        {
            "id": name,
            "price": amount(chance.uniform(0.2, 2.5) * common),
            "quantity": chance.choice((1, 1, 1, 2, 3)),
        }
        for name in chance.sample(GOODS, chance.choice((1, 1, 2, 3)))
    ]
    order = {
        "number": number,
        "buyer": buyer.name,
        "seller": seller.name,
        "currency": currency,
        "lines": lines,
        "shipping": amount(chance.choice((0, 0.07, 0.2)) * common),
        "promised": f"P{chance.choice((3, 15, 30, 45, 100))}D",
        "ship_from": chance.choice(("CN", "CN", "CN", "IT", "ES")),
        "ship_to": country,
        "postcode": SHIP_TO[country],
        "logistics": chance.choice(("platform", "seller")),
        "seller_country": chance.choice(("", "CN", "PL")),
        "commission": chance.choice(("0%", "8%", "7.25%")),
        "payment_fee": amount(chance.choice((0, 0.02)) * common),
    }
    return order, buyer, seller
