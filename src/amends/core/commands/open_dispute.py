"""Opening a dispute: when, about what, and for how much (rules.md section 2)."""

from amends.core.amounts import amount_for
from amends.core.case import Case
from amends.core.commands.about import OfOrder
from amends.core.dispute import Appeal, Dispute, Exhibit, Proposal, Statement
from amends.core.events import DisputeOpened
from amends.core.grounds import ExhibitKind, Freight, Remedy
from amends.core.lines import Line
from amends.core.policy import GroundRule
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import (
    AmountOfNothing,
    ConfirmedReceipt,
    ExhibitNeeded,
    LineInDispute,
    NeverShipped,
    NoPieceLeft,
    NotOpenYet,
    OrderCancelled,
    Quantity,
    ReceivedMismatch,
    RemedyNotOffered,
    TooManyDisputes,
    UnknownGrounds,
    UnknownParcel,
)
from amends.core.refusals.orders import (
    CancellationPending,
    NotShippedYet,
    ProtectionOver,
    UnknownLine,
)
from amends.core.settlement import most
from amends.core.turns import first_turn, has_to_wait, waiting
from amends.core.value import changed, field, private, value


@value
class NewExhibit:
    """A piece of evidence as it is handed in: its kind, its hash, and words about it."""

    kind: ExhibitKind
    sha256: str = ""
    note: str = private("author", default="")


@value
class OpenDispute(OfOrder):
    """A claim about `quantity` pieces of `line`, by default all that can be disputed."""

    line: str
    quantity: int | None = None
    parcel: str = ""
    grounds: str
    received: bool
    remedy: Remedy
    amount: str = ""
    return_freight: Freight | None = None
    statement: str = private("author", default="")
    exhibits: tuple[NewExhibit, ...] = field(default=())


def possible(case: Case) -> Refusal | None:
    """Whether any dispute could be opened on this order at this instant."""
    order, rules = case.order, case.policy.opening
    if order.status == "cancelled":
        return OrderCancelled()
    if order.cancellation_asked is not None:
        return CancellationPending()
    until = order.clock("protection")
    if until is not None and order.passed(until, case.now):
        return ProtectionOver(until=until.due)
    if not order.parcels:
        return NeverShipped()
    recent = [
        d.opened_at
        for d in order.disputes
        if case.policy.due(rules.per_order_window, d.opened_at) >= case.now
    ]
    if len(recent) >= rules.per_order:
        opens = case.policy.due(rules.per_order_window, min(recent))
        return TooManyDisputes(
            most=rules.per_order,
            within=rules.per_order_window,
            opens=opens,
        )
    reasons = [_line_closed(case, line) for line in order.lines]
    return None if None in reasons else reasons[0]


def _line_closed(case: Case, line: Line) -> Refusal | None:
    """Why nothing of a line can be disputed now under any grounds; nothing if something can."""
    if any(d.line == line.id for d in case.order.open_disputes()):
        return LineInDispute()
    free = _free(case, line, "")
    if isinstance(free, Refusal):
        return free
    early = None
    for grounds, rule in case.policy.opening.grounds.items():
        if not rule.offered:
            continue
        if grounds.startswith("not_received.") and case.order.confirmed_at is not None:
            continue
        for piece in free:
            early = _too_early(case, grounds, line, (piece,), rule)
            if early is None:
                return None
    return early


def decide(case: Case, command: OpenDispute) -> Refusal | None:
    """Check the claim in the order of the rule book, then open it with the claim as proposal 1."""
    order = case.order
    line = order.line(command.line)
    if line is None:
        return UnknownLine(line=command.line, lines=tuple(each.id for each in order.lines))
    if any(d.line == line.id for d in order.open_disputes()):
        return LineInDispute()
    rule = case.policy.opening.grounds.get(command.grounds)
    if rule is None or not rule.offered:
        offered = (g for g, r in case.policy.opening.grounds.items() if r.offered)
        return UnknownGrounds(grounds=command.grounds, choices=tuple(offered))
    not_received = command.grounds.startswith("not_received.")
    if not_received == command.received:
        return ReceivedMismatch(received=not not_received)
    if not_received and order.confirmed_at is not None:
        return ConfirmedReceipt()
    pieces = _pieces(case, command, line, not_received=not_received)
    if isinstance(pieces, Refusal):
        return pieces
    early = _too_early(case, command.grounds, line, pieces, rule)
    if early is not None:
        return early
    if command.remedy not in rule.remedies:
        return RemedyNotOffered(
            remedy=command.remedy, grounds=command.grounds, choices=rule.remedies
        )
    top = most(order, [(line.id, piece) for piece in pieces])
    amount = amount_for(case, command.remedy, command.amount, top)
    if isinstance(amount, Refusal):
        return amount
    if amount == 0 and command.remedy in ("refund_only", "return_and_refund", "coupon"):
        return AmountOfNothing(most=case.money(top))
    if command.received and rule.evidence_when_received and not command.exhibits:
        return ExhibitNeeded(kinds=rule.asked or ("photo",))
    _open(case, command, line, pieces, rule, amount, top)
    return None


