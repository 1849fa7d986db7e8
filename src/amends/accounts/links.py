"""Links from the host shop: signed, short-lived, good once, for one person and one order.

A token is `BODY.SIGNATURE`. The body is a JSON object as base64url (RFC 4648, without `=`); the
signature is the HMAC-SHA256 of the body's characters with the key's secret, as base64url too. The
secret's characters, as they were printed, are the HMAC key.

| field | holds |
|---|---|
| `key` | the id of the shop's key |
| `shop` | the shop, as in its orders |
| `person` | the account's name, as in the order |
| `role` | `buyer` or `seller` |
| `order` | the order's number in the shop, or its id |
| `dispute` | optional: the number of a dispute of that order |
| `issued`, `expires` | seconds since 1970; at most an hour between them, five minutes are usual |
| `nonce` | 16 to 64 letters and digits by chance, never the same twice |
| `email`, `name`, `language` | optional: taken when the link makes the account |

docs/how-to/bring-people-from-the-shop.md shows how to make one.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from amends.accounts.keys import secret_of
from amends.accounts.models import ShopKey

LONGEST_SECONDS = 3600
USUAL_SECONDS = 300
# Clocks of two machines differ; a link of the near future is taken for one of now.
SKEW_SECONDS = 60
LONGEST_TOKEN = 4096

Name = Annotated[str, StringConstraints(min_length=1, max_length=150)]
Few = Annotated[str, StringConstraints(max_length=150)]
Nonce = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]


class LinkError(Exception):
    """A link that signs nobody in; `code` says why.

    `broken` (no link of ours, or not signed by that shop), `expired`, `used`, `not_yours` (no such
    order of that person at that shop), `taken` (another shop has somebody of that name), `own_way` (the account has a way in of its own, which a
    shop does not pass by), `closed` (the account is shut).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Claim(BaseModel):
    """What a link says; nothing of it is believed before its signature is checked."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    key: Name
    shop: Name
    person: Name
    role: Literal["buyer", "seller"]
    order: Name
    dispute: int | None = None
    issued: int
    expires: int
    nonce: Nonce
    email: Few = ""
    name: Few = ""
    language: Few = ""


def sign(claim: Claim, secret: str) -> str:
    """The token of a claim."""
    body = _text(claim.model_dump_json(exclude_defaults=True).encode())
    return f"{body}.{_signature(body, secret)}"


def make(
    key: ShopKey,
    *,
    person: str,
    role: Literal["buyer", "seller"],
    order: str,
    dispute: int | None = None,
    seconds: int = USUAL_SECONDS,
) -> str:
    """A fresh token signed with a shop's key, as the shop would make it."""
    now = int(time.time())
    claim = Claim(
        key=key.id, shop=key.shop, person=person, role=role, order=order, dispute=dispute,
        issued=now, expires=now + seconds, nonce=secrets.token_urlsafe(18),
    )  # fmt: skip
    return sign(claim, secret_of(key))


def read(token: str) -> Claim:
    """What a link says, when a shop of ours signed it and its time is not over.

    Raises `LinkError`: `broken` or `expired`. Whether it was used is found when it is.
    """
    body, dot, signature = token.partition(".")
    if not dot or len(token) > LONGEST_TOKEN:
        raise LinkError("broken")
    try:
        claim = Claim.model_validate_json(base64.b64decode(_padded(body), b"-_", validate=True))
    except (ValidationError, binascii.Error, ValueError) as error:
        raise LinkError("broken") from error
    key = ShopKey.objects.filter(id=claim.key, shop=claim.shop, ended=None).first()
    # A key that there is not costs the same time as a wrong signature.
    wanted = _signature(body, secret_of(key) if key else "")
    if not hmac.compare_digest(wanted.encode(), signature.rstrip("=").encode()) or key is None:
        raise LinkError("broken")
    _check_time(claim)
    return claim


def _check_time(claim: Claim) -> None:
    now = time.time()
    if not 0 < claim.expires - claim.issued <= LONGEST_SECONDS:
        raise LinkError("broken")
    if not claim.issued - SKEW_SECONDS <= now < claim.expires:
        raise LinkError("expired")


def _signature(body: str, secret: str) -> str:
    return _text(hmac.new(secret.encode(), body.encode(), hashlib.sha256).digest())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _padded(text: str) -> bytes:
    bare = text.rstrip("=").encode()
    return bare + b"=" * (-len(bare) % 4)
