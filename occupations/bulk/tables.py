"""The tables of occupations in a bulk release: their columns, and the rows of one occupation in each.

Numbers are in the units that readers see. Each sensitive metric has a table of its own, so that hiding a metric removes
one file and leaves the others unchanged.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import msgspec

from occupations.bulk.table import BulkColumn, BulkTable, Reference, Row, text
from occupations.metrics import METRICS, SENSITIVE, Level, Method, Missing, in_unit
from occupations.metrics.statistics import STATISTIC_OF, STATISTICS
from occupations.models import Classification
from occupations.models.record_keys import parts_of
from occupations.profiles.document import Figure, Profile
from occupations.profiles.groups import wider_group
from occupations.profiles.sheet import EDITORS
from occupations.profiles.skill_lists import edited
from occupations.profiles.source_keys import source_of
from occupations.rendering.live import Live

SLUG = text("slug", "The occupation: its slug.", empty=False)
OF_OCCUPATION = Reference("slug", "occupations", "slug")


def _figures(metrics: frozenset[str]) -> Callable[[Live, Profile], Iterator[Row]]:
    def rows(live: Live, profile: Profile) -> Iterator[Row]:
        found = [figure for figure in (*profile.figures, *_skills(profile)) if figure.metric in metrics]
        yield from _numbered(live, profile, found)

    return rows


def _numbered(live: Live, profile: Profile, figures: Iterable[Figure]) -> Iterator[Row]:
    seen: Counter[tuple] = Counter()
    for figure in figures:
        row = _figure(live, profile, figure)
        key = tuple(row[name] for name in ("metric", "release", "record", "part"))
        seen[key] += 1
        yield row | {"position": seen[key]}


def _series(live: Live, profile: Profile) -> Iterator[Row]:
    """What earlier releases said, and what the latest says of the same."""
    earlier = [figure for figure in profile.history if figure.metric not in SENSITIVE]
    same = {(figure.metric, figure.label) for figure in earlier}
    latest = [figure for figure in profile.figures if (figure.metric, figure.label) in same and figure.release >= 0]
    yield from _numbered(live, profile, [*earlier, *latest])


def _skills(profile: Profile) -> list[Figure]:
    return [
        *(
            Figure(metric="skill_share", label=skill.name, value=skill.share, release=skill.release)
            for skill in profile.skills
        ),
        *(edited(profile.figures, profile.skills_edits) if profile.skills_edits else ()),
    ]


def _figure(live: Live, profile: Profile, figure: Figure) -> Row:
    unit = METRICS[figure.metric].unit
    release = profile.releases[figure.release] if figure.release >= 0 else None
    dated = figure if figure.period_end else release
    amounts = ("value", "low", "high", "at_least", "at_most", "standard_error")
    return {
        "slug": live.slug,
        "metric": figure.metric,
        "statistic": STATISTIC_OF[figure.metric],
        "part": figure.label,
        "part_code": figure.part_code,
        "unit": unit.key,
        **{name: None if (given := getattr(figure, name)) is None else in_unit(given, unit) for name in amounts},
        "all_workers": _all_workers(profile, figure),
        "bound_reason": _bound_reason(figure),
        "missing_reason": figure.missing,
        "sample_size": figure.sample_size,
        "base": figure.base,
        "period_start": dated.period_start if dated else None,
        "period_end": dated.period_end if dated else None,
        "method": figure.method or (release.method if release else "editor"),
        "population": figure.population or (release.population if release else ""),
        "level": figure.level,
        "group": wider_group(profile, figure),
        "record": figure.record,
        "source": source_of(release) if release else EDITORS,
        "release": release.key if release else "",
        "note": figure.note,
    }


def _bound_reason(figure: Figure) -> str:
    if figure.at_least is not None:
        return Missing.TOP_CODED.value
    return Missing.BOTTOM_CODED.value if figure.at_most is not None else ""


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


BOUND_REASONS = (Missing.TOP_CODED.value, Missing.BOTTOM_CODED.value)
FIGURE_COLUMNS = (
    SLUG,
    text("metric", "The metric: its key.", empty=False),
    text("statistic", "The statistic.", STATISTICS, empty=False),
    text("part", "The group or item, if the metric has several."),
    text("part_code", "The code of the item: of a field of study in the CIP, of a skill its element in O*NET."),
    text("unit", "The unit of the numbers: its key in /metrics/.", empty=False),
    BulkColumn("value", "number", "The figure; empty for a range, a bound, a name alone or a missing figure."),
    BulkColumn("low", "number", "Lower end of a range."),
    BulkColumn("high", "number", "Upper end of a range; empty if the range is open-ended."),
    BulkColumn("at_least", "number", "Lower bound, if the source publishes only that."),
    BulkColumn("at_most", "number", "Upper bound, if the source publishes only that."),
    BulkColumn("standard_error", "number", "Standard error published by the source, in the unit."),
    BulkColumn("all_workers", "number", "The same figure for all workers, if the source has it."),
    text("bound_reason", "Why there is only a bound.", BOUND_REASONS),
    text("missing_reason", "Why the figure is missing: a key in /metrics/.", tuple(one.value for one in Missing)),
    BulkColumn("sample_size", "integer", "How many answered."),
    BulkColumn("base", "integer", "Of shares and ages of people: how many are employed in the group."),
    BulkColumn("period_start", "date", "First day of the reference period."),
    BulkColumn("period_end", "date", "Last day of the reference period."),
    text("method", "How the figure was made.", tuple(one.value for one in Method), empty=False),
    text("population", "The population."),
    text("level", "Level of the occupational group.", tuple(one.value for one in Level), empty=False),
    text("group", "The wider group that the figure is for; empty if it is for the occupation itself."),
    text("record", "Key of the official record; empty for a figure of the occupation itself."),
    text("source", f"Key of the source; “{EDITORS}” for figures of our editors.", empty=False),
    text("release", "Key of the release; empty for figures of our editors."),
    text("note", "Note of the source."),
    BulkColumn("position", "integer", "Counts figures that have all other key columns in common, from 1."),
)
FIGURE_KEY = ("slug", "metric", "release", "record", "part", "position")
OF_FIGURES = (
    OF_OCCUPATION,
    Reference("metric", "metrics"),
    Reference("record", "codes", "record"),
    Reference("source", "sources"),
    Reference("release", "releases"),
)


def _occupations(live: Live, profile: Profile) -> Iterator[Row]:
    yield {
        "slug": live.slug,
        "id": live.id,
        "title": profile.names.title,
        "official_title": profile.names.official_title,
        "plural": profile.names.plural,
        "category_slug": profile.category.slug,
        "category_name": profile.category.name,
        "edition": live.number,
        "published_at": live.published_at.isoformat(),
        "digest": live.digest,
        "description": profile.description,
    }


def _titles(live: Live, profile: Profile) -> Iterator[Row]:
    for kind in ("also_called", "job_titles"):
        for title in dict.fromkeys(getattr(profile, kind)):
            yield {"slug": live.slug, "title": title, "kind": kind}


def _responsibilities(live: Live, profile: Profile) -> Iterator[Row]:
    for position, duty in enumerate(profile.responsibilities, start=1):
        yield {"slug": live.slug, "position": position, "text": duty}


def _records(live: Live, profile: Profile) -> Iterator[Row]:
    for record in profile.records:
        system, vintage, code = parts_of(record.key)
        names = {name: getattr(record, name) for name in ("title", "quality", "note")}
        yield {"slug": live.slug, "record": record.key, "system": system, "vintage": vintage, "code": code, **names}


QUALITIES = tuple(quality for quality, _ in Classification.QUALITIES)


def _related(live: Live) -> Iterator[Row]:
    for kind, listed in (("related", live.related), ("nearest", live.nearest)):
        for position, (slug, _) in enumerate(msgspec.json.decode(listed or "[]"), start=1):
            yield {"slug": live.slug, "kind": kind, "position": position, "other_slug": slug}


OF_STANDINGS = (
    BulkTable(
        "related",
        "Related occupations: those that a source lists, and those that are most alike.",
        (
            SLUG,
            text("kind", "related: a source lists it; nearest: it is most alike.", ("related", "nearest"), empty=False),
            BulkColumn("position", "integer", "Position, from 1.", empty=False),
            text("other_slug", "The other occupation: its slug.", empty=False),
        ),
        ("slug", "kind", "position"),
        _related,
        (OF_OCCUPATION, Reference("other_slug", "occupations", "slug")),
    ),
)
"""Tables that depend on other occupations, too: rows of an occupation without its edition."""
OF_EDITIONS = (
    BulkTable(
        "occupations",
        "The occupations, and the editions behind the other tables.",
        (
            SLUG,
            BulkColumn("id", "integer", "Number of the occupation, which never changes; the slug follows a rename."),
            text("title", "Name that heads the page, in the singular: a short common name if the title is long."),
            text("official_title", "Official title, which is the same if there is no short common name."),
            text("plural", "Plural as written in the middle of a sentence."),
            text("category_slug", "Category on this site: its slug."),
            text("category_name", "Category on this site: its name."),
            BulkColumn("edition", "integer", "Number of the edition."),
            BulkColumn("published_at", "datetime", "When the edition was published."),
            text("digest", "Identifies the content of the edition."),
            text("description", "What people in the occupation do; Markdown if our editors wrote it."),
        ),
        ("slug",),
        _occupations,
        (Reference("category_slug", "categories", "slug"),),
    ),
    BulkTable(
        "titles",
        "Job titles of the occupations.",
        (
            SLUG,
            text("title", "Job title."),
            text("kind", "also_called: from our editors; job_titles: from a source."),
        ),
        ("slug", "kind", "title"),
        _titles,
        (OF_OCCUPATION,),
    ),
    BulkTable(
        "responsibilities",
        "Responsibilities of the occupations, in order.",
        (SLUG, BulkColumn("position", "integer", "Position, from 1."), text("text", "One responsibility.")),
        ("slug", "position"),
        _responsibilities,
        (OF_OCCUPATION,),
    ),
    BulkTable(
        "records",
        "The official records that the occupations are matched to, and how well they fit.",
        (
            SLUG,
            text("record", "Key of the official record."),
            text("system", "Classification or survey: soc, onet-soc, nem, oews, cps or acs."),
            text("vintage", "Version of the classification."),
            text("code", "Code in that system."),
            text("title", "Title in that system."),
            text("quality", "How well it fits.", QUALITIES, empty=False),
            text("note", "Explanation of the match."),
        ),
        ("slug", "record"),
        _records,
        (OF_OCCUPATION, Reference("record", "codes", "record")),
    ),
    BulkTable(
        "figures",
        "All figures except shares by sex, race and sexual orientation, which have tables of their own.",
        FIGURE_COLUMNS,
        FIGURE_KEY,
        _figures(frozenset(METRICS) - frozenset(SENSITIVE)),
        OF_FIGURES,
    ),
    BulkTable(
        "series",
        "Figures over successive releases of a table, as far as pages show them; the latest is in figures, too.",
        FIGURE_COLUMNS,
        FIGURE_KEY,
        _series,
        OF_FIGURES,
    ),
    *(
        BulkTable(
            f"figures-{metric.replace('_', '-')}",
            METRICS[metric].definition,
            FIGURE_COLUMNS,
            FIGURE_KEY,
            _figures(frozenset([metric])),
            OF_FIGURES,
            metric,
        )
        for metric in SENSITIVE
    ),
)
"""Tables whose rows are of an edition."""
OCCUPATION_TABLES = (*OF_EDITIONS, *OF_STANDINGS)
