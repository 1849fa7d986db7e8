"""Exports as jobs: everything as JSON lines, or one case as a file that anybody can verify."""

from pathlib import Path
from tempfile import TemporaryDirectory

from amends.core.moments import to_datetime
from amends.engine.cases import case_of
from amends.importing.jsonl import export
from amends.importing.progress import Progress
from amends.log.casefile import write_case
from amends.web.engine import engine
from amends.web.jobs.under_way import UnderWay


def export_everything(job: UnderWay) -> None:
    """Write everything that is kept; after a crash it begins anew."""
    reads = engine()

    def tell(progress: Progress) -> None:
        job.tell(progress.done, progress.total)

    with TemporaryDirectory(prefix="amends-") as folder:
        file = Path(folder) / "export.jsonl"
        with file.open("wb") as out:
            orders = export(reads, out, tell)
        day = f"{to_datetime(reads.now()):%Y-%m-%d}"
        job.keep(file, f"amends-{day}.jsonl")
        job.answer(orders=orders, bytes=file.stat().st_size)
    job.tell(orders, orders, cursor={})


def case_file(job: UnderWay) -> None:
    """Write one case: log, texts, policy."""
    reads = engine()
    order_id = str(job.job.arguments["order_id"])
    content = write_case(case_of(reads.store, order_id))
    with TemporaryDirectory(prefix="amends-") as folder:
        file = Path(folder) / "case.zip"
        file.write_bytes(content)
        job.keep(file, f"case-{order_id}.zip")
    job.answer(order_id=order_id, bytes=len(content))
