"""What happens to orders in the marketplace: every stage and every outcome, under both policies.

Each function writes one life up to today. The figure beside its name in `MIX` says how many orders
live so; `POLICIES` under which policy.
"""

from collections.abc import Callable

from amends.demo.cast import BANK, CAROL, DAN, DAVE
from amends.demo.life import EARLY, WHOLE, Life

Story = Callable[[Life], None]


def paid(o: Life) -> None:
    """Not yet shipped."""
    o.pay()
    o.wait(1, 5)


def on_the_way(o: Life) -> None:
    """In transit."""
    o.send()
    o.wait(2, 6)


def two_parcels(o: Life) -> None:
    """Half of it has come."""
    o.pay(quantity=2)
    o.wait(1, 1)
    o.ship(1, 1)
    o.wait(1)
    o.ship(2)
    o.wait(6, 2)
    o.scan("in_transit", 2)
    o.scan("delivered", 1)
    o.wait(1, 1)


def delivered(o: Life) -> None:
    """Delivered; the buyer has a few days to confirm."""
    o.deliver()
    o.wait(1, 3)


def confirmed(o: Life) -> None:
    """The ordinary end: confirmed."""
    o.deliver()
    o.wait(0.5, 2)
    o.do(o.buyer, "confirm_receipt", confirm=True)
    o.wait(1, 25)


def completed_by_time(o: Life) -> None:
    """Nobody said anything."""
    o.deliver()
    o.wait(40, 20)


def cancelled(o: Life) -> None:
    """Cancelled before it was shipped."""
    o.pay()
    o.wait(0.5)
    o.do(o.buyer, "request_cancellation")
    o.wait(0.5)
    o.do(o.seller, "answer_cancellation", approve=True)
    o.wait(2, 9)


def cancellation_asked(o: Life) -> None:
    """The seller has to answer."""
    o.pay()
    o.wait(0.5)
    o.do(o.buyer, "request_cancellation")
    o.wait(0.5, 0.8)


def extension(o: Life) -> None:
    """The buyer has asked for more time."""
    o.send()
    o.wait(9, 6)
    o.do(o.buyer, "request_extension", days=10)
    o.wait(1)


def sellers_turn(o: Life) -> None:
    """A claim waits for the seller."""
    o.dispute()
    o.wait(0.3, 3.5)


def buyers_turn(o: Life) -> None:
    """A counter-proposal waits for the buyer."""
    o.dispute()
    o.wait(0.5, 1)
    o.counter()
    o.wait(0.3, 3)


def waiting(o: Life) -> None:
    """Not received, and the promised time still runs (D3)."""
    o.send()
    o.wait(12, 6)
    o.complain("not_received.in_transit", percent=100)
    o.wait(1, 5)


def invalid_number(o: Life) -> None:
    """The tracking number is invalid."""
    o.pay(logistics="seller")
    o.wait(1)
    o.ship(invalid=True)
    o.wait(4, 3)
    o.complain("not_received.invalid_tracking", percent=100)
    o.wait(0.5, 3)


def scam(o: Life) -> None:
    """The seller asks to settle outside; the guard warns."""
    o.dispute()
    o.wait(0.5)
    o.do(
        o.seller, "make_statement",
        text="Please cancel the dispute, I will refund you directly with PayPal.",
    )  # fmt: skip
    o.wait(0.5, 2)


def at_platform(o: Life) -> None:
    """No agreement; the platform looks at it."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.1, 1.2)


def asked_for_packaging(o: Life) -> None:
    """The arbitrator has asked for a photo of the packaging."""
    o.dispute("not_as_described.damaged")
    o.go_to_platform()
    o.wait(0.3)
    o.do(CAROL, "request_exhibit", of="buyer", kinds=["packaging_photo"])
    o.wait(0.5, 1.5)


def platforms_proposal(o: Life) -> None:
    """The platform has made a proposal that both may accept."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    o.do(CAROL, "propose", remedy="refund_only", amount=o.share(45), statement="Half is fair.")
    o.wait(0.2)
    o.do(o.buyer, "accept_proposal", proposal=len(_proposals(o)))
    o.wait(0.3, 1.5)


def second_person(o: Life) -> None:
    """A ruling above an amount waits for a second arbitrator."""
    _dear(o)
    o.do(
        CAROL, "issue_ruling", remedy="refund_only", amount=o.share(90), liable="seller",
        facts="The photo shows the fault.", reasons="The goods are not as sold.",
    )  # fmt: skip
    o.wait(0.3, 1)


