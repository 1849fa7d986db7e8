"""Goods on their way back, and new ones on their way out: each step, and the form for the next."""

from dataclasses import dataclass
from typing import Literal, get_args

from amends.core.dispute import Arbitration, GoodsParcel, Replacement, Return
from amends.core.grounds import ReturnCondition
from amends.core.moments import Instant
from amends.core.visibility import sees_return_address
from amends.telling.mark import N_
from amends.web.forms import Field, Form, options
from amends.web.shown.dispute.moves import Doable
from amends.web.shown.dispute.offering import words_field

_ADDRESS = {
    "seller": N_("You say where the goods go back to"),
    "": N_("{Seller} says where the goods go back to"),
}
_BACK = {
    "buyer": N_("You send the goods back"),
    "": N_("{Buyer} sends the goods back"),
}
_RECEIPT = {
    "seller": N_("You confirm what came back"),
    "": N_("{Seller} confirms what came back"),
}
_OUT = {
    "seller": N_("You send the new goods"),
    "": N_("{Seller} sends the new goods"),
}
_CONFIRM = {
    "buyer": N_("You say whether the new goods are right"),
    "": N_("{Buyer} says whether the new goods are right"),
}
_STEPS = {
    "address": _ADDRESS,
    "ship": _BACK,
    "receipt": _RECEIPT,
    "out": _OUT,
    "confirm": _CONFIRM,
}
_OF_RETURN = ("address", "ship", "receipt")
_OF_NEW = ("out", "confirm")


@dataclass(frozen=True)
class GoodsStep:
    """One step of goods that travel."""

    label: str
    state: Literal["done", "now", "todo"]


@dataclass(frozen=True)
class Travelling:
    """A parcel of the dispute: by whom, with which number, and the carrier's last report."""

    label: str
    number: str
    shipped_at: Instant
    status: str
    delivered_at: Instant | None


@dataclass(frozen=True)
class Goods:
    """The return or replacement; `address` and `waybill` only for who may see them."""

    steps: tuple[GoodsStep, ...]
    address: str
    waybill: str
    parcel: Travelling | None
    raised: bool


def goods(able: Doable) -> Goods | None:
    """How far goods are that have to travel; none where none have to."""
    stage = able.dispute.stage
    raised = isinstance(stage, Arbitration)
    where = stage.raised_from if isinstance(stage, Arbitration) else stage
    if not isinstance(where, Return | Replacement):
        return None
    names, now = _line(able, where)
    at = names.index(now)
    words = able.seen.words
    told = isinstance(where, Return) and sees_return_address(able.seen.reader)
    return Goods(
        steps=tuple(
            GoodsStep(able.voice(_STEPS[name]), "done" if n < at else "now" if n == at else "todo")
            for n, name in enumerate(names)
        ),
        address=words.text(where.address) if told and isinstance(where, Return) else "",
        waybill=words.text(where.waybill) if told and isinstance(where, Return) else "",
        parcel=None if where.parcel is None else _parcel(able, where, where.parcel),
        raised=raised,
    )


def _line(able: Doable, where: Return | Replacement) -> tuple[tuple[str, ...], str]:
    """The steps that there are, and the one that runs."""
    if isinstance(where, Return):
        return (*_OF_RETURN, *(_OF_NEW if where.exchange else ())), where.step
    exchanged = where.terms.remedy == "replacement"
    now = "out" if where.step == "ship" else "confirm"
    return (*(_OF_RETURN if exchanged else ()), *_OF_NEW), now


def _parcel(able: Doable, where: Return | Replacement, parcel: GoodsParcel) -> Travelling:
    words = able.seen.words
    back = able.say(N_("The goods on their way back"))
    out = able.say(N_("The new goods"))
    return Travelling(
        label=back if isinstance(where, Return) else out,
        number=f"{words.text(parcel.carrier).upper()} {words.text(parcel.tracking)}".strip(),
        shipped_at=parcel.shipped_at,
        status=able.seen.tongue.word(parcel.status) if parcel.status else "",
        delivered_at=parcel.delivered_at,
    )


def goods_forms(able: Doable) -> tuple[Form, ...]:
    """The forms for goods that travel, the next step first."""
    makers = {
        "give_return_address": _address,
        "ship_return": _ship_back,
        "confirm_return": _confirm_return,
        "ship_replacement": _ship_new,
        "confirm_replacement": _confirm_new,
    }
    found = [make(able) for command, make in makers.items() if able.may(command)]
    # At a later step the earlier one's form is for a correction.
    return tuple(sorted(found, key=lambda each: each.command != _next(able)))


def _next(able: Doable) -> str:
    stage = able.dispute.stage
    return stage.awaits if isinstance(stage, Return | Replacement) else ""


def _address(able: Doable) -> Form:
    say, order = able.say, able.seen.order
    places = [each for each in (order.seller_country, order.ship_from, order.ship_to) if each]
    countries = tuple((each, each) for each in dict.fromkeys(places))
    return able.form(
        "give_return_address", say(N_("Tell {buyer} where to send the goods"), buyer=able.seen.words.who("buyer")),
        words_field(able, "address", say(N_("Address, with the country in the last line"))),
        Field("country", "choice", say(N_("Country")), places[0] if places else "", countries),
        Field("waybill", "line", say(N_("Number of a prepaid waybill, if there is one"))),
        tone="main" if _next(able) == "give_return_address" else "",
    )  # fmt: skip


def _ship_back(able: Doable) -> Form:
    say = able.say
    said = say(N_("What the return cost counts only where somebody else agreed or has to pay it."))
    return able.form(
        "ship_return", say(N_("I have sent the goods")),
        *_parcel_fields(able),
        Field("freight", "amount", say(N_("What the return cost, in {currency}"), currency=able.seen.order.currency), help=said),
        tone="main" if _next(able) == "ship_return" else "",
    )  # fmt: skip


def _confirm_return(able: Doable) -> Form:
    say, stage = able.say, able.dispute.stage
    assert isinstance(stage, Return)
    fields = [
        Field("condition", "one", say(N_("How did the goods come back?")), "as_sent",
              options(able.seen, get_args(ReturnCondition)), required=True),
    ]  # fmt: skip
    if stage.freight_claimed:
        most = able.money(stage.freight_claimed)
        fields.append(Field("freight", "amount", say(N_("What you pay for the return")),
                            help=say(N_("At most {most}, what was asked for."), most=most)))  # fmt: skip
    refund = able.money(stage.terms.amount)
    says = (
        say(N_("As sent: new goods are due next. Anything else goes to the platform."))
        if stage.exchange
        else say(N_("As sent: {amount} are refunded at once. Anything else goes to the platform."), amount=refund),
    )  # fmt: skip
    button = say(N_("Confirm what came back"))
    return able.form(
        "confirm_return", button, *fields, says=says,
        tone="main" if _next(able) == "confirm_return" else "",
    )  # fmt: skip


def _ship_new(able: Doable) -> Form:
    return able.form(
        "ship_replacement",
        able.say(N_("I have sent the new goods")),
        *_parcel_fields(able),
        tone="main",
    )


def _confirm_new(able: Doable) -> Form:
    said = able.voice(
        {
            "": N_("This ends the dispute: the money goes to {seller}. It cannot be undone."),
        }
    )
    return able.form(
        "confirm_replacement", able.say(N_("The new goods are right")), tone="main", says=(said,)
    )


def _parcel_fields(able: Doable) -> tuple[Field, ...]:
    return (
        Field("carrier", "line", able.say(N_("Carrier")), required=True),
        Field("tracking", "line", able.say(N_("Tracking number")), required=True),
    )
