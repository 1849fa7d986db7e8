"""The buyer asks to prolong the promised time (O5)."""

from amends.core.case import Case
from amends.core.commands.about import OfOrder
from amends.core.commands.consent_extension import extendable, propose_extension
from amends.core.refusals import Refusal
from amends.core.value import value


@value
class RequestExtension(OfOrder):
    """The buyer asks to prolong the promised time, by `days` from 1 to 60."""

    days: int


def possible(case: Case) -> Refusal | None:
    """Whether the order can be extended at all."""
    return extendable(case)


def decide(case: Case, command: RequestExtension) -> Refusal | None:
    """Record it; it changes a deadline only when the other side consents."""
    return propose_extension(case, "buyer", command.days)
