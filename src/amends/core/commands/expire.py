"""The clock's own command: apply what has fallen due, and nothing else (readings.md 39)."""

from amends.core.case import Case
from amends.core.commands.about import OfOrder
from amends.core.refusals import Refusal
from amends.core.value import value


@value
class Expire(OfOrder):
    """Apply the deadlines that have passed; the engine does that before every command anyway."""


def decide(case: Case, command: Expire) -> Refusal | None:
    """Nothing is left to do: what was due has been applied."""
    return None
