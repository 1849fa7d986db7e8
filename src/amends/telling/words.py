"""Words about one order for one reader."""

from collections.abc import Mapping

from amends.core.order import Order
from amends.core.people import Actor
from amends.core.transfers import Transfer
from amends.core.visibility import shown_transfers
from amends.log.private import is_digest
from amends.telling.clean import clean
from amends.telling.mark import N_
from amends.telling.tongue import ENGLISH, Tongue
from amends.telling.writing import person

_LONGEST_NAME = 20
# In the middle of a sentence, and at its beginning.
_ROLES = {
    "buyer": (N_("the buyer"), N_("The buyer")),
    "seller": (N_("the seller"), N_("The seller")),
    "arbitrator": (N_("the platform"), N_("The platform")),
    "clock": (N_("nobody"), N_("Nobody")),
    "bank": (N_("the bank"), N_("The bank")),
    "carrier": (N_("the carrier"), N_("The carrier")),
    "operator": (N_("the operator"), N_("The operator")),
    "shop": (N_("the shop"), N_("The shop")),
}
_ACCOUNTS = {
    "platform:fees": N_("the platform's fees"),
    "platform:protection": N_("the protection fund"),
    "world": N_("outside"),
}
_MOVED = {
    "commission": N_("{amount} commission."),
    "payment_fee": N_("{amount} payment fee."),
    "chargeback": N_("{amount} to the bank."),
    "freight": N_("{amount} for the return's freight, from {giver} to {taker}."),
    "recovery": N_("{amount} taken back from {giver}, to {taker}."),
    "made_whole": N_("{amount} to {taker}, whose loss {giver} bears."),
    "repayment": N_("{amount} paid back by {giver}, to {taker}."),
    "reversal": N_("{amount} from {giver} to {taker}, undoing an earlier transfer."),
    "advance": N_("{amount} advanced by {giver} to {taker}."),
}


class Words:
    """Words about one order for one reader, who is called "you" where it is about them.

    `texts` are the private texts by digest; what was erased is said to be. Sentences get the names
    of both parties, as `{buyer}` and `{seller}`, and as `{Buyer}` and `{Seller}` at the beginning.
    """

    def __init__(
        self, order: Order, reader: Actor, texts: Mapping[str, str], tongue: Tongue = ENGLISH
    ) -> None:
        self.order = order
        self.reader = reader
        self.tongue = tongue
        self._texts = texts

    def is_reader(self, role: str) -> bool:
        """Whether a role is the reader's own, as a party of the order."""
        return role == self.reader.role and role in ("buyer", "seller")

    def say(self, sentence: str, /, **details: object) -> str:
        """A sentence that is the same for every reader."""
        return self.tongue.say(sentence, **details)

    def told(self, buyer: str, seller: str, others: str, /, **details: object) -> str:
        """A sentence as the buyer reads it, as the seller does, and as anybody else does."""
        mine = {"buyer": buyer, "seller": seller}.get(self.reader.role, others)
        return self.tongue.say(mine, **self._parties(), **details)

    def by(self, role: str, you: str, other: str, platform: str = "", /, **details: object) -> str:
        """A sentence about what one role does, who is `{who}` where it is not the reader.

        `platform` is the sentence where the arbitrator does it; without one it is never theirs.
        """
        if self.is_reader(role):
            return self.tongue.say(you, **self._parties(), **details)
        if role == "arbitrator":
            return self.tongue.say(platform, **self._parties(), **details)
        names = {"who": self.name(role), "Who": self.begins(role)}
        return self.tongue.say(other, **names, **self._parties(), **details)

    def name(self, role: str) -> str:
        """The name of a role's person in the middle of a sentence, whoever reads."""
        return self._named(role, beginning=False)

    def who(self, role: str) -> str:
        """The person in a role, where the name stands alone or in a list."""
        return self.say(N_("you")) if self.is_reader(role) else self.name(role)

    def begins(self, role: str) -> str:
        """The person at the beginning of a sentence, or as a title."""
        return self.say(N_("You")) if self.is_reader(role) else self._named(role, beginning=True)

    def _named(self, role: str, *, beginning: bool) -> str:
        names = {"buyer": self.order.buyer, "seller": self.order.seller}
        if role in names and len(names[role]) <= _LONGEST_NAME:
            return person(names[role])
        # An account that is a long id is nobody's name.
        return self.say(_ROLES[role][beginning]) if role in _ROLES else role

    def _parties(self) -> dict[str, str]:
        return {
            "buyer": self.name("buyer"),
            "seller": self.name("seller"),
            "Buyer": self._named("buyer", beginning=True),
            "Seller": self._named("seller", beginning=True),
        }

    def money(self, minor: int) -> str:
        """An amount in the order's currency."""
        return self.tongue.money(minor, self.order.currency)

    def instant(self, at: int) -> str:
        """Day and time in the reader's zone."""
        return self.tongue.instant(at)

    def text(self, found: str) -> str:
        """A private text by its digest."""
        if not is_digest(found):
            return clean(found)
        kept = self._texts.get(found)
        return self.say(N_("[erased]")) if kept is None else clean(kept)

    def account(self, account: str) -> str:
        """Who an account of the ledger belongs to."""
        kind, _, name = account.partition(":")
        if kind == "escrow":
            return self.say(N_("escrow"))
        if kind in ("buyer", "seller"):
            return self.who(kind)
        if kind == "carrier":
            return self.say(N_("the carrier {name}"), name=clean(name)) if name else self.who(kind)
        if kind == "provider":
            return self.say(N_("the payment provider"))
        known = _ACCOUNTS.get(account)
        return clean(account) if known is None else self.say(known)

    def line(self, line_id: str) -> str:
        """The title of a line."""
        line = self.order.line(line_id)
        return clean(line.title if line is not None else line_id)

    def moved(self, transfers: tuple[Transfer, ...]) -> str:
        """What happens to money that the reader sees, a sentence a transfer; empty where nothing does."""
        shown = shown_transfers(transfers, self.order, self.reader)
        return self.tongue.together(*(self._one_move(t) for t in shown))

    def _one_move(self, moved: Transfer) -> str:
        amount, taker = self.money(moved.minor), moved.credit.partition(":")[0]
        if moved.purpose == "hold":
            return self.say(N_("{amount} held."), amount=amount)
        if moved.purpose == "refund":
            return self.by(
                taker, N_("{amount} back to you."), N_("{amount} back to {who}."), amount=amount
            )
        if moved.purpose == "release":
            return self.by(taker, N_("{amount} to you."), N_("{amount} to {who}."), amount=amount)
        return self.say(
            _MOVED[moved.purpose],
            amount=amount,
            giver=self.account(moved.debit),
            taker=self.account(moved.credit),
        )