def _open(
    case: Case,
    command: OpenDispute,
    line: Line,
    pieces: tuple[int, ...],
    rule: GroundRule,
    amount: int,
    top: int,
) -> None:
    order = case.order
    claim = Proposal(
        number=1,
        owner="buyer",
        at=case.now,
        remedy=command.remedy,
        amount=amount,
        return_freight=command.return_freight or rule.return_freight,
        statement=command.statement,
    )
    stage, clocks = first_turn(case)
    parcels = order.parcels_with(line, pieces)
    dispute = Dispute(
        number=len(order.disputes) + 1,
        line=line.id,
        pieces=pieces,
        grounds=command.grounds,
        received=command.received,
        opened_at=case.now,
        claim=amount or top,
        most=top,
        carrier=parcels[0].carrier if parcels else "",
        stage=changed(stage, stood=(1,)),
        clocks=clocks,
        proposals=(claim,),
        exhibits=tuple(
            Exhibit(
                number=number,
                owner="buyer",
                at=case.now,
                kind=exhibit.kind,
                sha256=exhibit.sha256,
                note=exhibit.note,
                needed=command.received,
            )
            for number, exhibit in enumerate(command.exhibits, 1)
        ),
        statements=(
            (Statement(author="buyer", at=case.now, text=command.statement),)
            if command.statement
            else ()
        ),
    )
    if has_to_wait(case, dispute, opening=True):
        stage, clocks = waiting(case)
        dispute = changed(dispute, stage=stage, clocks=clocks)
    case.record(DisputeOpened(dispute=dispute))


def _pieces(
    case: Case, command: OpenDispute, line: Line, *, not_received: bool
) -> tuple[int, ...] | Refusal:
    """The pieces that are meant: shipped, in no dispute, not decided (readings.md 22)."""
    order = case.order
    if command.parcel and order.parcel(command.parcel) is None:
        return UnknownParcel(
            parcel=command.parcel, parcels=tuple(each.name for each in order.parcels)
        )
    free = _free(case, line, command.parcel)
    if isinstance(free, Refusal):
        return free
    came = {p.name for p in order.parcels if p.delivered_at is not None}
    free.sort(key=lambda number: ((line.pieces[number].parcel in came) == not_received, number))
    quantity = len(free) if command.quantity is None else command.quantity
    if not 1 <= quantity <= len(free):
        return Quantity(available=len(free), line=line.id, asked=quantity)
    return tuple(sorted(free[:quantity]))


def _free(case: Case, line: Line, parcel: str) -> list[int] | Refusal:
    """The pieces of a line that were shipped and can be disputed (safeguards.md 4, 10)."""
    shipped = [
        number
        for number, piece in enumerate(line.pieces)
        if piece.parcel and (not parcel or piece.parcel == parcel)
    ]
    if not shipped:
        return NeverShipped()
    # About goods under appeal a decision is still to come.
    appealed = {
        piece
        for dispute in case.order.disputes
        if dispute.line == line.id and isinstance(dispute.stage, Appeal)
        for piece in dispute.pieces
    }
    free = [
        number
        for number in shipped
        if number not in appealed
        and not line.pieces[number].barred
        and not line.pieces[number].cancelled
        and line.pieces[number].disputed < case.policy.opening.per_piece
        and line.left(number) > 0
    ]
    return free or NoPieceLeft(line=line.id)


def _too_early(
    case: Case,
    grounds: str,
    line: Line,
    pieces: tuple[int, ...],
    rule: GroundRule,
) -> Refusal | None:
    """D2 and D4: ten days after everything was shipped, at once after delivery, or by the number."""
    order, rules = case.order, case.policy.opening
    parcels = order.parcels_with(line, pieces)
    delivered = [parcel.delivered_at for parcel in parcels]
    if all(moment is not None for moment in delivered):
        last = max(moment for moment in delivered if moment is not None)
        if rule.within is not None and case.policy.due(rule.within, last) < case.now:
            return ProtectionOver(until=case.policy.due(rule.within, last))
        return None
    if order.promised < rules.at_once_if_promised_under.span:
        return None
    if grounds == "not_received.invalid_tracking":
        last = max(parcel.dispatched for parcel in parcels)
        if case.now <= case.policy.due(rules.invalid_tracking_window, last):
            return None
    if order.shipped_at is None:
        return NotShippedYet()
    opens = case.policy.due(rules.after_shipped, order.shipped_at)
    if case.now < opens:
        return NotOpenYet(opens=opens)
    return None
