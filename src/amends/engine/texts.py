"""Whether the private texts of an order are those that its log has digests of (safeguards.md 31)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache

from amends.core.commands import COMMANDS
from amends.core.value import PRIVATE
from amends.engine.store.tables import SaltRow, TextRow
from amends.log.private import SALT_BYTES, stands_for
from amends.log.record import Entry

# A name and a digest in the canonical JSON of an event. In anybody's own words quotes are escaped.
_NAMED = re.compile(rb'"([a-z_]+)":"(hmac:[0-9a-f]{64})"')


def text_problems(
    entries: Sequence[Entry], texts: Sequence[TextRow], salts: Sequence[SaltRow]
) -> list[tuple[int, str]]:
    """What does not hold: position in the log (0: of no event) and a sentence.

    A text may be missing when its scope was erased after it was written, and not otherwise; so may
    a salt.
    """
    kept = {row.scope: bytes(row.salt) for row in salts if row.salt is not None}
    erased = {row.scope: row.erased_at for row in salts if row.erased_at is not None}
    found = [
        (0, f"The salt of the {row.scope}'s texts is missing and not marked as erased.")
        for row in salts
        if row.salt is None and row.erased_at is None
    ]
    first = _first_told(entries)
    for _, digest, scope, field, text, _ in texts:
        position = first[digest].position if digest in first else 0
        salt = kept.get(scope, b"")
        if len(salt) != SALT_BYTES:
            found.append((position, f"A text of the {scope} ({field}) has no salt."))
        elif not stands_for(digest, salt, scope, field, text):
            found.append(
                (position, f"The {field} of the {scope} is not what its digest stands for.")
            )
    there = {row.digest for row in texts}
    for digest, told in first.items():
        if digest not in there and erased.get(told.scope, -1) < told.at:
            sentence = f"The {told.name} of the {told.scope} is missing and not marked as erased."
            found.append((told.position, sentence))
    return sorted(found)


class _Told:
    """Where a digest stands in the log for the first time: that is when its text was kept."""

    __slots__ = ("at", "name", "position", "scope")

    def __init__(self, entry: Entry, name: str, scope: str) -> None:
        self.at = entry.at
        self.position = entry.position
        self.name = name
        self.scope = scope


def _first_told(entries: Sequence[Entry]) -> dict[str, _Told]:
    first: dict[str, _Told] = {}
    for entry in entries:
        for name, digest in _digests(entry):
            scope = _scopes().get(name)
            if scope is not None and digest not in first:
                first[digest] = _Told(entry, name, entry.role if scope == "author" else scope)
    return first


def _digests(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, digest in _NAMED.findall(entry.body):
        yield name.decode(), digest.decode()


@cache
def _scopes() -> dict[str, str]:
    """The scope of each private field by its name, which events and commands share."""
    return {
        each.name: each.metadata[PRIVATE]
        for cls in COMMANDS.values()
        for each in fields(cls)
        if PRIVATE in each.metadata
    }
