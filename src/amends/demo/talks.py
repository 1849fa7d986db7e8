"""Disputes that the parties talk about, and those that ended between them or at the bank."""

from amends.demo.cast import BANK, DAVE
from amends.demo.life import Life


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
