"""The blind mode: an order without the names of its two parties, wherever an arbitrator reads it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from amends.core.events import Event, ParcelCorrected, ParcelShipped, TrackingReported
from amends.core.lines import Line
from amends.core.value import changed
from amends.core.visibility import OrderView
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.telling.tongue import Tongue

# Accounts that are this long are shown by their role (telling.words).
_NOBODY = {"buyer": "the buyer without a name", "seller": "the seller without a name"}
_CALLED = {"buyer": N_("the buyer"), "seller": N_("the seller")}
_BEGINNING = {"buyer": N_("The buyer"), "seller": N_("The seller")}
_SHORTEST = 2
_ENDED = re.compile(r"(?:[.!?]\s+|\n\s*)$")


def blinded(seen: Seen, called: Iterable[tuple[str, str]] = ()) -> Seen:
    """The order with its parties called buyer and seller, also in what was written and sold.

    `called` are other names of theirs by role: what a person calls themselves beside the account.
    Names inside pictures stay: the desk does not read them.
    """
    hide = _hiding(seen.order, seen.tongue, called)
    if hide is None:
        return seen
    return replace(
        seen,
        rules=seen.rules.about(_without(seen.order, hide)),
        past=tuple((at, _by(by), _event(event, hide)) for at, by, event in seen.past),
        texts={digest: hide(text) for digest, text in seen.texts.items()},
    )


def nameless(order: OrderView, tongue: Tongue, called: Iterable[tuple[str, str]]) -> OrderView:
    """The order alone, as `blinded` shows it."""
    hide = _hiding(order, tongue, called)
    return order if hide is None else _without(order, hide)


def _hiding(
    order: OrderView, tongue: Tongue, called: Iterable[tuple[str, str]]
) -> Callable[[str], str] | None:
    """What puts a role in the place of each name; none where nobody has a name to hide."""
    names = sorted(
        {(name.strip(), role) for role, name in (
            ("buyer", order.buyer), ("seller", order.seller), *called,
        ) if len(name.strip()) >= _SHORTEST},
        key=lambda each: (-len(each[0]), each),
    )  # fmt: skip
    if not names:
        return None
    pattern = re.compile("|".join(f"({_alone(name)})" for name, _ in names), re.IGNORECASE)

    def hide(text: str) -> str:
        return pattern.sub(instead, text)

    def instead(found: re.Match[str]) -> str:
        assert found.lastindex is not None, "each name is a group"
        before = found.string[: found.start()]
        begins = not before.strip() or _ENDED.search(before)
        return tongue.say((_BEGINNING if begins else _CALLED)[names[found.lastindex - 1][1]])

    return hide


def _without(order: OrderView, hide: Callable[[str], str]) -> OrderView:
    return changed(
        order,
        buyer=_NOBODY["buyer"],
        seller=_NOBODY["seller"],
        lines=tuple(_line(line, hide) for line in order.lines),
        parcels=tuple(changed(parcel, name=hide(parcel.name)) for parcel in order.parcels),
    )


def _line(line: Line, hide: Callable[[str], str]) -> Line:
    pieces = tuple(changed(piece, parcel=hide(piece.parcel)) for piece in line.pieces)
    return changed(line, title=hide(line.title), pieces=pieces)


def _by(actor: str) -> str:
    """Who caused something, as `role:name`; of a party the role alone says who."""
    role = actor.partition(":")[0]
    return f"{role}:{_NOBODY[role]}" if role in _NOBODY else actor


def _event(event: Event, hide: Callable[[str], str]) -> Event:
    """A seller names the parcels, and so do the events about them."""
    if isinstance(event, ParcelShipped | ParcelCorrected | TrackingReported):
        return changed(event, parcel=changed(event.parcel, name=hide(event.parcel.name)))
    return event


def _alone(name: str) -> str:
    """The name as a word of its own; scripts without spaces have it inside others."""
    return rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name)
