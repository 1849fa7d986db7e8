"""Declining to join the other party's appeal, so that it can be decided (safeguards.md 19)."""

from amends.core.case import Case
from amends.core.commands.propose import say
from amends.core.dispute import Appeal
from amends.core.events import AppealAnswered
from amends.core.people import Party
from amends.core.refusals import Refusal, refuse
from amends.core.value import private, value


@value
class DeclineAppeal:
    """Leave the appeal to the other party."""

    dispute: int = 0
    statement: str = private("author", default="")


def possible(case: Case) -> Refusal | None:
    """For the party that has not appealed, once."""
    stage = case.dispute.stage
    assert isinstance(stage, Appeal)
    if case.actor.role in stage.appellants or stage.answered:
        return refuse("appealed_already")
    return None


def decide(case: Case, command: DeclineAppeal) -> Refusal | None:
    """The appeal need not wait for this party any longer."""
    by: Party = "buyer" if case.actor.role == "buyer" else "seller"
    case.record(
        AppealAnswered(dispute=case.number, by=by, joined=False, statement=command.statement)
    )
    say(case, command.statement)
    return None
