"""The page of an order, for its buyer and seller, and for the platform."""

from dataclasses import dataclass

from django.urls import reverse

from amends.core.dispute import Dispute
from amends.core.moments import Instant
from amends.telling import refusals
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.warnings import warned
from amends.web.command_forms.ship import corrections
from amends.web.forms import Explained, Tried
from amends.web.shown.order.dates import Meaning, dates
from amends.web.shown.order.forms import doables
from amends.web.shown.order.headline import Standing, standing
from amends.web.shown.order.parcels import ShownLine, ShownParcel, shown_lines, shown_parcels
from amends.web.shown.parts import Happened, Share, money_bar, timeline

# Signals that stand at a parcel or at a button; the others stand with the dates.
_ELSEWHERE = frozenset(("late_extension",))
# Why nothing can be opened, where the headline or the list of disputes says it already.
_TOLD_ELSEWHERE = frozenset(
    ("cancellation_pending", "line_in_dispute", "protection_over", "no_piece_left")
)


@dataclass(frozen=True)
class Link:
    """A button that leads to a page."""

    address: str
    button: str
    tone: str = ""


@dataclass(frozen=True)
class ShownDispute:
    """A dispute of the order, with what leads to its page."""

    title: str
    headline: str
    stage: str
    mine: bool
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Opening:
    """Whether a dispute can be opened: the way there, or why it cannot be and what can be done."""

    link: Link | None = None
    drafted: bool = False
    why: str = ""
    instead: str = ""


@dataclass(frozen=True)
class ShownOrder:
    """Everything on the page of an order beside what its view says itself."""

    title: str
    now: Instant
    other: str
    standing: Standing
    waits: str
    confirm: Link | None
    opening: Opening | None
    doable: tuple[Explained, ...]
    disputes: tuple[ShownDispute, ...]
    lines: tuple[ShownLine, ...]
    parcels: tuple[ShownParcel, ...]
    dates: tuple[Meaning, ...]
    money: tuple[Share, ...]
    warnings: tuple[str, ...]
    timeline: tuple[Happened, ...]
    tried: Tried | None


def shown_order(seen: Seen, tried: Tried | None, *, drafted: bool = False) -> ShownOrder:
    """The order for its reader; `drafted`: a draft of a dispute waits to be sent."""
    order = seen.order
    open_now = seen.rules.moves()
    said = warned(seen)
    parcels = {parcel.name for parcel in order.parcels}
    return ShownOrder(
        title=title(seen),
        now=seen.now,
        other=_other(seen),
        standing=standing(seen),
        waits=_waits(seen),
        confirm=_confirm(seen, open_now, drafted),
        opening=_opening(seen, open_now, drafted),
        doable=doables(seen, open_now, said, tried),
        disputes=tuple(_dispute(seen, each) for each in reversed(order.disputes)),
        lines=shown_lines(seen),
        parcels=shown_parcels(seen, said, corrections(seen, tried) if "ship" in open_now else {}),
        dates=dates(seen),
        money=money_bar(seen),
        warnings=tuple(
            w.sentence for w in said if w.signal not in _ELSEWHERE and w.about not in parcels
        ),
        timeline=timeline(seen),
        tried=tried,
    )


def title(seen: Seen) -> str:
    """What was ordered, as the name of the order."""
    first, *others = (seen.words.line(line.id) for line in seen.order.lines)
    if not others:
        return first
    return seen.tongue.count(
        "{first} and {count} other line",
        "{first} and {count} other lines",
        len(others),
        first=first,
    )


def _other(seen: Seen) -> str:
    """With whom the reader has to do."""
    words, say = seen.words, seen.tongue.say
    if seen.reader.role == "buyer":
        return say("bought from {seller}", seller=words.who("seller"))
    if seen.reader.role == "seller":
        return say("sold to {buyer}", buyer=words.who("buyer"))
    return say("{buyer} bought from {seller}", buyer=words.who("buyer"), seller=words.who("seller"))


def _waits(seen: Seen) -> str:
    """What the reader has asked for and waits for."""
    offer = seen.order.extension
    if offer is None or offer.by != seen.reader.role:
        return ""
    days = seen.tongue.count("{count} day", "{count} days", offer.days)
    return seen.words.told(
        N_("You asked to prolong the promised time by {days}. It counts once {seller} agrees."),
        N_("You offered to prolong the promised time by {days}. It counts once {buyer} agrees."),
        "",
        days=days,
    )


def _confirm(seen: Seen, open_now: tuple[str, ...], drafted: bool) -> Link | None:
    if "confirm_receipt" not in open_now:
        return None
    address = reverse("confirm_receipt", args=[seen.order.id])
    # A draft of a dispute is what the reader came back for.
    tone = "main" if seen.order.delivered_at is not None and not drafted else ""
    return Link(address, seen.tongue.say("Everything came: confirm receipt"), tone)


def _opening(seen: Seen, open_now: tuple[str, ...], drafted: bool) -> Opening | None:
    """For the buyer alone, and not any more once there is nothing that could be claimed."""
    if seen.reader.role != "buyer" or seen.order.status == "cancelled":
        return None
    if "open_dispute" in open_now:
        say = seen.tongue.say
        button = say("Go on with your draft") if drafted else say("Something is wrong")
        return Opening(Link(reverse("open_dispute", args=[seen.order.id]), button), drafted)
    refusal = seen.rules.why_not("open_dispute")
    if refusal is None or refusal.code in _TOLD_ELSEWHERE:
        return None
    why, instead = refusals.told(seen.tongue, refusal)
    return Opening(why=why, instead=instead)


def _dispute(seen: Seen, dispute: Dispute) -> ShownDispute:
    say, number = seen.tongue.say, dispute.number
    address = reverse("dispute", args=[seen.order.id, number])
    open_now = seen.rules.moves(number)
    mine = dispute.turn == seen.reader.role
    links = [Link(address, say("Answer now") if mine else say("Open this dispute"), "main" * mine)]
    if "appeal" in open_now:
        links.append(Link(address, say("Appeal")))
    if "repay" in open_now:
        links.append(Link(address, say("The goods came after all: pay back")))
    return ShownDispute(
        title=seen.words.line(dispute.line),
        headline=headline(seen, dispute),
        stage=dispute.stage.name,
        mine=mine,
        links=tuple(links),
    )
