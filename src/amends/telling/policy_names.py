"""Every field of a policy by a name for people, its rule, and what choices of words in it mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from amends.telling.mark import N_


@dataclass(frozen=True)
class Field:
    """One field: what it is, the rules that ask for it, and what each word that it may hold means."""

    name: str
    rules: tuple[str, ...]
    words: Mapping[str, str]


def _field(name: str, *rules: str, **words: str) -> Field:
    return Field(name, rules, words)


# By place in the file, in the order of the rule book.
FIELDS: dict[str, Field] = {
    "calendar.zone": _field(N_("Time zone of working days"), "readings 6"),
    "calendar.weekend": _field(N_("Weekend"), "readings 6"),
    "calendar.holidays": _field(N_("Holidays"), "readings 6"),
    "order.ship_within": _field(N_("Seller ships within, or the order is refunded"), "readings 10"),
    "order.promised_cap": _field(N_("Promised delivery time, at most"), "O3"),
    "order.promised_caps": _field(N_("Promised delivery time to a country, at most"), "O3"),
    "order.confirm_after_promise": _field(N_("Completes by itself after the promised time"), "O4"),
    "order.confirm_after_delivery": _field(
        N_("Completes by itself after delivery"),
        "O7",
        none=N_("a delivery shortens nothing"),
    ),
    "order.protection_after": _field(N_("Protection after confirmation or completion"), "O4", "D5"),
    "order.extension_longest": _field(N_("One extension, at most"), "O5"),
    "order.extension_total": _field(N_("All extensions of an order, at most"), "safeguard 7"),
    "order.corrections": _field(N_("Corrections of one parcel, at most"), "safeguard 9"),
    "order.answer_cancellation": _field(
        N_("Seller answers a cancellation; silence approves"), "O9"
    ),
    "order.pause_longest": _field(N_("A pause of the clocks, at most"), "safeguard 5"),
    "order.recover_from": _field(
        N_("What was paid out is recovered from"),
        "C9",
        seller=N_("seller"),
        platform=N_("platform"),
    ),
    "order.advance_cap": _field(
        N_("The platform advances for one seller, at most"), "safeguard 22"
    ),
    "order.payout_hold": _field(N_("Released money is payable after"), "safeguard 22"),
    "opening.after_shipped": _field(N_("Opens after all goods were shipped"), "D2"),
    "opening.at_once_if_promised_under": _field(N_("Opens at once if promised in less than"), "D2"),
    "opening.invalid_tracking_window": _field(N_("Invalid tracking number, from dispatch"), "D4"),
    "opening.on_cancel": _field(
        N_("After a cancelled dispute"),
        "C4",
        "D9",
        complete_order=N_("the pieces are paid out"),
        resume_protection=N_("protection goes on, it can be opened again"),
    ),
    "opening.per_piece": _field(N_("Disputes about one piece, at most"), "safeguard 4"),
    "opening.per_order": _field(N_("New disputes of an order, at most"), "safeguard 11"),
    "opening.per_order_window": _field(
        N_("New disputes of an order are counted over"), "safeguard 11"
    ),
    "opening.grounds": _field(N_("Grounds"), "readings 22"),
    "negotiation.seller_turn": _field(N_("Seller's turn"), "N2"),
    "negotiation.buyer_turn": _field(
        N_("Buyer's turn"),
        "N4",
        none=N_("no deadline"),
    ),
    "negotiation.seller_silent": _field(
        N_("A silent seller"),
        "N3",
        execute=N_("the buyer's claim is executed"),
        escalate=N_("goes to the platform"),
        close=N_("closes, the seller is paid"),
        wait=N_("nothing falls, the buyer may ask the platform"),
    ),
    "negotiation.buyer_silent": _field(
        N_("A silent buyer"),
        "N4",
        execute=N_("the seller's proposal is executed"),
        escalate=N_("goes to the platform"),
        close=N_("closes, the seller is paid"),
    ),
    "negotiation.talks": _field(N_("Negotiation as a whole"), "N12"),
    "negotiation.talks_end": _field(
        N_("When the negotiation ends"),
        "N12",
        escalate=N_("goes to the platform"),
        close=N_("closes, the seller is paid"),
    ),
    "negotiation.buyer_escalates_from": _field(
        N_("Buyer may ask the platform to decide from"), "N13"
    ),
    "negotiation.buyer_escalates_until": _field(
        N_("Buyer may ask the platform to decide until"), "N13"
    ),
    "negotiation.silent_floor_percent": _field(
        N_("Silence executes offers from this share of the claim"), "safeguard 1"
    ),
    "platform.from_opening": _field(N_("Platform steps in, from opening (the later counts)"), "A1"),
    "platform.from_escalation": _field(N_("Platform steps in, from being asked to"), "A1"),
    "platform.ruling_within": _field(N_("Ruling after stepping in"), "readings 4"),
    "platform.exhibit_within": _field(N_("A requested exhibit is given within"), "A2"),
    "platform.proposal_window": _field(N_("The platform's proposal stands"), "A3"),
    "platform.steps": _field(N_("Steps of an arbitration"), "A5"),
    "platform.second_person": _field(N_("A second arbitrator confirms above"), "A7"),
    "platform.second_person_window": _field(N_("Rulings are added up over"), "safeguard 18"),
    "platform.second_person_share_percent": _field(
        N_("Share of carrier or platform, of that amount"), "safeguard 18"
    ),
    "platform.liability": _field(N_("Who is liable"), "section 4"),
    "returns.address_within": _field(N_("Seller gives a return address or waybill"), "R1"),
    "returns.ship_within": _field(N_("Buyer ships the return"), "R2"),
    "returns.receipt_within": _field(N_("Seller confirms receipt, from shipping"), "R3"),
    "returns.least_left": _field(
        N_("Left after a request to the platform was taken back, at least"), "readings 33"
    ),
    "returns.waybill_countries": _field(N_("Seller must give a waybill"), "R1"),
    "returns.replacement_ship": _field(N_("Seller ships the replacement"), "readings 34"),
    "returns.replacement_confirm": _field(
        N_("Buyer confirms the replacement, from delivery"), "safeguard 14"
    ),
    "returns.replacement_undelivered": _field(
        N_("Undelivered replacement goes to the platform after"), "safeguard 14"
    ),
    "returns.promise_keep": _field(N_("Seller keeps a promise"), "N9"),
    "returns.promise_claim": _field(N_("Buyer claims a promise that was not kept"), "safeguard 15"),
    "appeal.buyer_within": _field(N_("Buyer appeals"), "C6"),
    "appeal.seller_within": _field(N_("Seller appeals"), "C6"),
    "appeal.decided_within": _field(N_("Appeal is decided"), "C7"),
    "appeal.answer_within": _field(N_("The other party joins or declines"), "safeguard 19"),
    "rates.window": _field(N_("Rates count the last"), "section 7"),
    "rates.liable_from_percent": _field(
        N_("Seller counts as liable from a share of"), "readings 37"
    ),
    "rates.buyer_disputes": _field(
        N_("Buyer's habits are a signal from this many disputes"), "section 7"
    ),
    "rates.buyer_percent": _field(
        N_("Buyer's habits are a signal from this share of disputes"), "section 7"
    ),
    "rates.bands": _field(N_("Band of a rate"), "section 7"),
    "signals.no_scan_after": _field(N_("No first scan since dispatch"), "readings 38"),
    "signals.late_extension": _field(N_("Extension offered in the last"), "readings 38"),
    "signals.padded_promise_percent": _field(
        N_("Promise is padded above this share of the usual"), "readings 38"
    ),
    "signals.usual_promise": _field(N_("Usual promise"), "readings 38"),
    "signals.usual_promises": _field(N_("Usual promise by route"), "readings 38"),
}

# Texts of the built-in policies: their titles, and the reasons of their bands of rates.
TEXTS = frozenset((
    N_("AliExpress, 2010 to 2016"),
    N_("AliExpress, 2017 and later"),
    N_("eBay Money Back Guarantee"),
    N_("One order in twenty was disputed in the last 30 days."),
    N_("One order in ten was disputed in the last 30 days."),
    N_("One order in twenty went to the platform in the last 30 days."),
    N_("Of every hundred orders in the last 30 days, four or more ended in a ruling against the seller."),
    N_("Of every ten orders in the last 30 days, one or more ended in a ruling against the seller."),
))  # fmt: skip
