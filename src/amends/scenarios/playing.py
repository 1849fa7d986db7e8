"""Finding scenario files, playing them all, and telling what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from amends.policies import Loaded
from amends.scenarios.format import ScenarioError, read_play
from amends.scenarios.runner import Performance, perform
from amends.scenarios.stage import Failure


def shipped() -> Path:
    """The folder of the plays that come with Amends: the rules of the rule book, by number."""
    return Path(str(files("amends.scenarios").joinpath("plays")))


def found(paths: Iterable[Path]) -> list[Path]:
    """Every scenario file that is meant by files and folders, each once, in order of its name.

    Raises `FileNotFoundError` for a path that is neither, and for a folder without a scenario.
    """
    files_found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*.toml"))
            if not inside:
                raise FileNotFoundError(f"There is no scenario (*.toml) in {path}.")
            files_found |= dict.fromkeys(inside)
        elif path.is_file():
            files_found[path] = None
        else:
            raise FileNotFoundError(f"There is no file or folder {path}.")
    return list(files_found)


def play_files(paths: Iterable[Path], policy: Loaded | None = None) -> Iterator[Performance]:
    """Play every file in all its ways; a file that is no scenario is one that failed."""
    for path in paths:
        try:
            play = read_play(path, policy)
        except ScenarioError as error:
            yield _misread(path, error)
        else:
            yield from perform(play)


def as_json(performance: Performance) -> dict[str, Any]:
    """What a program gets of a performance."""
    return {
        "file": performance.file,
        "title": performance.title,
        "workers": performance.workers,
        "passed": performance.passed,
        "failures": [asdict(failure) for failure in performance.failures],
    }


def _misread(path: Path, error: ScenarioError) -> Performance:
    return Performance(
        file=str(path),
        title="",
        workers=None,
        failures=tuple(
            Failure(
                line=problem.line,
                at="",
                step=problem.field,
                expected="a scenario that can be read",
                found=problem.message,
            )
            for problem in error.problems
        ),
    )
