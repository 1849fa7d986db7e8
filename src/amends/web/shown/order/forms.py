"""What can be done about an order now: a form for each command that `moves` leaves open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from amends.core.commands.answer_cancellation import AnswerCancellation
from amends.core.commands.consent_extension import ConsentExtension
from amends.core.commands.offer_extension import OfferExtension
from amends.core.commands.request_cancellation import RequestCancellation
from amends.core.commands.request_extension import RequestExtension
from amends.core.commands.ship import Ship
from amends.core.refusals import Refusal
from amends.core.unshipped import unshipped
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.telling.warnings import Warned
from amends.web.forms import Field, Form, Tried, form
from amends.web.shown.order.standstill import pause_form, resume_form

# Extensions that can be chosen, as far as the rules still allow them.
_DAYS = (5, 10, 15, 20, 30, 45, 60)
# The button at which a signal of the guard stands.
_ABOUT = {"late_extension": "consent_extension"}


@dataclass(frozen=True)
class Doable:
    """A form with a sentence that says what it will do, and what the guard says about it."""

    form: Form
    said: str = ""
    warnings: tuple[str, ...] = ()


def doables(
    seen: Seen, open_now: tuple[str, ...], warned: list[Warned], tried: Tried | None
) -> tuple[Doable, ...]:
    """The forms for the commands that are open to the reader, each with the warnings about it.

    What waits for the reader comes first.
    """
    found = [
        replace(each, warnings=tuple(w.sentence for w in warned if _ABOUT.get(w.signal) == name))
        for name, make in _FORMS.items()
        if name in open_now
        for each in make(seen, tried)
    ]
    return tuple(sorted(found, key=lambda each: each.form.tone != "main"))


def corrections(seen: Seen, open_now: tuple[str, ...], tried: Tried | None) -> dict[str, Form]:
    """A form for each parcel that can still be corrected, by its name."""
    if "ship" not in open_now:
        return {}
    found = {}
    for parcel in seen.order.parcels:
        again = Ship(parcel=parcel.name, carrier=parcel.carrier, tracking=parcel.tracking)
        if not isinstance(seen.rules.would(again), Refusal):
            carrier, tracking = seen.words.text(parcel.carrier), seen.words.text(parcel.tracking)
            found[parcel.name] = form(
                seen, "ship", seen.tongue.say("Correct the number of this parcel"),
                *_carriage(seen, carrier, tracking), tone="quiet", tried=tried, parcel=parcel.name,
            )  # fmt: skip
    return found


def _carriage(seen: Seen, carrier: str = "", tracking: str = "") -> tuple[Field, Field]:
    say = seen.tongue.say
    return (
        Field("carrier", "line", say("Carrier"), carrier, required=True),
        Field("tracking", "line", say("Tracking number"), tracking, required=True),
    )


def _ship(seen: Seen, tried: Tried | None) -> Iterator[Doable]:
    order, say = seen.order, seen.tongue.say
    left = unshipped(order)
    if not left:
        return
    counts = {line.id: sum(name == line.id for name, _ in left) for line in order.lines}
    lines = [
        Field(
            f"lines.{line}",
            "number",
            say("How many of {title} are in it ({left} left)", title=seen.words.line(line), left=n),
            str(n),
        )
        for line, n in counts.items()
        if n
    ]
    # Nothing to choose where one piece is left.
    several = lines if len(left) > 1 else []
    said = say("I have sent this parcel")
    # What names a parcel was a correction, and stands at that parcel.
    anew = tried if tried is not None and "parcel" not in tried.given else None
    made = form(seen, "ship", said, *several, *_carriage(seen), tone="main", tried=anew)
    yield Doable(
        replace(made, opens=say("Enter a parcel")),
        say("The promised time counts from the moment at which you enter it."),
    )


def _request_cancellation(seen: Seen, tried: Tried | None) -> Iterator[Doable]:
    done = seen.rules.would(RequestCancellation())
    until = None if isinstance(done, Refusal) else done.until("answer_cancellation")
    if until is None:
        return
    said = seen.words.told(
        N_(
            "{Seller} then has until {until} to answer. Without an answer you get {held} back. You"
            " can ask once."
        ),
        "",
        "",
        until=seen.tongue.instant(until),
        held=seen.words.money(seen.order.escrow),
    )
    button = seen.tongue.say("Ask to cancel the order")
    yield Doable(form(seen, "request_cancellation", button, tried=tried, says=(said,)))


def _answer_cancellation(seen: Seen, tried: Tried | None) -> Iterator[Doable]:
    """To cancel cannot be undone, so the button unfolds to a sentence and the button that does it."""
    say, buyer = seen.tongue.say, seen.words.who("buyer")
    done = seen.rules.would(AnswerCancellation(approve=True))
    if isinstance(done, Refusal):
        return
    back = seen.words.money(sum(t.minor for t in done.transfers if t.purpose == "refund"))
    asked = seen.order.cancellation_asked is not None
    cancel = form(
        seen, "answer_cancellation",
        say("Cancel and give {amount} back to {buyer}", amount=back, buyer=buyer),
        tone="main" if asked else "danger", tried=tried, approve=True,
        says=(say("What is not shipped is cancelled and paid back. This cannot be undone."),),
    )  # fmt: skip
    opens = say("Agree to cancel") if asked else say("Cancel what is not shipped")
    yield Doable(replace(cancel, opens=opens))
    if asked:
        refusal = form(
            seen, "answer_cancellation", say("Refuse to cancel and ship it"),
            tried=tried, approve=False,
        )  # fmt: skip
        yield Doable(refusal, say("The time that you had left to ship goes on."))


def _request_extension(seen: Seen, tried: Tried | None) -> Iterator[Doable]:
    days = _days(seen, RequestExtension)
    if not days.options:
        return
    said = seen.tongue.say(
        "The promised time, and with it your protection, ends later. It counts once {seller} agrees.",
        seller=seen.words.who("seller"),
    )
    button = seen.tongue.say("Ask for more time")
    yield Doable(form(seen, "request_extension", button, days, tried=tried), said)


def _offer_extension(seen: Seen, tried: Tried | None) -> Iterator[Doable]:
    days = _days(seen, OfferExtension)
    if not days.options:
        return
    said = seen.tongue.say("It counts once {buyer} agrees.", buyer=seen.words.who("buyer"))
    button = seen.tongue.say("Offer more time")
    yield Doable(form(seen, "offer_extension", button, days, tried=tried), said)


def _days(seen: Seen, command: Callable[..., OfferExtension | RequestExtension]) -> Field:
    options = tuple(
        (str(n), seen.tongue.count("{count} day", "{count} days", n))
        for n in _DAYS
        if not isinstance(seen.rules.would(command(days=n)), Refusal)
    )
    label = seen.tongue.say("How much longer")
    chosen = "15" if ("15", dict(options).get("15")) in options else ""
    return Field("days", "choice", label, chosen, options)


def _consent(seen: Seen, tried: Tried | None) -> Iterator[Doable]:
    offer, tongue = seen.order.extension, seen.tongue
    done = seen.rules.would(ConsentExtension())
    if offer is None or isinstance(done, Refusal):
        return
    promise, protection = done.until("promise"), done.until("protection")
    said = tongue.say(
        "{who} wants to prolong the promised time by {days}.",
        who=seen.words.begins(offer.by),
        days=tongue.count("{count} day", "{count} days", offer.days),
    )
    if promise is not None and protection is not None:
        said = tongue.say(
            "{offer} It would then be promised by {promise}, and protection would end on {protection}.",
            offer=said,
            promise=tongue.instant(promise),
            protection=tongue.instant(protection),
        )
    button = tongue.count("Agree to {count} day more", "Agree to {count} days more", offer.days)
    yield Doable(form(seen, "consent_extension", button, tone="main", tried=tried), said)


def _pause(seen: Seen, tried: Tried | None) -> Iterator[Doable]:
    yield from (Doable(*each) for each in pause_form(seen, tried))


def _resume(seen: Seen, tried: Tried | None) -> Iterator[Doable]:
    yield from (Doable(*each) for each in resume_form(seen, tried))


_FORMS: dict[str, Callable[[Seen, Tried | None], Iterator[Doable]]] = {
    "consent_extension": _consent,
    "ship": _ship,
    "request_extension": _request_extension,
    "offer_extension": _offer_extension,
    "request_cancellation": _request_cancellation,
    "answer_cancellation": _answer_cancellation,
    "pause_clock": _pause,
    "resume_clock": _resume,
}
