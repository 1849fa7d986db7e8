"""The page of a dispute: one view model for every role, from `view`, `moves` and `preview`."""

from dataclasses import dataclass

from django.urls import reverse

from amends.core.deadlines import due_of
from amends.core.dispute import Dispute
from amends.core.moments import Instant
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.telling.standing import aside_sentence, headline
from amends.uploads.attaching import in_order
from amends.web.doable import Doable, doable
from amends.web.forms import Form, Tried
from amends.web.moved import Would
from amends.web.shown.dispute.coming import coming
from amends.web.shown.dispute.ending import Coupon, coupon
from amends.web.shown.dispute.exhibits import Exhibits, exhibits
from amends.web.shown.dispute.forms import forms
from amends.web.shown.dispute.goods import Goods, goods
from amends.web.shown.dispute.main import Main, main_of
from amends.web.shown.dispute.proposals import Column, columns
from amends.web.shown.dispute.ruled import (
    ShownAppeal,
    ShownRuling,
    appeals,
    rulings,
)  # fmt: skip
from amends.web.shown.dispute.said import Conversation, conversation
from amends.web.shown.dispute.steps import State, steps
from amends.web.shown.dispute.warned import Warnings, warnings
from amends.web.shown.exhibits import with_signs
from amends.web.shown.order.parcels import ShownParcel, shown_parcels
from amends.web.shown.parts import Happened, Share, money_bar, timeline


@dataclass(frozen=True)
class DisputePage:
    """Everything on the page of a dispute.

    `aside` says that the order is put aside. `stray` is what was refused without a form of its own to show it. `desk` is the arbitrator's
    case, `cancel` the page to give the claim up on; empty where the reader has no such thing.
    """

    number: int
    title: str
    grounds: str
    claimant: str
    version: int
    headline: str
    aside: str
    due: Instant | None
    now: Instant
    mine: bool
    steps: tuple[tuple[str, State], ...]
    main: Main | None
    columns: tuple[Column, ...]
    tab: str
    exhibits: Exhibits
    parcels: tuple[ShownParcel, ...]
    talk: Conversation
    goods: Goods | None
    coupon: Coupon | None
    rulings: tuple[ShownRuling, ...]
    appeals: tuple[ShownAppeal, ...]
    forms: tuple[Form, ...]
    cancel: str
    desk: str
    money: tuple[Share, ...]
    warnings: Warnings
    coming: tuple[Happened, ...]
    timeline: tuple[Happened, ...]
    stray: Refusal | None
    would: Would | None


def shown_dispute(
    seen: Seen, dispute: Dispute, tried: Tried | None, would: Would | None = None
) -> DisputePage:
    """The dispute for its reader; `would` is what a form that was only looked at would do."""
    uploads = in_order(seen.order.id)
    seen = with_signs(seen, uploads)
    able = doable(seen, dispute, tried)
    doables = forms(able)
    main = main_of(able, doables)
    above = main.form.command if main is not None and main.form is not None else ""
    sides = columns(able, main.form if main else None)
    shown_exhibits, talk = exhibits(able, uploads), conversation(able)
    warned = warnings(able)
    return DisputePage(
        number=dispute.number,
        title=seen.words.line(dispute.line),
        grounds=seen.tongue.word(dispute.grounds),
        claimant=seen.words.begins("buyer"),
        version=seen.order.version,
        headline=headline(seen, dispute),
        aside=aside_sentence(seen),
        due=due_of(seen.order, dispute),
        now=seen.now,
        mine=dispute.turn == seen.reader.role,
        steps=steps(able),
        main=main,
        columns=sides,
        tab=_tab(able, sides),
        exhibits=shown_exhibits,
        parcels=_parcels(able, warned),
        talk=talk,
        goods=goods(able),
        coupon=coupon(able),
        rulings=rulings(able),
        appeals=appeals(able),
        forms=tuple(each for each in doables if each.command != above),
        cancel=_cancel(able),
        desk=_desk(able),
        money=money_bar(seen),
        warnings=warned,
        coming=coming(able),
        timeline=timeline(seen, dispute.number),
        stray=None if able.placed or tried is None else tried.refusal,
        would=would,
    )


def _parcels(able: Doable, warned: Warnings) -> tuple[ShownParcel, ...]:
    """The parcels in which the disputed goods were sent; corrected on the page of the order."""
    names = {parcel.name for parcel in able.seen.order.parcels_of(able.dispute)}
    shown = shown_parcels(able.seen, list(warned.parcels), {})
    return tuple(parcel for parcel in shown if parcel.name in names)


def _tab(able: Doable, sides: tuple[Column, ...]) -> str:
    """The column that a phone shows first: where a form was tried, else where an answer waits."""
    tried = next((side.owner for side in sides if side.opened), None)
    if tried is not None:
        return tried
    answers = (
        side.owner
        for side in reversed(sides)
        if any(form.command == "accept_proposal" for card in side.cards for form in card.forms)
    )
    waits = next(answers, None)
    if waits is not None:
        return waits
    if able.dispute.standing("arbitrator"):
        return "arbitrator"
    role = able.seen.reader.role
    agreed = (each.owner for each in able.dispute.proposals if each.state == "accepted")
    return next(agreed, role if role in ("buyer", "seller") else "buyer")


def _cancel(able: Doable) -> str:
    if not able.may("cancel_dispute"):
        return ""
    return reverse("cancel_dispute", args=[able.seen.order.id, able.dispute.number])


def _desk(able: Doable) -> str:
    if able.seen.reader.role != "arbitrator" or not able.moves:
        return ""
    return reverse("case", args=[able.seen.order.id, able.dispute.number])
