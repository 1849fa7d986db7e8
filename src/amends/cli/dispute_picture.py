"""One dispute drawn for the terminal: headline, three columns, exhibits, what each offer would move."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from amends.core.clocks import PLATFORMS_OWN
from amends.core.dispute import Arbitration as AtPlatform
from amends.core.dispute import Dispute, Negotiation, Owner, Proposal, Replacement, Return
from amends.core.liability import recommended
from amends.core.preview import Goods, Preview
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.terms import liable, terms
from amends.telling.tongue import ENGLISH
from amends.telling.warnings import warnings
from amends.telling.writing import person, spoken

_COLUMNS: tuple[Owner, ...] = ("buyer", "seller", "arbitrator")


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
    parts += [warning(said) for said in warnings(seen, dispute.number)]
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
            return Text(f"answers by {ENGLISH.short(due)}", "dim")
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


def warning(said: str) -> RenderableType:
    """A warning of the guard."""
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
        said.append(f"{what}: {number}, sent {ENGLISH.day(stage.parcel.shipped_at)}, {status}")
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
        would = seen.rules.if_accepted(dispute.number, offer.number)
        if would is None:
            continue
        shown.append(Text(f"If proposal {offer.number} is accepted:"))
        shown.append(Padding(_would(seen, would), (0, 0, 0, 2)))
    return shown


_GOODS: dict[Goods, str] = {
    "back": "the goods go back to the seller",
    "new": "the seller sends new goods",
}


def _would(seen: Seen, would: Preview) -> RenderableType:
    w = seen.words
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for moved in would.transfers:
        table.add_row(
            Text(w.money(moved.minor), justify="right"),
            f"{w.account(moved.debit)} → {w.account(moved.credit)}",
            Text(spoken(moved.purpose), "dim"),
        )
    for goods in would.goods:
        table.add_row("", _GOODS[goods], "")
    if would.later:
        table.add_row(Text(w.money(would.later)), f"to {w.who('buyer')}, once they are back", "")
    if not table.rows:
        table.add_row("", "nothing moves at once", "")
    return table
