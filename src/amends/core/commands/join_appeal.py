"""Joining the other party's appeal: one appeal with two appellants (readings.md 36)."""

from amends.core.case import Case
from amends.core.commands.about import OfDispute
from amends.core.commands.propose import say
from amends.core.dispute import Appeal
from amends.core.events import AppealAnswered
from amends.core.refusals import Refusal
from amends.core.refusals.rulings import AppealedAlready
from amends.core.value import private, value


@value
class JoinAppeal(OfDispute):
    """Appeal as well."""

    statement: str = private("author", default="")


def possible(case: Case) -> Refusal | None:
    """For the party that has not appealed, once."""
    stage = case.dispute.stage
    assert isinstance(stage, Appeal)
    if case.actor.role in stage.appellants or stage.answered:
        return AppealedAlready()
    return None


def decide(case: Case, command: JoinAppeal) -> Refusal | None:
    """The appeal need not wait for this party any longer."""
    answer(case, joined=True, statement=command.statement)
    return None


def answer(case: Case, *, joined: bool, statement: str) -> None:
    """Record that the other party has had its say (safeguards.md 19)."""
    by = case.side
    case.record(AppealAnswered(dispute=case.number, by=by, joined=joined, statement=statement))
    say(case, statement)
