"""The shape of a policy file: strict, complete, and nothing beside it.

Each model makes the class of `amends.core.policy` whose fields it names. Checks that concern more
than one field stand with the model and name the field to change.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from amends.core import policy as core
from amends.core.moments import Calendar
from amends.policies.base import Errors, Shape, repeated
from amends.policies.faults import (
    EscalationEndsFirst,
    EscalationNeverBegins,
    ExtensionsTooShort,
    LaterRules,
    NoWorkingDay,
    SilentSellerWins,
)
from amends.policies.grounds import grounds_shape
from amends.policies.platform import PlatformShape
from amends.policies.spelling import (
    WEEKDAYS,
    Amounts,
    Count,
    Country,
    CountrySpans,
    Day,
    Name,
    Percent,
    RouteSpans,
    Sentence,
    Span,
    SpanFromZero,
    SpanOrNone,
    Zone,
    refuse,
)

# The number of the rules' code (safeguards.md 32): a policy for later rules is refused.
RULES = 1


class CalendarShape(Shape):
    """Whose days are working days (readings.md 6)."""

    makes = Calendar
    zone: Zone
    weekend: list[Literal[WEEKDAYS]]  # type: ignore[valid-type]
    holidays: list[Day]

    def contradictions(self) -> Errors:
        yield from repeated("weekend", self.weekend)
        yield from repeated("holidays", self.holidays)
        if len(set(self.weekend)) == len(WEEKDAYS):
            yield ("weekend",), NoWorkingDay()

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
    corrections: int = Field(ge=0, le=100)
    pause_longest: Span
    recover_from: Literal["seller", "platform"]
    advance_cap: Amounts
    payout_hold: SpanFromZero

    def contradictions(self) -> Errors:
        if self.extension_total.span < self.extension_longest.span:
            yield ("extension_total",), ExtensionsTooShort()


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
    grounds: grounds_shape()  # type: ignore[valid-type]


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
            yield ("buyer_escalates_from",), EscalationNeverBegins()
        if first and last and first.span and last.span and last.span <= first.span:
            yield ("buyer_escalates_until",), EscalationEndsFirst()
        if self.seller_silent == "wait" and self.talks_end == "close" and not first:
            yield ("buyer_escalates_from",), SilentSellerWins()


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
        return repeated("waybill_countries", self.waybill_countries)


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
    buyer_disputes: int = Field(ge=1, le=1000)
    buyer_percent: int = Field(ge=1, le=100)
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
        refuse(LaterRules(given=given, known=RULES))
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
