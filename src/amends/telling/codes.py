"""Words for every code of the closed lists, and grounds as the buyer would say them.

They stand alone, in a table or a list, never inside a sentence that would bend them.
"""

from amends.core.commands import ByCommand, by_command
from amends.telling.mark import N_

_GROUNDS = {
    "not_received": N_("not received"),
    "not_as_described": N_("not as described"),
    "no_longer_wanted": N_("no longer wanted"),
    "not_received.customs_detention": N_("held by customs"),
    "not_received.in_transit": N_("still on its way"),
    "not_received.returned_to_sender": N_("sent back to the seller"),
    "not_received.wrong_address": N_("sent to a wrong address"),
    "not_received.delivered_but_not_received": N_("reported as delivered, but not received"),
    "not_received.invalid_tracking": N_("tracking number not valid"),
    "not_received.refused_parcel": N_("parcel refused at the door"),
    "not_received.other_shipping_method": N_("sent in another way than agreed"),
    "not_as_described.description": N_("not as described"),
    "not_as_described.quality": N_("poor quality"),
    "not_as_described.counterfeit": N_("counterfeit"),
    "not_as_described.short_shipment": N_("something missing"),
    "not_as_described.damaged": N_("arrived damaged"),
    "not_as_described.wrong_item": N_("wrong item"),
    "no_longer_wanted.changed_mind": N_("changed mind"),
}

QUESTIONS = {
    "not_received": N_("I have not received it"),
    "not_as_described": N_("Something is wrong with it"),
    "no_longer_wanted": N_("I do not want it any more"),
    "not_received.customs_detention": N_("Customs is holding the parcel"),
    "not_received.in_transit": N_("The parcel has not come yet"),
    "not_received.returned_to_sender": N_("The parcel went back to the seller"),
    "not_received.wrong_address": N_("The parcel was sent to a wrong address"),
    "not_received.delivered_but_not_received": N_(
        "The carrier says that it was delivered, but I do not have it"
    ),
    "not_received.invalid_tracking": N_("The tracking number does not work"),
    "not_received.refused_parcel": N_("I refused the parcel"),
    "not_received.other_shipping_method": N_("It was sent in another way than we agreed"),
    "not_as_described.description": N_("It is not what the listing says"),
    "not_as_described.quality": N_("It is badly made, or it does not work as it should"),
    "not_as_described.counterfeit": N_("It is a counterfeit"),
    "not_as_described.short_shipment": N_("Something is missing"),
    "not_as_described.damaged": N_("It arrived damaged"),
    "not_as_described.wrong_item": N_("I got something else"),
    "no_longer_wanted.changed_mind": N_("I have changed my mind"),
}

_WANTED = {
    "refund_only": N_("refund, goods kept"),
    "return_and_refund": N_("return and refund"),
    "replacement": N_("replacement"),
    "resend": N_("goods sent again"),
    "coupon": N_("coupon"),
}

_EXHIBITS = {
    "photo": N_("photo"),
    "video": N_("video"),
    "packaging_photo": N_("photo of the packaging"),
    "label_photo": N_("photo of the shipping label"),
    "tracking_screenshot": N_("screenshot of the tracking"),
    "document": N_("document"),
}

_TRACKING = {
    "info_received": N_("announced to the carrier"),
    "in_transit": N_("on its way"),
    "customs": N_("at customs"),
    "out_for_delivery": N_("out for delivery"),
    "available_for_pickup": N_("ready for pickup"),
    "attempt_failed": N_("delivery tried, nobody there"),
    "delivered": N_("delivered"),
    "returned": N_("going back to the sender"),
    "lost": N_("lost"),
    "damaged": N_("damaged"),
    "destroyed": N_("destroyed"),
}

_CONDITIONS = {
    "as_sent": N_("as they were sent"),
    "wrong_item": N_("something else than was sent"),
    "incomplete": N_("incomplete"),
    "empty": N_("empty parcel"),
}

_FACTS = {
    "labels_match": N_("the labels match"),
    "labels_differ": N_("the labels differ"),
    "packaging_crushed": N_("the packaging is crushed"),
    "packaging_intact": N_("the packaging is intact"),
    "packaging_poor": N_("the packaging was poor"),
    "photo_shows_defect": N_("the photo shows the defect"),
    "photo_shows_nothing": N_("the photo shows no defect"),
    "customs_papers": N_("customs asks for papers of the seller"),
    "customs_country": N_("customs of the buyer's country refuses the goods"),
    "carrier_confirms_error": N_("the carrier confirms its error"),
}

