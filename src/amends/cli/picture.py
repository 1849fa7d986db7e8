"""One order drawn for the terminal: each part is a value turned into something rich can print."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from amends.cli.dispute_picture import a_dispute, warning
from amends.core.events import Event
from amends.core.moments import Instant
from amends.telling.clean import clean
from amends.telling.happened import happened
from amends.telling.seen import Seen
from amends.telling.standing import aside_sentence
from amends.telling.tongue import ENGLISH
from amends.telling.warnings import warnings
from amends.telling.writing import person, spoken

_BAR = 40
_COMING = 6
_PAST = 20


def whole(seen: Seen, *, everything: bool = False) -> RenderableType:
    """The order at a glance: what it is, its money, its parcels, its disputes, and time.

    `everything`: also what happened long ago, where that is more than fits a glance.
    """
    parts: list[RenderableType] = [heading(seen), "", money_bar(seen)]
    if seen.aside is not None:
        parts += ["", warning(aside_sentence(seen))]
    if seen.order.parcels:
        parts += ["", parcels(seen)]
    parts += [warning(said) for said in warnings(seen)]
    for dispute in seen.order.disputes:
        parts += ["", a_dispute(seen, dispute)]
    parts += ["", timeline(seen, everything=everything), "", what_comes(seen), *open_moves(seen)]
    return Group(*parts)


def heading(seen: Seen) -> RenderableType:
    """Number, people, status and lines."""
    order, w = seen.order, seen.words
    first = Text(no_wrap=True, overflow="ellipsis")
    first.append(f"Order {clean(order.number)}", "bold")
    first.append(f" · {clean(order.shop)} · {person(order.buyer)} buys from {person(order.seller)}")
    lines = ", ".join(
        f"{line.quantity} × {w.line(line.id)} {w.money(line.price)}" for line in order.lines
    )
    rest = f"{lines}, shipping {w.money(order.shipping)}"
    under = f"{order.status} · paid on {ENGLISH.instant(order.paid_at)} · {clean(order.policy)}"
    return Group(first, Text(rest), Text(under, "dim"), Text(order.id, "dim"))


def money_bar(seen: Seen) -> RenderableType:
    """Where what was paid is now, as a bar and in words."""
    order, w = seen.order, seen.words
    net = _net(seen, "seller:")
    fees = _net(seen, "platform:fees") + _net(seen, "provider:")
    parts = [
        ("held", order.escrow, "yellow", "▓"),
        (f"back to {w.who('buyer')}", order.refunded, "cyan", "█"),
        (f"to {w.who('seller')}", net, "green", "▒"),
        ("fees", fees, "dim", "░"),
    ]
    bar, told = Text("Money   "), Text("        ")
    for name, minor, style, mark in parts:
        if minor > 0 and order.paid:
            bar.append(mark * max(1, round(_BAR * minor / order.paid)), style)
        if minor or name == "held":
            told.append(f"{mark} ", style)
            told.append(f"{name} {w.money(minor)}   ")
    bar.append(f"  paid {w.money(order.paid)}")
    return Group(bar, told)


def _net(seen: Seen, account: str) -> int:
    came = sum(t.minor for t in seen.transfers if t.credit.startswith(account))
    return came - sum(t.minor for t in seen.transfers if t.debit.startswith(account))


def parcels(seen: Seen) -> RenderableType:
    """Each parcel with its carrier, number and last report."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for width in (7, 4, None, None, None):
        table.add_column(min_width=width, overflow="fold")
    for n, parcel in enumerate(seen.order.parcels):
        status = "no scan yet" if parcel.status is None else spoken(parcel.status)
        if parcel.delivered_at is not None:
            status += f" {ENGLISH.day(parcel.delivered_at)}"
        table.add_row(
            "Parcels" if n == 0 else "       ",
            clean(parcel.name),
            f"{seen.words.text(parcel.carrier).upper()} {seen.words.text(parcel.tracking)}",
            f"sent {ENGLISH.day(parcel.dispatched)}",
            status,
        )
    return table


def timeline(seen: Seen, *, everything: bool = False) -> RenderableType:
    """What happened, the oldest first; without `everything` the first and the latest."""
    events = [(at, event) for at, _, event in seen.past]
    if everything or len(events) <= _PAST:
        return _times("What happened", events, seen)
    left = len(events) - _PAST
    return Group(
        _times("What happened", events[:1], seen),
        Text(f"… {left} more in between; --all shows them …", "dim"),
        _times("", events[1 - _PAST :], seen),
    )


def what_comes(seen: Seen) -> RenderableType:
    """What happens by itself, and when: carried out by the rules on a copy, not guessed."""
    if not seen.coming:
        return Text(_nothing_comes(seen), "dim")
    shown = _times("What happens next by itself, if nobody acts", list(seen.coming[:_COMING]), seen)
    more = len(seen.coming) - _COMING
    return Group(shown, Text(f"… and {more} more.", "dim")) if more > 0 else shown


def _nothing_comes(seen: Seen) -> str:
    if seen.order.chargeback is not None:
        return "Nothing happens by itself until the bank has decided."
    if any(d.turn == "arbitrator" for d in seen.order.disputes):
        return "Nothing more happens by itself; the platform decides."
    return "Nothing more happens by itself."


def _times(title: str, events: list[tuple[Instant, Event]], seen: Seen) -> RenderableType:
    table = Table(
        title=title or None, title_justify="left", title_style="bold", box=None, show_header=False,
        padding=(0, 2, 0, 0),
    )  # fmt: skip
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    before = ""
    for at, event in events:
        when = ENGLISH.short(at)
        table.add_row("" if when == before else when, Text(happened(seen.words, event)))
        before = when
    return table


def open_moves(seen: Seen) -> list[RenderableType]:
    """What this reader can do now, for `amends do`."""
    if seen.reader.role not in ("buyer", "seller", "arbitrator"):
        return []
    said = ", ".join(seen.rules.moves()) or "nothing"
    return ["", Text.assemble(("You can now: ", "bold"), said)]
