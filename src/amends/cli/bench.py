"""`amends bench`: the measured claims of the README, each beside its limit in the same run."""

import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

import amends
from amends.cli.output import AsJson, print_json
from amends.cli.trouble import TroubleError

_FOLDER = "bench"


class Claim(StrEnum):
    """What can be measured."""

    core = "core"
    execute = "execute"
    sweep = "sweep"
    pages = "pages"
    # The word is no name in Python.
    imported = "import"


# The script of a claim, where it is not called as the claim is.
_SCRIPTS = {Claim.imported: "importing"}
# What is measured more than once, each time otherwise.
_HOW = {
    Claim.execute: ({"database": "postgresql"}, {"database": "sqlite"}),
    Claim.pages: ({"page": "dispute"}, {"page": "seller"}, {"page": "arbitrator"}),
}


def bench(
    claims: Annotated[
        list[Claim] | None, typer.Argument(help="Which claims; without any, all of them.")
    ] = None,
    rounds: Annotated[
        int, typer.Option("--rounds", min=0, max=1000, help="How often; 0 as the script says.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Measure claims of the README, each beside its limit in one run. Takes minutes."""
    root = _root()
    found = []
    chosen = {"rounds": rounds} if rounds else {}
    for claim in claims or list(Claim):
        run = _script(root, claim).run
        for how in _HOW.get(claim, ({},)):
            result = _measured(run, {**how, **chosen})
            found.append(result.as_json())
            if not as_json:
                typer.echo(result.as_text())
    if as_json:
        print_json(found[0] if len(found) == 1 else found)


def _measured(run: Any, options: dict[str, Any]) -> Any:
    from amends.dev.postgres import NoPostgresError
    from amends.importing.rows import TableError

    try:
        return run(**options)
    except NoPostgresError as error:
        raise TroubleError(f"It needs PostgreSQL: {error}.", "Then measure again.") from error
    except (TableError, FileNotFoundError) as error:
        raise TroubleError(
            f"It needs the real orders: {str(error).rstrip('.')}.",
            "Name the folder that holds `orders` in AMENDS_DATA.",
        ) from error


def _root() -> Path:
    """The folder that holds `bench`; it does not come with an installed package."""
    for folder in (Path(amends.__file__).resolve().parents[2], Path.cwd()):
        if (folder / _FOLDER / "__init__.py").is_file():
            return folder
    raise TroubleError(
        "The benchmarks do not come with an installed package.",
        "Run `uv run amends bench` in the folder of the source.",
    )


def _script(root: Path, claim: Claim) -> Any:
    names = [each for each in (claim.value, _SCRIPTS.get(claim)) if each is not None]
    for name in names:
        if (root / _FOLDER / f"{name}.py").is_file():
            if str(root) not in sys.path:
                sys.path.insert(0, str(root))
            return import_module(f"{_FOLDER}.{name}")
    raise TroubleError(
        f"There is no script for `bench {claim.value}` in {root / _FOLDER}.",
        "Choose another claim, or take a newer source.",
    )
