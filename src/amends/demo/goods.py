"""Disputes in which goods travel again: returns, resends, exchanges."""

from amends.demo.life import Life


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


def exchange(o: Life) -> None:
    """The wrong goods go back, and the right ones follow."""
    o.dispute("not_as_described.wrong_item", remedy="replacement", kind="label_photo")
    o.wait(1)
    o.do(o.seller, "accept_proposal", proposal=1)
    o.wait(0.5)
    o.do(o.seller, "give_return_address", address="12 Harbour Road, Ningbo", country="CN")
    o.wait(1, 4)
