"""Words in the dispute: what is said here counts, what is said elsewhere is not seen (N10)."""

from amends.core.case import Case
from amends.core.clocks import find
from amends.core.commands.about import OfDispute
from amends.core.commands.propose import owner_of
from amends.core.dispute import Closed, Statement
from amends.core.events import StatementMade
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import EnoughSaid, StatementNeeded
from amends.core.refusals.rulings import ProtectionClosed
from amends.core.value import private, value

MOST_STATEMENTS = 500


@value
class MakeStatement(OfDispute):
    """A text to the other side and the platform."""

    text: str = private("author")


def possible(case: Case) -> Refusal | None:
    """On a closed dispute while an appeal is open to anyone."""
    dispute = case.dispute
    if isinstance(dispute.stage, Closed):
        windows = [find(dispute.clocks, kind) for kind in ("appeal_buyer", "appeal_seller")]
        if not any(
            clock is not None and not case.order.passed(clock, case.now) for clock in windows
        ):
            return ProtectionClosed()
    return None


def decide(case: Case, command: MakeStatement) -> Refusal | None:
    """Write it into the dispute."""
    if not command.text.strip():
        return StatementNeeded()
    author = owner_of(case)
    if sum(s.author == author for s in case.dispute.statements) >= MOST_STATEMENTS:
        return EnoughSaid(most=MOST_STATEMENTS, what="statements")
    statement = Statement(author=author, at=case.now, text=command.text)
    case.record(StatementMade(dispute=case.number, statement=statement))
    return None