def ruled_seller(o: Life) -> None:
    """Ruled: the seller bears it."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    _rule(o, "seller", 50)
    o.wait(1, 9)


def ruled_carrier(o: Life) -> None:
    """Ruled: the platform's carrier mixed up the parcels and bears it."""
    o.dispute("not_as_described.wrong_item", kind="label_photo")
    o.go_to_platform()
    o.wait(0.5)
    o.do(CAROL, "note_fact", fact="labels_differ", exhibit=1)
    _rule(o, "carrier", 100)
    o.wait(1, 9)


def ruled_for_seller(o: Life) -> None:
    """Ruled: nothing is refunded."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    o.do(
        CAROL, "issue_ruling", remedy="refund_only", amount="0",
        facts="The photo shows no fault.", reasons="The goods are as described.",
    )  # fmt: skip
    o.wait(1, 5)


def appealed(o: Life) -> None:
    """The buyer appealed; another arbitrator decides."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    _rule(o, "seller", 20)
    o.wait(2)
    o.do(o.buyer, "appeal", grounds="result", statement="The video was not looked at.")
    o.wait(0.5, 4)


def appeal_decided(o: Life) -> None:
    """Another arbitrator gave more; only the difference moved."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    _rule(o, "seller", 20)
    o.wait(2)
    o.do(o.buyer, "appeal", grounds="result", statement="The video was not looked at.")
    o.wait(4)
    o.do(
        DAN, "decide_appeal", remedy="refund_only", amount=o.share(55), liable="seller",
        facts="The video shows the fault.", reasons="The fault was there on delivery.",
    )  # fmt: skip
    o.wait(1, 5)


def _returning(o: Life) -> None:
    o.dispute(remedy="return_and_refund", percent=100)
    o.wait(1)
    o.do(o.seller, "accept_proposal", proposal=1)
    o.wait(0.5)


def return_address(o: Life) -> None:
    """The seller has to say where the goods go back to."""
    _returning(o)
    o.wait(0.2, 3)


def _address(o: Life) -> None:
    _returning(o)
    o.do(o.seller, "give_return_address", address="12 Harbour Road, Ningbo", country="CN")
    o.wait(1)


def return_to_ship(o: Life) -> None:
    """The buyer has to send the goods back."""
    _address(o)
    o.wait(0.2, 6)


def return_sent(o: Life) -> None:
    """The goods are on their way back."""
    _address(o)
    o.do(o.buyer, "ship_return", carrier="upu", tracking=f"RR{o.number}0001CN")
    o.wait(1, 10)


def returned(o: Life) -> None:
    """The goods came back and were refunded."""
    _address(o)
    o.do(o.buyer, "ship_return", carrier="upu", tracking=f"RR{o.number}0001CN")
    o.wait(9, 3)
    o.do(o.seller, "confirm_return", condition="as_sent")
    o.wait(1, 9)


def return_lapsed(o: Life) -> None:
    """The goods were not sent back in time."""
    _address(o)
    o.wait(12, 5)


def _replacing(o: Life) -> None:
    o.dispute("not_as_described.short_shipment", remedy="resend", kind="packaging_photo")
    o.wait(1)
    o.do(o.seller, "accept_proposal", proposal=1)
    o.wait(0.5)


def replacement_to_ship(o: Life) -> None:
    """The seller has to send what was missing."""
    _replacing(o)
    o.wait(0.2, 7)


def replacement_sent(o: Life) -> None:
    """What was missing is on its way."""
    _replacing(o)
    o.do(o.seller, "ship_replacement", carrier="upu", tracking=f"RN{o.number}0001CN")
    o.wait(1, 15)


def replaced(o: Life) -> None:
    """What was missing came."""
    _replacing(o)
    o.do(o.seller, "ship_replacement", carrier="upu", tracking=f"RN{o.number}0001CN")
    o.wait(9)
    o.do(o.buyer, "confirm_replacement")
    o.wait(1, 9)


def settled(o: Life) -> None:
    """They agreed."""
    o.dispute()
    o.wait(1)
    o.counter(40)
    o.wait(1)
    o.do(o.buyer, "accept_proposal", proposal=2)
    o.wait(1, 20)


def silent_seller(o: Life) -> None:
    """The seller said nothing, so the claim was carried out."""
    o.dispute()
    o.wait(6, 20)


def silent_buyer(o: Life) -> None:
    """The buyer said nothing, so the seller's proposal was carried out."""
    o.dispute()
    o.wait(1)
    o.counter(40)
    o.wait(6, 20)


