"""The tables of a bulk release: their columns, and the rows that one occupation has in each.

Rows say what the profile says, in the units that readers know. Each sensitive metric has a table of its own, so that a
file can be taken away with the metric while the others stay as they are.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from occupations.metrics import METRICS, SENSITIVE, in_unit
from occupations.profiles.document import Figure, Profile
from occupations.profiles.sheet import EDITORS
from occupations.rendering.live import Live

Row = dict[str, Any]


class BulkColumn(NamedTuple):
    name: str
    type: str  # of a Frictionless table schema
    description: str


class BulkTable(NamedTuple):
    """`key`: the columns that tell rows apart, by which they are sorted. `metric`: the sensitive one it is of."""

    name: str
    description: str
    columns: tuple[BulkColumn, ...]
    key: tuple[str, ...]
    rows: Callable[[Live, Profile], Iterator[Row]]
    metric: str = ""

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


SLUG = BulkColumn("slug", "string", "The occupation, by its address.")


def _text(name: str, description: str) -> BulkColumn:
    return BulkColumn(name, "string", description)


def _figures(metrics: frozenset[str]) -> Callable[[Live, Profile], Iterator[Row]]:
    def rows(live: Live, profile: Profile) -> Iterator[Row]:
        seen: Counter[tuple] = Counter()
        for figure in (*profile.figures, *_skills(profile)):
            if figure.metric in metrics:
                row = _figure(live, profile, figure)
                key = tuple(row[name] for name in ("metric", "release", "record", "label"))
                seen[key] += 1
                yield row | {"position": seen[key]}

    return rows


def _skills(profile: Profile) -> list[Figure]:
    return [
        Figure(metric="skill_share", label=skill.name, value=skill.share, release=skill.release)
        for skill in profile.skills
    ]


def _figure(live: Live, profile: Profile, figure: Figure) -> Row:
    unit = METRICS[figure.metric].unit
    release = profile.releases[figure.release] if figure.release >= 0 else None
    dated = figure if figure.period_end else release
    amounts = ("value", "low", "high", "at_least", "at_most", "standard_error")
    return {
        "slug": live.slug,
        "metric": figure.metric,
        "label": figure.label,
        "unit": unit.name,
        **{name: None if (given := getattr(figure, name)) is None else in_unit(given, unit) for name in amounts},
        "all_workers": _all_workers(profile, figure),
        "missing": figure.missing,
        "sample_size": figure.sample_size,
        "period_start": dated.period_start if dated else None,
        "period_end": dated.period_end if dated else None,
        "method": figure.method or (release.method if release else "editor"),
        "population": figure.population or (release.population if release else ""),
        "level": figure.level,
        "record": figure.record,
        "release": release.key if release else EDITORS,
        "note": figure.note,
    }


def _all_workers(profile: Profile, figure: Figure) -> int | float | None:
    """The same figure for all workers, from the same table."""
    if figure.release < 0:
        return None
    dataset = profile.releases[figure.release].dataset
    for one in profile.benchmarks:
        same = (one.metric, one.label) == (figure.metric, figure.label)
        if same and one.value is not None and profile.releases[one.release].dataset == dataset:
            return in_unit(one.value, METRICS[one.metric].unit)
    return None


FIGURE_COLUMNS = (
    SLUG,
    _text("metric", "What is counted: a key of the table of metrics."),
    _text("label", "Whose share, or which name, where the metric has several."),
    _text("unit", "What the numbers are in."),
    BulkColumn("value", "number", "The figure; empty for a range, a bound, a name alone and what is missing."),
    BulkColumn("low", "number", "Of a range."),
    BulkColumn("high", "number", "Of a range; empty beside a low one where it is open."),
    BulkColumn("at_least", "number", "The source only says that it lies above."),
    BulkColumn("at_most", "number", "The source only says that it lies below."),
    BulkColumn("standard_error", "number", "As the source gives it, in the unit."),
    BulkColumn("all_workers", "number", "The same figure for all workers, where the source has it."),
    _text("missing", "Why there is no figure."),
    BulkColumn("sample_size", "integer", "How many stand behind it."),
    BulkColumn("period_start", "date", "First day it is for."),
    BulkColumn("period_end", "date", "Last day it is for."),
    _text("method", "How it came about."),
    _text("population", "Who was counted."),
    _text("level", "How fine the group is that it is of."),
    _text("record", "Key of the statistical record it is of; empty for the occupation's own."),
    _text("release", f"Key of the release it is from; “{EDITORS}” for our own."),
    _text("note", "What the source says beside it."),
    BulkColumn("position", "integer", "Tells figures apart that are alike in all else."),
)
FIGURE_KEY = ("slug", "metric", "release", "record", "label", "position")


def _occupations(live: Live, profile: Profile) -> Iterator[Row]:
    yield {
        "slug": live.slug,
        "title": profile.names.title,
        "plural": profile.names.plural,
        "category": profile.category.name,
        "edition": live.number,
        "published": live.published_at.isoformat(),
        "digest": live.digest,
        "description": profile.description,
    }


def _titles(live: Live, profile: Profile) -> Iterator[Row]:
    for kind in ("also_called", "job_titles"):
        for title in dict.fromkeys(getattr(profile, kind)):
            yield {"slug": live.slug, "title": title, "kind": kind}


def _responsibilities(live: Live, profile: Profile) -> Iterator[Row]:
    for position, text in enumerate(profile.responsibilities, start=1):
        yield {"slug": live.slug, "position": position, "text": text}


def _records(live: Live, profile: Profile) -> Iterator[Row]:
    for record in profile.records:
        names = ("key", "system", "code", "title", "quality", "note")
        yield {"slug": live.slug} | {name: getattr(record, name) for name in names}


TABLES = (
    BulkTable(
        "occupations",
        "The occupations, with the editions that the other tables are read off.",
        (
            SLUG,
            _text("title", "In the singular."),
            _text("plural", "As in the middle of a sentence."),
            _text("category", "The family it belongs to."),
            BulkColumn("edition", "integer", "Number of the edition."),
            BulkColumn("published", "datetime", "When that was published."),
            _text("digest", "Stands for all that the edition says."),
            _text("description", "What someone in the occupation does; Markdown where it is our own."),
        ),
        ("slug",),
        _occupations,
    ),
    BulkTable(
        "titles",
        "Other names of the occupations.",
        (SLUG, _text("title", "The name."), _text("kind", "also_called: ours; job_titles: of a source.")),
        ("slug", "kind", "title"),
        _titles,
    ),
    BulkTable(
        "responsibilities",
        "What people in the occupations do, in order.",
        (SLUG, BulkColumn("position", "integer", "1 comes first."), _text("text", "One responsibility.")),
        ("slug", "position"),
        _responsibilities,
    ),
    BulkTable(
        "records",
        "The statistical records that the occupations belong to, and how well.",
        (
            SLUG,
            _text("key", "Of the record."),
            _text("system", "The classification or survey."),
            _text("code", "In that system."),
            _text("title", "In that system."),
            _text("quality", "exact, narrower, broader, shared, approximate or none."),
            _text("note", "Why."),
        ),
        ("slug", "key"),
        _records,
    ),
    BulkTable(
        "figures",
        "All figures but those of people's sex, race and orientation, which have tables of their own.",
        FIGURE_COLUMNS,
        FIGURE_KEY,
        _figures(frozenset(METRICS) - frozenset(SENSITIVE)),
    ),
    *(
        BulkTable(
            f"figures-{metric.replace('_', '-')}",
            f"Figures: {METRICS[metric].name}. {METRICS[metric].definition}",
            FIGURE_COLUMNS,
            FIGURE_KEY,
            _figures(frozenset([metric])),
            metric,
        )
        for metric in SENSITIVE
    ),
)
BY_NAME = {table.name: table for table in TABLES}


def sort_key(table: BulkTable) -> Callable[[Row], tuple]:
    return lambda row: tuple(row.get(name, "") for name in table.key)
