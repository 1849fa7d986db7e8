"""Words about one order for one reader."""

from collections.abc import Mapping

from amends.core.order import Order
from amends.core.people import Actor
from amends.core.transfers import Transfer
from amends.log.private import is_digest
from amends.telling.clean import clean
from amends.telling.tongue import ENGLISH, Tongue
from amends.telling.writing import person

_LONGEST_NAME = 20
_ACCOUNTS = {
    "platform:fees": "the platform's fees",
    "platform:protection": "the protection fund",
    "world": "outside",
}
_ROLES = {
    "arbitrator": "the platform",
    "clock": "silence",
    "bank": "the bank",
    "carrier": "the carrier",
    "operator": "the operator",
    "shop": "the shop",
}


class Words:
    """Words about one order for one reader, who is called "you" where it is about them.

    `texts` are the private texts by digest; what was erased is said to be.
    """

    def __init__(
        self, order: Order, reader: Actor, texts: Mapping[str, str], tongue: Tongue = ENGLISH
    ) -> None:
        self.order = order
        self.reader = reader
        self.tongue = tongue
        self._texts = texts

    def who(self, role: str) -> str:
        """The person in a role, in the middle of a sentence."""
        if role == self.reader.role and role in ("buyer", "seller"):
            return "you"
        names = {"buyer": self.order.buyer, "seller": self.order.seller}
        if role not in names:
            return _ROLES.get(role, role)
        # An account that is a long id is nobody's name.
        return person(names[role]) if len(names[role]) <= _LONGEST_NAME else f"the {role}"

    def begins(self, role: str) -> str:
        """The person at the beginning of a sentence."""
        name = self.who(role)
        return name[:1].upper() + name[1:]

    def has(self, role: str, other: str = "has", you: str = "have") -> str:
        """`Bob has`, `You have`: the person with a verb, at the beginning of a sentence."""
        return f"{self.begins(role)} {you if self.who(role) == 'you' else other}"

    def whose(self, role: str) -> str:
        """`Bob's`, `your`."""
        name = self.who(role)
        return "your" if name == "you" else f"{name}'s"

    def money(self, minor: int) -> str:
        """An amount in the order's currency."""
        return self.tongue.money(minor, self.order.currency)

    def text(self, found: str) -> str:
        """A private text by its digest."""
        if not is_digest(found):
            return clean(found)
        return clean(self._texts.get(found, "[erased]"))

    def account(self, account: str) -> str:
        """Who an account of the ledger belongs to."""
        kind, _, name = account.partition(":")
        if kind == "escrow":
            return "escrow"
        if kind in ("buyer", "seller"):
            return self.who(kind)
        if kind == "carrier":
            return f"the carrier {clean(name)}".rstrip()
        if kind == "provider":
            return "the payment provider"
        return _ACCOUNTS.get(account, clean(account))

    def line(self, line_id: str) -> str:
        """The title of a line."""
        line = self.order.line(line_id)
        return clean(line.title if line is not None else line_id)

    def moved(self, transfers: tuple[Transfer, ...]) -> str:
        """What happened to money, as a sentence; empty where nothing did."""
        said = [self._one_move(t) for t in transfers]
        return f"{'; '.join(said)}." if said else ""

    def _one_move(self, moved: Transfer) -> str:
        amount, to, by = (
            self.money(moved.minor),
            self.account(moved.credit),
            self.account(moved.debit),
        )
        if moved.purpose == "refund":
            return f"{amount} back to {to}"
        if moved.purpose == "release":
            return f"{amount} to {to}"
        if moved.purpose == "hold":
            return f"{amount} held"
        said = moved.purpose.replace("_", " ")
        if moved.debit.startswith("escrow:"):
            return f"{amount} {said}"
        return f"{amount} from {by} to {to} ({said})"
