"""An auditor of one order's money, written from the rule book alone.

It knows nothing of the program: it gets what was said, what moved and how disputes ended, as plain
data, and does its own arithmetic. What it says is a list of problems; nothing means that it agrees.
The words in brackets are those of the contract: rules.md, readings.md (R), safeguards.md (S).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

DAY = 24 * 60 * 60 * 1000
DECIMALS = {"JPY": 0, "KWD": 3}
OUT = ("refund", "release", "commission", "payment_fee", "chargeback")
# Commands that change no clock and no money.
NEUTRAL = ("make_statement", "submit_exhibit", "withdraw_exhibit", "expire")


@dataclass(frozen=True)
class Heard:
    """One command as it came in, and whether it was accepted; `by` is a role."""

    at: int
    by: str
    name: str
    arguments: Mapping[str, Any]
    accepted: bool


@dataclass(frozen=True)
class Moved:
    """One transfer of the ledger; those of one event share a position and its name."""

    at: int
    position: int
    debit: str
    credit: str
    minor: int
    purpose: str
    event: str


@dataclass(frozen=True)
class Ended:
    """How a dispute stands."""

    number: int
    line: str
    pieces: tuple[int, ...]
    opened: int
    stage: str
    outcome: str
    at: int
    refund: int
    liable: Mapping[str, int]
    goods_back: bool
    ruled_again: bool


def audit(
    heard: Sequence[Heard],
    moved: Sequence[Moved],
    ended: Sequence[Ended],
    until: int | None = None,
    *,
    fund_pays: bool = False,
) -> list[str]:
    """Every problem of an order's money, in words.

    With `until` everything due before that instant has been written, under the numbers of
    `aliexpress-2017`; what silence does on the simple paths is then looked at as well. `fund_pays`
    says that the policy recovers from the platform's fund, which then bears what a ruling says of
    others (C9); how much of the sale stands is then not to be told from the disputes.
    """
    books = Books(heard[0].arguments, moved)
    return [
        *books.holding(),
        *books.at_every_position(),
        *books.within_bounds(ended),
        *books.at_the_end(ended, heard, fund_pays=fund_pays),
        *(silence(heard, ended, books, until) if until is not None else ()),
    ]


def units(text: str, currency: str) -> int:
    """An amount in minor units."""
    return int(Decimal(text).scaleb(DECIMALS.get(currency, 2)))


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Parts by weight that sum to the whole; the odd ones to the largest remainders, then the first."""
    weights = list(weights) if any(weights) else [1] * len(weights)
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(part) for part in exact]
    rest = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in rest[: total - sum(parts)]:
        parts[n] += 1
    return parts


def half_even(amount: Fraction) -> int:
    """Rounded half to even."""
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    low = int(amount)
    if amount - low == Fraction(1, 2):
        return low + low % 2
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


