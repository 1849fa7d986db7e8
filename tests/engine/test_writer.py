"""The writer gathers what waits, keeps its order, and loses nothing."""

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future

import pytest

from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.core.refusals.commands import UnknownOrder
from amends.engine.envelope import Answer, Envelope, Receipt
from amends.engine.errors import StoppedError
from amends.engine.writer import MOST, MOST_OF_ORDER, MOST_OF_PERSON, Waiting, Writer, take
from tests.engine.market import Market
from tests.people import ALICE, BOB


def envelope(order_id: str, person: str, key: int = 0) -> Envelope:
    """An envelope of which only order, person and key matter."""
    return Envelope(
        actor=Actor(role="buyer", name=person), order_id=order_id, command=None, key=str(key),
        seen_at=0,
    )  # fmt: skip


def waiting(*envelopes: Envelope) -> deque[Waiting]:
    """The envelopes in the order in which they came."""
    return deque((each, Future()) for each in envelopes)


def test_a_batch_has_a_size() -> None:
    queue = waiting(*(envelope(str(n), str(n)) for n in range(MOST + 5)))
    assert len(take(queue)) == MOST
    assert [each.order_id for each, _ in queue] == [str(n) for n in range(MOST, MOST + 5)]


def test_nobody_fills_a_batch_alone() -> None:
    queue = waiting(
        *(envelope(str(n), "eve", n) for n in range(MOST_OF_PERSON + 10)),
        envelope("other", "alice"),
    )
    batch = take(queue)
    assert len(batch) == MOST_OF_PERSON + 1
    assert batch[-1][0].order_id == "other"
    assert [each.key for each, _ in queue] == [
        str(n) for n in range(MOST_OF_PERSON, MOST_OF_PERSON + 10)
    ]


def test_no_order_fills_a_batch_alone_and_its_commands_keep_their_order() -> None:
    queue = waiting(
        *(envelope("one", str(n), n) for n in range(MOST_OF_ORDER + 3)), envelope("two", "zoe")
    )
    batch = take(queue)
    assert [each.order_id for each, _ in batch] == ["one"] * MOST_OF_ORDER + ["two"]
    assert [each.key for each, _ in take(queue)] == ["32", "33", "34"]


def test_a_command_never_overtakes_one_of_its_order_that_stayed_behind() -> None:
    queue = waiting(
        *(envelope(str(n), "eve", n) for n in range(MOST_OF_PERSON)),
        envelope("shared", "eve", 100),
        envelope("shared", "alice", 101),
    )
    assert all(each.order_id != "shared" for each, _ in take(queue))
    assert [each.key for each, _ in take(queue)] == ["100", "101"]


def test_what_waits_while_a_batch_runs_becomes_the_next_one() -> None:
    sizes: list[int] = []
    go_on = threading.Event()

    def slow(batch: Sequence[Envelope]) -> list[Answer]:
        sizes.append(len(batch))
        go_on.wait(10)
        return [UnknownOrder() for _ in batch]

    writer = Writer(slow)
    first = writer.submit(envelope("0", "a"))
    while not sizes:
        pass
    rest = [writer.submit(envelope(str(n), str(n))) for n in range(1, 50)]
    go_on.set()
    writer.stop()
    assert sizes == [1, 49]
    assert all(isinstance(future.result(0), Refusal) for future in [first, *rest])


def test_a_writer_that_stops_finishes_what_it_took_and_takes_nothing_more(market: Market) -> None:
    order_id = market.disputed()
    futures = [
        market.engine.submit(market.envelope(ALICE, "make_statement", order_id, text=f"{n}"))
        for n in range(100)
    ]
    market.engine.close()
    assert all(isinstance(future.result(0), Receipt) for future in futures)
    late = market.envelope(BOB, "make_statement", order_id, text="Late.")
    with pytest.raises(StoppedError, match="same key"):
        market.engine.submit(late)
    writer = Writer(market.engine.execute)
    writer.stop()
    with pytest.raises(StoppedError, match="same key"):
        writer.submit(late)
    assert market.is_sound()


def test_everybody_is_told_when_the_database_cannot_be_used() -> None:
    def fails(batch: Sequence[Envelope]) -> list[Answer]:
        raise StoppedError("It is gone.", "Wait.")

    writer = Writer(fails)
    future = writer.submit(envelope("1", "alice"))
    with pytest.raises(StoppedError, match="gone"):
        future.result(10)
    writer.stop()


def test_whoever_gives_up_waiting_is_left_out() -> None:
    seen: list[int] = []
    go_on = threading.Event()

    def slow(batch: Sequence[Envelope]) -> list[Answer]:
        seen.append(len(batch))
        go_on.wait(10)
        return [UnknownOrder() for _ in batch]

    writer = Writer(slow)
    writer.submit(envelope("0", "a"))
    while not seen:
        pass
    given_up = writer.submit(envelope("1", "a"))
    assert given_up.cancel()
    go_on.set()
    writer.stop()
    assert seen == [1]
