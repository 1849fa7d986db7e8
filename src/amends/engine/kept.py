"""The policies that are kept, and which of them new orders pin."""

from amends.core.moments import Instant
from amends.core.value import value
from amends.engine.store.base import Store


@value
class KeptVersion:
    """A policy version in the database, and since when it has been there."""

    reference: str
    sha256: str
    since: Instant


def kept_versions(store: Store) -> list[KeptVersion]:
    """Every version that was adopted or pinned by an order, by reference. There are few."""
    rows = store.select("SELECT reference, hash, used_since FROM policy ORDER BY reference")
    return [KeptVersion(reference=r, sha256=bytes(h).hex(), since=s) for r, h, s in rows]
