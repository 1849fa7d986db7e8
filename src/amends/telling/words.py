"""How people, amounts and instants are written for the one who reads."""

from collections.abc import Mapping

from amends.core.moments import Instant, to_datetime
from amends.core.money import format_minor
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.transfers import Transfer
from amends.log.private import is_digest
from amends.telling.clean import clean

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "BRL": "R$"}
_LONGEST_NAME = 20
_LONGEST_NUMBER = 16
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


def money(minor: int, currency: str) -> str:
    """`$1,250.00`, or `1,250.000 KWD` where the currency has no sign of its own here."""
    whole, point, rest = format_minor(abs(minor), currency).partition(".")
    text = f"{int(whole):,}{point}{rest}"
    sign = _SIGNS.get(currency)
    shown = f"{sign}{text}" if sign else f"{text} {currency}"
    return f"-{shown}" if minor < 0 else shown


def instant(at: Instant) -> str:
    """`Tue 19 March 2024, 14:00 UTC`."""
    moment = to_datetime(at)
    return f"{moment:%a} {moment.day} {moment:%B %Y, %H:%M} UTC"


def short_instant(at: Instant) -> str:
    """`19 Mar 2024 14:00`, all of one width."""
    return f"{to_datetime(at):%d %b %Y %H:%M}"


def day(at: Instant) -> str:
    """`19 Mar`."""
    return f"{to_datetime(at):%d %b}"


def counted(count: int, word: str) -> str:
    """`1 order`, `2 orders`."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def person(account: str) -> str:
    """The name of an account as people write it: `alice` is Alice; long ids are cut."""
    name = clean(account)
    if len(name) > _LONGEST_NAME:
        return f"{name[:8]}…"
    return name[:1].upper() + name[1:] if name.isalpha() else name


def short_number(number: str) -> str:
    """An order's number for a list; a long one is cut, and its beginning is enough for `show`."""
    name = clean(number)
    return name if len(name) <= _LONGEST_NUMBER else f"{name[:12]}…"


def spoken(word: str) -> str:
    """A word of the closed lists as people say it: `not_received.in_transit`."""
    return word.replace(".", ": ").replace("_", " ")


class Words:
    """Words about one order for one reader, who is called "you" where it is about them.

    `texts` are the private texts by digest; what was erased is said to be.
    """

    def __init__(self, order: Order, reader: Actor, texts: Mapping[str, str]) -> None:
        self.order = order
        self.reader = reader
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
        return money(minor, self.order.currency)

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
