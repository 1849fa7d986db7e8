"""What a buyer would have claimed, by the review: when, on which grounds, and how much.

The rules are stated in docs/reference/import.md. They guess, and make the same guess every time.
"""

import re
import unicodedata

from amends.core.grounds import Remedy
from amends.core.moments import DAY, Instant
from amends.core.value import value

IN_TRANSIT = "not_received.in_transit"
NOT_RECEIVED = "not_received.delivered_but_not_received"
LATE = "not_as_described.description"
QUALITY = "not_as_described.quality"

# The first that fits counts: what is particular comes before what is said of everything.
_REASONS = {
    "missing_quantity": "not_as_described.short_shipment",
    "wrong_or_different": "not_as_described.wrong_item",
    "counterfeit": "not_as_described.counterfeit",
    "defective_broken": "not_as_described.damaged",
    "quality_poor": QUALITY,
    "not_received": NOT_RECEIVED,
    "refund_return": QUALITY,
}
_WORDS = {
    "missing_quantity": r"faltando|faltou|falta d|incomplet|veio (so|apenas|somente)"
    r"|(so|apenas|somente) (veio|recebi|chegou)|recebi (so|apenas|somente)|parte d[oa]",
    "wrong_or_different": r"errad|diferente|trocad|outr[oa] (produto|modelo|cor|marca)"
    r"|nao (era|e) o que",
    "counterfeit": r"falsific|\bfals[oa]|pirata|nao (e|era) original|replica|imitacao",
    "defective_broken": r"quebrad|defeito|danificad|rasgad|amassad|trincad|rachad|estragad"
    r"|nao (funciona|liga|presta)",
    "quality_poor": r"qualidade|frag[ie]l|ruim|pessim|horrivel|mal acabad|acabamento",
    "not_received": r"nao (recebi|chegou|foi entregue|entreg)|ainda nao|cade|nunca (chegou|recebi)"
    r"|aguardando",
    "refund_return": r"devolu|devolver|reembols|estorn|dinheiro de volta",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _WORDS.items()}
_FULL_RETURN = frozenset(("not_as_described.wrong_item", "not_as_described.counterfeit"))
# Portuguese letters without their marks: writers leave them out as often as not.
_MARKS = {ord(c): unicodedata.normalize("NFD", c)[0] for c in "áàâãäéèêëíìîïóòôõöúùûüç"}


@value
class Review:
    """What the buyer wrote, if anything, and the marks (`1` is the worst; 0: none were given)."""

    score: int = 0
    text: str = ""
    at: Instant | None = None
    reasons: tuple[str, ...] = ()


@value
class Journey:
    """What happened to the goods. `ends`: the end of the promised time."""

    shipped: Instant
    delivered: Instant | None
    ends: Instant


@value
class Complaint:
    """A claim as it would have been opened; `share` is the part of the most, in percent."""

    at: Instant
    grounds: str
    received: bool
    remedy: Remedy
    share: int
    statement: str
    freight_only: bool = False


def complaint(review: Review, journey: Journey, wait: int) -> Complaint | None:
    """The claim that follows from a review and a journey; none where nobody complained.

    `wait`: the milliseconds after the dispatch from which a claim can be opened before delivery.
    """
    delivered = journey.delivered
    wrote = review.score in (1, 2) and bool(review.text)
    late = delivered is not None and delivered > journey.ends
    if not wrote and not late and delivered is not None:
        return None
    asked = review.at if wrote else None
    if asked is None:
        # Who wrote nothing complains a day after the goods should have come, or came late.
        asked = (delivered if delivered is not None else journey.ends) + DAY
    opens = journey.shipped + wait
    at = max(asked, opens if delivered is None else min(opens, delivered))
    if delivered is None or delivered > at:
        return Complaint(
            at=at, grounds=IN_TRANSIT, received=False, remedy="refund_only", share=100,
            statement=review.text or "The goods have not arrived.",
        )  # fmt: skip
    # What was written before the goods came speaks of the waiting, not of the goods.
    before = asked < delivered
    grounds = LATE if before else _grounds(review, wrote=wrote, late=late)
    received = grounds != NOT_RECEIVED
    full_return = grounds in _FULL_RETURN and review.score == 1
    return Complaint(
        at=at,
        grounds=grounds,
        received=received,
        remedy="return_and_refund" if full_return else "refund_only",
        share=100 if review.score == 1 or not received else 50,
        statement=review.text or "The goods arrived after the promised time.",
        freight_only=grounds == LATE,
    )


def reasons_in(text: str) -> tuple[str, ...]:
    """The reasons that the words of a review speak of, the most particular first."""
    plain = text.lower().translate(_MARKS)
    return tuple(name for name in _REASONS if _PATTERNS[name].search(plain))


def _grounds(review: Review, *, wrote: bool, late: bool) -> str:
    if not wrote:
        return LATE
    reasons = review.reasons or reasons_in(review.text)
    for name, grounds in _REASONS.items():
        if name in reasons:
            return grounds
    return LATE if late else QUALITY
