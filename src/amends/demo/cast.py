"""Who and what is in the marketplace: people, goods, and the words that they use."""

from amends.core.people import Actor

SHOP = Actor(role="shop", name="shop")
BANK = Actor(role="bank", name="bank")
CARRIER = Actor(role="carrier", name="carrier")
CAROL = Actor(role="arbitrator", name="carol")
DAN = Actor(role="arbitrator", name="dan")
DAVE = Actor(role="operator", name="dave")
ALICE = Actor(role="buyer", name="alice")
BOB = Actor(role="seller", name="bob")

# Whom one can be with a click: the name of the account, how it is called, and its role.
PEOPLE = {
    "alice": ("Alice", "buyer"),
    "bob": ("Bob", "seller"),
    "carol": ("Carol", "arbitrator"),
    "dan": ("Dan", "arbitrator"),
    "dave": ("Dave", "operator"),
}

BUYERS = (
    "alice", "amara", "anton", "beatriz", "boris", "chen", "chloe", "daria", "diego", "elena",
    "farid", "grace", "hana", "ines", "jonas", "kofi", "lena", "maria", "nadia", "olek", "paula",
    "rosa", "sofia", "tomas", "yuki",
)  # fmt: skip
SELLERS = ("bob", "lihua", "marco", "priya", "viktor", "wei")

# Id, title, price in US dollars.
GOODS = (
    ("kettle", "Kettle", 18), ("lamp", "Desk lamp", 24), ("scarf", "Wool scarf", 15),
    ("drill", "Cordless drill", 62), ("clock", "Wall clock", 21), ("shoes", "Running shoes", 48),
    ("tent", "Two-person tent", 95), ("mug", "Set of four mugs", 27), ("case", "Phone case", 8),
    ("radio", "Kitchen radio", 39), ("chair", "Folding chair", 33), ("watch", "Watch", 120),
)  # fmt: skip

# Country, postcode, currency, and how many minor units a dollar is about.
PLACES = (
    ("ES", "28013", "EUR", 92), ("US", "10001", "USD", 100), ("BR", "01310", "USD", 100),
    ("FR", "75011", "EUR", 92), ("JP", "1500001", "JPY", 150), ("US", "60601", "USD", 100),
    ("KW", "13001", "KWD", 310), ("GB", "SW1A1AA", "GBP", 79), ("US", "94103", "USD", 100),
)  # fmt: skip

# What is spoken where the goods go; arbitrators choose their cases by it.
LANGUAGES = {
    "ES": "es", "US": "en", "BR": "pt", "FR": "fr", "JP": "ja", "KW": "ar", "GB": "en",
}  # fmt: skip

CLAIMS = {
    "not_as_described.quality": ("The seam came apart on the first day.", "It stopped working."),
    "not_as_described.damaged": ("It came with a crack.", "One side is crushed."),
    "not_as_described.wrong_item": ("This is not what I ordered.", "It is another model."),
    "not_as_described.description": ("It is smaller than the page says.", "Another colour."),
    "not_as_described.short_shipment": ("Two of the four are missing.",),
    "not_received.in_transit": ("It has not come yet.", "Nothing for weeks."),
    "not_received.invalid_tracking": ("The number leads nowhere.",),
}
ANSWERS = ("I can meet you half way.", "A spare part costs less.", "Let us settle it like this.")
REFUSALS = ("It left here in good order.", "The photo does not show it.")


def tracking(serial: int) -> str:
    """A number as the postal union writes them, with its check digit."""
    digits = f"{serial:08d}"
    weights = (8, 6, 4, 2, 3, 5, 9, 7)
    rest = 11 - sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11
    return f"RB{digits}{ {10: 0, 11: 5}.get(rest, rest) }CN"
