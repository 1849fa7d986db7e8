"""Adding a piece of evidence (N6, A2)."""

from amends.core.arbitration import prove_delivery
from amends.core.case import Case
from amends.core.commands.about import OfDispute
from amends.core.commands.propose import owner_of
from amends.core.dispute import Dispute, Exhibit, Owner, Request
from amends.core.events import ExhibitSubmitted
from amends.core.grounds import ExhibitKind
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import EnoughSaid
from amends.core.value import private, value

MOST_EXHIBITS = 200


@value
class SubmitExhibit(OfDispute):
    """A file by its hash, of a kind, with words about it."""

    kind: ExhibitKind
    sha256: str = ""
    note: str = private("author", default="")


def decide(case: Case, command: SubmitExhibit) -> Refusal | None:
    """Add it; it may be what the arbitrator asked for, in time or late."""
    dispute = case.dispute
    owner = owner_of(case)
    asked = _asked(dispute, owner, command.kind, "open")
    # What a party was asked for can be weighed against it, so it can always be given.
    if not asked and sum(x.owner == owner for x in dispute.exhibits) >= MOST_EXHIBITS:
        return EnoughSaid(most=MOST_EXHIBITS, what="exhibits")
    late = not asked and bool(_asked(dispute, owner, command.kind, "lapsed"))
    fulfils = next((r.number for r in asked if _complete(dispute, r, command.kind)), 0)
    case.record(
        ExhibitSubmitted(
            dispute=case.number,
            exhibit=Exhibit(
                number=len(dispute.exhibits) + 1,
                owner=owner,
                at=case.now,
                kind=command.kind,
                sha256=command.sha256,
                note=command.note,
                late=late,
                needed=bool(asked),
            ),
            fulfils=fulfils,
        )
    )
    if owner == "seller" and command.kind in ("tracking_screenshot", "document"):
        prove_delivery(case)
    return None


def _asked(dispute: Dispute, owner: Owner, kind: ExhibitKind, state: str) -> list[Request]:
    return [r for r in dispute.requests if r.of == owner and kind in r.kinds and r.state == state]


def _complete(dispute: Dispute, request: Request, kind: ExhibitKind) -> bool:
    """Whether with this kind everything that was asked for has been given since."""
    given = {
        x.kind for x in dispute.exhibits if x.owner == request.of and x.needed and not x.withdrawn
    }
    return set(request.kinds) <= given | {kind}
