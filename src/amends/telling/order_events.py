"""What happens to an order, a sentence an event."""

from amends.core import events as e
from amends.core.dispute import Arbitration, GoodsParcel, Replacement
from amends.core.lines import Parcel
from amends.telling.mark import N_
from amends.telling.words import Words

_COMPLETED = {
    "confirmed": N_("The order completed by confirmation."),
    "by_time": N_("The order completed by itself."),
    "settled": N_("The order completed, as all is settled."),
}


def tracking_number(w: Words, parcel: Parcel | GoodsParcel) -> str:
    """The carrier with its number: `UPU RB123456785GB`."""
    return f"{w.text(parcel.carrier).upper()} {w.text(parcel.tracking)}"


def placed(w: Words, x: e.OrderPlaced) -> str:
    """The buyer has paid."""
    return w.told(
        "You paid {amount}; it is held for you.",
        "{Buyer} paid {amount}; it is held.",
        "{Buyer} paid {amount}; it is held.",
        amount=w.money(x.paid),
    )


def shipped(w: Words, x: e.ParcelShipped) -> str:
    """A parcel is on its way."""
    said = w.by(
        "seller",
        "You shipped parcel {parcel}: {number}.",
        "{Who} shipped parcel {parcel}: {number}.",
        parcel=x.parcel.name,
        number=tracking_number(w, x.parcel),
    )
    return w.tongue.together(said, _more(w, everything=x.everything))


def corrected(w: Words, x: e.ParcelCorrected) -> str:
    """A parcel's number or contents were wrong."""
    said = w.by(
        "seller",
        "You corrected parcel {parcel}: {number}.",
        "{Who} corrected parcel {parcel}: {number}.",
        parcel=x.parcel.name,
        number=tracking_number(w, x.parcel),
    )
    return w.tongue.together(said, _more(w, everything=x.everything))


def _more(w: Words, *, everything: bool) -> str:
    return "" if everything else w.say("More is to follow.")


def tracked(w: Words, x: e.TrackingReported) -> str:
    """What a carrier says about a parcel."""
    return w.tongue.together(
        w.say("Parcel {parcel}: {status}.", parcel=x.parcel.name, status=w.tongue.word(x.status)),
        "" if x.counted else w.say("It does not count as a delivery here."),
        w.say("The delivery is taken back.") if x.undone else "",
    )


def goods(w: Words, x: e.GoodsReported) -> str:
    """What a carrier says about goods of a dispute."""
    stage = x.stage.raised_from if isinstance(x.stage, Arbitration) else x.stage
    status = w.tongue.word(x.status)
    if isinstance(stage, Replacement):
        return w.say("The new goods: {status}.", status=status)
    return w.say("The returned goods: {status}.", status=status)


def received(w: Words, x: e.ReceiptConfirmed) -> str:
    """The goods came."""
    return w.by("buyer", "You confirmed receipt.", "{Who} confirmed receipt.")


def confirm_time_passed(w: Words, x: e.ConfirmTimePassed) -> str:
    """Nobody confirmed in time."""
    if x.transfers:
        return w.say("The time to confirm passed; what is not disputed is paid.")
    return w.say("The time to confirm passed; what is disputed stays held.")


def completed(w: Words, x: e.OrderCompleted) -> str:
    """No money is held any more."""
    return w.say(_COMPLETED[x.how])


def extension_offered(w: Words, x: e.ExtensionOffered) -> str:
    """More time was asked for or offered."""
    span = w.tongue.count("{count} day", "{count} days", x.days)
    return w.by(
        x.by,
        "You asked to prolong the promised time by {span}.",
        "{Who} asked to prolong the promised time by {span}.",
        span=span,
    )


def extension_granted(w: Words, x: e.ExtensionGranted) -> str:
    """Both agreed to more time."""
    span = w.tongue.count("{count} day", "{count} days", x.days)
    return w.say("The promised time is longer by {span}.", span=span)


def extension_lapsed(w: Words, x: e.ExtensionLapsed) -> str:
    """Nobody consented."""
    return w.say("The offer to prolong the promised time lapsed.")


def cancellation_asked(w: Words, x: e.CancellationRequested) -> str:
    """Before it was shipped."""
    return w.by("buyer", "You asked to cancel.", "{Who} asked to cancel.")


def cancellation_refused(w: Words, x: e.CancellationRefused) -> str:
    """The seller ships instead."""
    return w.by("seller", "You refused to cancel.", "{Who} refused to cancel.")


def cancelled(w: Words, x: e.PiecesCancelled) -> str:
    """Pieces that were not shipped."""
    said = w.tongue.count(
        "{count} piece was cancelled.", "{count} pieces were cancelled.", len(x.pieces)
    )
    return w.tongue.together(said, _why_cancelled(w, x.why))


def _why_cancelled(w: Words, why: str) -> str:
    if why == "by_seller":
        return w.by("seller", "You cancelled it.", "{Who} cancelled it.")
    return {
        "approved": w.say("The cancellation was approved."),
        "silence": w.say("Nobody answered the request to cancel."),
        "not_shipped": w.say("It was not shipped in time."),
        "charged_back": w.say("The bank took the payment back."),
    }[why]


def chargeback(w: Words, x: e.ChargebackOpened) -> str:
    """The bank has frozen money."""
    return w.say("The bank opened a chargeback of {amount}.", amount=w.money(x.amount))


def bank_closed(w: Words, x: e.ChargebackClosed) -> str:
    """The bank has decided."""
    return w.by(
        x.won_by,
        "The bank decided for you about {amount}.",
        "The bank decided for {who} about {amount}.",
        amount=w.money(x.amount),
    )


def paused(w: Words, x: e.ClockPaused) -> str:
    """No deadline falls for a while."""
    return w.say("The clocks stand still until {until} at the latest.", until=w.instant(x.until))


def resumed(w: Words, x: e.ClockResumed) -> str:
    """Deadlines run again."""
    return w.say("The clocks go on; the time that they stood still is added.")


def order_resumed(w: Words, x: e.OrderResumed) -> str:
    """The order had been put aside."""
    return w.say(
        "The order had been put aside since {since}; that time does not count.",
        since=w.instant(x.since),
    )
