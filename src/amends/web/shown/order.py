"""The page of an order."""

from dataclasses import dataclass

from amends.core.moves import moves
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.warnings import warnings
from amends.web.forms import Form, Tried, form
from amends.web.shown.parts import Happened, Share, money_bar, timeline


@dataclass(frozen=True)
class ShownDispute:
    """A dispute of the order, as a line that leads to its page."""

    number: int
    title: str
    headline: str


@dataclass(frozen=True)
class ShownOrder:
    """Everything on the page of an order."""

    number: str
    version: int
    disputes: tuple[ShownDispute, ...]
    forms: tuple[Form, ...]
    money: tuple[Share, ...]
    warnings: tuple[str, ...]
    timeline: tuple[Happened, ...]
    tried: Tried | None


def shown_order(seen: Seen, tried: Tried | None) -> ShownOrder:
    """The order for its reader."""
    open_now = moves(seen.order, seen.reader, seen.policy, seen.now)
    forms = []
    if "confirm_receipt" in open_now:
        forms.append(
            form(
                seen, "confirm_receipt", seen.tongue.say("I have received everything"), tried=tried
            )
        )
    return ShownOrder(
        number=seen.order.number,
        version=seen.order.version,
        disputes=tuple(
            ShownDispute(d.number, seen.words.line(d.line), headline(seen, d))
            for d in seen.order.disputes
        ),
        forms=tuple(forms),
        money=money_bar(seen),
        warnings=tuple(warnings(seen)),
        timeline=timeline(seen),
        tried=tried,
    )
