"""Whole logs as JSON lines: `export jsonl` writes them, `import jsonl` takes them back unchanged.

The first line says `{"amends": "log 1"}`. Then come the policies that orders pin, the orders, and
what was paid out to sellers.
A line that places a new order may stand among them (importing/placing.py). Hashes and salts are
hexadecimal. Nothing that does not verify is taken; each such line is named with the reason.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import orjson

from amends.core.commands import CommandError
from amends.core.policy import Policy
from amends.engine.dossier import Dossier, dossiers, kept_policies
from amends.engine.engine import Engine
from amends.engine.payouts import kept_payouts, take_payout
from amends.engine.restore import DossierError, restore, take_policy
from amends.importing.fields import FieldError
from amends.importing.lines import (
    dossier_from,
    order_shape,
    payout_from,
    payout_shape,
    policy_from,
    policy_shape,
    written,
)
from amends.importing.placing import story_from
from amends.importing.playing import play
from amends.importing.progress import Progress, Stop, Tell, never, silent
from amends.importing.rejected import Rejected, Rejections
from amends.importing.rows import TableError
from amends.importing.stories import Story
from amends.telling.refusals import wrong

FORMAT = "log 1"
LONGEST_LINE = 64 * 1024 * 1024
ORDERS_AT_ONCE = 200
BYTES_AT_ONCE = 8 * 1024 * 1024


class Brought(NamedTuple):
    """What an import of JSON lines did: orders taken back, placed anew, there already."""

    taken: int
    placed: int
    already: int
    policies: int
    disputes: int
    stopped: bool


def export(engine: Engine, out: BinaryIO, tell: Tell = silent) -> int:
    """Write everything that is kept; how many orders there were. Memory does not grow."""
    out.write(written({"amends": FORMAT}))
    out.writelines(written({"policy": policy_shape(kept)}) for kept in kept_policies(engine.store))
    total = sum(engine.count().values())
    count = 0
    for dossier in dossiers(engine.store):
        out.write(written({"order": order_shape(dossier)}))
        count += 1
        if count % 500 == 0:
            tell(Progress(done=count, total=total, already=0, disputes=0, rejected=0))
    out.writelines(written({"payout": payout_shape(row)}) for row in kept_payouts(engine.store))
    tell(Progress(done=count, total=total, already=0, disputes=0, rejected=0))
    return count


def bring(
    engine: Engine,
    path: Path,
    rejections: Rejections,
    *,
    tell: Tell = silent,
    stop: Stop = never,
) -> Brought:
    """Take back the orders of a file and place its new ones. Running it again changes nothing.

    `TableError` when the file cannot be read at all, `EngineError` when the database cannot be
    used; a line that cannot be taken is told to `rejections`, and the next is looked at.
    """
    return _Bringing(engine, path, rejections, tell, stop).run()


class _Bringing:
    def __init__(
        self, engine: Engine, path: Path, rejections: Rejections, tell: Tell, stop: Stop
    ) -> None:
        self._engine = engine
        self._path = path
        self._rejections = rejections
        self._tell = tell
        self._stop = stop
        self._policies: dict[str, Policy] = {}
        self._kept: list[tuple[int, Dossier]] = []
        self._stories: list[Story] = []
        self._size = self._read = self._whole = 0
        self.taken = self.placed = self.already = self.disputes = 0

    def run(self) -> Brought:
        stopped = False
        try:
            file = self._path.open("rb")
        except OSError as error:
            raise TableError(f"{self._path} cannot be read: {error.strerror}.") from error
        with file:
            self._whole = self._path.stat().st_size
            for number, line in enumerate(_lines(file), 1):
                self._take(number, line)
                self._size += len(line)
                self._read += len(line)
                full = len(self._kept) + len(self._stories) >= ORDERS_AT_ONCE
                if full or self._size > BYTES_AT_ONCE:
                    self._flush()
                    if self._stop():
                        stopped = True
                        break
            self._flush()
        return Brought(
            taken=self.taken, placed=self.placed, already=self.already,
            policies=len(self._policies), disputes=self.disputes, stopped=stopped,
        )  # fmt: skip

    def _take(self, number: int, line: bytes) -> None:
        if not line.strip():
            return
        try:
            if len(line) > LONGEST_LINE:
                raise FieldError("the line", f"{len(line)} bytes", f"at most {LONGEST_LINE}")
            found = orjson.loads(line)
            if type(found) is not dict or not found:
                raise FieldError("the line", type(found).__name__, "it is an object")
            self._sort(number, found)
        except orjson.JSONDecodeError as error:
            self._reject(number, f"it is no JSON: {error}")
        except (FieldError, DossierError) as error:
            self._reject(number, str(error))
        except CommandError as error:
            self._reject(number, wrong(error.fault, error.field))

    def _sort(self, number: int, found: dict[str, Any]) -> None:
        """Take a line by what it begins with."""
        if "amends" in found:
            if found != {"amends": FORMAT}:
                shown = str(found["amends"])
                raise FieldError("amends", shown, f"this release reads {FORMAT!r}")
        elif "policy" in found and len(found) == 1:
            kept = policy_from(found["policy"])
            self._policies[kept.reference] = take_policy(self._engine.store, kept)
        elif "order" in found and len(found) == 1:
            self._kept.append((number, dossier_from(found["order"])))
        elif "payout" in found and len(found) == 1:
            # What it was paid out of are orders that stand before it.
            if self._kept or self._stories:
                self._flush()
            take_payout(self._engine.store, payout_from(found["payout"]))
        elif "place_order" in found:
            self._stories.append(story_from(found, self._path.name, number))
        else:
            names = ", ".join(map(str, found))
            raise FieldError(
                "the line", names, "it holds amends, policy, order, payout or place_order"
            )

    def _flush(self) -> None:
        store = self._engine.store
        done = restore(store, [dossier for _, dossier in self._kept], self._policies)
        for (number, _), each in zip(self._kept, done, strict=True):
            self.taken += each.taken
            self.already += each.there
            if each.problem:
                self._reject(number, f"order {each.order_id[:40]}: {each.problem}")
        if self._stories:
            played = play(self._engine, self._stories, self._rejections)
            self.placed += played.orders
            self.already += played.already
            self.disputes += played.disputes
        self._kept, self._stories, self._size = [], [], 0
        reached = self.taken + self.placed + self.already
        self._tell(
            Progress(
                done=reached,
                # Nobody has counted the lines; by the bytes there are about so many.
                total=max(reached, reached * self._whole // max(1, self._read)),
                already=self.already,
                disputes=self.disputes,
                rejected=self._rejections.count,
            )
        )

    def _reject(self, line: int, reason: str) -> None:
        self._rejections(Rejected(file=self._path.name, line=line, reason=reason))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is too long the beginning, which says so by its length."""
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        yield line
