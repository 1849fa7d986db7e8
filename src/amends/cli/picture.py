"""One order drawn for the terminal: each part is a value turned into something rich can print."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from amends.cli.clean import clean
from amends.cli.happened import happened, liable, terms
from amends.cli.seen import Seen
from amends.cli.standing import headline
from amends.cli.warnings import warnings
from amends.cli.words import day, instant, person, short_instant, spoken
from amends.core import preview
from amends.core.clocks import PLATFORMS_OWN
from amends.core.dispute import Arbitration as AtPlatform
from amends.core.dispute import Dispute, Negotiation, Owner, Proposal, Replacement, Return
from amends.core.events import Event
from amends.core.liability import recommended
from amends.core.moments import Instant
from amends.core.moves import dispute_moves, moves

_BAR = 40
_COMING = 6
_PAST = 20
_COLUMNS: tuple[Owner, ...] = ("buyer", "seller", "arbitrator")


def whole(seen: Seen, *, everything: bool = False) -> RenderableType:
    """The order at a glance: what it is, its money, its parcels, its disputes, and time.

    `everything`: also what happened long ago, where that is more than fits a glance.
    """
    parts: list[RenderableType] = [heading(seen), "", money_bar(seen)]
    if seen.order.parcels:
        parts += ["", parcels(seen)]
    parts += [_warning(said) for said in warnings(seen)]
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
    under = f"{order.status} · paid on {instant(order.paid_at)} · {clean(order.policy)}"
    return Group(first, Text(rest), Text(under, "dim"), Text(order.id, "dim"))


def money_bar(seen: Seen) -> RenderableType:
    """Where what was paid is now, as a bar and in words."""
    order, w = seen.order, seen.words
    net = _net(seen, "seller:")
    fees = _net(seen, "platform:fees")
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
            status += f" {day(parcel.delivered_at)}"
        table.add_row(
            "Parcels" if n == 0 else "       ",
            clean(parcel.name),
            f"{seen.words.text(parcel.carrier).upper()} {seen.words.text(parcel.tracking)}",
            f"sent {day(parcel.dispatched)}",
            status,
        )
    return table


def a_dispute(seen: Seen, dispute: Dispute) -> RenderableType:
    """One dispute: the headline first, then three columns, then what each offer would move."""
    w = seen.words
    stage = dispute.stage.name
    count = len(dispute.pieces)
    what = f"{count} × {w.line(dispute.line)}" if count > 1 else w.line(dispute.line)
    title = f"Dispute {dispute.number} · {what} · {spoken(dispute.grounds)}"
    parts: list[RenderableType] = [
        Rule(Text(title, "bold"), align="left", style="dim"),
        Text(headline(seen, dispute), "bold yellow" if stage != "closed" else "bold"),
        Text(f"stage: {stage}", "dim"),
        three_columns(seen, dispute),
    ]
    parts += [_warning(said) for said in warnings(seen, dispute.number)]
    parts += [each for each in (_evidence(seen, dispute), _rulings(seen, dispute)) if each]
    parts += _advice(seen, dispute)
    parts += goods_on_their_way(seen, dispute)
    parts += previews(seen, dispute)
    return Group(*parts)


def three_columns(seen: Seen, dispute: Dispute) -> RenderableType:
    """The buyer's, the seller's and the platform's proposals side by side (N7)."""
    w = seen.words
    table = Table(expand=True, border_style="dim", padding=(0, 1))
    for owner in _COLUMNS:
        table.add_column(Text(w.begins(owner)), ratio=1, overflow="fold")
    table.add_row(*(_column(seen, dispute, owner) for owner in _COLUMNS))
    return table


def _column(seen: Seen, dispute: Dispute, owner: Owner) -> RenderableType:
    offers = [p for p in dispute.proposals if p.owner == owner]
    if not offers:
        due = min((c.due for c in dispute.clocks if c.kind in PLATFORMS_OWN), default=None)
        if owner == "arbitrator" and due is not None:
            return Text(f"answers by {short_instant(due)}", "dim")
        return Text("no proposal", "dim")
    text = Text()
    for n, offer in enumerate(offers):
        style = "" if offer.state in ("standing", "accepted") else "dim strike"
        text.append("\n" if n else "")
        text.append(f"{offer.number} · {terms(seen.words, offer)}", style)
        text.append(f" ({_state(offer)})", "dim")
    return text


def _state(offer: Proposal) -> str:
    if offer.state == "standing" and offer.accepted_by:
        return f"accepted by {', '.join(offer.accepted_by)}"
    return "stands" if offer.state == "standing" else offer.state


