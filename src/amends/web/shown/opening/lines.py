"""What could be claimed now, found by trying it: the rules answer, nothing is recorded."""

from dataclasses import dataclass

from amends.core.commands.open_dispute import NewExhibit, OpenDispute
from amends.core.dispute import Dispute
from amends.core.grounds import WITH_AMOUNT, Remedy
from amends.core.lines import Line
from amends.core.money import format_minor
from amends.core.refusals import Refusal
from amends.core.rules import Would
from amends.telling import refusals
from amends.telling.seen import Seen


@dataclass(frozen=True)
class LineChoice:
    """A line of the order: how many pieces can be disputed, or why none can."""

    id: str
    title: str
    pieces: int
    price: str
    why: str = ""


def claimable(
    seen: Seen,
    line: str,
    grounds: str,
    quantity: int | None = None,
    remedy: Remedy | None = None,
    amount: str = "",
    received: bool | None = None,
) -> Refusal | Dispute:
    """The dispute that these choices would open, all that is not chosen yet taken as allowed."""
    rule = seen.policy.opening.grounds.get(grounds)
    if remedy is None and rule is not None:
        remedy = rule.remedies[0]
        least = format_minor(1, seen.order.currency)
        amount = least if remedy in WITH_AMOUNT else ""
    if received is None:
        received = not grounds.startswith("not_received.")
    done = seen.rules.would(
        OpenDispute(
            line=line,
            quantity=quantity,
            grounds=grounds,
            received=received,
            remedy=remedy or "refund_only",
            amount=amount,
            exhibits=(NewExhibit(kind="photo"),) if received else (),
        ),
    )
    return done if isinstance(done, Refusal) else done.order.disputes[-1]


def offered(seen: Seen) -> tuple[str, ...]:
    """The grounds that this order's policy offers."""
    return tuple(name for name, rule in seen.policy.opening.grounds.items() if rule.offered)


def line_choices(seen: Seen) -> tuple[LineChoice, ...]:
    """Every line, with the most pieces that any grounds allow."""
    return tuple(_line(seen, line) for line in seen.order.lines)


def _line(seen: Seen, line: Line) -> LineChoice:
    best, refused = 0, []
    for grounds in offered(seen):
        found = _most_pieces(seen, line, grounds)
        if isinstance(found, Refusal):
            refused.append(found)
        else:
            best = max(best, found)
        if best == line.quantity:
            break
    # Refusals that time may mend say more than those about what was confirmed.
    refused.sort(key=lambda each: not each.later)
    return LineChoice(
        id=line.id,
        title=seen.words.line(line.id),
        pieces=best,
        price=seen.words.money(line.price),
        why="" if best or not refused else refusals.told(seen.tongue, refused[0])[0],
    )


def _most_pieces(seen: Seen, line: Line, grounds: str) -> int | Refusal:
    """How many pieces these grounds allow at once: all of them, or those that have come so far.

    Fewer are allowed wherever more are, since those that fit are taken first.
    """
    every = claimable(seen, line.id, grounds)
    if isinstance(every, Dispute):
        return len(every.pieces)
    if isinstance(claimable(seen, line.id, grounds, 1), Refusal):
        return every
    low, high = 1, line.quantity
    while high - low > 1:
        middle = (low + high) // 2
        fits = isinstance(claimable(seen, line.id, grounds, middle), Dispute)
        low, high = (middle, high) if fits else (low, middle)
    return low


def can_be_opened_about(seen: Seen, done: Would, line: str) -> bool:
    """Whether a dispute about a line could be opened after something was done."""
    after = seen.after(done)
    return any(isinstance(claimable(after, line, each, 1), Dispute) for each in offered(after))
