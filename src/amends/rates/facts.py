"""What one order means for its seller's rates (rules.md section 7, readings.md 37)."""

from amends.core.dispute import Appeal, Closed, Dispute, Ruling
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.value import value

# A dispute that the bank ended does not count in the rates (readings.md 16).
_NOT_COUNTED = "charged_back"
_BETWEEN_THE_PARTIES = frozenset(("settled", "by_default", "cancelled", "lapsed"))


@value
class OrderFacts:
    """One order, as the rates count it.

    `counted_at` is the instant at which it was first confirmed, completed by time or disputed
    (safeguards.md 24); an order without one is in no rate. `withdrawn`: its buyer took back every
    dispute (C5). `resolved`: a dispute ended between the parties. `liable_percent` is the largest
    share that a ruling in force puts on the seller.
    """

    seller: str
    counted_at: Instant | None
    done: bool = False  # confirmed, or completed by time
    disputed: bool = False
    withdrawn: bool = False
    resolved: bool = False
    at_platform: bool = False
    liable_percent: int = 0


def facts(order: Order) -> OrderFacts:
    """The facts of an order in its present state."""
    disputes = [dispute for dispute in order.disputes if _outcome(dispute) != _NOT_COUNTED]
    done = order.confirmed_at is not None or order.confirm_by_passed is not None
    at_platform = [d for d in disputes if d.went_to_platform]
    return OrderFacts(
        seller=order.seller,
        counted_at=order.counted_at if done or disputes else None,
        done=done,
        disputed=bool(disputes),
        withdrawn=bool(disputes) and all(_outcome(d) == "cancelled" for d in disputes),
        resolved=any(
            _outcome(d) in _BETWEEN_THE_PARTIES and not d.went_to_platform for d in disputes
        ),
        at_platform=bool(at_platform),
        liable_percent=max(map(_sellers_share, disputes), default=0),
    )


_FLAGS = ("done", "disputed", "withdrawn", "resolved", "at_platform")
_SHARE = 1 << len(_FLAGS)


def packed(counted: OrderFacts) -> int:
    """The facts as one number, so that a database can count many orders that are alike."""
    flags = sum(1 << n for n, name in enumerate(_FLAGS) if getattr(counted, name))
    return counted.liable_percent * _SHARE + flags


def unpacked(number: int) -> dict[str, int]:
    """What `packed` made one number of: each fact by its name, 1 where it is so."""
    share, flags = divmod(number, _SHARE)
    return {**{name: flags >> n & 1 for n, name in enumerate(_FLAGS)}, "liable_percent": share}


def _closed(dispute: Dispute) -> Closed | None:
    """How the dispute ended; what it was before an appeal counts until the appeal is decided."""
    stage = dispute.stage
    if isinstance(stage, Appeal):
        return stage.closed
    return stage if isinstance(stage, Closed) else None


def _outcome(dispute: Dispute) -> str:
    closed = _closed(dispute)
    return closed.outcome if closed else ""


def _sellers_share(dispute: Dispute) -> int:
    ruling = _latest(dispute)
    return dict(ruling.liable).get("seller", 0) if ruling else 0


def _latest(dispute: Dispute) -> Ruling | None:
    """The latest ruling in force; one that only upholds leaves the one before it standing."""
    deciding = [r for r in dispute.rulings if r.in_force and not r.upheld]
    return deciding[-1] if deciding else None
