"""The guard's warnings, each beside what it is about."""

from dataclasses import dataclass

from amends.telling.warnings import Warned, all_warned, habits
from amends.web.doable import Doable

_ABOUT_CANCELLING = frozenset(("off_platform_payment", "close_for_replacement"))
_ABOUT_EXHIBITS = frozenset(("reused_exhibit", "old_exhibit"))


@dataclass(frozen=True)
class Warnings:
    """Sentences for the button to give up, the conversation, the exhibits, and the whole case.

    `parcels` are the signals of the order: each names the parcel that it stands beside.
    """

    cancel: tuple[str, ...]
    talk: tuple[str, ...]
    exhibits: tuple[str, ...]
    case: tuple[str, ...]
    parcels: tuple[Warned, ...]


def warnings(able: Doable) -> Warnings:
    """What this reader is warned of in a dispute; the order's own stand at its parcels."""
    found = all_warned(able.seen)
    mine, order = found.get(able.dispute.number, []), found.get(0, [])
    cancel = _of(mine, _ABOUT_CANCELLING) if able.may("cancel_dispute") else ()
    exhibits = _of(mine, _ABOUT_EXHIBITS)
    talk = tuple(each for each in _of(mine, None) if each not in (*cancel, *exhibits))
    parcels = {parcel.name for parcel in able.seen.order.parcels}
    others = [each.sentence for each in order if each.about not in parcels]
    return Warnings(
        cancel=cancel,
        talk=talk,
        exhibits=exhibits,
        case=tuple(dict.fromkeys((*others, *habits(able.seen)))),
        parcels=tuple(order),
    )


def _of(found: list[Warned], signals: frozenset[str] | None) -> tuple[str, ...]:
    """The sentences of some signals, each once; of all of them without `signals`."""
    wanted = (each.sentence for each in found if signals is None or each.signal in signals)
    return tuple(dict.fromkeys(wanted))
