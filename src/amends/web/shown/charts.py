"""Charts as plain values, drawn by `amends/parts/chart.html` with attributes of SVG alone.

Every chart has a title that says what it shows and a table of the same figures behind it. A page
that shows one links `amends/charts.css` in its block `styles` and writes

    {% include "amends/parts/chart.html" with chart=page.chart %}

Labels come in the reader's words; `say` writes a figure for the reader, at the axis and in the
table. A figure of None is a gap: there was nothing to count.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

WIDTH, HEIGHT = 360, 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 10, 22
_BAR, _BAR_LABEL = 34, 14  # a horizontal bar with the line of words above it

type Say = Callable[[float], str]
type Point = tuple[str, float | None]


@dataclass(frozen=True)
class Text:
    """Words in the drawing; `anchor` is SVG's text-anchor."""

    x: str
    y: str
    words: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Box:
    """A bar; `said` is what a pointer over it reads."""

    x: str
    y: str
    width: str
    height: str
    said: str


@dataclass(frozen=True)
class Dot:
    """A point of a line."""

    x: str
    y: str
    said: str


@dataclass(frozen=True)
class Chart:
    """A drawing of `width` times `height`, and the table behind it.

    Positions are texts, so that no language writes them with a comma. `lines` are the points of
    polylines, `rules` the heights of the lines across. `head` and `rows` are the table.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: int = WIDTH
    height: int = HEIGHT
    rules: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    dots: tuple[Dot, ...] = ()
    boxes: tuple[Box, ...] = ()
    texts: tuple[Text, ...] = ()

    @property
    def left(self) -> int:
        """Where the lines across begin."""
        return _LEFT

    @property
    def right(self) -> int:
        """Where the lines across end."""
        return self.width - _RIGHT


def plainly(figure: float) -> str:
    """A figure as a number without needless decimals."""
    return f"{figure:,.0f}" if float(figure).is_integer() else f"{figure:,.1f}"


def line_chart(
    title: str,
    points: Sequence[Point],
    *,
    head: tuple[str, str],
    say: Say = plainly,
    least_top: float = 0.0,
) -> Chart:
    """A line through figures in the order of time; `head` are the titles of the table's columns.

    The axis begins at nothing and reaches at least `least_top`, so that small figures look small.
    """
    top = _nice(max([least_top, *(figure for _, figure in points if figure is not None)]))
    dots = [
        None
        if figure is None
        else Dot(_at(_column(n, len(points))), _at(_level(figure, top)), f"{label}: {say(figure)}")
        for n, (label, figure) in enumerate(points)
    ]
    return Chart(
        title=title,
        head=head,
        rows=tuple((label, "–" if figure is None else say(figure)) for label, figure in points),
        rules=_rules(top),
        lines=tuple(" ".join(f"{d.x},{d.y}" for d in part) for part in _unbroken(dots)),
        dots=tuple(dot for dot in dots if dot is not None),
        texts=(*_scale(top, say), *_along([label for label, _ in points])),
    )


def bar_chart(
    title: str, bars: Sequence[tuple[str, float]], *, head: tuple[str, str], say: Say = plainly
) -> Chart:
    """Horizontal bars, each with its words above it: for few things with long names."""
    top = max((figure for _, figure in bars), default=0) or 1
    boxes, texts = [], []
    for n, (label, figure) in enumerate(bars):
        y = n * _BAR
        boxes.append(
            Box(
                _at(0), _at(y + _BAR_LABEL + 4), _at(max(0.0, figure) / top * WIDTH), _at(10),
                f"{label}: {say(figure)}",
            )
        )  # fmt: skip
        texts += [
            Text(_at(0), _at(y + _BAR_LABEL), label, "start"),
            Text(_at(WIDTH), _at(y + _BAR_LABEL), say(figure), "end"),
        ]
    return Chart(
        title=title,
        head=head,
        rows=tuple((label, say(figure)) for label, figure in bars),
        height=max(1, len(bars)) * _BAR,
        boxes=tuple(boxes),
        texts=tuple(texts),
    )


def _at(position: float) -> str:
    return f"{position:.1f}"


def _nice(top: float) -> float:
    """The next of 1, 2, 5, 10 … at or above the largest figure."""
    if top <= 0:
        return 1.0
    unit: float = 10.0 ** floor(log10(top))
    return float(next(step * unit for step in (1, 2, 5, 10) if step * unit >= top * 0.999999))


def _level(figure: float, top: float) -> float:
    return HEIGHT - _BOTTOM - figure / top * (HEIGHT - _TOP - _BOTTOM)


def _column(n: int, count: int) -> float:
    wide = WIDTH - _LEFT - _RIGHT
    return _LEFT + (wide * n / (count - 1) if count > 1 else wide / 2)


def _rules(top: float) -> tuple[str, ...]:
    return tuple(_at(_level(part * top, top)) for part in (0, 0.5, 1))


def _scale(top: float, say: Say) -> list[Text]:
    return [
        Text(_at(_LEFT - 6), _at(_level(part * top, top) + 4), say(part * top), "end")
        for part in (0, 0.5, 1)
    ]


def _along(labels: Sequence[str]) -> list[Text]:
    """The labels of the first, the middle and the last column; others would overlap."""
    if not labels:
        return []
    last = len(labels) - 1
    found = []
    for n, anchor in {0: "start", ceil(last / 2): "middle", last: "end"}.items():
        x = _at(_column(n, len(labels)))
        found.append(Text(x, _at(HEIGHT - 6), labels[n], anchor if last else "middle"))
    return found


def _unbroken(dots: Sequence[Dot | None]) -> list[list[Dot]]:
    """The runs of points between gaps."""
    breaks = [-1, *(n for n, dot in enumerate(dots) if dot is None), len(dots)]
    runs = [[d for d in dots[a + 1 : b] if d is not None] for a, b in pairwise(breaks)]
    return [run for run in runs if len(run) > 1]