class Books:
    """What the order's own words say must be true of its ledger."""

    def __init__(self, order: Mapping[str, Any], moved: Sequence[Moved]) -> None:
        currency = order["currency"]
        self.order, self.moved = order, moved
        self.shipping = units(order.get("shipping", "0"), currency)
        pieces = [
            (line["id"], units(line["price"], currency))
            for line in order["lines"]
            for _ in range(line.get("quantity", 1))
        ]
        self.paid = sum(price for _, price in pieces) + self.shipping
        shares = largest_remainder(self.shipping, [price for _, price in pieces])
        # What was paid for each piece with its share of the shipping (D6a, R14).
        self.piece: dict[str, list[int]] = defaultdict(list)
        for (line, price), share in zip(pieces, shares, strict=True):
            self.piece[line].append(price + share)
        percent = Fraction(Decimal(order.get("commission", "0%")[:-1])) / 100
        self.commission = half_even(self.paid * percent)
        self.fee = units(order.get("payment_fee", "0"), currency)
        self.buyer, self.seller = f"buyer:{order['buyer']}", f"seller:{order['seller']}"

    def holding(self) -> Iterator[str]:
        """What was paid is held, once, at the beginning (O1, S20)."""
        holds = [m for m in self.moved if m.purpose == "hold"]
        if sum(m.minor for m in holds) != self.paid:
            yield f"held {sum(m.minor for m in holds)}, paid {self.paid}"
        if any(m.position != 1 or m.debit != "world" for m in holds):
            yield "a hold that is not the buyer's payment"

    def at_every_position(self) -> Iterator[str]:
        """Invariants 1 and 1b (S21), after every event."""
        escrow = out = back = bank = 0
        for position in sorted({m.position for m in self.moved}):
            for m in self.moved:
                if m.position != position:
                    continue
                if m.minor <= 0 or m.debit == m.credit:
                    yield f"position {position}: a transfer of nothing"
                if m.credit.startswith("escrow:"):
                    escrow += m.minor
                    if m.purpose != "hold":
                        yield f"position {position}: {m.purpose} into escrow"
                if m.debit.startswith("escrow:"):
                    escrow -= m.minor
                    out += m.minor
                    if m.purpose not in OUT:
                        yield f"position {position}: {m.purpose} out of escrow"
                if m.purpose == "chargeback":
                    bank += 0 if m.debit == self.buyer else m.minor
                elif m.purpose != "freight":
                    back += m.minor if m.credit == self.buyer else 0
                    back -= m.minor if m.debit == self.buyer else 0
            if escrow < 0:
                yield f"position {position}: escrow is {escrow}"
            if escrow + out != self.paid:
                yield f"position {position}: invariant 1: {escrow} held + {out} out ≠ {self.paid}"
            if back + bank > self.paid:
                yield f"position {position}: invariant 1b: {back} + {bank} > {self.paid}"

    def within_bounds(self, ended: Sequence[Ended]) -> Iterator[str]:
        """No dispute gives more than was paid for its pieces; all on one piece together neither (D6a)."""
        given: dict[tuple[str, int], int] = defaultdict(int)
        for dispute in ended:
            most = sum(self.piece[dispute.line][n] for n in dispute.pieces)
            if not 0 <= dispute.refund <= most:
                yield f"dispute {dispute.number}: {dispute.refund} of at most {most}"
            for n in dispute.pieces:
                given[dispute.line, n] += 1 if dispute.refund else 0
        for at, times in given.items():
            if times > 1:
                yield f"{at}: refunded in {times} disputes"

    def at_the_end(
        self, ended: Sequence[Ended], heard: Sequence[Heard], *, fund_pays: bool
    ) -> Iterator[str]:
        """Commission and fee, once nothing is held any more (O12, S20)."""
        net: dict[str, int] = defaultdict(int)
        for m in self.moved:
            net[m.debit] -= m.minor
            net[m.credit] += m.minor
        if sum(net.values()):
            yield f"money came from nowhere: {dict(net)}"
        held = sum(m for account, m in net.items() if account.startswith("escrow:"))
        provider = sum(m for account, m in net.items() if account.startswith("provider:"))
        if not 0 <= provider <= self.fee:
            yield f"the provider has {provider} of a fee of {self.fee}"
        decided = sum(
            self.piece[d.line][n]
            for d in ended
            if d.stage == "closed" and d.outcome not in ("cancelled", "charged_back")
            for n in d.pieces
        )
        if held > self.paid - decided:
            yield f"{held} are held and only {self.paid - decided} are undecided (R13)"
        if held:
            return
        if provider != self.fee:
            yield f"all is paid out and the provider has {provider} of {self.fee}"
        if fund_pays or any(h.name == "repay" and h.accepted for h in heard):
            return  # who bore it is paid back by then, and the disputes do not say how much
        refunded = sum(d.refund for d in ended) + self._cancelled()
        taken = sum(
            m.minor for m in self.moved if m.purpose == "chargeback" and m.debit != self.buyer
        )
        stands = self.paid - refunded - taken + sum(_borne(d) for d in ended)
        share = Fraction(stands, self.paid) if self.paid else Fraction(0)
        due = half_even(self.commission * share)
        if net["platform:fees"] != due:
            yield f"commission {net['platform:fees']}, due {due}: the sale stands for {stands}"

    def _cancelled(self) -> int:
        """What came back for pieces that were never shipped."""
        return sum(
            m.minor
            for m in self.moved
            if m.event == "PiecesCancelled" and m.purpose == "refund" and m.credit == self.buyer
        )