_PEOPLE = {
    "buyer": N_("buyer"),
    "seller": N_("seller"),
    "platform": N_("platform"),
    "carrier": N_("carrier"),
    "arbitrator": N_("arbitrator"),
    "operator": N_("operator"),
    "shop": N_("shop"),
    "bank": N_("bank"),
    "clock": N_("clock"),
    "none": N_("nobody"),
    "undecided": N_("undecided"),
    "shared": N_("shared"),
    "claim_fails": N_("the claim fails"),
}

_STANDING = {
    "paid": N_("paid"),
    "shipped": N_("shipped"),
    "completed": N_("completed"),
    "cancelled": N_("cancelled"),
    "negotiation": N_("talks"),
    "arbitration": N_("platform decides"),
    "return": N_("return"),
    "appeal": N_("appeal"),
    "closed": N_("closed"),
    "settled": N_("settled by agreement"),
    "by_default": N_("closed because one side was silent"),
    "ruled": N_("ruled by the platform"),
    "lapsed": N_("lapsed"),
    "charged_back": N_("decided by the bank"),
    "standing": N_("open"),
    "accepted": N_("accepted"),
    "rejected": N_("rejected"),
    "withdrawn": N_("withdrawn"),
    "open": N_("open"),
    "given": N_("given"),
}

_STEPS = {
    "intervene": N_("platform steps in"),
    "delivery_proof": N_("proof of delivery"),
    "talks": N_("talks"),
    "ruling": N_("ruling"),
    "address": N_("return address"),
    "ship": N_("shipping"),
    "receipt": N_("receipt of the return"),
    "confirm": N_("confirmation"),
}

_PURPOSES = {
    "hold": N_("held"),
    "refund": N_("refund"),
    "release": N_("payout"),
    "commission": N_("commission"),
    "payment_fee": N_("payment fee"),
    "recovery": N_("taken back"),
    "made_whole": N_("loss made good"),
    "chargeback": N_("taken by the bank"),
    "repayment": N_("paid back by the buyer"),
    "reversal": N_("reversal"),
    "advance": N_("advance"),
    "freight": N_("return freight"),
}

CLOCKS = {
    "requested_exhibit": N_("exhibit asked for"),
    "turn": N_("answer"),
    "wait": N_("goods under way"),
    "return_address": N_("return address"),
    "return_ship": N_("sending the goods back"),
    "return_receipt": N_("receipt of the return"),
    "replacement_ship": N_("sending the new goods"),
    "replacement_confirm": N_("checking the new goods"),
    "replacement_undelivered": N_("arrival of the new goods"),
    "promise_keep": N_("giving the coupon"),
    "promise_claim": N_("checking the coupon"),
    "step_in": N_("platform steps in"),
    "rule": N_("ruling"),
    "platform_proposal": N_("platform's proposal"),
    "talks_step": N_("talks"),
    "appeal_answer": N_("joining the appeal"),
    "appeal_decision": N_("decision of the appeal"),
    "ship_within": N_("shipping"),
    "answer_cancellation": N_("answer to the cancellation"),
    "extension_offer": N_("extension offered"),
    "confirm_by": N_("confirming receipt"),
    "pause_end": N_("end of the pause"),
    "promise": N_("promised delivery"),
    "protection": N_("buyer protection"),
    "appeal_buyer": N_("buyer's time to appeal"),
    "appeal_seller": N_("seller's time to appeal"),
}

_SIGNALS = {
    "off_platform_payment": N_("payment outside"),
    "off_platform_contact": N_("contact outside"),
    "close_for_replacement": N_("closing for a new parcel"),
    "early_confirmation": N_("early confirmation"),
    "invalid_tracking": N_("tracking number not valid"),
    "no_scan": N_("no scan in time"),
    "delivered_elsewhere": N_("delivered elsewhere"),
    "scan_before_dispatch": N_("scanned before it was sent"),
    "late_extension": N_("late extension"),
    "padded_promise": N_("promise longer than the route needs"),
    "reused_exhibit": N_("exhibit used before"),
    "old_exhibit": N_("exhibit older than the order"),
    "often_withdrawn": N_("often takes claims back"),
    "often_lost": N_("claims often decided for nothing"),
}

