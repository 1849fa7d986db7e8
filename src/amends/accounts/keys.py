"""Keys with which shops sign links. No secret is stored: it follows from the key and our own."""

import base64
import secrets

from django.utils import timezone
from django.utils.crypto import salted_hmac

from amends.accounts.models import ShopKey

_SALT = "amends.accounts.shop-key"


def add_key(shop: str) -> ShopKey:
    """A new key of a shop. Earlier ones stay good until they are ended, so that none is in a hurry."""
    return ShopKey.objects.create(id=secrets.token_hex(8), shop=shop)


def end_key(key_id: str) -> bool:
    """Let a key's links in no longer; whether it was good until now."""
    ended = ShopKey.objects.filter(id=key_id, ended=None).update(ended=timezone.now())
    return bool(ended)


def keys(shop: str = "") -> list[ShopKey]:
    """All keys, or those of one shop, the oldest first."""
    found = ShopKey.objects.filter(shop=shop) if shop else ShopKey.objects.all()
    return list(found.order_by("shop", "made"))


def secret_of(key: ShopKey) -> str:
    """The secret of a key: 43 characters, the same every time while our own secret is the same."""
    raw = salted_hmac(_SALT, f"{key.id}\0{key.shop}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
