"""The deadline sweep over many open orders, beside set-based SQL that writes the same rows.

Of a million shipped orders the oldest tenth has passed its `confirm_by`: each completes and its
money is released. Workers claim, decide and write in steps of 500. The limit does it for all due
orders with one INSERT … SELECT a table and one UPDATE, hashes each event, and decides nothing.
"""

import multiprocessing
import threading
import time
from statistics import median
from typing import Any, NamedTuple

import psycopg

from amends.core.moments import DAY
from amends.dev.postgres import Server, temporary_postgres
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine, open_store
from amends.workers.deadlines import LIMIT, work
from bench.cpu import of_server, own
from bench.market import seeded
from bench.result import Result, Round

_ID = "'018e0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0')"


class Sample(NamedTuple):
    """One order before and after its deadline, as our own worker wrote it."""

    order_id: str
    due: int
    body: str  # of its event
    state: str  # after it


def run(rounds: int = 3, orders: int = 1_000_000, due: int = 100_000, workers: int = 1) -> Result:
    """Measure `rounds` rounds, each of which wakes its part of the `due` among `orders` orders."""
    with temporary_postgres() as server:
        return _measure(server, rounds, orders, due, workers)


def _measure(server: Server, rounds: int, orders: int, due: int, workers: int) -> Result:
    due -= due % rounds
    url = server.create("ours")
    sample = _seed(url, rounds, orders, due)
    limit = server.create("limit", template="ours")
    for each in (url, limit):
        with psycopg.connect(each, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")
    measured = []
    spent = []  # CPU seconds an order, ours and of the limit
    for n in range(rounds):
        # Part n of the due orders falls due n milliseconds later than the first.
        now = sample.due + n + 1
        part = due // rounds
        start = own() + of_server(server)
        ours = part / _by_workers(url, now, workers)
        middle = own() + of_server(server)
        by_sql = part / _by_sql(limit, now, part, sample)
        spent.append(((middle - start) / part, (own() + of_server(server) - middle) / part))
        measured.append(Round(figure=ours, limit=by_sql))
    return Result(
        name=f"sweep of {due:,} due among {orders:,} open orders, {workers} worker(s)",
        unit="orders/s",
        against="set-based SQL, the same rows, one statement a table",
        aim=0.85,
        rounds=tuple(measured),
        notes=(
            "an order writes 1 event, 2 transfers, 1 outbox row,"
            f" 1 snapshot of {len(sample.state)} bytes",
            f"steps of {LIMIT}; only the due orders have a history of events",
            f"CPU, client and server: {median(a for a, _ in spent) * 1e6:.0f} µs an order,"
            f" {median(b for _, b in spent) * 1e6:.0f} µs by SQL alone",
        ),
    )


def _seed(url: str, rounds: int, orders: int, due: int) -> Sample:
    """Fill the database with copies of one shipped order; gives what its deadline makes of it."""
    store = open_store(url)
    store.create()
    engine, clock, ids = seeded(store, 2)
    order = engine.order(ids[0])
    assert order is not None
    (confirm_by,) = [each for each in order.clocks if each.kind == "confirm_by"]
    clock.set(confirm_by.due + 1)
    with psycopg.connect(url, autocommit=True) as connection:
        run = connection.execute
        values: dict[str, Any] = {
            "id": ids[0], "due": str(confirm_by.due), "later": str(confirm_by.due + 60 * DAY),
            "rounds": rounds, "some": due, "orders": orders, "ms": confirm_by.due,
        }  # fmt: skip
        run(
            f"""INSERT INTO orders SELECT ({_ID})::uuid, shop, n::text, 'buyer ' || n,
            'seller ' || mod(n, 500), currency, policy, placed_at, version, hash, shape,
            replace(replace(state, %(id)s::text, {_ID}), %(due)s::text,
                    CASE WHEN n > %(some)s THEN %(later)s::text
                         ELSE (%(ms)s + (n - 1) * %(rounds)s / %(some)s)::text END),
            status, last_at, CASE WHEN n > %(some)s THEN next_due_at + 5184000000
                                  ELSE %(ms)s + (n - 1) * %(rounds)s / %(some)s END
            FROM orders, generate_series(1, %(orders)s) AS n WHERE order_id = %(id)s::text::uuid""",
            values,
        )
        run(
            f"""INSERT INTO event SELECT ({_ID})::uuid, position, at, actor, type,
            replace(body, %(id)s::text, {_ID}), previous, hash
            FROM event, generate_series(1, %(some)s) AS n WHERE order_id = %(id)s::text::uuid""",
            values,
        )
        run(
            f"""INSERT INTO transfer SELECT ({_ID})::uuid, position, t.n, debit, 'escrow:' || {_ID},
            minor, currency, purpose FROM transfer t,
            (SELECT generate_series(1, %(some)s) AS n) s(n) WHERE order_id = %(id)s::text::uuid""".replace(
                "to_hex(n)", "to_hex(s.n)"
            ),
            values,
        )
    engine.sweep(2)
    entry = engine.entries(ids[0])[-1]
    state = store.select("SELECT state FROM orders WHERE order_id = ?", (ids[0],))[0][0]
    store.close()
    return Sample(order_id=ids[0], due=confirm_by.due, body=entry.body.decode(), state=state)


def _by_workers(url: str, now: int, workers: int) -> float:
    """The seconds that this many worker processes take until nothing is due."""
    if workers == 1:
        engine = Engine(open_store(url), SteppedClock(now))
        began = time.perf_counter()
        work(engine, threading.Event(), until_idle=True)
        seconds = time.perf_counter() - began
        engine.close()
        return seconds
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(workers + 1)
    processes = [spawn.Process(target=_worker, args=(url, now, start)) for _ in range(workers)]
    for process in processes:
        process.start()
    start.wait()
    began = time.perf_counter()
    for process in processes:
        process.join()
    return time.perf_counter() - began


def _worker(url: str, now: int, start: Any) -> None:
    engine = Engine(open_store(url), SteppedClock(now))
    start.wait()
    work(engine, threading.Event(), until_idle=True)
    engine.close()


def _by_sql(url: str, now: int, part: int, sample: Sample) -> float:
    """The seconds that set-based SQL takes for the same rows."""
    values: dict[str, Any] = {
        "now": now, "at": now - 1, "id": sample.order_id, "body": sample.body,
        "state": sample.state,
    }  # fmt: skip
    with psycopg.connect(url) as connection:
        run = connection.execute
        began = time.perf_counter()
        run(
            """CREATE TEMPORARY TABLE due ON COMMIT DROP AS
            SELECT order_id, version, hash, replace(%(body)s::text, %(id)s::text, order_id::text) AS body
            FROM orders WHERE next_due_at < %(now)s FOR UPDATE""",
            values,
        )
        run(
            """INSERT INTO event SELECT order_id, version + 1, %(at)s, 'clock:clock',
            'OrderCompleted', body, hash, sha256(hash || convert_to(body, 'UTF8')) FROM due""",
            values,
        )
        run(
            """INSERT INTO transfer SELECT order_id, version + 1, n, 'escrow:' || order_id, account,
            minor, 'USD', purpose FROM due, (VALUES (1, 'platform:fees', 200, 'commission'),
            (2, 'seller:seller 1', 1800, 'release')) AS t(n, account, minor, purpose)"""
        )
        run(
            """INSERT INTO outbox SELECT order_id, version + 1, 1, 'OrderCompleted', 'seller', 0,
            0, %(at)s FROM due""",
            values,
        )
        done = run(
            """UPDATE orders o SET version = o.version + 1,
            hash = sha256(o.hash || convert_to(due.body, 'UTF8')), shape = 1,
            state = replace(%(state)s::text, %(id)s::text, o.order_id::text), status = 'completed',
            last_at = %(at)s, next_due_at = NULL FROM due WHERE due.order_id = o.order_id""",
            values,
        ).rowcount
        connection.commit()
        seconds = time.perf_counter() - began
    assert done == part, f"{done} orders were due, not {part}"
    return seconds
