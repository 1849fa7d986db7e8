"""Digests that stand for erasable text in the log (safeguards.md 31).

The digest of a text is keyed with a random salt that exists once for each order and scope. Within
them equal texts have equal digests, so rules can compare them. When a scope is erased its texts
and its salt go; what is left says nothing, and the chain over it still verifies.
"""

import hmac
import re
import unicodedata

PREFIX = "hmac:"
SALT_BYTES = 32
_DIGEST = re.compile(r"hmac:[0-9a-f]{64}")


def normalise(scope: str, text: str) -> str:
    """The text as it is compared: parcel numbers and postcodes in capitals, without gaps.

    In the scope `parcel`, `rb 1234-5` and `RB12345` are one number; elsewhere the text as it is.
    """
    if scope != "parcel":
        return text
    if text.isascii():
        return text.upper().translate(_ASCII_GAPS)
    # Taking a gap away can join what is around it, so it is done until nothing changes.
    while (clean := _cleaned(text)) != text:
        text = clean
    return text


def _cleaned(text: str) -> str:
    capitals = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
    return "".join(character for character in capitals if not _is_gap(character))


def _is_gap(character: str) -> bool:
    # Invisible characters (Cf) would make one number look new to the rules and old to people.
    return (
        character.isspace()
        or unicodedata.category(character) in ("Pd", "Cf")
        or character == "\N{MINUS SIGN}"
    )


# Numbers and postcodes are nearly always ASCII, where it takes one pass.
_ASCII_GAPS = {number: None for number in range(128) if _is_gap(chr(number))}


def digest(salt: bytes, scope: str, kind: str, text: str) -> str:
    """What stands for the text in the log. `kind` is the field that it was given in.

    In the scope `parcel` the fields are compared with one another, since a waybill is a tracking
    number, so the field is no part of it. The salt comes from the system's source of chance,
    `SALT_BYTES` long.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    if scope == "parcel":
        kind = scope
    message = f"{kind}\0{normalise(scope, text)}".encode()
    return PREFIX + hmac.digest(salt, message, "sha256").hex()


def is_digest(text: str) -> bool:
    """Whether the text has the form of a digest."""
    return _DIGEST.fullmatch(text) is not None


def stands_for(found: str, salt: bytes, scope: str, kind: str, text: str) -> bool:
    """Whether `found` is the digest of the text."""
    expected = digest(salt, scope, kind, text)
    return hmac.compare_digest(found.encode(), expected.encode())
