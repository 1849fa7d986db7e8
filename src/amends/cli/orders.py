"""`amends orders`: lists, with what is due next."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from amends.cli.home import opened
from amends.cli.output import AsJson, print_json, show
from amends.cli.trouble import USAGE, TroubleError
from amends.core.grounds import OrderStatus, StageName, Turn
from amends.core.moments import Instant, MomentError, format_instant, parse_duration, parse_instant
from amends.engine.reads import Listed, Queued
from amends.engine.store.tables import AsideRow
from amends.telling.clean import clean
from amends.telling.tongue import ENGLISH
from amends.telling.writing import person, short_number, spoken


def orders(
    status: Annotated[OrderStatus | None, typer.Option("--status", help="Only these.")] = None,
    stage: Annotated[
        StageName | None, typer.Option("--stage", help="Disputes in this stage.")
    ] = None,
    turn: Annotated[Turn | None, typer.Option("--turn", help="Disputes that wait for.")] = None,
    buyer: Annotated[str, typer.Option("--buyer", help="Of this buyer.")] = "",
    seller: Annotated[str, typer.Option("--seller", help="Of this seller.")] = "",
    due_before: Annotated[
        str,
        typer.Option("--due-before", help="Due before an instant, or within a span like P2D."),
    ] = "",
    disputes: Annotated[
        bool, typer.Option("--disputes", help="Disputes, the most urgent first.")
    ] = False,
    aside: Annotated[bool, typer.Option("--aside", help="Orders that were put aside.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="At most.")] = 50,
    after: Annotated[str, typer.Option("--after", help="Go on after this order's id.")] = "",
    as_json: AsJson = False,
) -> None:
    """List orders; with --stage, --turn or --disputes a work list of disputes."""
    with opened() as engine:
        before = None if not due_before else _before(due_before, engine.now())
        if aside:
            _tell(as_json, _aside_table(engine.aside()), engine.aside())
            return
        if disputes or stage or turn:
            closed = stage == "closed"
            queue = engine.disputes(
                buyer=buyer, seller=seller, turn=turn or "", stage=stage or "", closed=closed,
                limit=limit if before is None else 100_000,
            )  # fmt: skip
            found = [q for q in queue if before is None or (q.due is not None and q.due < before)]
            _tell(as_json, disputes_table(found[:limit]), found[:limit])
            return
        listed = engine.orders(
            buyer=buyer, seller=seller, status=status or "", due_before=before, after=after,
            limit=limit,
        )  # fmt: skip
        counted = engine.count()
    _tell(as_json, orders_table(listed, counted), listed)


def _before(text: str, now: Instant) -> Instant:
    try:
        return now + parse_duration(text.upper())
    except MomentError:
        pass
    try:
        return parse_instant(text if "T" in text else f"{text}T00:00:00Z")
    except MomentError as error:
        raise TroubleError(
            f"{text[:40]!r} is neither an instant nor a span.",
            "Write 2024-03-01, 2024-03-01T12:00:00Z, P2D or PT6H.",
            USAGE,
        ) from error


def _tell(as_json: bool, table: RenderableType, found: Any) -> None:
    if as_json:
        print_json([_plain(asdict(each)) for each in found])
    else:
        show(table)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    instants = ("due", "placed_at", "opened_at", "closed_at", "since", "next_try")
    return {
        name: format_instant(content) if name in instants and content is not None else content
        for name, content in row.items()
    }


def orders_table(listed: list[Listed], counted: dict[str, int]) -> RenderableType:
    """Orders, a line each."""
    if not listed and not counted:
        return Text("No orders yet. Bring some in with `amends import`, or see `amends demo`.")
    if not listed:
        return Text(f"None of {sum(counted.values())} orders is like that.")
    table = _table(_caption(len(listed), counted), "order", "buyer", "seller", "status", "placed")
    table.add_column("next by itself", no_wrap=True)
    for each in listed:
        table.add_row(
            short_number(each.number), person(each.buyer), person(each.seller), each.status,
            ENGLISH.short(each.placed_at)[:11], _due(each.due),
        )  # fmt: skip
    return table


def disputes_table(queue: list[Queued], caption: str = "") -> RenderableType:
    """Disputes, the most urgent first."""
    if not queue:
        return Text("No disputes here.")
    table = _table(caption, "order", "buyer", "seller", "grounds", "stage", "turn")
    table.add_column("due", no_wrap=True)
    for each in queue:
        table.add_row(
            short_number(each.order_number), person(each.buyer), person(each.seller),
            spoken(each.grounds.partition(".")[2]), each.outcome or each.stage,
            "" if each.turn == "none" else each.turn, _due(each.due),
        )  # fmt: skip
    return table


def _aside_table(found: list[AsideRow]) -> RenderableType:
    if not found:
        return Text("No order was put aside.")
    table = _table("", "order", "since", "where", "why", "next try")
    for each in found:
        table.add_row(
            each.order_id, ENGLISH.short(each.since), each.place, clean(each.reason),
            ENGLISH.short(each.next_try),
        )  # fmt: skip
    return table


def _table(caption: str, *columns: str) -> Table:
    table = Table(
        box=None, padding=(0, 2, 0, 0), header_style="bold", caption=caption or None,
        caption_justify="left",
    )  # fmt: skip
    for column in columns:
        table.add_column(column, overflow="ellipsis", no_wrap=True)
    return table


def _due(due: Instant | None) -> str:
    return "" if due is None else ENGLISH.short(due)


def _caption(shown: int, counted: dict[str, int]) -> str:
    total = sum(counted.values())
    parts = ", ".join(f"{count:,} {status}" for status, count in counted.items())
    more = "; --limit and --after show others" if shown < total else ""
    return f"{shown:,} of {total:,} orders ({parts}){more}"
