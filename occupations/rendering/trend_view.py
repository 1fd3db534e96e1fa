"""Trends on a page: a chart, a table with the source of each point, and cautions."""

from occupations.metrics import METRICS
from occupations.profiles import formatting, trends
from occupations.profiles.sheet import Cell, Sheet
from occupations.rendering.fragments import Fragments
from occupations.rendering.origins import reference, release_origin
from occupations.rendering.sources import Sources
from occupations.rendering.templating import render
from occupations.rendering.trend_chart import lines
from occupations.rendering.view import PointView, TrendView
from occupations.text.english import sentence_start

HEADINGS = {"employees": "Employees over the years"}
PAY = "Pay over the years"


def over_time(sheet: Sheet, cell: Cell | None, fragments: Fragments, sources: Sources) -> list[TrendView]:
    """The trend of the cell, or an empty list."""
    trend = trends.trend(sheet, cell) if cell else None
    if trend is None:
        return []
    heading = HEADINGS.get(trend.metric, PAY)
    points, drawn = [], []
    for point in trend.points:
        origin = release_origin(sheet.profile.releases[point.release])
        number = sources.cite_text(0, origin, heading)
        points.append(PointView(formatting.month(point.day), point.text, number))
        period = points[-1].period
        ref = reference(number, origin.panel, f"{heading}, {period}")
        drawn.append({"period": period, "text": point.text, "ref": ref})
    cautions = trends.cautions(trend)

    def chart_and_table():
        return render(
            "components/trend.html",
            heading=heading,
            metric=sentence_start(METRICS[trend.metric].name),
            chart=lines([trend], [sheet.profile.names.plural]),
            points=drawn,
            caution=cautions,
        )

    numbers = ",".join(str(point.source) for point in points)
    return [TrendView(heading, trend, points, cautions, fragments.once(f"{trend.metric} {numbers}", chart_and_table))]
