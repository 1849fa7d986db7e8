"""Processes that call `execute`, as several `amends` processes beside one database would."""

import multiprocessing
import time
from collections.abc import Sequence
from typing import Any

from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine, open_store
from amends.engine.envelope import Envelope, Receipt
from bench.market import batches, confirming

WARMING = 8  # batches

type Numbered = tuple[str, int]  # an order, and the number of its buyer


def by_processes(
    url: str, at: int, orders: Sequence[Numbered], processes: int, size: int
) -> tuple[float, float]:
    """Commands a second, and CPU seconds a command; each caller has its own part of the orders.

    The first batches of each are not counted: they load the policy, write functions for classes and
    prepare statements, which a process does once.
    """
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(processes + 1)
    spent = spawn.Queue()
    parts = [orders[n::processes] for n in range(processes)]
    callers = [
        spawn.Process(target=_caller, args=(url, at, part, size, start, spent)) for part in parts
    ]
    for caller in callers:
        caller.start()
    start.wait()
    began = time.perf_counter()
    cpu = sum(spent.get() for _ in callers)
    seconds = time.perf_counter() - began
    for caller in callers:
        caller.join()
    counted = sum(len(part) - WARMING * size for part in parts)
    return counted / seconds, cpu / counted


def carry_out(engine: Engine, envelopes: Sequence[Envelope], size: int) -> None:
    """Carry out the envelopes in batches; each has to be accepted."""
    for batch in batches(envelopes, size):
        for answer in engine.execute(batch):
            assert isinstance(answer, Receipt), answer


def _caller(
    url: str, at: int, orders: Sequence[Numbered], size: int, start: Any, spent: Any
) -> None:
    engine = Engine(open_store(url), SteppedClock(at))
    envelopes = [confirming(order_id, n) for order_id, n in orders]
    carry_out(engine, envelopes[: WARMING * size], size)
    start.wait()
    began = time.process_time()
    carry_out(engine, envelopes[WARMING * size :], size)
    spent.put(time.process_time() - began)
    engine.close()
