"""Which rows of the pages each release is used for, derived from the rows in the release."""

from collections.abc import Sequence
from functools import lru_cache

from occupations.metrics import ABOUT, AVERAGES, JOB_TITLES, METRICS, RESPONSIBILITIES, Method, slots
from occupations.profiles.layout import FILED_AS
from occupations.rendering.row_headers import row_name
from occupations.sql import marks, rows

_ROWS: dict[str, str] = {}  # metric → the name of the row that shows it
for _, _slot in slots():
    for _metric in _slot.metrics:
        _ROWS.setdefault(_metric, row_name(_slot, _metric))

_ORDER = {label: place for place, label in enumerate(dict.fromkeys(_ROWS.values()))}

_TEXTS = {
    "description": ABOUT.title,
    "responsibility": RESPONSIBILITIES.title,
    "alternate_title": JOB_TITLES.title,
    "reported_title": JOB_TITLES.title,
    "direct_match_title": JOB_TITLES.title,
}
_NATIONAL_PAY = {  # whether an amount is an average of unstated kind → the rows that a row of pay feeds
    averaged: tuple(dict.fromkeys(_ROWS[f"wage_{column}"] for column in columns))
    for averaged, columns in (
        (False, ("annual_median", "annual_mean", "hourly_median", "hourly_mean", "range")),
        (True, (*AVERAGES, "range")),
    )
}


_KINDS = "SELECT release_id, kind, of, method FROM release_row WHERE release_id IN ({})"


@lru_cache(maxsize=16)
def feeds(releases: tuple[int, ...]) -> dict[int, list[str]]:
    """Names of rows by release, in page order. Cached, because the rows of a release never change."""
    fed = [(release, label) for release, *row in rows(_KINDS.format(marks(releases)), releases) for label in _fed(*row)]
    found: dict[int, dict[str, None]] = {release: {} for release in releases}
    for release, label in sorted(fed, key=lambda row: _ORDER.get(row[1], len(_ORDER))):
        if label:
            found[release][label] = None
    return {release: list(labels) for release, labels in found.items()}


def _fed(kind: str, of: str, method: str) -> Sequence[str]:
    """What rows of a kind feed; `kind` and `of`: as in the table release_row of the local copy."""
    match kind:
        case "national" | "average":
            return _NATIONAL_PAY[kind == "average"]
        case "figure":
            return [_ROWS.get(FILED_AS.get(of, of) if method == Method.FILED else of, "")]
        case "text":
            return [_TEXTS.get(of, "")]
        case "skill":
            return [_ROWS["skill_share"]]
    return []


def row_of(metric: str) -> str:
    """The name of the row that shows a metric by itself or as a part; "" for none."""
    containing = next((key for key, other in METRICS.items() if metric in other.parts), metric)
    return _ROWS.get(metric) or _ROWS.get(containing, "")
