"""The platform's part of a policy file: its windows, the steps of A5, and who is liable."""

from dataclasses import replace

from pydantic import Field

from amends.core import policy as core
from amends.core.grounds import GROUNDS, ExhibitKind, Fact, Logistics
from amends.policies.base import Errors, Shape, repeated
from amends.policies.faults import (
    FactBothWays,
    NotThePlatformsCarrier,
    SharesMissing,
    SharesOfNothing,
    StepsWithoutRuling,
)
from amends.policies.spelling import (
    Amounts,
    GroundsItem,
    Percent,
    Sentence,
    Shares,
    Span,
    SpanFromZero,
)


class LiabilityShape(Shape):
    """One row of the decision table of section 4."""

    makes = core.LiabilityRow
    grounds: list[GroundsItem] = Field(min_length=1)
    liable: core.Recommended
    reason: Sentence
    logistics: Logistics | None = None
    facts: list[Fact] = Field(default=[])
    without: list[Fact] = Field(default=[])
    lacks: list[ExhibitKind] = Field(default=[])
    tracking: core.TrackingFact = "any"
    shares: Shares = Field(default={})

    def contradictions(self) -> Errors:
        for field in ("grounds", "facts", "without", "lacks"):
            yield from repeated(field, getattr(self, field))
        for fact in set(self.facts) & set(self.without):
            yield ("without",), FactBothWays(fact=fact)
        if self.liable == "shared" and not self.shares:
            yield ("liable",), SharesMissing()
        if self.liable != "shared" and self.shares:
            yield ("shares",), SharesOfNothing()
        carrier = self.liable == "carrier" or "carrier" in self.shares
        if carrier and self.logistics != "platform":
            yield ("logistics",), NotThePlatformsCarrier()

    def made(self) -> core.LiabilityRow:
        items = [
            item
            for item in GROUNDS
            if item in self.grounds or item.partition(".")[0] in self.grounds
        ]
        row: core.LiabilityRow = super().made()
        return replace(row, grounds=tuple(items))


class StepShape(Shape):
    """One step of A5."""

    makes = core.Step
    name: core.StepName
    window: Span


class PlatformShape(Shape):
    """Section 4."""

    makes = core.PlatformRules
    from_opening: SpanFromZero
    from_escalation: SpanFromZero
    ruling_within: Span
    exhibit_within: Span
    proposal_window: Span
    steps: list[StepShape]
    second_person: Amounts
    second_person_window: SpanFromZero
    second_person_share_percent: Percent
    liability: list[LiabilityShape]

    def contradictions(self) -> Errors:
        names = [step.name for step in self.steps]
        yield from repeated("steps", names)
        if names and names[-1] != "ruling":
            yield ("steps",), StepsWithoutRuling()
