"""Declining to join the other party's appeal, so that it can be decided (safeguards.md 19)."""

from amends.core.case import Case
from amends.core.commands import join_appeal
from amends.core.commands.about import OfDispute
from amends.core.refusals import Refusal
from amends.core.value import private, value


@value
class DeclineAppeal(OfDispute):
    """Leave the appeal to the other party."""

    statement: str = private("author", default="")


def possible(case: Case) -> Refusal | None:
    """For who could also join."""
    return join_appeal.possible(case)


def decide(case: Case, command: DeclineAppeal) -> Refusal | None:
    """The appeal need not wait for this party any longer."""
    join_appeal.answer(case, joined=False, statement=command.statement)
    return None
