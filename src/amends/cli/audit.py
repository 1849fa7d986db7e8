"""`amends audit`: every invariant, with counts, percentages and the first offender."""

from typing import Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from amends.cli.home import opened
from amends.cli.output import AsJson, print_json, show
from amends.cli.progress import counting
from amends.cli.trouble import FAILED
from amends.engine.audit import Audit, Check
from amends.engine.audit import audit as look
from amends.log.codec import pack
from amends.telling.clean import clean


def audit(as_json: AsJson = False) -> None:
    """Check every invariant over every order and every cent. Exit code 1 when one does not hold."""
    with opened() as engine, counting("orders", sum(engine.count().values())) as tell:
        found = look(engine.store, engine.policy, tell)
    if as_json:
        print_json(as_plain(found))
    else:
        show(audit_table(found))
    if not found.sound:
        raise typer.Exit(FAILED)


def as_plain(found: Audit) -> dict[str, Any]:
    """What a program gets."""
    return {
        "sound": found.sound,
        "orders": found.orders,
        "events": found.events,
        "waiting": found.waiting,
        "checks": [
            {
                "name": check.name, "says": check.says, "looked": check.looked,
                "wrong": check.wrong, "percent": check.percent,
                "first": None if check.first is None else pack(check.first),
            }
            for check in found.checks.values()
        ],
    }  # fmt: skip


def audit_table(found: Audit) -> RenderableType:
    """A line an invariant, and a sentence at the end."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("invariant", overflow="fold")
    table.add_column("looked at", justify="right", no_wrap=True)
    table.add_column("wrong", justify="right", no_wrap=True)
    table.add_column("holds", justify="right", no_wrap=True)
    for check in found.checks.values():
        style = "red" if check.wrong else "green"
        table.add_row(
            check.says, f"{check.looked:,}", f"{check.wrong:,}", Text(percent(check), style)
        )
    parts: list[RenderableType] = [table, ""]
    for check in found.checks.values():
        if check.first is not None:
            place = f": order {check.first.order_id}" if check.first.order_id else ""
            place += f", position {check.first.position}" if check.first.position else ""
            first = f"First offender of “{check.name}”{place}."
            parts.append(Text(f"{first} {clean(check.first.sentence)}", "red"))
    parts.append(_summary(found))
    return Group(*parts)


def percent(check: Check) -> str:
    """The share that holds; never rounded up to all of it."""
    if not check.wrong:
        return "100 %"
    return f"{min(check.percent, 99.99):.2f} %"


def _summary(found: Audit) -> Text:
    waits = ", ".join(f"{count} for the {who}" for who, count in found.waiting.items() if count)
    waiting = f" Open disputes that wait: {waits}." if waits else ""
    verdict = "Everything holds." if found.sound else "Something does not hold; see above."
    return Text(f"{found.orders:,} orders, {found.events:,} events. {verdict}{waiting}", "bold")
