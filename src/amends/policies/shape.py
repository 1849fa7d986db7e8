"""The shape of a policy file: strict, complete, and nothing beside it.

Each model makes the class of `amends.core.policy` whose fields it names. Checks that concern more
than one field stand with the model and name the field to change.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model, model_validator

from amends.core import policy as core
from amends.core.grounds import (
    GROUNDS,
    ExhibitKind,
    Fact,
    Freight,
    Logistics,
    Remedy,
)
from amends.core.moments import Calendar
from amends.policies.problems import Place
from amends.policies.spelling import (
    WEEKDAYS,
    Amounts,
    Count,
    Country,
    CountrySpans,
    Day,
    GroundsItem,
    Name,
    Percent,
    RouteSpans,
    Sentence,
    Shares,
    Span,
    SpanFromZero,
    SpanOrNone,
    Zone,
    grounds_classes,
    refuse,
    refuse_all,
)

# The number of the rules' code (safeguards.md 32): a policy for later rules is refused.
RULES = 1

Errors = Iterable[tuple[Place, str]]


class Shape(BaseModel):
    """A table of the file. `contradictions` lists what its fields together cannot mean."""

    model_config = ConfigDict(strict=True, extra="forbid")
    makes: ClassVar[type[Any]]

    def contradictions(self) -> Errors:
        """Errors among valid fields, each with its place in this table."""
        return ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        refuse_all(self.contradictions())
        return self

    def made(self) -> Any:
        """The value of the core that this table describes."""
        return self.makes(
            **{name: _settled(getattr(self, name)) for name in type(self).model_fields}
        )


def _settled(given: Any) -> Any:
    if isinstance(given, Shape):
        return given.made()
    if isinstance(given, dict):
        return tuple(given.items())
    if isinstance(given, list):
        return tuple(_settled(each) for each in given)
    return given


def _repeated(field: str, given: Sequence[Any]) -> Errors:
    for each, times in Counter(given).items():
        if times > 1:
            yield (field,), f"{each!s} stands {times} times; write it once"


class CalendarShape(Shape):
    """Whose days are working days (readings.md 6)."""

    makes = Calendar
    zone: Zone
    weekend: list[Literal[WEEKDAYS]]  # type: ignore[valid-type]
    holidays: list[Day]

    def contradictions(self) -> Errors:
        yield from _repeated("weekend", self.weekend)
        yield from _repeated("holidays", self.holidays)
        if len(set(self.weekend)) == len(WEEKDAYS):
            yield ("weekend",), "leaves no working day; name fewer days"

    def made(self) -> Calendar:
        weekend = tuple(day for day, name in enumerate(WEEKDAYS) if name in self.weekend)
        holidays: tuple[date, ...] = tuple(sorted(self.holidays))
        return Calendar(zone=self.zone, weekend=weekend, holidays=holidays)


class OrderShape(Shape):
    """Section 1 of the rule book."""

    makes = core.OrderRules
    ship_within: Span
    promised_cap: Span
    promised_caps: CountrySpans
    confirm_after_promise: SpanFromZero
    confirm_after_delivery: SpanOrNone
    protection_after: SpanFromZero
    extension_longest: Span
    extension_total: Span
    answer_cancellation: Span
    pause_longest: Span
    recover_from: Literal["seller", "platform"]
    advance_cap: Amounts
    payout_hold: SpanFromZero

    def contradictions(self) -> Errors:
        if self.extension_total.span < self.extension_longest.span:
            yield ("extension_total",), "is shorter than one extension_longest; write at least that"


class GroundShape(Shape):
    """What one item of the grounds allows (readings.md 22)."""

    makes = core.GroundRule
    remedies: list[Remedy] = Field(min_length=1)
    asked: list[ExhibitKind] = []
    offered: bool = True
    liable_by_default: core.Recommended
    evidence_when_received: bool = True
    return_freight: Freight = "seller"
    within: SpanOrNone = None

    def contradictions(self) -> Errors:
        yield from _repeated("remedies", self.remedies)
        yield from _repeated("asked", self.asked)
        if self.liable_by_default == "shared":
            yield ("liable_by_default",), 'has no shares; use a row of liability, or write "seller"'


class _Classes(Shape):
    def made(self) -> dict[str, core.GroundRule]:
        rules: dict[str, core.GroundRule] = {}
        for name in GROUNDS:
            of, _, item = name.partition(".")
            rules[name] = getattr(getattr(self, of), item).made()
        return rules


def _grounds_shape() -> type[_Classes]:
    """A closed table: every class, and in it every item of the rule book."""
    classes: dict[str, Any] = {
        of: (create_model(of, __base__=Shape, **_items(items)), ...)
        for of, items in grounds_classes().items()
    }
    return create_model("Grounds", __base__=_Classes, **classes)


def _items(names: Iterable[str]) -> dict[str, Any]:
    return dict.fromkeys(names, (GroundShape, ...))


class OpeningShape(Shape):
    """Section 2."""

    makes = core.OpeningRules
    after_shipped: SpanFromZero
    at_once_if_promised_under: SpanFromZero
    invalid_tracking_window: SpanFromZero
    on_cancel: Literal["complete_order", "resume_protection"]
    per_piece: Count
    per_order: Count
    per_order_window: Span
    grounds: _grounds_shape()  # type: ignore[valid-type]


class NegotiationShape(Shape):
    """Section 3."""

    makes = core.NegotiationRules
    seller_turn: Span
    buyer_turn: SpanOrNone
    seller_silent: Literal["execute", "escalate", "close", "wait"]
    buyer_silent: Literal["execute", "escalate", "close"]
    talks: Span
    talks_end: Literal["escalate", "close"]
    buyer_escalates_from: SpanOrNone
    buyer_escalates_until: SpanOrNone
    silent_floor_percent: Percent

    def contradictions(self) -> Errors:
        first, last = self.buyer_escalates_from, self.buyer_escalates_until
        if last and not first:
            yield ("buyer_escalates_from",), 'is "none" although buyer_escalates_until is given'
        if first and last and first.span and last.span and last.span <= first.span:
            yield ("buyer_escalates_until",), "is not later than buyer_escalates_from"
        if self.seller_silent == "wait" and self.talks_end == "close" and not first:
            yield (
                ("buyer_escalates_from",),
                'is "none": a silent seller would win; write a window, or talks_end = "escalate"',
            )


class LiabilityShape(Shape):
    """One row of the decision table of section 4."""

    makes = core.LiabilityRow
    grounds: list[GroundsItem] = Field(min_length=1)
    liable: core.Recommended
    reason: Sentence
    logistics: Logistics | None = None
    facts: list[Fact] = []
    without: list[Fact] = []
    lacks: list[ExhibitKind] = []
    tracking: core.TrackingFact = "any"
    shares: Shares = {}

    def contradictions(self) -> Errors:
        for field in ("grounds", "facts", "without", "lacks"):
            yield from _repeated(field, getattr(self, field))
        for fact in set(self.facts) & set(self.without):
            yield ("without",), f"holds {fact}, which stands in facts too; the row would never fit"
        if self.liable == "shared" and not self.shares:
            yield ("liable",), "is shared; write shares = { seller = 50, carrier = 50 } beside it"
        if self.liable != "shared" and self.shares:
            yield ("shares",), 'go with liable = "shared" only; leave them out'
        carrier = self.liable == "carrier" or "carrier" in self.shares
        if carrier and self.logistics != "platform":
            yield (
                ("logistics",),
                'a carrier bears a loss only with logistics = "platform" (safeguards.md 17)',
            )

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
        yield from _repeated("steps", names)
        if names and names[-1] != "ruling":
            yield ("steps",), 'do not end; write { name = "ruling", window = "P5D" } as the last'


class ReturnShape(Shape):
    """Section 5, replacements and promises."""

    makes = core.ReturnRules
    address_within: Span
    ship_within: Span
    receipt_within: Span
    least_left: SpanFromZero
    waybill_countries: list[Country]
    replacement_ship: Span
    replacement_confirm: Span
    replacement_undelivered: Span
    promise_keep: Span
    promise_claim: Span

    def contradictions(self) -> Errors:
        return _repeated("waybill_countries", self.waybill_countries)


class AppealShape(Shape):
    """Section 6."""

    makes = core.AppealRules
    buyer_within: Span
    seller_within: Span
    decided_within: Span
    answer_within: Span


class BandShape(Shape):
    """One band of section 7."""

    makes = core.Band
    rate: Literal["dispute", "escalation", "liability"]
    share_permille: int = Field(ge=1, le=1000)
    orders: Count
    disputes: Count
    consequence: Literal["notice", "lower_exposure", "longer_payout_hold", "block"]
    reason: Sentence


class RateShape(Shape):
    """Section 7."""

    makes = core.RateRules
    window: Span
    liable_from_percent: int = Field(ge=1, le=100)
    bands: list[BandShape]


class SignalShape(Shape):
    """Section 8."""

    makes = core.SignalRules
    no_scan_after: Span
    late_extension: Span
    padded_promise_percent: int = Field(ge=100, le=10_000)
    usual_promise: Span
    usual_promises: RouteSpans


def _known_rules(given: int) -> int:
    if given > RULES:
        refuse(((), f"{given} is not known here; use a newer Amends, or write {RULES}"))
    return given


class PolicyShape(Shape):
    """The whole file, after `extends` was resolved."""

    makes = core.Policy
    name: Name
    version: Count
    title: Sentence
    rules: Annotated[Count, AfterValidator(_known_rules)]
    calendar: CalendarShape
    order: OrderShape
    opening: OpeningShape
    negotiation: NegotiationShape
    platform: PlatformShape
    returns: ReturnShape
    appeal: AppealShape
    rates: RateShape
    signals: SignalShape
