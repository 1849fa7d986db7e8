"""Charts: every figure stands in the table too, gaps stay gaps, and positions are plain numbers."""

import re

from amends.web.shown.charts import Chart, bar_chart, line_chart


def _drawn(chart: Chart) -> str:
    from django.template.loader import render_to_string
    from django.utils import translation

    with translation.override("ru"):
        return render_to_string("amends/parts/chart.html", {"chart": chart})


def test_a_line_breaks_where_nothing_was_counted() -> None:
    chart = line_chart(
        "Disputes a week",
        [("1 Jan", 1), ("8 Jan", 2), ("15 Jan", None), ("22 Jan", 4), ("29 Jan", 3)],
        head=("Week", "Disputes"),
    )
    assert len(chart.lines) == 2
    assert [row[1] for row in chart.rows] == ["1", "2", "–", "4", "3"]
    assert chart.texts[2].words == "5"  # the axis reaches the next round figure
    assert [t.words for t in chart.texts[3:]] == ["1 Jan", "15 Jan", "29 Jan"]


def test_no_figures_and_one_figure_are_charts_too() -> None:
    assert line_chart("Nothing", [], head=("Week", "Rate")).lines == ()
    (dot,) = line_chart("One", [("1 Jan", 0)], head=("Week", "Rate")).dots
    assert dot.said == "1 Jan: 0"
    assert bar_chart("None", [], head=("What", "How many")).boxes == ()


def test_bars_are_as_long_as_their_figures() -> None:
    chart = bar_chart("Outcomes", [("settled", 30), ("ruled", 15)], head=("Outcome", "Disputes"))
    assert [box.width for box in chart.boxes] == ["360.0", "180.0"]


def test_a_drawing_has_no_style_and_no_comma_in_any_language(installation: object) -> None:
    chart = bar_chart("<By> month", [("Jan", 0.5), ("Feb", 1.25)], head=("Month", "Rate"))
    page = _drawn(chart)
    assert "style=" not in page
    assert "<By>" not in page
    assert all(
        re.fullmatch(r"[\d.]+", each)
        for each in re.findall(r' (?:x|y|width|height)="([^"]*)"', page)
    )
    assert page.count("<tr>") == 3
