"""Orders without a dispute."""

from amends.demo.life import Life


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
