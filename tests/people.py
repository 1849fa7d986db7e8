"""Who plays in the tests: always the same people, in the same roles."""

from amends.core.people import CLOCK, Actor

ALICE = Actor(role="buyer", name="alice")
BOB = Actor(role="seller", name="bob")
CAROL = Actor(role="arbitrator", name="carol")
DAN = Actor(role="arbitrator", name="dan")
DAVE = Actor(role="operator", name="dave")
# Eve has no business here, in whichever role she comes.
EVE = Actor(role="buyer", name="eve")
EVE_AS_SELLER = Actor(role="seller", name="eve")
SHOP = Actor(role="shop", name="shop")
CARRIER = Actor(role="carrier", name="carrier")
BANK = Actor(role="bank", name="bank")

EVERYONE = (ALICE, BOB, CAROL, DAN, DAVE, EVE, EVE_AS_SELLER, SHOP, CARRIER, BANK, CLOCK)
