"""Policy: every number and switch that the rules ask for, as typed values (rules.md, readings.md).

A policy is data. The files are under `amends/policies`; the loader there fills these classes and
nothing else does. A window is a `Window`: a span in milliseconds or working days of `calendar`.
"""

from typing import Literal

from amends.core.grounds import Bearer, ExhibitKind, Fact, Freight, Logistics, Remedy
from amends.core.moments import Calendar, Instant, Window
from amends.core.value import field, value

StepName = Literal["intervene", "delivery_proof", "talks", "ruling"]
Recommended = Literal[
    "seller", "carrier", "platform", "buyer", "shared", "undecided", "claim_fails"
]
TrackingFact = Literal["any", "delivered", "not_delivered", "no_scan_or_invalid", "lost"]


@value
class GroundRule:
    """What one item of the grounds allows and asks for (readings.md, table under 22)."""

    remedies: tuple[Remedy, ...]
    asked: tuple[ExhibitKind, ...] = ()
    offered: bool = True  # whether a buyer can choose it at all under this policy
    liable_by_default: Recommended = "seller"
    evidence_when_received: bool = True  # D7: at least one exhibit of any kind
    return_freight: Freight = "seller"  # R7
    # Opening closes this long after delivery; no value: only with protection (EU withdrawal).
    within: Window | None = None


@value
class LiabilityRow:
    """One row of the decision table from facts to who bears the loss; the first that fits counts."""

    grounds: tuple[str, ...]  # items such as "not_as_described.damaged"
    liable: Recommended
    reason: str
    logistics: Logistics | None = None  # None: whoever carries
    facts: tuple[Fact, ...] = ()  # all of these have been noted
    without: tuple[Fact, ...] = ()  # none of these has been noted
    lacks: tuple[ExhibitKind, ...] = ()  # no exhibit of any of these kinds was given
    tracking: TrackingFact = "any"
    shares: tuple[tuple[Bearer, int], ...] = ()  # with "shared": whole percents, summing to 100


@value
class Step:
    """One step of an arbitration that runs as a list (A5)."""

    name: StepName
    window: Window


@value
class Band:
    """Consequence of a seller's rate at or above a share, given enough orders and disputes."""

    rate: Literal["dispute", "escalation", "liability"]
    share_permille: int
    orders: int
    disputes: int
    consequence: Literal["notice", "lower_exposure", "longer_payout_hold", "block"]
    reason: str


@value
class OrderRules:
    """Section 1: shipping, promise, confirmation, protection, cancellation."""

    ship_within: Window
    promised_cap: Window  # O3
    promised_caps: tuple[tuple[str, Window], ...] = ()  # by ship-to country
    confirm_after_promise: Window  # readings.md 8
    confirm_after_delivery: Window | None = None  # O7; no value: a delivery shortens nothing
    protection_after: Window  # O4
    extension_longest: Window  # one extension
    extension_total: Window  # safeguards.md 7
    answer_cancellation: Window  # O9; silence approves
    corrections: int = 2  # of one parcel, safeguards.md 9
    pause_longest: Window  # safeguards.md 5
    recover_from: Literal["seller", "platform"] = "seller"  # readings.md 13
    advance_cap: tuple[tuple[str, int], ...] = ()  # safeguards.md 22, minor units by currency
    payout_hold: Window = Window()  # after release


@value
class OpeningRules:
    """Section 2: when a dispute can be opened, how often, and what each item allows."""

    after_shipped: Window  # D2
    at_once_if_promised_under: Window  # D2
    invalid_tracking_window: Window  # D4
    on_cancel: Literal["complete_order", "resume_protection"]  # C4, D9
    per_piece: int  # safeguards.md 4
    per_order: int  # safeguards.md 11: new disputes …
    per_order_window: Window  # … in this time
    grounds: dict[str, GroundRule] = field(default_factory=dict, hash=False)


@value
class NegotiationRules:
    """Section 3: the turns, what silence means, and how the talks end."""

    seller_turn: Window  # N2
    buyer_turn: Window | None  # N4; no value: the buyer's turn has no deadline (2010)
    seller_silent: Literal["execute", "escalate", "close", "wait"]  # N3
    buyer_silent: Literal["execute", "escalate", "close"]  # N4
    talks: Window  # N12; from the start of the seller's first turn
    talks_end: Literal["escalate", "close"]
    buyer_escalates_from: Window | None = None  # N13; no value: never by hand
    buyer_escalates_until: Window | None = None  # the window's last day included
    silent_floor_percent: int = 10  # safeguards.md 1


@value
class PlatformRules:
    """Section 4: the platform's own deadlines, exhibits on request, the second person."""

    from_opening: Window  # A1
    from_escalation: Window  # A1
    ruling_within: Window  # readings.md, time 4
    exhibit_within: Window  # A2
    proposal_window: Window
    steps: tuple[Step, ...] = ()  # A5; empty: A1 and A4
    second_person: tuple[tuple[str, int], ...] = ()  # A7, minor units by currency
    second_person_window: Window = Window()  # safeguards.md 18
    second_person_share_percent: int = 10  # a share of carrier or platform: of the amount
    liability: tuple[LiabilityRow, ...] = ()


@value
class ReturnRules:
    """Section 5 and readings.md 33, 34: returns, replacements, promises."""

    address_within: Window  # R1
    ship_within: Window  # R2
    receipt_within: Window  # R3
    least_left: Window  # after a withdrawn raising
    waybill_countries: tuple[str, ...]
    replacement_ship: Window
    replacement_confirm: Window  # after delivery
    replacement_undelivered: Window  # after shipping
    promise_keep: Window
    promise_claim: Window


@value
class AppealRules:
    """Section 6."""

    buyer_within: Window
    seller_within: Window
    decided_within: Window
    answer_within: Window  # safeguards.md 19


@value
class RateRules:
    """Section 7."""

    window: Window
    liable_from_percent: int
    buyer_disputes: int = 3  # a buyer's habits are a signal from this many disputes on …
    buyer_percent: int = 60  # … and this share of them withdrawn, or decided for nothing
    bands: tuple[Band, ...] = ()


@value
class SignalRules:
    """Section 8, numbers of the guard (readings.md 38)."""

    no_scan_after: Window
    late_extension: Window
    padded_promise_percent: int
    usual_promise: Window
    usual_promises: tuple[tuple[str, Window], ...] = ()  # "CN-BR": by route


@value
class Policy:
    """One version of one policy. `reference` is what orders pin: `name@version`."""

    name: str
    version: int
    title: str
    rules: int  # the number of the rules' code for which it was written (safeguards.md 32)
    calendar: Calendar
    order: OrderRules
    opening: OpeningRules
    negotiation: NegotiationRules
    platform: PlatformRules
    returns: ReturnRules
    appeal: AppealRules
    rates: RateRules
    signals: SignalRules

    @property
    def reference(self) -> str:
        """The name by which an order pins this version."""
        return f"{self.name}@{self.version}"

    def due(self, window: Window, start: Instant) -> Instant:
        """The last instant of `window` from `start`, in this policy's calendar."""
        if window.working_days:
            return self.calendar.after(start, window.working_days)
        return start + window.span