def _borne(dispute: Ended) -> int:
    """What carrier and platform bore of a refund (R31): nothing once the goods went back (S20)."""
    if dispute.goods_back or not dispute.liable:
        return 0
    order = ("seller", "carrier", "platform", "buyer")
    percents = [dispute.liable.get(who, 0) for who in order]
    if percents[3]:
        # The refund is what is left without the buyer's part; the shares are of the whole.
        whole = round(Fraction(dispute.refund * 100, 100 - percents[3])) if percents[3] < 100 else 0
        for total in range(max(0, whole - 2), whole + 3):
            parts = largest_remainder(total, percents)
            if total - parts[3] == dispute.refund:
                return parts[1] + parts[2]
    parts = largest_remainder(dispute.refund, percents)
    return parts[1] + parts[2]


def silence(
    heard: Sequence[Heard], ended: Sequence[Ended], books: Books, until: int
) -> Iterator[str]:
    """Where nobody spoke, what the rule book says happened, at its instant, on the simple paths."""
    said = [h for h in heard if h.accepted and h.name not in NEUTRAL]
    words = [(h.by, h.name) for h in said]
    start = said[0].at
    currency = books.order["currency"]
    if words == [_PLACED]:
        yield from _happens(
            books, until, start + 30 * DAY, books.buyer, "nothing was shipped (R10)"
        )
    if words == [_PLACED, ("buyer", "request_cancellation")]:
        yield from _happens(books, until, said[1].at + 2 * DAY, books.buyer, "no answer (O9)")
    if words[:2] != [_PLACED, ("seller", "ship")] or "lines" in said[1].arguments:
        return
    due = said[1].at + _promised(books.order) + 15 * DAY
    if words[2:] == []:
        yield from _happens(books, until, due, books.seller, "nobody said anything (O6)")
    if words[2:3] != [("carrier", "report_tracking")] or said[2].arguments["status"] != "delivered":
        return
    due = min(due, said[2].at + 5 * DAY)
    if words[3:] == []:
        yield from _happens(books, until, due, books.seller, "delivered (O7)")
    if words[3:4] != [("buyer", "open_dispute")] or said[3].arguments["remedy"] != "refund_only":
        return
    claim = units(said[3].arguments["amount"], currency)
    if words[4:] == []:
        yield from _ends(ended[0], until, said[3].at + 5 * DAY, claim, "the seller is silent (N3)")
    if words[4:] == [("seller", "propose")] and said[4].arguments["remedy"] == "refund_only":
        offer = units(said[4].arguments["amount"], currency)
        due = said[4].at + 5 * DAY
        if offer * 10 >= claim:
            yield from _ends(ended[0], until, due, offer, "the buyer is silent (N4)")
        elif until > due and ended[0].stage != "arbitration":
            yield f"an offer of {offer} for {claim} was executed by silence (S1)"
    refused = words[4:] == [("seller", "reject_proposal")] and until > said[4].at + 5 * DAY
    if refused and ended[0].stage != "arbitration":
        yield "a refusal closed the dispute (N5)"


_PLACED = ("shop", "place_order")


def _promised(order: Mapping[str, Any]) -> int:
    """The promised time, at most what the country's cap allows (O3)."""
    days = int(order.get("promised", "P30D").strip("PD"))
    return min(days, {"BR": 120, "RU": 90}.get(order.get("ship_to", "US"), 60)) * DAY


def _happens(books: Books, until: int, due: int, to: str, why: str) -> Iterator[str]:
    """All that is held goes to one side at that instant, and not before."""
    got = [m for m in books.moved if m.debit.startswith("escrow:") and m.credit == to]
    if until <= due and got:
        yield f"{to} was paid before {due}: {why}"
    if until > due and books.paid and [m.at for m in got] != [due]:
        yield f"{to} was paid at {[m.at for m in got]}, not at {due}: {why}"


def _ends(dispute: Ended, until: int, due: int, refund: int, why: str) -> Iterator[str]:
    """A dispute ends by default at that instant, with that refund, and not before."""
    if until <= due and dispute.outcome:
        yield f"dispute {dispute.number} ended before {due}: {why}"
    found = (dispute.outcome, dispute.at, dispute.refund)
    if until > due and found != ("by_default", due, refund):
        yield f"dispute {dispute.number} ended {found}, not by default at {due} with {refund}: {why}"
