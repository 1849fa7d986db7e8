"""Long work, whoever keeps it and wherever it is carried out: audits, exports, plays."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from amends.core.moments import to_datetime
from amends.engine.audit import Check
from amends.engine.cases import case_of
from amends.engine.engine import Engine
from amends.importing.jsonl import export
from amends.importing.progress import Progress
from amends.log.casefile import write_case
from amends.policies import load, read_source
from amends.scenarios.playing import found, play_files, shipped

_FAILURES = 100


class UnderWay(Protocol):
    """A piece of long work while it is carried out."""

    @property
    def arguments(self) -> Mapping[str, Any]:
        """What it was asked for with."""
        ...

    def tell(self, done: int, of: int | None = None, cursor: dict[str, Any] | None = None) -> None:
        """Say how far it is; raises when it is to stop."""
        ...

    def answer(self, **found: Any) -> None:
        """Keep what came of it, as plain content."""
        ...

    def keep(self, file: Path, name: str) -> None:
        """Keep the answer's file."""
        ...


def audit(engine: Engine, job: UnderWay) -> None:
    """Look at every order; after a crash it begins anew, since it only reads."""
    of = sum(engine.count().values())
    job.tell(0, of, cursor={})
    found = engine.audit(job.tell)
    job.tell(found.orders, of, cursor={})
    job.answer(
        sound=found.sound,
        at=engine.now(),
        orders=found.orders,
        events=found.events,
        waiting=found.waiting,
        checks=[_row(check) for check in found.checks.values()],
    )


def _row(check: Check) -> dict[str, object]:
    first = check.first
    return {
        "name": check.name,
        "says": check.says,
        "looked": check.looked,
        "wrong": check.wrong,
        "order_id": "" if first is None else first.order_id,
        "position": 0 if first is None else first.position,
        "sentence": "" if first is None else first.sentence,
    }


def export_everything(engine: Engine, job: UnderWay) -> None:
    """Write everything that is kept; after a crash it begins anew."""

    def tell(progress: Progress) -> None:
        job.tell(progress.done, progress.total)

    with TemporaryDirectory(prefix="amends-") as folder:
        file = Path(folder) / "export.jsonl"
        with file.open("wb") as out:
            orders = export(engine, out, tell)
        day = f"{to_datetime(engine.now()):%Y-%m-%d}"
        job.keep(file, f"amends-{day}.jsonl")
        job.answer(orders=orders, bytes=file.stat().st_size)
    job.tell(orders, orders, cursor={})


def case_file(engine: Engine, job: UnderWay) -> None:
    """Write one case: log, texts, policy."""
    order_id = str(job.arguments["order_id"])
    content = write_case(case_of(engine.store, order_id))
    with TemporaryDirectory(prefix="amends-") as folder:
        file = Path(folder) / "case.zip"
        file.write_bytes(content)
        job.keep(file, f"case-{order_id}.zip")
    job.answer(order_id=order_id, bytes=len(content))


def play_scenarios(engine: Engine, job: UnderWay) -> None:
    """Play every scenario that comes with Amends under the policy; after a crash from the start.

    `source` is the text of a policy file, or `name` a built-in one. Those that fail need not be
    faults: a scenario of a rule that the policy changes must fail.
    """
    arguments = job.arguments
    if arguments.get("source"):
        loaded = read_source(str(arguments["file"]), str(arguments["source"]).encode())
    else:
        loaded = load(str(arguments["name"]))
    files = found([shipped()])
    played: set[str] = set()
    passed = 0
    failures: list[dict[str, str]] = []
    job.tell(0, len(files), cursor={})
    for performance in play_files(files, loaded):
        played.add(performance.file)
        passed += performance.passed
        if performance.failures and len(failures) < _FAILURES:
            failures.append(
                {
                    "file": performance.file.rpartition("/")[2],
                    "title": performance.title,
                    "workers": performance.workers or "",
                    "failure": str(performance.failures[0]),
                }
            )
        job.tell(len(played))
    job.tell(len(played), len(files), cursor={})
    job.answer(
        reference=loaded.policy.reference, files=len(played), passed=passed, failures=failures
    )