def _evidence(seen: Seen, dispute: Dispute) -> RenderableType | None:
    w = seen.words
    exhibits = ", ".join(
        f"{x.number} {spoken(x.kind)} ({w.who(x.owner)})"
        for x in dispute.exhibits
        if not x.withdrawn
    )
    facts = ", ".join(f"{spoken(f.fact)} ({w.who(f.by)})" for f in dispute.facts)
    said = [f"Exhibits: {exhibits}"] if exhibits else []
    said += [f"Facts: {facts}"] if facts else []
    return Text("\n".join(said)) if said else None


def _warning(said: str) -> RenderableType:
    return Text(f"Take care: {said}", "bold red")


def _advice(seen: Seen, dispute: Dispute) -> list[RenderableType]:
    """What policy recommends about liability: for the arbitrator, who decides."""
    if seen.reader.role != "arbitrator" or not isinstance(dispute.stage, AtPlatform):
        return []
    advice = recommended(seen.order, dispute, seen.policy)
    return [Text(f"Recommended: {spoken(advice.liable)}. {advice.reason}", "italic")]


def goods_on_their_way(seen: Seen, dispute: Dispute) -> list[RenderableType]:
    """Where goods go back to, and the parcel with them or with the new ones."""
    w, stage = seen.words, dispute.stage
    if not isinstance(stage, Return | Replacement):
        return []
    said = []
    # The address is for the two parties and the arbitrator.
    if isinstance(stage, Return) and seen.reader.role in ("buyer", "seller", "arbitrator"):
        said += [f"Return address: {w.text(stage.address)}"] if stage.address else []
        said += [f"Waybill: {w.text(stage.waybill)}"] if stage.waybill else []
    if stage.parcel is not None:
        what = "Going back" if isinstance(stage, Return) else "New goods"
        status = "no scan yet" if stage.parcel.status is None else spoken(stage.parcel.status)
        number = f"{w.text(stage.parcel.carrier).upper()} {w.text(stage.parcel.tracking)}"
        said.append(f"{what}: {number}, sent {day(stage.parcel.shipped_at)}, {status}")
    return [Text(each) for each in said]


def _rulings(seen: Seen, dispute: Dispute) -> RenderableType | None:
    w = seen.words
    text = Text()
    for ruling in dispute.rulings:
        if not ruling.in_force:
            continue
        what = "upheld" if ruling.upheld else terms(w, ruling)
        bears = f"; borne by {liable(w, ruling.liable)}" if ruling.liable else ""
        reasons = f" Reasons: {w.text(ruling.reasons)}" if ruling.reasons else ""
        text.append("\n" if text else "")
        text.append(f"Ruling {ruling.number} by {person(ruling.by)}: {what}{bears}.{reasons}")
    return text or None


def previews(seen: Seen, dispute: Dispute) -> list[RenderableType]:
    """For each standing proposal every transfer and parcel that accepting it would cause."""
    if not isinstance(dispute.stage, Negotiation | AtPlatform) or seen.order.chargeback is not None:
        return []
    shown: list[RenderableType] = []
    for offer in dispute.proposals:
        would = preview.of_proposal(seen.order, seen.policy, seen.now, dispute.number, offer.number)
        if would is None:
            continue
        shown.append(Text(f"If proposal {offer.number} is accepted:"))
        shown.append(Padding(_would(seen, would), (0, 0, 0, 2)))
    return shown


def _would(seen: Seen, would: preview.Preview) -> RenderableType:
    w = seen.words
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for moved in would.transfers:
        table.add_row(
            Text(w.money(moved.minor), justify="right"),
            f"{w.account(moved.debit)} → {w.account(moved.credit)}",
            Text(spoken(moved.purpose), "dim"),
        )
    for goods in would.goods:
        table.add_row("", goods, "")
    if would.later:
        table.add_row(Text(w.money(would.later)), f"to {w.who('buyer')}, once they are back", "")
    if not table.rows:
        table.add_row("", "nothing moves at once", "")
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
        when = short_instant(at)
        table.add_row("" if when == before else when, Text(happened(seen.words, event)))
        before = when
    return table


def open_moves(seen: Seen) -> list[RenderableType]:
    """What this reader can do now, for `amends do`."""
    if seen.reader.role not in ("buyer", "seller", "arbitrator"):
        return []
    order, reader = seen.order, seen.reader
    names = dict.fromkeys(moves(order, reader, seen.policy, seen.now))
    for dispute in order.disputes:
        names |= dict.fromkeys(dispute_moves(order, reader, seen.policy, seen.now, dispute.number))
    said = ", ".join(names) or "nothing"
    return ["", Text.assemble(("You can now: ", "bold"), said)]
