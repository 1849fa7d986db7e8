"""Invariant 1: what must be true of the money of every order (architecture.md, safeguards.md 21).

Everything that is wrong comes back as a `Problem` with a name; nothing is raised, so that an audit
of a million orders tells all that it finds.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Literal

from amends.core.accounts import WORLD
from amends.core.money import Money, MoneyError
from amends.core.transfers import Purpose, Transfer
from amends.core.value import value
from amends.ledger.accounts import AccountError, Kind, escrow, parse_account

ProblemName = Literal[
    "nothing_moved",  # a transfer of 0 or less, or within one account
    "no_account",  # an account that the chart does not have
    "foreign_escrow",  # another order's escrow is touched
    "escrow_purpose",  # money enters or leaves escrow for a purpose, or a place, that may not be
    "escrow_negative",
    "escrow_unequal",  # holds less what left is not what the order says is held
    "held_after_completion",
    "given_back_too_much",  # refunds + chargebacks − repaid > paid (invariant 1b)
]

# The only purposes for which money leaves escrow, and the kinds of account that it goes to. It comes
# in by `hold` from the world alone (safeguards.md 20).
_WAYS_OUT: dict[Purpose, tuple[Kind, ...]] = {
    "refund": ("buyer",),
    "release": ("seller",),
    "commission": ("platform",),
    "payment_fee": ("provider",),
    "chargeback": ("world", "provider", "buyer"),  # however the bank takes it
}
OUT_OF_ESCROW: tuple[Purpose, ...] = tuple(_WAYS_OUT)

Posted = tuple[int, Transfer]  # the position of the event that caused it, and the transfer


@value
class Problem:
    """Something of an order's money that must not be. `position`: after which event."""

    order_id: str
    position: int
    name: ProblemName
    sentence: str


def order_problems(
    order_id: str, currency: str, posted: Iterable[Posted], held: int, completed: bool
) -> tuple[Problem, ...]:
    """All that is wrong with the money of one order, in the order of its events.

    `posted` comes in order of position; `held` is what the order's state says is in escrow, in
    minor units; `completed` whether the order is completed. Escrow is looked at after each event:
    the transfers of one event have no order among themselves.
    """
    books = _Books(order_id, currency)
    for position, of_event in groupby(posted, key=itemgetter(0)):
        books.post(position, [transfer for _, transfer in of_event])
    books.close(held, completed)
    return tuple(books.problems)


class _Books:
    """The running sums of one order."""

    def __init__(self, order_id: str, currency: str) -> None:
        self.problems: list[Problem] = []
        self._order_id = order_id
        self._currency = currency
        self._escrow = escrow(order_id)
        self._position = 0
        self._holds = 0
        self._left: dict[Purpose, int] = dict.fromkeys(OUT_OF_ESCROW, 0)
        self._balance = 0
        self._given_back = 0

    def post(self, position: int, transfers: Sequence[Transfer]) -> None:
        """The transfers of one event."""
        self._position = position
        for transfer in transfers:
            self._look_at(transfer)
            self._count_escrow(transfer)
            self._given_back += given_back(transfer)
        if self._balance < 0:
            self._add("escrow_negative", f"Escrow has {self._shown(self._balance)}.")
        if self._given_back > self._holds:
            self._add(
                "given_back_too_much",
                f"The buyer has back {self._shown(self._given_back)}"
                f" and had paid {self._shown(self._holds)}.",
            )

    def close(self, held: int, completed: bool) -> None:
        """What the order says of itself in the end."""
        left = sum(self._left.values())
        if self._holds != left + held:
            ways = ", ".join(f"{name} {self._shown(minor)}" for name, minor in self._left.items())
            self._add(
                "escrow_unequal",
                f"Held were {self._shown(self._holds)}, left have {self._shown(left)} ({ways}),"
                f" and the order says that {self._shown(held)} are in escrow.",
            )
        if completed and held:
            self._add("held_after_completion", f"Completed with {self._shown(held)} in escrow.")

    def _look_at(self, transfer: Transfer) -> None:
        if transfer.minor <= 0 or transfer.debit == transfer.credit:
            self._add("nothing_moved", f"{_told(transfer)} moves {transfer.minor}.")
        for name in (transfer.debit, transfer.credit):
            try:
                account = parse_account(name)
            except AccountError as error:
                self._add("no_account", f"{error}.")
            else:
                if account.kind == "escrow" and name != self._escrow:
                    self._add("foreign_escrow", f"{_told(transfer)} touches another order.")

    def _count_escrow(self, transfer: Transfer) -> None:
        if transfer.credit == self._escrow:
            self._balance += transfer.minor
            if transfer.purpose == "hold" and transfer.debit == WORLD:
                self._holds += transfer.minor
            else:
                self._add("escrow_purpose", f"{_told(transfer)} comes into escrow.")
        if transfer.debit == self._escrow:
            self._balance -= transfer.minor
            kind = transfer.credit.partition(":")[0]
            if kind in _WAYS_OUT.get(transfer.purpose, ()):
                self._left[transfer.purpose] += transfer.minor
            else:
                self._add("escrow_purpose", f"{_told(transfer)} leaves escrow.")

    def _add(self, name: ProblemName, sentence: str) -> None:
        self.problems.append(
            Problem(order_id=self._order_id, position=self._position, name=name, sentence=sentence)
        )

    def _shown(self, minor: int) -> str:
        try:
            return str(Money(minor=minor, currency=self._currency))
        except MoneyError:
            return f"{minor} minor units"


def given_back(transfer: Transfer) -> int:
    """What a transfer gives the buyer back of what was paid; less than 0 for what was repaid.

    A chargeback reaches the buyer through the bank, which is outside of the chart. Money for
    freight gives nothing back.
    """
    if transfer.purpose == "freight":
        return 0
    reaches = _is_buyers(transfer.credit, transfer.purpose)
    leaves = _is_buyers(transfer.debit, transfer.purpose)
    return transfer.minor * (reaches - leaves)


def _is_buyers(account: str, purpose: Purpose) -> bool:
    bank = purpose == "chargeback" and account.startswith(("world", "provider:"))
    return bank or account.startswith("buyer:")


def _told(transfer: Transfer) -> str:
    return f"A {transfer.purpose} from {transfer.debit} to {transfer.credit}"
