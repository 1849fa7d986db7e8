"""The line of steps: what the dispute has gone through, where it is, and what can still come."""

from collections.abc import Iterable
from typing import Literal

from amends.core import events as e
from amends.core.dispute import Appeal, Arbitration, Closed, Negotiation, Replacement, Return
from amends.core.events import Event
from amends.telling.mark import N_
from amends.web.doable import Doable

_LABELS = {
    "opened": N_("Opened"),
    "answer": N_("Answer"),
    "platform": N_("The platform decides"),
    "return": N_("Return"),
    "replacement": N_("New goods"),
    "closed": N_("Closed"),
    "appeal": N_("Appeal"),
    "final": N_("Final decision"),
}
_BEGINS: dict[type[Event], str] = {
    e.Escalated: "platform",
    e.ReturnStarted: "return",
    e.ReplacementStarted: "replacement",
    e.DisputeClosed: "closed",
    e.AppealFiled: "appeal",
    e.AppealDecided: "final",
}
type State = Literal["done", "now", "todo"]

# What comes after the step that runs, if the parties do not settle before.
_NEXT = {
    "answer": ("platform", "closed"),
    "platform": ("closed",),
    "return": ("closed",),
    "replacement": ("closed",),
    "appeal": ("final",),
}


def steps(able: Doable) -> tuple[tuple[str, State], ...]:
    """The steps in the order in which they came, then those that are still to come."""
    now = _now(able)
    been = list(dict.fromkeys((*_begun(able), now)))
    if now not in ("closed", "final"):
        been.remove(now)
        been.append(now)
    found: list[tuple[str, State]] = [
        (able.say(_LABELS[name]), "now" if name == now and name in _NEXT else "done")
        for name in been
    ]
    later = [name for name in _NEXT.get(now, ()) if name not in been]
    return (*found, *((able.say(_LABELS[name]), "todo") for name in later))


def _begun(able: Doable) -> Iterable[str]:
    """Each step as it began."""
    yield from ("opened", "answer")
    for _, _, event in able.seen.past:
        if event.about == able.dispute.number and type(event) in _BEGINS:
            yield _BEGINS[type(event)]
        if isinstance(event, e.ChargebackClosed) and able.dispute.number in event.closed:
            yield "closed"


def _now(able: Doable) -> str:
    stage = able.dispute.stage
    match stage:
        case Negotiation():
            return "answer"
        case Arbitration():
            return "platform"
        case Return():
            return "return"
        case Replacement():
            return "replacement"
        case Appeal():
            return "appeal"
        case Closed():
            return "final" if any(ruling.on_appeal for ruling in able.dispute.rulings) else "closed"
