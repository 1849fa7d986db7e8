"""Goods on their way back, and new ones on their way out: each step."""

from dataclasses import dataclass

from amends.core.dispute import Arbitration, GoodsParcel, Replacement, Return
from amends.core.moments import Instant
from amends.core.visibility import sees_return_address
from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.shown.dispute.steps import State

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

    steps: tuple[tuple[str, State], ...]
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
            (able.voice(_STEPS[name]), "done" if n < at else "now" if n == at else "todo")
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
