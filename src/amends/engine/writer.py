"""The writer: one thread that gathers what waits and carries it out as one batch (decision 2).

Whoever submits gets a future. What was acknowledged is committed; what was not is either refused,
or its future says why, and the same envelope with the same key may be sent again.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from amends.engine.envelope import Answer, Envelope
from amends.engine.errors import StoppedError

MOST = 256
MOST_OF_ORDER = 32
MOST_OF_PERSON = 64

type Waiting = tuple[Envelope, Future[Answer]]


class Writer:
    """Gathers 1 … 256 envelopes a batch; at most 32 of one order and 64 of one person."""

    def __init__(self, execute: Callable[[Sequence[Envelope]], list[Answer]]) -> None:
        self._execute = execute
        self._waiting: deque[Waiting] = deque()
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="amends-writer", daemon=True)
        self._thread.start()

    def submit(self, envelope: Envelope) -> Future[Answer]:
        """The answer, in a while. Raises `StoppedError` once the writer is stopping."""
        future: Future[Answer] = Future()
        with self._changed:
            if self._stopping:
                raise stopping()
            self._waiting.append((envelope, future))
            self._changed.notify()
        return future

    def stop(self) -> None:
        """Take nothing more, carry out what waits, and return when it is done."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while batch := self._gather():
            taken = [each for each in batch if each[1].set_running_or_notify_cancel()]
            if not taken:
                continue
            try:
                answers = self._execute([envelope for envelope, _ in taken])
            except BaseException as error:  # noqa: BLE001 (whoever waits is told)
                for _, future in taken:
                    future.set_exception(error)
                continue
            for (_, future), answer in zip(taken, answers, strict=True):
                future.set_result(answer)

    def _gather(self) -> list[Waiting]:
        """The next batch; empty when the writer is stopping and nothing is left."""
        with self._changed:
            while not self._waiting and not self._stopping:
                self._changed.wait()
            return take(self._waiting)


def stopping() -> StoppedError:
    """What whoever comes too late is told."""
    return StoppedError(
        "This process is stopping and takes nothing more.",
        "Send the command again, with the same key, in a moment.",
    )


def take(waiting: deque[Waiting]) -> list[Waiting]:
    """Take a batch out of what waits (safeguards.md 30). The rest keeps its order.

    An order of which something stays behind gives nothing more to this batch: its commands are
    never carried out in another order than they came.
    """
    batch: list[Waiting] = []
    left: list[Waiting] = []
    of_order: Counter[str | None] = Counter()
    of_person: Counter[str] = Counter()
    behind: set[str] = set()
    while waiting and len(batch) < MOST:
        each = waiting.popleft()
        envelope = each[0]
        order_id, person = envelope.order_id, str(envelope.actor)
        if (
            order_id in behind
            or (order_id is not None and of_order[order_id] >= MOST_OF_ORDER)
            or of_person[person] >= MOST_OF_PERSON
        ):
            left.append(each)
            if order_id is not None:
                behind.add(order_id)
            continue
        of_order[order_id] += 1
        of_person[person] += 1
        batch.append(each)
    waiting.extendleft(reversed(left))
    return batch
