"""Which files of observations there are, and what each depends on."""

import hashlib
import re
from collections import defaultdict
from typing import NamedTuple

from django.db import connection

from occupations.bulk.state import FORMAT
from occupations.metrics import METRICS, REGISTRY_VERSION, SENSITIVE
from occupations.models import Dataset
from occupations.observations.measured import STORED
from occupations.observations.names import Names, ReleaseName

_FACTS = ("occupations_figure", "occupations_wageestimate")
_WITH_FACTS = """SELECT r FROM unnest(%s::bigint[]) r WHERE EXISTS (
    SELECT FROM occupations_figure f WHERE f.release_id = r) OR EXISTS (
    SELECT FROM occupations_wageestimate w WHERE w.release_id = r)"""
_SENSITIVE = "SELECT DISTINCT release_id, metric FROM occupations_figure WHERE metric = ANY(%s)"
# What a file says of an occupation itself, and which pages show what: this changes with what is live.
_OWN = " UNION ".join(
    f"SELECT release_id FROM {table} WHERE occupation_id IS NOT NULL AND release_id IS NOT NULL"  # noqa: S608
    for table in _FACTS
)
_SHOWN = """
SELECT f.release_id, md5(string_agg(concat_ws(' ', x.fact, x.of, s.occupation_id), ','
    ORDER BY x.fact, x.of, s.occupation_id))
FROM occupations_shownfacts s CROSS JOIN unnest({facts}) x (fact, of) JOIN {table} f ON f.id = x.fact GROUP BY 1
"""
_SHOWN_OF = (
    _SHOWN.format(facts="s.wages, s.wage_columns", table="occupations_wageestimate"),
    _SHOWN.format(facts="s.figures, array_fill(''::text, ARRAY[cardinality(s.figures)])", table="occupations_figure"),
)


class ObservationFiles(NamedTuple):
    """The observations of a table of a source. `state`: another text if the files would be others. `metric`: the
    sensitive metric of the files, if any."""

    name: str
    title: str
    dataset: str
    source: str
    releases: tuple[ReleaseName, ...]
    metrics: frozenset[str]
    state: str
    metric: str = ""

    @property
    def description(self) -> str:
        of = f", {METRICS[self.metric].name}" if self.metric else ""
        return f"Every figure of all releases of the table {self.dataset}{of}."


def observation_files(names: Names) -> list[ObservationFiles]:
    """By dataset; each sensitive metric has files of its own."""
    with connection.cursor() as cursor:
        cursor.execute(_WITH_FACTS, [list(names.release_of)])
        filled = {pk for (pk,) in cursor.fetchall()}
        cursor.execute(_SENSITIVE, [list(SENSITIVE)])
        sensitive: dict[int, set[str]] = defaultdict(set)
        for release, metric in cursor.fetchall():
            sensitive[release].add(metric)
    releases: dict[str, list[ReleaseName]] = defaultdict(list)
    for one in names.releases:
        if one.pk in filled:
            releases[one.dataset].append(one)
    states = _States(names)
    titles = {one.key: str(one) for one in Dataset.objects.filter(key__in=releases).select_related("source")}
    found = []
    for dataset, some in sorted(releases.items()):
        metrics = sorted({metric for one in some for metric in sensitive[one.pk]})
        for metric in ("", *metrics):
            wanted = frozenset([metric]) if metric else STORED - frozenset(SENSITIVE)
            name = f"observations-{_in_a_file_name(dataset)}{'--' if metric else ''}{metric.replace('_', '-')}"
            state = states.of(some, wanted)
            title = titles[dataset] + (f": {METRICS[metric].name}" if metric else "")
            found.append(ObservationFiles(name, title, dataset, some[0].source, tuple(some), wanted, state, metric))
    return found


def _in_a_file_name(dataset: str) -> str:
    """The key as it is, as nearly all are, or what is left of it with a digest."""
    plain = re.sub("[^a-z0-9]+", "-", dataset.lower()).strip("-")[:180]
    return plain if plain == dataset else f"{plain}-{hashlib.sha256(dataset.encode()).hexdigest()[:8]}"


class _States:
    def __init__(self, names: Names) -> None:
        tables = (names.places, names.industries, names.employers)
        self._named = repr([sorted(names.records.values()), *(sorted(one.values()) for one in tables)])
        self._slugs = repr(sorted(names.slug_of.items()))
        self._changing: dict[int, str] = {}
        with connection.cursor() as cursor:
            cursor.execute(_OWN)
            self._changing |= {pk: "" for (pk,) in cursor.fetchall()}
            for statement in _SHOWN_OF:
                cursor.execute(statement)
                for pk, digest in cursor.fetchall():
                    self._changing[pk] = self._changing.get(pk, "") + digest

    def of(self, releases: list[ReleaseName], metrics: frozenset[str]) -> str:
        changing = [self._changing[one.pk] + self._slugs for one in releases if one.pk in self._changing]
        # Which one is the latest is not in the rows.
        named = [one._replace(is_latest=False) for one in releases]
        content = repr((FORMAT, REGISTRY_VERSION, named, sorted(metrics), self._named, changing))
        return hashlib.sha256(content.encode()).hexdigest()
