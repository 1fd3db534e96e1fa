"""The tables of what all occupations share in a bulk release: what the keys of the other tables stand for."""

from collections.abc import Iterator

from django.db import connection

from occupations.bulk.table import BulkColumn, BulkTable, Reference, Row, text
from occupations.metrics import FEWEST_FILINGS, METRICS, UNSHOWN, Level, Method, Shape
from occupations.metrics.statistics import STATISTICS
from occupations.models import Occupation, RecordLink, Release, Source, StatisticalRecord
from occupations.models.record_keys import key_of
from occupations.models.released import PUBLISHED
from occupations.observations.columns import UNITS
from occupations.observations.names import NATION, Names, RecordName
from occupations.profiles.sheet import EDITORS
from occupations.rendering.reference_rows import metric_row, release_row, source_row

SYSTEMS = tuple(system for system, _ in StatisticalRecord.SYSTEMS)
QUALITIES = tuple(quality for quality, _ in RecordLink.QUALITIES)
METHODS = tuple(method.value for method in Method)
_LISTED = f"""
SELECT DISTINCT w.employer_id FROM occupations_wageestimate w JOIN occupations_release r ON r.id = w.release_id
WHERE w.employer_id IS NOT NULL AND w.sample_size >= {FEWEST_FILINGS} AND {PUBLISHED}
"""  # noqa: S608 (constants)
_LINKS = f"""
SELECT l.record_id, l.other_id, l.quality, l.note, l.release_id
FROM occupations_recordlink l JOIN occupations_release r ON r.id = l.release_id WHERE {PUBLISHED}
"""  # noqa: S608 (constants)


def _metrics(names: Names) -> Iterator[Row]:
    return (metric_row(metric) for _, metric in sorted((METRICS | UNSHOWN).items()))


def _sources(names: Names) -> Iterator[Row]:
    """The first is of our editors."""
    used = Source.objects.filter(datasets__releases__in=[one.pk for one in names.releases]).distinct()
    rows = [source_row(source) for source in used]
    ours = dict.fromkeys(("publisher", "homepage_url", "license", "attribution"))
    found = {EDITORS: {"key": EDITORS, "title": "Editors of this site", **ours}}
    for row in rows:
        found.setdefault(row["key"], row)
    return (found[key] for key in sorted(found))


def _releases(names: Names) -> Iterator[Row]:
    found = Release.objects.filter(pk__in=[one.pk for one in names.releases]).select_related("dataset__source")
    rows = [release_row(release) for release in found.defer("report", "files")]
    return iter(sorted(rows, key=lambda row: row["key"]))


def _categories(names: Names) -> Iterator[Row]:
    """By the name in the latest edition."""
    public = Occupation.objects.public().order_by("live__published_at")
    found = dict(public.values_list("live__category_slug", "live__category_name"))
    return ({"slug": slug, "name": found[slug]} for slug in sorted(found))


def _places(names: Names) -> Iterator[Row]:
    yield {"key": NATION, "kind": NATION, "code": None, "name": "United States"}
    for one in sorted(names.places.values(), key=lambda one: one.key):
        yield {"key": one.key, "kind": one.key.partition("-")[0], "code": one.code, "name": one.name}


def _industries(names: Names) -> Iterator[Row]:
    for one in sorted(names.industries.values(), key=lambda one: one.key):
        yield {"slug": one.key, "code": one.code, "name": one.name}


def _employers(names: Names) -> Iterator[Row]:
    with connection.cursor() as cursor:
        cursor.execute(_LISTED)
        listed = [names.employers[pk] for (pk,) in cursor.fetchall()]
    by_slug = {one.key: one.name for one in sorted(listed, key=lambda one: one.name, reverse=True)}
    return ({"slug": slug, "name": by_slug[slug]} for slug in sorted(by_slug))


def _records() -> dict[int, RecordName]:
    """All records, also those that no figure is of, such as fields of study."""
    columns = StatisticalRecord.objects.values_list("pk", "system", "vintage", "code", "title", "level")
    return {
        pk: RecordName(pk, key_of(system, vintage, code), system, code, title, level)
        for pk, system, vintage, code, title, level in columns
    }


def _codes(names: Names) -> Iterator[Row]:
    for one in sorted(_records().values(), key=lambda one: one.key):
        system, _, _ = one.key.partition(":")
        vintage = system.removeprefix(f"{one.system}-")
        row = {"record": one.key, "system": one.system, "vintage": vintage, "code": one.code}
        yield row | {"title": one.title, "level": one.level}


def _crosswalks(names: Names) -> Iterator[Row]:
    with connection.cursor() as cursor:
        cursor.execute(_LINKS)
        records = _records()
        found = [
            {
                "record": records[record].key,
                "other_record": records[other].key,
                "quality": quality,
                "note": note,
                "release": names.release_of[release].key,
            }
            for record, other, quality, note, release in cursor.fetchall()
        ]
    return iter(sorted(found, key=lambda row: (row["record"], row["other_record"], row["release"])))


