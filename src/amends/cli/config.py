"""`amends config`: what is in force, and where it came from."""

from rich.table import Table

from amends.cli.output import AsJson, print_json, show
from amends.config import DECLARED, read_settings


def config(as_json: AsJson = False) -> None:
    """Show every setting: its value without passwords, and where it came from."""
    found = read_settings().all()
    if as_json:
        print_json({each.name: {"value": each.shown, "source": each.source} for each in found})
        return
    table = Table("setting", "value", "from", box=None, padding=(0, 2, 0, 0), header_style="bold")
    for each in found:
        table.add_row(each.name, each.shown, each.source)
    told = (f"{each.name}: {each.meaning}.".replace("`", "") for each in DECLARED)
    show(table, "", *told)
