"""The guard's warnings, each beside what it is about."""

from dataclasses import dataclass

from amends.telling.warnings import Warned, warned
from amends.telling.warnings import warnings as all_warnings
from amends.web.shown.dispute_moves import Doable

_ABOUT_CANCELLING = frozenset(("off_platform_payment", "close_for_replacement"))


@dataclass(frozen=True)
class Warnings:
    """Sentences for the button to give up, the conversation, the exhibits, the parcels, the case."""

    cancel: tuple[str, ...]
    talk: tuple[str, ...]
    exhibits: tuple[str, ...]
    parcels: tuple[str, ...]
    case: tuple[str, ...]


def warnings(able: Doable) -> Warnings:
    """What this reader is warned of in a dispute; the order's own stand at its parcels."""
    number = able.dispute.number
    mine = warned(able.seen, number)
    cancel = _of(mine, _ABOUT_CANCELLING) if able.may("cancel_dispute") else ()
    exhibits = _of(mine, frozenset(("reused_exhibit",)))
    talk = tuple(each for each in _of(mine, None) if each not in cancel and each not in exhibits)
    said = {*cancel, *exhibits, *talk}
    return Warnings(
        cancel=cancel,
        talk=talk,
        exhibits=exhibits,
        parcels=_of(warned(able.seen), None),
        case=tuple(each for each in all_warnings(able.seen, number) if each not in said),
    )


def _of(found: list[Warned], signals: frozenset[str] | None) -> tuple[str, ...]:
    """The sentences of some signals, each once; of all of them without `signals`."""
    wanted = (each.sentence for each in found if signals is None or each.signal in signals)
    return tuple(dict.fromkeys(wanted))
