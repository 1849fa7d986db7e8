"""Commands a second through `execute` in batches of 32, beside one transaction a command.

The limit on PostgreSQL is pgbench with prepared statements at 8 clients, on SQLite a hand-written
loop; both write, in one transaction a command, as many rows of the same tables and the same sizes
as our command wrote: events, transfers, outbox, receipt and the order's snapshot. They decide
nothing and hash nothing. The command is `confirm_receipt` with a commission.
"""

import os
import random
import re
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Literal, NamedTuple

import psycopg

from amends.dev.postgres import Server, temporary_postgres
from amends.engine.store.base import Store
from amends.engine.store.postgres import PostgresStore
from amends.engine.store.sqlite import SqliteStore
from bench.callers import Numbered, by_processes, carry_out
from bench.cpu import of_server, own
from bench.market import confirming, seeded
from bench.result import Result, Round

BATCH = 32
CLIENTS = 8
PROCESSES = 2  # callers of `execute`: while PostgreSQL works for one, the other decides
SECONDS = 5.0


class Shape(NamedTuple):
    """What one command wrote: the bodies of its events, the snapshot, and how many other rows."""

    bodies: tuple[str, ...]
    transfers: int
    outbox: int
    state: str


def run(
    rounds: int = 3,
    database: Literal["postgresql", "sqlite"] = "postgresql",
    commands: int = 6400,
    seconds: float = SECONDS,
) -> Result:
    """Measure `rounds` rounds of `commands` commands each, the limit after each of them."""
    if database == "sqlite":
        return _on_sqlite(rounds, commands, seconds)
    with temporary_postgres() as server:
        return _on_postgres(server, rounds, commands, seconds)


