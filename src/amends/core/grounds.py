"""The closed lists of the rule book, as types and as tuples (rules.md section 2, vocabulary.md)."""

from typing import Literal, get_args

Remedy = Literal["refund_only", "return_and_refund", "replacement", "resend", "coupon"]
GroundsClass = Literal["not_received", "not_as_described", "no_longer_wanted"]
Journey = Literal["dispatch", "transit", "signing", "product", "none"]
ExhibitKind = Literal[
    "photo", "video", "packaging_photo", "label_photo", "tracking_screenshot", "document"
]
TrackingStatus = Literal[
    "info_received", "in_transit", "customs", "out_for_delivery", "available_for_pickup",
    "attempt_failed", "delivered", "returned", "lost", "damaged", "destroyed",
]  # fmt: skip
ReturnCondition = Literal["as_sent", "damaged", "wrong_item", "incomplete", "empty"]
Fact = Literal[
    "labels_match", "labels_differ", "packaging_crushed", "packaging_intact", "packaging_poor",
    "photo_shows_defect", "photo_shows_nothing", "customs_papers", "customs_country",
    "carrier_confirms_error",
]  # fmt: skip
Freight = Literal["buyer", "seller", "platform"]
Logistics = Literal["platform", "seller"]
Bearer = Literal["seller", "carrier", "platform", "buyer"]
OrderStatus = Literal["paid", "shipped", "delivered", "completed", "cancelled"]
StageName = Literal["negotiation", "arbitration", "return", "replacement", "appeal", "closed"]
Outcome = Literal["settled", "by_default", "cancelled", "ruled", "lapsed", "charged_back"]
Turn = Literal["buyer", "seller", "arbitrator", "bank", "none"]
Preset = Literal[
    "", "return_not_received", "return_not_as_sent", "return_not_possible", "promise_not_kept",
    "replacement_failed",
]  # fmt: skip

REMEDIES: tuple[Remedy, ...] = get_args(Remedy)
EXHIBIT_KINDS: tuple[ExhibitKind, ...] = get_args(ExhibitKind)
TRACKING_STATUSES: tuple[TrackingStatus, ...] = get_args(TrackingStatus)
FACTS: tuple[Fact, ...] = get_args(Fact)
# The order in which a loss is split and its odd cent is given (readings.md 31).
BEARERS: tuple[Bearer, ...] = get_args(Bearer)

# Reports after which a piece is on its way to the buyer (safeguards.md 3).
UNDER_WAY: frozenset[TrackingStatus] = frozenset(
    ("in_transit", "customs", "out_for_delivery", "available_for_pickup", "attempt_failed")
)
# Remedies that name an amount (readings.md 15).
WITH_AMOUNT: frozenset[Remedy] = frozenset(("refund_only", "return_and_refund", "coupon"))

GROUNDS: dict[str, Journey] = {
    "not_received.customs_detention": "transit",
    "not_received.in_transit": "transit",
    "not_received.returned_to_sender": "transit",
    "not_received.wrong_address": "transit",
    "not_received.delivered_but_not_received": "signing",
    "not_received.invalid_tracking": "dispatch",
    "not_received.refused_parcel": "signing",
    "not_received.other_shipping_method": "dispatch",
    "not_as_described.description": "product",
    "not_as_described.quality": "product",
    "not_as_described.counterfeit": "product",
    "not_as_described.short_shipment": "product",
    "not_as_described.damaged": "product",
    "not_as_described.wrong_item": "product",
    "no_longer_wanted.changed_mind": "none",
}
