"""What the gate makes of every file of a folder: nothing is kept of them."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from amends.uploads.decoding import Decoded
from amends.uploads.gate import Passed, examine
from amends.uploads.limits import CHILDREN_AT_ONCE
from amends.uploads.reasons import Reason, RefusedFileError

_AHEAD = 8


@dataclass(frozen=True)
class Fate:
    """What became of one file: what it was let in as, or why not. `name` is below the folder."""

    name: str
    size: int
    seconds: float
    passed: Passed | None = None
    refused: Reason | None = None

    @property
    def outcome(self) -> str:
        """In one word: the format, or the reason."""
        if self.passed is None:
            return f"refused {self.refused}"
        return self.passed.format.name

    @property
    def picture(self) -> Decoded | None:
        """The copies made of it, if it was a picture."""
        return None if self.passed is None else self.passed.picture


def files_of(folder: Path) -> tuple[Path, ...]:
    """Every file below a folder, in the order of their names."""
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def try_files(folder: Path, files: Iterable[Path]) -> Iterator[Fate]:
    """The fate of each, in their order, as it is known. Only a few are in memory at once."""
    with ThreadPoolExecutor(CHILDREN_AT_ONCE + 1) as pool:
        coming: deque[Future[Fate]] = deque()
        for path in files:
            coming.append(pool.submit(try_file, path, str(path.relative_to(folder))))
            if len(coming) > _AHEAD:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


def try_file(path: Path, name: str) -> Fate:
    """The fate of one file."""
    began = time.monotonic()
    size = path.stat().st_size
    passed, refused = None, None
    try:
        with path.open("rb") as file:
            passed = examine(file)
    except RefusedFileError as error:
        refused = error.reason
    return Fate(name, size, time.monotonic() - began, passed, refused)
