"""What data formats say of the things on pages: cells, figures, sources and occupations, in the words of
docs/api-vocabulary.md."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec

from occupations.links import category_link, id_url, occupation_link
from occupations.metrics import METHOD_NAMES, METRICS, Missing, Shape, Unit, in_unit
from occupations.metrics.statistics import STATISTIC_OF
from occupations.models.record_keys import parts_of
from occupations.profiles.document import Figure, Profile, RecordRef, ReleaseRef
from occupations.profiles.formatting import marks, missing
from occupations.profiles.preparation.data import as_data
from occupations.profiles.sheet import Cell
from occupations.rendering.formats import only, plain, to_json
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import Live
from occupations.rendering.origins import Origin, origin_of, release_origin
from occupations.rendering.sources import SourceView
from occupations.rendering.view import CellView, ListView, TextView, TrendView, View


def cell_json(view: CellView, fragments: Fragments) -> msgspec.Raw:
    """A typed cell: numbers in the unit of the metric, bounds, reasons for missing figures, and the number of its
    source in the response. Everything but this number is made once for each edition."""
    key = id(view.cell)
    cell, encoded = fragments.json_cells.get(key, (None, b""))
    if cell is not view.cell:
        encoded = to_json(_cell(view.cell, fragments.sheet.profile))
        fragments.json_cells[key] = (view.cell, encoded)
    number = str(view.source).encode() if view.source else b"null"
    return msgspec.Raw(b'{"source_number":%s,%s' % (number, encoded[1:]))


def origin_keys(origin: Origin | None) -> dict[str, str | None]:
    """The source and the release in data formats."""
    return {name: (getattr(origin, name) or None) if origin else None for name in ("source", "release")}


def period_days(period: tuple[datetime.date | None, datetime.date | None] | None) -> dict[str, datetime.date | None]:
    """The first and the last day in data formats."""
    start, end = period or (None, None)
    return {"period_start": start, "period_end": end}


def _cell(cell: Cell, profile: Profile) -> dict[str, Any]:
    metric = METRICS[cell.metric]
    data: dict[str, Any] = {
        **origin_keys(origin_of(profile, cell)),
        "metric": cell.metric,
        "statistic": STATISTIC_OF[cell.metric],
        "unit": metric.unit.key,
        "scale": metric.unit.scale,
        "text": cell.text,
    }
    optional: dict[str, Any]
    if cell.missing:
        data |= {"missing_reason": cell.missing, "because": missing(metric, cell.missing)[1]}
        optional = {"notes": cell.notes, "all_workers_text": cell.benchmark}
    else:
        data |= numbers_of(cell.figures[0], metric.unit) if metric.shape is Shape.NUMBER else {}
        data |= {
            "figures": [figure_json(figure) for figure in cell.figures],
            **period_days(cell.period),
            "method": cell.method,
            "population": cell.population or None,
            "level": cell.level,
        }
        optional = {
            "record": cell.record,
            "wider_than_occupation": bool(cell.group),
            "group": cell.group,
            "derivation": cell.derivation,
            "standard_error_text": cell.error_note,
            "notes": cell.notes,
            "all_workers_text": cell.benchmark,
            "steps": [as_data(step) for step in cell.steps],
            "benchmarks": [figure_json(figure) for figure in (cell.all_workers, *cell.shares_of_all) if figure],
        }
    return data | {key: value for key, value in optional.items() if value}


def figure_json(figure: Figure) -> dict[str, Any]:
    data: dict[str, Any] = {"metric": figure.metric}
    if figure.label:
        data["part"] = figure.label
    if figure.part_code:
        data["part_code"] = figure.part_code
    data |= numbers_of(figure, METRICS[figure.metric].unit)
    if figure.standard_error is not None:
        data["standard_error"] = in_unit(figure.standard_error, METRICS[figure.metric].unit)
    if figure.missing:
        data["missing_reason"] = figure.missing
    if figure.sample_size is not None:
        data["sample_size"] = figure.sample_size
    if figure.base is not None:
        data["base"] = figure.base
    if marked := marks(figure):
        data["marks"] = marked
    return data


def trend_json(view: TrendView, releases: Sequence[ReleaseRef]) -> dict[str, Any]:
    """A figure over its releases: points, and which pairs of them belong together. `releases`: of the profile."""
    trend = view.trend
    unit = METRICS[trend.metric].unit
    return {
        "metric": trend.metric,
        "statistic": STATISTIC_OF[trend.metric],
        "unit": unit.key,
        "points": [
            {
                "period_end": point.day,
                "value": in_unit(point.value, unit),
                "text": point.text,
                "source_number": one.source,
                **origin_keys(release_origin(releases[point.release])),
            }
            for point, one in zip(trend.points, view.points, strict=True)
        ],
        "joined": [list(pair) for pair in trend.lines],
        "cautions": view.cautions,
    }


def numbers_of(figure: Figure, unit: Unit) -> dict[str, Any]:
    """The value, the range, or the bound with its reason."""
    data: dict[str, Any] = {
        name: in_unit(given, unit)
        for name in ("value", "low", "high", "at_least", "at_most")
        if (given := getattr(figure, name)) is not None
    }
    if figure.low is not None and figure.high is None:
        data["high"] = None
    if figure.at_least is not None:
        data["bound_reason"] = Missing.TOP_CODED.value
    if figure.at_most is not None:
        data["bound_reason"] = Missing.BOTTOM_CODED.value
    return data


def source_json(source: SourceView) -> dict[str, Any]:
    origin = source.origin
    return {
        "source_number": source.n,
        **origin_keys(origin),
        "title": origin.title,
        "publisher": origin.publisher or None,
        "homepage_url": origin.url or None,
        **period_days(origin.days),
        "period_text": origin.period or None,
        "method": origin.how,
        "method_text": METHOD_NAMES[origin.how],
        "population": origin.population or None,
        "license": origin.license or None,
        "attribution": origin.attribution or None,
        "retrieved_on": origin.retrieved_on,
    }


def side_json(view: View, index: int, live: Live) -> dict[str, Any]:
    side = view.sides[index]
    profile, site = side.fragments.sheet.profile, view.page.site
    return {
        **occupation_link(site, live.slug, side.title),
        "id": live.id,
        "id_url": site + id_url(live.id),
        "official_title": profile.names.official_title,
        "category": category_link(site, profile.category.slug, profile.category.name),
        "edition": side.edition,
        "published_at": live.published_at,
        "digest": live.digest,
        "records": [record_json(record) for record in profile.records],
    }


def fit_json(key: str, quality: str) -> dict[str, str]:
    """A record by its key, and how well it fits."""
    system, vintage, code = parts_of(key)
    return {"key": key, "system": system, "vintage": vintage, "code": code, "quality": quality}


def record_json(record: RecordRef) -> dict[str, Any]:
    return {
        **fit_json(record.key, record.quality),
        "system_text": record.system,
        "title": record.title,
        "note": record.note or None,
    }


def description_json(profile: Profile, text: TextView, listed: ListView) -> dict[str, Any]:
    """The texts of an occupation, with the numbers of their sources and what editors made of the words of these."""
    return {
        "description": profile.description or None,
        "description_source_number": only(text.sources),
        "description_adapted": text.adapted,
        "responsibilities": list(profile.responsibilities),
        "responsibilities_source_number": only(listed.sources),
        "responsibilities_note": listed.remark or None,
    }


LISTED_FIGURE = (
    *("metric", "statistic", "unit", "text", "value", "at_least", "bound_reason"),
    *("period_end", "source", "release", "wider_than_occupation", "group"),
)
"""The members of the figure of a list, in the order of columns."""


def listed_figure(
    metric: str,
    value: Decimal | int | None,
    at_least: Decimal | int | None,
    text: str,
    period_end: datetime.date | None,
    group: str,
    keys: dict[str, str | None],
) -> dict[str, Any] | None:
    """One figure of a list, in its unit: a value, or a bound; None without either. `keys`: `source` and `release`."""
    if value is None and at_least is None:
        return None
    bound = {"at_least": plain(at_least), "bound_reason": Missing.TOP_CODED.value}
    return {
        "metric": metric,
        "statistic": STATISTIC_OF[metric],
        "unit": METRICS[metric].unit.key,
        "text": text,
        "period_end": period_end,
        **keys,
        "wider_than_occupation": bool(group),
        "group": group or None,
        **(bound if value is None else {"value": plain(value)}),
    }
