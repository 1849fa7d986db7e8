"""What a rule needs from outside its order: the engine looks it up, the event stores it.

Nothing across orders is read by the core (safeguards.md 29). Every field has the value that holds
where the engine found nothing.
"""

from typing import Literal

from amends.core.value import value


@value
class Known:
    """Facts from elsewhere, for one command; amounts are minor units of the order's currency.

    * `order`: the id of an order that is being placed;
    * `check_digit`: what the form of a tracking number says of it (readings.md 38);
    * `address_country`: the country that a return address names, by its last word;
    * `elsewhere`: the number was used for an order to another postcode (safeguards.md 8);
    * `at_stake_before`: what the same person's other rulings on this order and between these two
      parties put at stake in the last 30 days (safeguards.md 18), this order's not included;
    * `seller_has`, `seller_advanced`, `buyer_has`: balances of accounts, and what the platform has
      advanced for the seller so far (safeguards.md 19, 22). No value: not looked up.
    """

    order: str = ""
    check_digit: Literal["ok", "wrong", "unknown"] = "unknown"
    address_country: str = ""
    elsewhere: bool = False
    at_stake_before: int = 0
    seller_has: int | None = None
    seller_advanced: int = 0
    buyer_has: int | None = None


NOTHING = Known()
