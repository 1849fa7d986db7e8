"""The deadline worker: wakes orders whose deadline has fallen (`amends work`).

It holds no state. Any number may run; each claims orders that no other holds. One that is killed
leaves its transaction undone, and the next claims the same orders again.
"""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from amends.core.value import value
from amends.engine.beats import EVERY_SECONDS, beat
from amends.engine.engine import Engine
from amends.engine.errors import EngineError

LIMIT = 500
PAUSE_SECONDS = 1.0


@value
class Step:
    """What the worker did since it last said so; `problem` is why it could do nothing."""

    orders: int = 0
    events: int = 0
    aside: int = 0
    problem: str = ""


def work(
    engine: Engine,
    stop: threading.Event,
    tell: Callable[[Step], None] = lambda step: None,
    *,
    limit: int = LIMIT,
    pause: float = PAUSE_SECONDS,
    until_idle: bool = False,
) -> Step:
    """Sweep until `stop` is set, or with `until_idle` until nothing is due; gives the totals.

    A database that went away is waited for: the worker says so and goes on when it is back.
    """
    orders = events = aside = 0
    pulse = Pulse(engine)
    while not stop.is_set():
        try:
            swept = engine.sweep(limit)
            pulse.beat()
        except EngineError as error:
            pulse.beat(str(error))
            tell(Step(problem=str(error)))
            if until_idle:
                raise
            stop.wait(pause)
            continue
        orders += swept.orders
        events += swept.events
        aside += swept.aside
        if swept.orders:
            tell(Step(orders=swept.orders, events=swept.events, aside=swept.aside))
        if swept.more:
            continue
        if until_idle:
            break
        stop.wait(pause)
    return Step(orders=orders, events=events, aside=aside)


class Pulse:
    """Says every few seconds that this worker lives, for the operator's page."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._name = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident() % 10_000}"
        self._next = 0.0

    def beat(self, problem: str = "") -> None:
        """Say so, unless it was said just now. A database that cannot be told is no matter here."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY_SECONDS
        with suppress(EngineError):
            beat(self._engine.store, self._name, problem)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set: the step under way is finished, then the worker ends."""
    stop = threading.Event()

    def asked(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    return stop
