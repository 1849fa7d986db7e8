"""Sending a parcel, and correcting the number of one that was sent."""

from collections.abc import Iterator
from dataclasses import replace

from amends.core.commands.ship import Ship
from amends.core.refusals import Refusal
from amends.core.unshipped import unshipped
from amends.telling.seen import Seen
from amends.web.forms import Explained, Field, Form, Tried, form


def forms(seen: Seen, tried: Tried | None) -> Iterator[Explained]:
    """Enter a parcel: what is in it, where there is a choice, its carrier and number."""
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
    made = form(seen, "ship", said, *several, *carriage(seen), tone="main", tried=anew)
    yield Explained(
        replace(made, opens=say("Enter a parcel")),
        say("The promised time counts from the moment at which you enter it."),
    )


def corrections(seen: Seen, tried: Tried | None) -> dict[str, Form]:
    """A form for each parcel that can still be corrected, by its name."""
    found = {}
    for parcel in seen.order.parcels:
        again = Ship(parcel=parcel.name, carrier=parcel.carrier, tracking=parcel.tracking)
        if not isinstance(seen.rules.would(again), Refusal):
            carrier, tracking = seen.words.text(parcel.carrier), seen.words.text(parcel.tracking)
            found[parcel.name] = form(
                seen, "ship", seen.tongue.say("Correct the number of this parcel"),
                *carriage(seen, carrier, tracking), tone="quiet", tried=tried, parcel=parcel.name,
            )  # fmt: skip
    return found


def carriage(seen: Seen, carrier: str = "", tracking: str = "") -> tuple[Field, Field]:
    """The carrier and number of a parcel."""
    say = seen.tongue.say
    return (
        Field("carrier", "line", say("Carrier"), carrier, required=True),
        Field("tracking", "line", say("Tracking number"), tracking, required=True),
    )
