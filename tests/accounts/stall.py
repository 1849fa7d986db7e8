"""Bob's stall: kettles at whatever price, confirmed and paid for, and the quarrels after that."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from amends.core.commands.place_order import PlaceOrder
from amends.core.moments import DAY
from amends.core.people import Actor
from amends.core.value import changed
from amends.engine.engine import Engine
from amends.engine.envelope import Receipt
from amends.ledger.payable import SellerAccount
from amends.policies import load
from tests.engine.market import Market
from tests.people import ALICE, BOB, CAROL

# What the scenes are sold under. No bands: nobody is new, and no rate lengthens anything.
KNOWN = "[rates]\nbands = []\n"
HELD = '[order]\npayout_hold = "P7D"\n[rates]\nbands = []\n'


def adopt(engine: Engine, name: str, differs: str) -> str:
    """Make a policy that differs from the default one in a few lines."""
    head = f'extends = "aliexpress-2017@1"\nname = "{name}"\nversion = 1\ntitle = "{name}"\n'
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_text(head + differs, encoding="utf-8")
        engine.adopt(load(path))
    return name


class Stall:
    """A marketplace with shorthand for whole sales and whole quarrels."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.accounts = market.engine.accounts
        self.known = adopt(market.engine, "known", KNOWN)
        self.held = adopt(market.engine, "held", HELD)
        self._numbers = 0

    def sold(self, price: str, policy: str = "", buyer: Actor = ALICE, seller: Actor = BOB) -> str:
        """An order that was shipped, and that its buyer confirmed 12 days later."""
        market = self.market
        self._numbers += 1
        placing = market.placing(
            str(self._numbers), buyer=buyer.name, seller=seller.name, shipping="0.00",
            lines=[{"id": "kettle", "price": price}],
        )  # fmt: skip
        assert isinstance(placing.command, PlaceOrder)
        answer = market.engine.execute([changed(placing, policy=policy or self.known)])[0]
        assert isinstance(answer, Receipt), answer
        order_id = answer.order_id
        tracking = f"RB{self._numbers:08}5GB"
        market.accepted(seller, "ship", order_id, parcel="p1", carrier="upu", tracking=tracking)
        market.clock.step(12 * DAY)
        market.accepted(buyer, "confirm_receipt", order_id, confirm=True)
        return order_id

    def quarrel(self, order_id: str, amount: str, buyer: Actor = ALICE) -> None:
        """The buyer claims an amount for the kettle; the dispute is open."""
        self.market.accepted(
            buyer, "open_dispute", order_id,
            line="kettle", grounds="not_as_described.quality", received=True,
            remedy="refund_only", amount=amount, statement="The lid is cracked.",
            exhibits=[{"kind": "photo", "sha256": "ab" * 32}],
        )  # fmt: skip

    def settled(self, order_id: str, amount: str, buyer: Actor = ALICE) -> None:
        """A quarrel in which Bob gives in."""
        self.quarrel(order_id, amount, buyer)
        self.market.accepted(BOB, "accept_proposal", order_id, proposal=1)

    def to_the_platform(self, order_id: str, amount: str, buyer: Actor = ALICE) -> None:
        """A quarrel that went to the platform, because Bob offers nothing and time passes."""
        self.quarrel(order_id, amount, buyer)
        self.market.accepted(BOB, "reject_proposal", order_id, proposal=1)
        self.market.clock.step(6 * DAY)

    def ruling(self, order_id: str, amount: str, by: Actor = CAROL) -> Any:
        """The envelope of a ruling against Bob."""
        return self.market.envelope(
            by, "issue_ruling", order_id,
            remedy="refund_only", amount=amount, liable={"seller": 100}, reasons="The lid is cracked.",
        )  # fmt: skip

    def ruled(self, order_id: str, amount: str, by: Actor = CAROL) -> None:
        """An arbitrator rules against Bob."""
        answer = self.market.engine.execute([self.ruling(order_id, amount, by)])[0]
        assert isinstance(answer, Receipt), answer

    def bob(self, currency: str = "USD") -> SellerAccount:
        """Bob's account."""
        (account,) = (a for a in self.accounts.seller("bob") if a.currency == currency)
        return account

    def paid_out(self, key: str = "monday") -> int:
        """What Bob is paid out, in cents."""
        payout = self.accounts.pay_out("bob", "USD", key)
        assert payout is not None
        return payout.minor
