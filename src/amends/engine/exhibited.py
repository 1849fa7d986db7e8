"""Files and the exhibits that name them: where a file was shown, and what counts without one.

The pages keep what people send in a table of their own, in the same database.
"""

from collections.abc import Iterator

from amends.core.moments import MINUTE
from amends.engine.store.base import Store

# No command is under way as long; a worker puts right then what was left in between.
PENDING = 60 * MINUTE
_AT_ONCE = 500
# An arbitrator's exhibit says that it is one's, and not whose.
_SHOWN = (
    "SELECT e.order_id, e.dispute FROM exhibit e JOIN orders o ON o.order_id = e.order_id"
    " WHERE e.sha256 = ? AND e.owner = CASE ? WHEN o.buyer THEN 'buyer' WHEN o.seller THEN 'seller'"
    " ELSE 'arbitrator' END ORDER BY e.order_id, e.dispute, e.number"
)
_UPLOADS = "uploads_upload"
_COUNTED = (
    f'SELECT "order", sha256, person, count(*) FROM {_UPLOADS} WHERE "order" <> \'\''
    ' AND ("order", sha256, person) > (?, ?, ?) AND (pending_since IS NULL OR pending_since < ?)'
    ' GROUP BY "order", sha256, person ORDER BY "order", sha256, person LIMIT ?'
)


def exhibited(store: Store, sha256: str, person: str) -> list[tuple[str, int]]:
    """Order and dispute of every exhibit of a person's that names the file."""
    return [(order_id, dispute) for order_id, dispute in store.select(_SHOWN, (sha256, person))]


def upload_problems(store: Store) -> Iterator[tuple[str, int, list[tuple[int, str]]]]:
    """Orders, how many files of a person count there, and what to say of those without an exhibit."""
    if _UPLOADS not in store.tables():
        return
    before, after = store.now() - PENDING, ("", "", "")
    while rows := store.select(_COUNTED, (*after, before, _AT_ONCE)):
        for order_id, sha256, person, files in rows:
            shown = sum(there == order_id for there, _ in exhibited(store, sha256, person))
            said = f"A file of {person} counts here, and no exhibit names it: {sha256}."
            yield order_id, files, [(0, said)] * (files - shown)
        after = rows[-1][:3]