KEY = text("key", "Identifies the row.", empty=False)
NAME = text("name", "The name for readers.", empty=False)
SITE_TABLES = (
    BulkTable(
        "metrics",
        "What the figures mean.",
        (
            KEY,
            NAME,
            text("definition", "What the metric means."),
            text("statistic", "What statistic the numbers are.", STATISTICS, empty=False),
            text("unit", "The unit of the numbers.", UNITS, empty=False),
            text("unit_text", "The unit in words."),
            BulkColumn("scale", "integer", "The finest step of numbers: 100 for hundredths.", empty=False),
            text("shape", "The shape of the figures.", tuple(shape.value for shape in Shape), empty=False),
            text("population", "Who is counted."),
            BulkColumn("tolerance", "number", "How far apart figures may be that count as about the same."),
            BulkColumn("rounding", "number", "The step to which figures are rounded in sentences."),
            BulkColumn("tolerance_percent", "number", "The tolerance in percent of the lower figure."),
            BulkColumn("higher_is_better", "boolean", "Whether most people would prefer the higher figure."),
            BulkColumn("sensitive", "boolean", "Whether the site may hide the metric.", empty=False),
            BulkColumn("period_limit_years", "integer", "How many years reference periods may be apart."),
            BulkColumn("row_keys", "array", "The rows of pages that can show it."),
        ),
        ("key",),
        _metrics,
    ),
    BulkTable(
        "sources",
        "The sources of the figures, with the sentences that their licenses ask to show.",
        (
            KEY,
            text("title", "The title of the source.", empty=False),
            text("publisher", "The publisher."),
            text("homepage_url", "The website of the source."),
            text("license", "The license."),
            text("attribution", "The sentence that the license asks to show."),
        ),
        ("key",),
        _sources,
    ),
    BulkTable(
        "releases",
        "The releases of the tables of sources.",
        (
            KEY,
            text("dataset", "The table of the source: its key.", empty=False),
            text("title", "The title of the release.", empty=False),
            text("source", "The source: its key.", empty=False),
            text("source_title", "The title of the source.", empty=False),
            text("publisher", "The publisher."),
            text("geography", "What places the table covers."),
            BulkColumn("period_start", "date", "First day of the reference period."),
            BulkColumn("period_end", "date", "Last day of the reference period."),
            text("method", "How the figures were made.", METHODS, empty=False),
            text("population", "Who is counted."),
            BulkColumn("retrieved_on", "date", "When the files were retrieved."),
            BulkColumn("next_expected_on", "date", "When the next release is expected."),
            text("digest", "Identifies the files of the release.", empty=False),
        ),
        ("key",),
        _releases,
        (Reference("source", "sources"),),
    ),
    BulkTable(
        "categories",
        "The categories of occupations on this site.",
        (text("slug", "The category: its slug.", empty=False), NAME),
        ("slug",),
        _categories,
    ),
    BulkTable(
        "places",
        "The nation, states and metropolitan areas.",
        (KEY, text("kind", "nation, state or metro.", (NATION, "state", "metro")), text("code", "The code."), NAME),
        ("key",),
        _places,
    ),
    BulkTable(
        "industries",
        "The industry sectors of wage surveys.",
        (text("slug", "The industry: its slug.", empty=False), text("code", "The NAICS code."), NAME),
        ("slug",),
        _industries,
    ),
    BulkTable(
        "employers",
        "The employers with figures of their own.",
        (text("slug", "The employer: its slug.", empty=False), NAME),
        ("slug",),
        _employers,
    ),
    BulkTable(
        "codes",
        "The official records: lines of classifications and rows of surveys.",
        (
            text("record", "Key of the official record.", empty=False),
            text("system", "Classification or survey.", SYSTEMS, empty=False),
            text("vintage", "Version of the classification.", empty=False),
            text("code", "Code in that system.", empty=False),
            text("title", "Title in that system.", empty=False),
            text("level", "How wide the group is.", tuple(level.value for level in Level), empty=False),
        ),
        ("record",),
        _codes,
    ),
    BulkTable(
        "crosswalks",
        "What releases say of two official records: that the first is mapped to the other, and how well.",
        (
            text("record", "Key of the official record.", empty=False),
            text("other_record", "Key of the record that it is mapped to.", empty=False),
            text("quality", "How well it fits.", QUALITIES, empty=False),
            text("note", "Explanation."),
            text("release", "Key of the release that says so.", empty=False),
        ),
        ("record", "other_record", "release"),
        _crosswalks,
        (
            Reference("record", "codes", "record"),
            Reference("other_record", "codes", "record"),
            Reference("release", "releases"),
        ),
    ),
)
