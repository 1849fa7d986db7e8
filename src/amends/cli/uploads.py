"""`amends uploads`: what the gate makes of files, and removing those that nobody needs."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from amends.cli.home import opened
from amends.cli.output import AsJson, print_json, show
from amends.cli.progress import counting
from amends.telling.tongue import ENGLISH
from amends.uploads.trying import Fate, files_of, try_files
from amends.web.shown.refused import why

app = typer.Typer(help="Files at the gate of uploads, and those that nobody needs.")


@app.callback()
def uploads() -> None:
    """Files at the gate of uploads, and those that nobody needs."""


@app.command("try")
def try_(
    folder: Annotated[
        Path,
        typer.Argument(exists=True, file_okay=False, readable=True, help="The folder of files."),
    ],
    as_json: AsJson = False,
) -> None:
    """Send every file below a folder through the gate, and show what becomes of each."""
    files = files_of(folder)
    fates = []
    with counting("Trying", len(files)) as done:
        for number, fate in enumerate(try_files(folder, files), 1):
            fates.append(_row(fate))
            done(number)
    if as_json:
        print_json(fates)
        return
    if not fates:
        typer.echo(f"There is no file in {folder}.")
        return
    show(_table(fates), _counts(fates), _reasons(fates))


@app.command()
def tidy() -> None:
    """Put uploads and cases in agreement after a crash, and remove what was in no case for seven days.

    `amends work` and `amends serve` do it every hour.
    """
    # Django takes a second to start, and only its tables know the uploads.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.web.settings")
    import django

    django.setup()
    from amends.workers.uploads import tidy as put_in_order

    with opened() as engine:
        put_in_order(engine.store, typer.echo)


def _row(fate: Fate) -> dict[str, Any]:
    picture, refused = fate.picture, fate.refused
    return {
        "file": fate.name,
        "bytes": fate.size,
        "fate": fate.outcome,
        "medium": None if fate.passed is None else fate.passed.format.medium,
        "refused": refused,
        "sentence": None if refused is None else why(ENGLISH, refused),
        "pixels": None if picture is None else [picture.width, picture.height],
        "clean_bytes": None if picture is None else len(picture.clean),
        "located": picture is not None and "latitude" in picture.camera,
        "seconds": round(fate.seconds, 2),
    }


def _table(fates: Iterable[dict[str, Any]]) -> Table:
    table = Table("File", "Bytes", "Let in as", "Made of it", "Seconds", box=None, pad_edge=False)
    for column in (1, 4):
        table.columns[column].justify = "right"
    for each in fates:
        style = "red" if each["refused"] else "green"
        made = ""
        if each["pixels"]:
            width, height = each["pixels"]
            place = ", place taken out" if each["located"] else ""
            made = f"{width}×{height} → {each['clean_bytes']:,} bytes{place}"
        table.add_row(
            Text(each["file"], overflow="fold"),
            f"{each['bytes']:,}",
            Text(each["fate"], style=style),
            made,
            f"{each['seconds']:.2f}",
        )
    return table


def _counts(fates: Iterable[dict[str, Any]]) -> Text:
    counted = Counter(each["fate"] for each in fates).most_common()
    return Text("\n" + ", ".join(f"{count} {fate}" for fate, count in counted) + "\n")


def _reasons(fates: Iterable[dict[str, Any]]) -> Table:
    table = Table("Refused", "What the sender is told", box=None, pad_edge=False)
    for reason, sentence in sorted({(f["refused"], f["sentence"]) for f in fates if f["refused"]}):
        table.add_row(reason, sentence)
    return table
