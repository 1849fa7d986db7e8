"""The life of one order, written as what people do and how long they wait in between."""

from hashlib import sha256
from random import Random
from typing import Any, NamedTuple

from amends.core.moments import DAY, HOUR
from amends.core.money import format_minor
from amends.core.people import Actor
from amends.demo.cast import (
    ANSWERS,
    CARRIER,
    CLAIMS,
    GOODS,
    LANGUAGES,
    PLACES,
    REFUSALS,
    SHOP,
    tracking,
)
from amends.demo.pictures import picture

FIRST_NUMBER = 1001
WHOLE = "aliexpress-2017"
EARLY = "aliexpress-2010"


class Act(NamedTuple):
    """A command so many milliseconds after the order was paid."""

    at: int
    actor: Actor
    command: str
    arguments: dict[str, Any]


class Life:
    """Acts of one order in the order of time; `at` is where its time stands.

    `pictures` are the files of its exhibits, by their hash.
    """

    def __init__(
        self, n: int, rng: Random, buyer: str, seller: str, policy: str, *, hero: bool = False
    ) -> None:
        self.n = n
        self.rng = rng
        self.policy = policy
        self.buyer = Actor(role="buyer", name=buyer)
        self.seller = Actor(role="seller", name=seller)
        self.acts: list[Act] = []
        self.pictures: dict[str, bytes] = {}
        self.at = 0
        place = PLACES[1] if hero else rng.choice(PLACES)
        self.country, self.postcode, self.currency, self._rate = place
        self.line, self.title, price = GOODS[0] if hero else rng.choice(GOODS)
        self._dollars: float = price
        self.number = str(FIRST_NUMBER + n)

    def wait(self, days: float, spread: float = 0.0) -> None:
        """Let time pass: so many days, and up to `spread` more."""
        self.at += int((days + self.rng.random() * spread) * DAY)

    def amount(self, dollars: float) -> str:
        """About so many dollars in the order's currency, as text."""
        return format_minor(max(1, round(dollars * self._rate)), self.currency)

    def share(self, percent: int) -> str:
        """So many percent of the price of one piece."""
        return self.amount(self._dollars * percent / 100)

    def do(self, actor: Actor, command: str, **arguments: Any) -> None:
        """Somebody gives a command now."""
        self.acts.append(Act(self.at, actor, command, arguments))

    def pay(self, quantity: int = 1, dollars: float = 0, logistics: str = "platform") -> None:
        """The buyer pays."""
        self._dollars = dollars or self._dollars
        self.do(
            SHOP, "place_order", number=self.number, buyer=self.buyer.name,
            seller=self.seller.name, currency=self.currency, shipping=self.amount(2),
            ship_from="CN", ship_to=self.country, postcode=self.postcode, logistics=logistics,
            language=LANGUAGES[self.country],
            commission="8%", payment_fee=self.amount(0.3), promised="P30D",
            lines=[
                {"id": self.line, "title": self.title, "price": self.amount(self._dollars),
                 "quantity": quantity}
            ],
        )  # fmt: skip

    def ship(self, parcel: int = 1, quantity: int = 0, *, invalid: bool = False) -> None:
        """The seller ships; without a quantity all that is left."""
        number = "RB123456789CN" if invalid else self._tracking(parcel)
        lines = {"lines": {self.line: quantity}} if quantity else {}
        self.do(self.seller, "ship", parcel=f"p{parcel}", carrier="upu", tracking=number, **lines)

    def scan(self, status: str, parcel: int = 1) -> None:
        """The carrier reports on a parcel; a delivery with the postcode."""
        where = {"postcode": self.postcode} if status == "delivered" else {}
        self.do(CARRIER, "report_tracking", tracking=self._tracking(parcel), status=status, **where)

    def send(self, days: float = 1) -> None:
        """Paid, shipped within so many days, on its way."""
        self.pay()
        self.wait(days, 1)
        self.ship()
        self.wait(1, 1)
        self.scan("in_transit")

    def deliver(self) -> None:
        """Paid, shipped, delivered."""
        self.send()
        self.wait(8, 6)
        self.scan("delivered")

    def complain(
        self, grounds: str, remedy: str = "refund_only", percent: int = 60, kind: str = "photo"
    ) -> None:
        """The buyer opens a dispute about the whole line."""
        received = not grounds.startswith("not_received")
        asked = {} if remedy in ("replacement", "resend") else {"amount": self.share(percent)}
        self.do(
            self.buyer, "open_dispute", line=self.line, grounds=grounds, received=received,
            remedy=remedy, statement=self.rng.choice(CLAIMS[grounds]),
            exhibits=[self.exhibit(kind)] if received else [], **asked,
        )  # fmt: skip

    def exhibit(self, kind: str) -> dict[str, str]:
        """An exhibit with a picture of its own."""
        seed = f"{self.number} {len(self.acts)}"
        drawn = picture(kind, seed)
        name = sha256(drawn).hexdigest()
        self.pictures[name] = drawn
        return {"kind": kind, "sha256": name}

    def dispute(self, grounds: str = "", **claim: Any) -> None:
        """Delivered, and soon after that a dispute."""
        self.deliver()
        self.wait(1, 1)
        chosen = grounds or self.rng.choice(
            ("not_as_described.quality", "not_as_described.description")
        )
        self.complain(chosen, **claim)

    def counter(self, percent: int = 30, remedy: str = "refund_only") -> None:
        """The seller offers something else."""
        self.do(
            self.seller, "propose", remedy=remedy, amount=self.share(percent),
            statement=self.rng.choice(ANSWERS),
        )  # fmt: skip

    def refuse(self) -> None:
        """The seller rejects the claim."""
        self.do(self.seller, "reject_proposal", proposal=1, statement=self.rng.choice(REFUSALS))

    def go_to_platform(self) -> None:
        """Both sides answer without agreement, and after five days the platform is asked in.

        Before 2017 the buyer could ask for it by hand, from the fourth day on (N13).
        """
        self.wait(0.5, 1)
        self.refuse()
        if self.policy == EARLY:
            self.wait(3.5)
            self.do(self.buyer, "escalate", reason="No answer leads anywhere.")
            return
        self.wait(0.5, 1)
        self.do(self.buyer, "propose", remedy="refund_only", amount=self.share(50))
        opened = next(act.at for act in self.acts if act.command == "open_dispute")
        self.at = opened + 5 * DAY + HOUR

    def _tracking(self, parcel: int) -> str:
        return tracking(70_000_000 + self.n * 10 + parcel)