def given_up(o: Life) -> None:
    """The buyer gave the claim up."""
    o.dispute()
    o.wait(1)
    o.do(o.buyer, "cancel_dispute", confirm=True)
    o.wait(1, 20)


def coupon(o: Life) -> None:
    """Settled with a coupon that the seller still owes."""
    o.dispute()
    o.wait(1)
    o.counter(25, "coupon")
    o.wait(0.5)
    o.do(o.buyer, "accept_proposal", proposal=2)
    o.wait(0.5, 5)


def bank_asked(o: Life) -> None:
    """The buyer went to the bank; everything stands still."""
    o.dispute()
    o.wait(1)
    o.do(BANK, "open_chargeback")
    o.wait(1, 9)


def bank_decided(o: Life) -> None:
    """The bank took the payment back."""
    o.dispute()
    o.wait(1)
    o.do(BANK, "open_chargeback")
    o.wait(12)
    o.do(BANK, "close_chargeback", won_by="buyer")
    o.wait(1, 9)


def paused(o: Life) -> None:
    """The operator stopped the clock after an outage."""
    o.dispute()
    o.wait(1)
    o.do(DAVE, "pause_clock", days=10, reason="The mail was down.")
    o.wait(1, 3)


def exchange(o: Life) -> None:
    """The wrong goods go back, and the right ones follow."""
    o.dispute("not_as_described.wrong_item", remedy="replacement", kind="label_photo")
    o.wait(1)
    o.do(o.seller, "accept_proposal", proposal=1)
    o.wait(0.5)
    o.do(o.seller, "give_return_address", address="12 Harbour Road, Ningbo", country="CN")
    o.wait(1, 4)


def _proposals(o: Life) -> list[int]:
    """One for each proposal: the claim, what was proposed since, and a refusal of nothing else."""
    made = ("open_dispute", "propose", "reject_proposal")
    return [n for n, act in enumerate(o.acts) if act.command in made]


def _dear(o: Life) -> None:
    """A dispute about something dear, at the platform."""
    o.currency, o._rate, o.country, o.postcode = "USD", 100, "US", "10001"
    o.pay(dollars=640)
    o.wait(1)
    o.ship()
    o.wait(7)
    o.scan("delivered")
    o.wait(1)
    o.complain("not_as_described.quality", percent=90)
    o.go_to_platform()
    o.wait(0.5)


def _rule(o: Life, liable: str, percent: int) -> None:
    o.do(
        CAROL, "issue_ruling", remedy="refund_only", amount=o.share(percent), liable=liable,
        facts="The photo shows the fault.", reasons="What came is not what was sold.",
    )  # fmt: skip


MIX: dict[str, tuple[tuple[Story, int], ...]] = {
    WHOLE: (
        (sellers_turn, 8), (buyers_turn, 7), (waiting, 5), (invalid_number, 3), (scam, 2),
        (at_platform, 6), (asked_for_packaging, 4), (platforms_proposal, 4), (second_person, 2),
        (ruled_seller, 6), (ruled_carrier, 4), (ruled_for_seller, 3), (appealed, 4),
        (appeal_decided, 3), (return_address, 3), (return_to_ship, 3), (return_sent, 3),
        (returned, 4), (return_lapsed, 3), (replacement_to_ship, 2), (replacement_sent, 3), (exchange, 2),
        (replaced, 3), (settled, 14), (silent_seller, 8), (silent_buyer, 5), (given_up, 6),
        (coupon, 3), (bank_asked, 2), (bank_decided, 2), (paused, 1),
        (paid, 12), (on_the_way, 22), (two_parcels, 6), (delivered, 14), (confirmed, 55),
        (completed_by_time, 18), (cancelled, 5), (cancellation_asked, 2), (extension, 3),
    ),
    EARLY: (
        (sellers_turn, 4), (buyers_turn, 4), (waiting, 2), (at_platform, 3),
        (platforms_proposal, 1), (ruled_seller, 3), (appealed, 1), (return_to_ship, 1),
        (return_lapsed, 1), (replacement_sent, 1), (exchange, 1), (settled, 5),
        (silent_seller, 3), (given_up, 2), (bank_decided, 1),
        (confirmed, 12), (on_the_way, 5), (delivered, 4),
    ),
}  # fmt: skip