_RATES = {
    "dispute": N_("dispute rate"),
    "escalation": N_("escalation rate"),
    "liability": N_("liability rate"),
    "notice": N_("notice"),
    "lower_exposure": N_("shown lower in the shop"),
    "longer_payout_hold": N_("payouts held longer"),
    "block": N_("sales blocked"),
    "any": N_("any"),
    "not_delivered": N_("not delivered"),
    "no_scan_or_invalid": N_("no scan, or number not valid"),
    "result": N_("the decision itself"),
    "service": N_("how the platform handled it"),
}

PRESETS = {
    "return_not_received": N_("the returned goods did not come"),
    "return_not_as_sent": N_("the returned goods are not as sent"),
    "return_not_possible": N_("the return is not possible"),
    "promise_not_kept": N_("the coupon does not work"),
    "replacement_failed": N_("the new goods did not come as agreed"),
}

# What can be done, as refusals and lists name it.
_MOVES: ByCommand[str] = {
    "place_order": N_("place an order"),
    "ship": N_("ship"),
    "report_tracking": N_("report where a parcel is"),
    "confirm_receipt": N_("confirm receipt"),
    "offer_extension": N_("offer more time"),
    "request_extension": N_("ask for more time"),
    "consent_extension": N_("agree to more time"),
    "request_cancellation": N_("ask to cancel the order"),
    "answer_cancellation": N_("answer the request to cancel"),
    "open_dispute": N_("open a dispute"),
    "propose": N_("make a proposal"),
    "withdraw_proposal": N_("withdraw a proposal"),
    "accept_proposal": N_("accept a proposal"),
    "reject_proposal": N_("reject a proposal"),
    "submit_exhibit": N_("add an exhibit"),
    "withdraw_exhibit": N_("withdraw an exhibit"),
    "make_statement": N_("write a statement"),
    "cancel_dispute": N_("give the dispute up"),
    "escalate": N_("ask the platform to decide"),
    "withdraw_escalation": N_("take back what was raised"),
    "note_fact": N_("note a fact"),
    "keep_promise": N_("give the coupon's code"),
    "request_exhibit": N_("ask for an exhibit"),
    "issue_ruling": N_("rule"),
    "confirm_ruling": N_("confirm a ruling"),
    "give_return_address": N_("give a return address"),
    "ship_return": N_("send the goods back"),
    "confirm_return": N_("confirm the returned goods"),
    "ship_replacement": N_("send the new goods"),
    "confirm_replacement": N_("confirm the new goods"),
    "appeal": N_("file an appeal"),
    "join_appeal": N_("join the appeal"),
    "decline_appeal": N_("decline to join the appeal"),
    "decide_appeal": N_("decide the appeal"),
    "repay": N_("pay back"),
    "open_chargeback": N_("open a chargeback"),
    "close_chargeback": N_("close a chargeback"),
    "pause_clock": N_("pause the clock"),
    "resume_clock": N_("resume the clock"),
    "expire": N_("let deadlines fall"),
}
MOVES = by_command(**_MOVES)

# The names of fields, where a refusal is about what was written in one.
FIELDS = {
    "amount": N_("amount"),
    "freight": N_("return freight"),
    "made_whole": N_("amount made good"),
    "statement": N_("statement"),
    "text": N_("statement"),
    "reason": N_("reason"),
    "reasons": N_("reasons"),
    "facts": N_("facts found"),
    "note": N_("caption"),
    "code": N_("code"),
    "address": N_("address"),
    "waybill": N_("waybill number"),
    "carrier": N_("carrier"),
    "tracking": N_("tracking number"),
    "parcel": N_("parcel"),
    "days": N_("days"),
    "quantity": N_("quantity"),
    "remedy": N_("what you want"),
    "grounds": N_("what happened"),
    "exhibits": N_("exhibits"),
    "exhibit": N_("exhibit"),
    "kind": N_("kind of exhibit"),
    "kinds": N_("kinds of exhibits"),
    "condition": N_("condition of the goods"),
    "liable": N_("who bears the loss"),
    "return_freight": N_("who pays the return"),
    "within": N_("time to answer"),
    "fact": N_("fact"),
    "line": N_("item"),
    "received": N_("whether the goods came"),
    "proposal": N_("proposal"),
}

WORDS: dict[str, str] = {
    **MOVES, **CLOCKS, **_STEPS, **_PURPOSES, **_GROUNDS, **_EXHIBITS, **_TRACKING, **_CONDITIONS,
    **_FACTS, **_PEOPLE, **_STANDING, **_WANTED, **_SIGNALS, **_RATES, **PRESETS,
}  # fmt: skip
