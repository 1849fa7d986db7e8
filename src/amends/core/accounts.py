"""The names of the accounts that rules move money between (money.md lists them all)."""

from amends.core.order import Order

FEES = "platform:fees"
PROTECTION = "platform:protection"
WORLD = "world"


def escrow_of(order: Order) -> str:
    """The escrow account of an order."""
    return f"escrow:{order.id}"


def account_of_carrier(carrier: str) -> str:
    """The account of a carrier; one that nobody named has an account as well."""
    return f"carrier:{carrier or 'unknown'}"
