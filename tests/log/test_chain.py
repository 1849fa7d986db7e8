"""Whatever is done to a stored log, the first position that it was done to is named."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from amends.core.people import Actor
from amends.core.value import changed
from amends.log.chain import GENESIS, START, Head, Reason, close_entry, link, verify
from amends.log.codec import UnknownShape
from amends.log.record import Entry, Record, open_entry
from tests.conftest import Figure
from tests.log.samples import MOVED, OPENED, SAMPLES, Over, chain_of
from tests.people import ALICE, BOB, EVE

LOG = chain_of(
    OPENED,
    changed(OPENED, line="cup", note=""),
    MOVED,
    changed(MOVED, phase=Over(), transfers=()),
    changed(OPENED, quantity=2),
)
HEAD = Head(position=5, hash=LOG[-1].hash)


def test_a_whole_log_verifies_at_once_and_in_parts() -> None:
    assert verify(LOG, head=HEAD) is None
    third = Head(position=3, hash=LOG[2].hash)
    assert verify(LOG[:3], head=third) is None
    assert verify(LOG[3:], start=third, head=HEAD) is None
    assert verify([], head=START) is None


def test_records_come_back_as_they_were_written() -> None:
    records = [open_entry(entry, SAMPLES) for entry in LOG]
    assert [record.event for record in records[:3]] == [
        OPENED, changed(OPENED, line="cup", note=""), MOVED,
    ]  # fmt: skip
    assert [record.actor for record in records] == [ALICE, BOB, ALICE, BOB, ALICE]
    again = [close_entry(records[i], LOG[i].previous) for i in range(len(LOG))]
    assert again == LOG


def test_an_event_of_a_newer_release_is_left_to_others() -> None:
    with pytest.raises(UnknownShape, match="Moved is an event that this release does not know"):
        open_entry(LOG[2], {"Opened": SAMPLES["Opened"]})
    # Whoever does not know an event can verify it all the same.
    assert verify(LOG) is None


def test_the_hash_is_what_the_manual_says() -> None:
    record = Record(order_id="o", position=1, at=5, actor=ALICE, event=changed(OPENED, note=""))
    said = (
        b"l15:amends record 11:oi1ei5e5:buyer5:alice6:Opened64:" + b"0" * 64
        + b"d7:grounds6:broken4:line6:kettle8:quantityi1e8:receivedte" + b"e"
    )  # fmt: skip
    assert link(record, GENESIS) == sha256(said).digest()


@pytest.mark.parametrize(
    "other",
    [
        {"order_id": "p"}, {"position": 2}, {"at": 6}, {"actor": BOB},
        {"actor": Actor(role="seller", name="alice")}, {"event": changed(OPENED, quantity=2)},
    ],
)  # fmt: skip
def test_each_part_of_a_record_is_hashed(other: dict[str, object]) -> None:
    record = Record(order_id="o", position=1, at=5, actor=ALICE, event=OPENED)
    assert link(changed(record, **other), GENESIS) != link(record, GENESIS)
    assert link(record, link(record, GENESIS)) != link(record, GENESIS)


def _flips(content: bytes) -> list[bytes]:
    return [
        content[:index] + bytes([content[index] ^ 1 << bit]) + content[index + 1 :]
        for index in range(len(content))
        for bit in range(8)
    ]


def test_every_flipped_bit_of_a_stored_record_is_found(figure: Figure) -> None:
    flipped = 0
    for at, entry in enumerate(LOG):
        rest = LOG[at + 1 : at + 2]
        start = Head(position=at, hash=entry.previous)
        changes: list[Entry] = []
        for name in ("body", "previous", "hash"):
            flips = _flips(getattr(entry, name))
            changes += [changed(entry, **{name: content}) for content in flips]
        for name in ("order_id", "role", "name", "type"):
            flips = _flips(getattr(entry, name).encode())
            texts = [content.decode("latin-1") for content in flips]
            changes += [changed(entry, **{name: text}) for text in texts]
        for name in ("position", "at"):
            number = getattr(entry, name)
            changes += [changed(entry, **{name: number ^ 1 << bit}) for bit in range(63)]
        for stored in changes:
            broken = verify([stored, *rest], start=start)
            assert broken is not None, f"position {at + 1} was {entry}, is {stored}"
            assert broken.position == at + 1
        flipped += len(changes)
    figure("bits of stored records flipped, each found", flipped)


def _broken(entries: list[Entry], head: Head | None = HEAD) -> tuple[int, Reason]:
    broken = verify(entries, head=head)
    assert broken is not None
    assert str(broken.position) in broken.sentence or broken.reason == "head"
    return broken.position, broken.reason


@pytest.mark.parametrize(
    ("tampered", "position", "reason"),
    [
        (lambda log: log[1:], 1, "gap"),
        (lambda log: log[:2] + log[3:], 3, "gap"),
        (lambda log: log[:3] + log[2:], 4, "gap"),
        (lambda log: [log[0], log[2], log[1], *log[3:]], 2, "gap"),
        (lambda log: log[:4], 5, "head"),
        (lambda log: [], 1, "head"),
        (lambda log: [*log, _follower(log[-1])], 6, "head"),
        (lambda log: [*log[:2], changed(log[2], type="Opened"), *log[3:]], 3, "hash"),
        (lambda log: [*log[:2], changed(log[2], body=b'{"a":1.5}'), *log[3:]], 3, "body"),
        (lambda log: [*log[:2], changed(log[2], body=b"[]"), *log[3:]], 3, "body"),
        (lambda log: [*log[:2], changed(log[2], name="\ud800"), *log[3:]], 3, "body"),
        (lambda log: [*log[:2], changed(log[2], previous=GENESIS), *log[3:]], 3, "previous"),
        (lambda log: [*log[:2], changed(log[2], order_id="x"), *log[3:]], 3, "order"),
        # Eve writes a record of her own with a hash that fits: the one after it tells.
        (lambda log: [*log[:2], _forged(log[2]), *log[3:]], 4, "previous"),
        # She writes all that follows as well: the order's own head tells.
        (lambda log: [*log[:4], _forged(log[4])], 5, "head"),
    ],
)
def test_what_was_done_to_a_log_is_named(
    tampered: Callable[[list[Entry]], list[Entry]], position: int, reason: str
) -> None:
    assert _broken(tampered(LOG)) == (position, reason)


def _follower(entry: Entry) -> Entry:
    record = Record(
        order_id=entry.order_id,
        position=entry.position + 1,
        at=entry.at,
        actor=EVE,
        event=OPENED,
    )
    return close_entry(record, entry.hash)


def _forged(entry: Entry) -> Entry:
    record = open_entry(entry, SAMPLES)
    return close_entry(changed(record, actor=EVE), entry.previous)


def test_what_means_the_same_is_the_same() -> None:
    """A database that stores JSON its own way does not break the chain."""
    spaced = LOG[0].body.replace(b",", b" ,\n ").replace(b":", b" : ")
    assert verify([changed(LOG[0], body=spaced), *LOG[1:]], head=HEAD) is None