def _on_postgres(server: Server, rounds: int, commands: int, seconds: float) -> Result:
    store = PostgresStore(server.create("ours"))
    store.create()
    _, clock, ids = seeded(store, rounds * commands)
    store.close()
    server.create("limit", template="ours")
    with psycopg.connect(server.url("limit"), autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE numbered AS SELECT row_number() OVER ()::int AS n, order_id FROM orders"
        )
        connection.execute("ALTER TABLE numbered ADD PRIMARY KEY (n)")
        connection.execute("VACUUM ANALYZE")
    with psycopg.connect(server.url("ours"), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    orders = _shuffled(ids)
    measured = []
    spent: list[tuple[float, float]] = []  # CPU seconds of a command and of a transaction
    shape = None
    for n in range(rounds):
        part = orders[n * commands : (n + 1) * commands]
        before = of_server(server)
        figure, cpu = by_processes(store.url, clock.now(), part, PROCESSES, BATCH)
        ours = cpu + (of_server(server) - before) / len(part)
        shape = shape or _shape(store, part[0][0])
        before = own() + of_server(server)
        limit, done = _pgbench(server, shape, len(ids), seconds)
        spent.append((ours, (own() + of_server(server) - before) / done))
        measured.append(Round(figure=figure, limit=limit))
    assert shape is not None
    store.close()
    return Result(
        name="execute on PostgreSQL, batches of 32",
        unit="commands/s",
        against=f"pgbench, the same rows, one transaction a command, {CLIENTS} clients",
        aim=2.0,
        rounds=tuple(measured),
        notes=(
            _told(shape),
            f"{PROCESSES} processes call execute",
            f"CPU, client and server: {median(a for a, _ in spent) * 1e6:.0f} µs a command,"
            f" {median(b for _, b in spent) * 1e6:.0f} µs a transaction of pgbench:"
            f" {median(b / a for a, b in spent):.2f} times",
        ),
    )


def _on_sqlite(rounds: int, commands: int, seconds: float) -> Result:
    with tempfile.TemporaryDirectory(prefix="amends-bench-") as folder:
        store = SqliteStore(Path(folder) / "ours.sqlite3")
        store.create()
        engine, _, ids = seeded(store, rounds * commands)
        copy = Path(folder) / "limit.sqlite3"
        with sqlite3.connect(copy) as target, sqlite3.connect(store.path) as source:
            source.backup(target)
        orders = _shuffled(ids)
        measured = []
        shape = None
        for n in range(rounds):
            part = orders[n * commands : (n + 1) * commands]
            envelopes = [confirming(order_id, number) for order_id, number in part]
            began = time.perf_counter()
            carry_out(engine, envelopes, BATCH)
            figure = commands / (time.perf_counter() - began)
            shape = shape or _shape(store, part[0][0])
            measured.append(Round(figure=figure, limit=_by_hand(copy, shape, ids, seconds)))
        engine.close()
        lasting = _lasting(Path(folder) / "page")
    assert shape is not None
    return Result(
        name="execute on SQLite, synchronous=FULL, batches of 32",
        unit="commands/s",
        against="the same rows by hand with sqlite3, one transaction a command",
        aim=2.0,
        rounds=tuple(measured),
        notes=(
            _told(shape),
            # What group commit saves; where it costs next to nothing there is little to save.
            f"a write that lasts takes {lasting * 1e6:.0f} µs on this disk",
        ),
    )


def _shuffled(ids: Sequence[str]) -> list[Numbered]:
    orders = [(order_id, n) for n, order_id in enumerate(ids)]
    random.Random(1).shuffle(orders)
    return orders


def _shape(store: Store, order_id: str) -> Shape:
    """What the last command on the order wrote."""
    rows = store.select(
        "SELECT first, last FROM receipt WHERE order_id = ? AND key = 'confirm'", (order_id,)
    )
    of = (order_id, *rows[0])
    where = "WHERE order_id = ? AND position BETWEEN ? AND ?"
    bodies = store.select(f"SELECT body FROM event {where} ORDER BY position", of)
    state = store.select("SELECT state FROM orders WHERE order_id = ?", (order_id,))
    return Shape(
        bodies=tuple(row[0] for row in bodies),
        transfers=store.select(f"SELECT count(*) FROM transfer {where}", of)[0][0],
        outbox=store.select(f"SELECT count(*) FROM outbox {where}", of)[0][0],
        state=state[0][0],
    )


def _told(shape: Shape) -> str:
    return (
        f"a command writes {len(shape.bodies)} events, {shape.transfers} transfers,"
        f" {shape.outbox} outbox rows, 1 receipt, 1 snapshot of {len(shape.state)} bytes"
    )


_HASH = "decode(repeat('ab', 32), 'hex')"


def _text(content: str) -> str:
    """A literal of the same size. pgbench would take what follows a colon for a variable."""
    return "'" + content.replace("'", ".").replace(":", ";") + "'"


def _pgbench(server: Server, shape: Shape, orders: int, seconds: float) -> tuple[float, int]:
    """Transactions a second of pgbench with the same rows, and how many there were."""
    lines = [f"\\set n random(1, {orders})", "BEGIN;"]
    lines.append(
        "SELECT order_id AS oid, version AS v FROM orders"
        " WHERE order_id = (SELECT order_id FROM numbered WHERE n = :n) FOR UPDATE \\gset"
    )
    key = "cast(:oid AS uuid), :v"
    for n, body in enumerate(shape.bodies, 1):
        lines.append(
            f"INSERT INTO event VALUES ({key} + {n}, 1709251200000, 'buyer 12345', 'Confirmed',"
            f" {_text(body)}, {_HASH}, {_HASH});"
        )
    lines += [
        f"INSERT INTO transfer VALUES ({key} + {n}, 1, 'escrow' || cast(:oid AS text),"
        " 'buyer 12345', 900, 'USD', 'refund');"
        for n in range(1, shape.transfers + 1)
    ]
    lines += [
        f"INSERT INTO outbox VALUES ({key} + 1, {n}, 'ProposalAccepted', 'buyer', 1, 0, 0);"
        for n in range(1, shape.outbox + 1)
    ]
    lines += [
        "INSERT INTO receipt VALUES (cast(:oid AS uuid), 'seller', cast(:v AS text),"
        f" {_HASH}, :v, :v + {len(shape.bodies)}, 1709251200000);",
        f"UPDATE orders SET version = :v + {len(shape.bodies)}, "
        f" state = {_text(shape.state)}, status = 'completed', hash = {_HASH},"
        " last_at = 1709251200000, next_due_at = NULL WHERE order_id = cast(:oid AS uuid);",
        "END;",
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write("\n".join(lines))
        script.flush()
        done = subprocess.run(
            [
                str(server.binaries / "pgbench"), "-h", str(server.folder), "-U", "postgres", "-n",
                "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", f"{seconds:.0f}",
                "-f", script.name, "limit",
            ],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    rate = re.search(r"tps = ([\d.]+)", done.stdout)
    count = re.search(r"actually processed: (\d+)", done.stdout)
    assert rate, done.stdout
    assert count, done.stdout
    return float(rate[1]), int(count[1])


def _lasting(path: Path) -> float:
    """The median of the seconds in which a page is written so that it lasts."""
    times = []
    with path.open("wb", buffering=0) as file:
        for _ in range(200):
            began = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return median(times)


def _by_hand(path: Path, shape: Shape, ids: Sequence[str], seconds: float) -> float:
    """Transactions a second of a loop that writes the same rows with sqlite3."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA wal_autocheckpoint = 16384")
    chance = random.Random()
    digest = bytes(32)
    run = connection.execute
    done = 0
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        order_id = chance.choice(ids)
        run("BEGIN IMMEDIATE")
        select = "SELECT version, state, hash FROM orders WHERE order_id = ?"
        version = run(select, (order_id,)).fetchone()[0]
        for n, body in enumerate(shape.bodies, 1):
            run(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (order_id, version + n, 0, "seller", "Accepted", body, digest, digest),
            )
        for n in range(1, shape.transfers + 1):
            run(
                "INSERT INTO transfer VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (order_id, version + n, 1, "escrow", "buyer", 900, "USD", "refund"),
            )
        for n in range(1, shape.outbox + 1):
            run(
                "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (order_id, version + 1, n, "Accepted", "buyer", 1, 0, 0),
            )
        run(
            "INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?)",
            (order_id, "seller", str(version), digest, version, version + 2, 0),
        )
        run(
            "UPDATE orders SET version = ?, state = ?, status = 'completed', hash = ?, last_at = 0,"
            " next_due_at = NULL WHERE order_id = ?",
            (version + len(shape.bodies), shape.state, digest, order_id),
        )
        run("COMMIT")
        done += 1
    rate = done / (time.perf_counter() - start)
    connection.close()
    return rate
