"""A process to be killed: `python -m tests.faults.child work|write ADDRESS [ORDER…]`."""

import sys
import threading
from pathlib import Path

from amends.core.commands import build
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine, open_store
from amends.engine.envelope import Envelope, Receipt
from amends.workers.deadlines import work
from tests.people import ALICE


def main(task: str, address: str, at: int, orders: list[str]) -> None:
    """Work, or write statements on the orders, and say each acknowledged key at once."""
    where = address if "://" in address else Path(address)
    engine = Engine(open_store(where), SteppedClock(at))
    print("ready", flush=True)
    if task == "work":
        work(engine, threading.Event(), limit=5, until_idle=True)
        print("done", flush=True)
        return
    for n in range(100_000):
        futures = [
            (f"{n} {order_id}", engine.submit(statement(order_id, f"{n} {order_id}", at)))
            for order_id in orders
        ]
        for key, future in futures:
            if isinstance(future.result(), Receipt):
                print(key, flush=True)


def statement(order_id: str, key: str, at: int) -> Envelope:
    """Alice says something."""
    command = build("make_statement", {"text": f"Number {key}."})
    return Envelope(actor=ALICE, order_id=order_id, command=command, key=key, seen_at=at)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:])
