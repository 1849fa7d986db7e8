"""The figures that tests report, added up over all tests and worker processes of a run."""

from collections.abc import Iterable

Value = int | str


def add_up(entries: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    """Whole numbers of one name are summed; of several texts the last one stays."""
    figures: dict[str, Value] = {}
    for name, value in entries:
        before = figures.get(name)
        if isinstance(before, int) and isinstance(value, int):
            figures[name] = before + value
        else:
            figures[name] = value
    return figures


def lines(figures: dict[str, Value]) -> list[str]:
    """One line a figure, by name, the values in a column."""
    shown = {
        name: f"{value:,}" if isinstance(value, int) else value for name, value in figures.items()
    }
    return [f"{shown[name]:>16}  {name}" for name in sorted(shown)]
