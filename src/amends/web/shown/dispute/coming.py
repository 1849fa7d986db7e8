"""What comes by itself if nobody does anything, as entries above the timeline."""

from collections.abc import Mapping

from amends.core import events as e
from amends.core.events import Event
from amends.core.moments import Instant
from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.shown.parts import ICONS, Happened

_REFUND = {
    "buyer": N_("You get {amount} back, and the dispute is closed."),
    "": N_("{Buyer} gets {amount} back, and the dispute is closed."),
}
_NO_REFUND = {
    "seller": N_("The dispute is closed, and its money goes to you."),
    "": N_("The dispute is closed, and its money goes to {seller}."),
}
_ADDRESS_DUE = {
    "seller": N_("The goods go back; you have to say where to."),
    "": N_("The goods go back; {seller} has to say where to."),
}
_NEW_DUE = {
    "seller": N_("You have to send new goods."),
    "": N_("{Seller} has to send new goods."),
}
_BROKEN = {
    "buyer": N_("You get the coupon's worth as money."),
    "": N_("{Buyer} gets the coupon's worth as money."),
}
_SAYS: dict[type[Event], Mapping[str, str]] = {
    e.Escalated: {"": N_("The platform decides.")},
    e.ProposalLapsed: {"": N_("The platform's proposal ends, and it rules.")},
    e.RequestLapsed: {"": N_("The platform decides without what it asked for.")},
    e.PlatformSteppedIn: {"": N_("The platform goes on with its next step.")},
    e.ReturnStarted: _ADDRESS_DUE,
    e.ReplacementStarted: _NEW_DUE,
    e.ReturnConfirmed: {"": N_("The goods that came back count as received as sent.")},
    e.ReplacementConfirmed: {"": N_("The new goods count as right.")},
    e.PromiseBroken: _BROKEN,
    e.PromiseKept: {"": N_("The coupon counts as given.")},
    e.ClockResumed: {"": N_("The clocks go on, and every deadline lies later by that time.")},
    e.OrderCompleted: {"": N_("The order is completed.")},
}


def coming(able: Doable) -> tuple[Happened, ...]:
    """The future by silence, the latest first; only what is about this dispute or the order."""
    found: list[Happened] = []
    for at, event in able.seen.coming:
        sentence = _said(able, event)
        if sentence and event.about in (0, able.dispute.number):
            found.append(_entry(at, event, sentence))
    return tuple(reversed(found))


def _entry(at: Instant, event: Event, sentence: str) -> Happened:
    return Happened(
        at=at, by="clock", kind=type(event).__name__, sentence=sentence, icon=ICONS[type(event)]
    )


def _said(able: Doable, event: Event) -> str:
    if isinstance(event, e.DisputeClosed):
        if event.stage.refund:
            return able.voice(_REFUND, amount=able.money(event.stage.refund))
        return "" if event.disputable else able.voice(_NO_REFUND)
    voices = _SAYS.get(type(event))
    return "" if voices is None else able.voice(voices)
