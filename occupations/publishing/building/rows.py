"""Reads the rows that profiles are made of, for many occupations with as many queries as for one.

Records that several occupations share are read once.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from occupations.metrics import BENCHMARKED, HISTORIES, METRICS, RANKINGS, SURVEYED, Method, Missing
from occupations.models import (
    Classification,
    Occupation,
    RecordLink,
    RecordText,
    Release,
    StatisticalRecord,
    WageEstimate,
)
from occupations.models import Figure as FigureModel
from occupations.profiles.document import Figure, ReleaseRef
from occupations.profiles.official_records import BEST_FIRST
from occupations.profiles.technology import METRIC as TECHNOLOGY
from occupations.profiles.technology import Usage
from occupations.publishing.building.figures import (
    FIGURE_COLUMNS,
    SURVEYED_PAY,
    RecordRow,
    WageRow,
    absent,
    figure,
    wage_figures,
)
from occupations.publishing.building.list_edits import ListEdits, read_edits
from occupations.publishing.building.official_texts import TextRow
from occupations.publishing.building.technology_usage import read_usage

_NATIONAL = Q(area=None, industry=None, employer=None)  # rows for places and employers are only for rankings
RECORD, OCCUPATION, RELEASE = 1, 2, 3  # the position of these columns in rows of figures and wages


class ClassificationRow(NamedTuple):
    record: int
    quality: str
    note: str


class FactRows:
    """What one release, or without a release an editor, has for one record or occupation, in row order."""

    __slots__ = ("_numbered", "figures", "release", "wages")

    def __init__(self, release: int | None) -> None:
        self.release = release
        self.wages: list[Figure] = []
        self.figures: list[Figure] = []
        self._numbered: dict[tuple[str, int], list[Figure]] = {}

    def numbered(self, table: str, index: int) -> list[Figure]:
        """Its figures for a profile in which the release has that index. Made once for all profiles."""
        if (table, index) not in self._numbered:
            rows: list[Figure] = getattr(self, table)
            self._numbered[table, index] = [msgspec.structs.replace(row, release=index) for row in rows]
        return self._numbered[table, index]


class _ByRelease(dict[int | None, FactRows]):
    def __missing__(self, release: int | None) -> FactRows:
        built = self[release] = FactRows(release)
        return built


_Owners = dict[int, _ByRelease]  # by record or occupation
_NOBODYS = FactRows(None)


class Rows:
    """All rows for some occupations, by primary key."""

    def __init__(self) -> None:
        self.records: dict[int, RecordRow] = {}
        self.classifications: dict[int, list[ClassificationRow]] = defaultdict(list)  # best first
        self.edits: dict[int, ListEdits] = {}
        self.releases: dict[int, Release] = {}
        self.of_record: dict[int, list[FactRows]] = {}  # of current releases, by dataset
        self.files: dict[int, list[int]] = defaultdict(list)  # releases that cover the occupation itself
        self.texts: dict[int, list[TextRow]] = {}  # of records, this project's first, then by dataset, in order
        self.totals: list[tuple[str, FactRows]] = []  # (metric, all workers), in order
        self.history: dict[int, list[FactRows]] = {}  # of records, in earlier releases of current tables, oldest first
        self.related: dict[int, list[tuple[int, str]]] = defaultdict(list)  # (release, key), most similar first
        self.usage: dict[str, Usage] = {}  # of technology, by the key of the record with the list
        self._own: _Owners = defaultdict(_ByRelease)
        self._refs: dict[int, ReleaseRef] = {}

    def own(self, occupation: int, release: int | None) -> FactRows:
        """The facts that a release, or without a release an editor, has for the occupation itself."""
        owned = self._own.get(occupation)
        return owned.get(release, _NOBODYS) if owned else _NOBODYS

    def ref(self, release: int) -> ReleaseRef:
        if release not in self._refs:
            self._refs[release] = self.releases[release].as_ref()
        return self._refs[release]


def read(occupations: Sequence[Occupation]) -> Rows:
    """The rows for these occupations, whose categories are read as well."""
    prefetch_related_objects(occupations, "category")
    owners = [occupation.pk for occupation in occupations]
    rows = Rows()
    _read_classifications(rows, owners)
    rows.edits = read_edits(owners)
    current = set(Release.objects.current().values_list("pk", flat=True))
    classified = [entry for entries in rows.classifications.values() for entry in entries]
    of_record: _Owners = defaultdict(_ByRelease)
    of_records = Q(record__in={entry.record for entry in classified if entry.quality != "none"})
    official = of_records & Q(release__in=current)
    _read_facts(rows, of_record, official & _NATIONAL, official, of=RECORD)
    mapped = {entry.record for entry in classified if entry.quality != "none"}
    _read_lost(rows, of_record, mapped)
    _read_unlisted(rows, of_record, mapped, current)
    own = Q(occupation__in=owners)
    _read_facts(rows, rows._own, own, own, of=OCCUPATION)
    for owner, by_release in rows._own.items():
        rows.files[owner] = [pk for pk in by_release if pk is not None]
    _read_official_texts(rows, {entry.record for entry in classified if entry.quality in ("exact", "shared")}, current)
    stated = {skill.release for edits in rows.edits.values() for skill in edits.skills if skill.release is not None}
    earlier = _read_history(rows, of_records, current)
    _read_related(rows, {entry.record for entry in classified if entry.quality == "exact"}, current)
    _read_releases(rows, current.union(stated, earlier, *rows.files.values()))
    used = read_usage(_lists_of_technology(of_record), current)
    rows.usage = {rows.records[record].key: usage for record, usage in used.items()}
    for record, by_release in of_record.items():
        released = {release: facts for release, facts in by_release.items() if release is not None}
        rows.of_record[record] = [released[pk] for pk in sorted(released, key=lambda pk: rows.releases[pk].dataset.key)]
    for texts in rows.texts.values():
        texts.sort(key=lambda text: preference(rows.releases[text.release]))
    _read_totals(rows, current.union(*rows.files.values()))
    return rows


def preference(release: Release) -> tuple[bool, str]:
    """What was written for this project comes before the texts of publishers."""
    return release.method != Method.EDITOR, release.dataset.key


def entered(occupation: Occupation) -> list[Figure]:
    """The figures that editors entered, which stand before all others."""
    rows = Rows()
    own = Q(occupation=occupation, release=None)
    _read_facts(rows, rows._own, own, own, of=OCCUPATION)
    facts = rows.own(occupation.pk, None)
    return [*facts.wages, *facts.figures]


def _lists_of_technology(of_record: _Owners) -> list[tuple[int, int]]:
    return [
        (record, release)
        for record, by_release in of_record.items()
        for release, facts in by_release.items()
        if release is not None and any(one.metric == TECHNOLOGY for one in facts.figures)
    ]


def _read_classifications(rows: Rows, owners: list[int]) -> None:
    found = Classification.objects.filter(occupation__in=owners)
    entries = list(found.values_list("occupation_id", "record_id", "quality", "note"))
    _read_records(rows, {record for _, record, _, _ in entries})
    entries.sort(key=lambda entry: (BEST_FIRST.index(entry[2]), rows.records[entry[1]].key))
    for owner, record, quality, note in entries:
        rows.classifications[owner].append(ClassificationRow(record, quality, note))


def _read_records(rows: Rows, pks: Collection[int]) -> None:
    for record in StatisticalRecord.objects.filter(pk__in=pks):
        rows.records[record.pk] = RecordRow(
            record.pk, record.system, record.code, record.title, record.level, record.key
        )


def _read_official_texts(rows: Rows, records: Collection[int], releases: Collection[int]) -> None:
    found = RecordText.objects.filter(record__in=records, release__in=releases).order_by("kind", "position", "pk")
    for record, release, kind, text in found.values_list("record_id", "release_id", "kind", "text"):
        rows.texts.setdefault(record, []).append(TextRow(release, kind, text))


def _read_facts(rows: Rows, into: _Owners, wages: Q, figures: Q, of: int) -> None:
    """`of`: the column that says what a row is for."""
    for row in WageEstimate.objects.filter(wages).order_by("pk").values_list(*WageRow._fields):
        built = wage_figures(WageRow._make(row), rows.records.get(row[RECORD]))
        into[row[of]][row[RELEASE]].wages += built
    for row in FigureModel.objects.filter(figures).order_by("pk").values_list(*FIGURE_COLUMNS):
        into[row[of]][row[RELEASE]].figures.append(figure(row, rows.records.get(row[RECORD])))


def _read_lost(rows: Rows, into: _Owners, records: Collection[int]) -> None:
    """Pay, single figures and rankings in an earlier release of a dataset that the current one lacks: the reason why
    they are missing is then not that no source has them."""
    dated = Release.objects.filter(period_end__isnull=False)
    current = {dataset: (end, pk) for dataset, end, pk in dated.current().values_list("dataset", "period_end", "pk")}
    instead = {
        pk: current[dataset][1]
        for pk, dataset, end in dated.filter(undone_at=None).values_list("pk", "dataset", "period_end")
        if dataset in current and end < current[dataset][0]
    }
    unpaid = [pk for pk in records if not any(facts.wages for facts in into.get(pk, {}).values())]
    had = WageEstimate.objects.filter(_NATIONAL, record__in=unpaid, release__in=instead)
    for record, release in sorted(set(had.values_list("record_id", "release_id"))):
        into[record][instead[release]].wages = absent(SURVEYED_PAY, Missing.NO_LONGER, rows.records[record])
    single = FigureModel.objects.filter(Q(label="") | Q(metric__in=RANKINGS), record__in=records, release__in=instead)
    for record, release, metric in sorted(set(single.values_list("record_id", "release_id", "metric"))):
        facts = into[record][instead[release]]
        if all(one.metric != metric for one in facts.figures):
            facts.figures += absent([metric], Missing.NO_LONGER, rows.records[record])


def _read_unlisted(rows: Rows, into: _Owners, records: Collection[int], current: Collection[int]) -> None:
    """If a table of a record's survey has been imported but has no row for the record, that is the reason for a missing
    figure, not that the table has not been imported."""
    tables = FigureModel.objects.filter(metric__in=SURVEYED, release__in=current, record__isnull=False)
    for metric, release in tables.order_by("metric", "release").values_list("metric", "release").distinct():
        for record in sorted(records):
            known = rows.records[record]
            facts = into[record]
            if known.system == METRICS[metric].survey and not any(
                one.metric == metric for fact in facts.values() for one in fact.figures
            ):
                facts[release].figures += absent([metric], Missing.NO_ROW, known)


def _read_releases(rows: Rows, pks: Collection[int]) -> None:
    found = Release.objects.filter(pk__in=pks).select_related("dataset__source").defer("report", "files")
    rows.releases = {release.pk: release for release in found}


def _read_totals(rows: Rows, releases: Collection[int]) -> None:
    """Figures for all workers in these releases, in the order of their tables."""
    of_all = {"record__is_total": True, "release__in": releases}
    wages = list(
        WageEstimate.objects.filter(_NATIONAL, **of_all).order_by("release", "pk").values_list(*WageRow._fields)
    )
    figures = list(
        FigureModel.objects.filter(metric__in=BENCHMARKED, **of_all)
        .order_by("release", "metric", "pk")
        .values_list(*FIGURE_COLUMNS)
    )
    _read_records(rows, {row[RECORD] for row in (*wages, *figures)})
    built = [(row[RELEASE], figure(row, rows.records[row[RECORD]])) for row in figures]
    for row in wages:
        built += [(row[RELEASE], one) for one in wage_figures(WageRow._make(row), rows.records[row[RECORD]])]
    for release, one in built:
        if one.metric not in BENCHMARKED:
            continue
        if not rows.totals or (rows.totals[-1][0], rows.totals[-1][1].release) != (one.metric, release):
            rows.totals.append((one.metric, FactRows(release)))
        rows.totals[-1][1].figures.append(one)


def _read_history(rows: Rows, records: Q, current: Collection[int]) -> list[int]:
    """Figures for these records in earlier releases of the tables of current national pay. Returns these releases."""
    newest = {
        release.dataset_id: release.period_end
        for release in Release.objects.filter(
            Exists(WageEstimate.objects.filter(_NATIONAL, release=OuterRef("pk"))), pk__in=current
        )
        if release.period_end
    }
    earlier = [
        release.pk
        for release in Release.objects.filter(dataset__in=newest, undone_at=None).order_by("period_end", "pk")
        if release.period_end and release.period_end < newest[release.dataset_id]
    ]
    found: dict[tuple[int, int], FactRows] = {}
    wages = WageEstimate.objects.filter(_NATIONAL & records, release__in=earlier)
    for row in wages.order_by("pk").values_list(*WageRow._fields):
        facts = found.setdefault((row[RECORD], row[RELEASE]), FactRows(row[RELEASE]))
        built = wage_figures(WageRow._make(row), rows.records.get(row[RECORD]))
        facts.wages += [one for one in built if one.metric in HISTORIES and not one.missing]
    for (record, _), facts in sorted(found.items(), key=lambda entry: earlier.index(entry[0][1])):
        rows.history.setdefault(record, []).append(facts)
    return earlier


def _read_related(rows: Rows, records: Collection[int], releases: Collection[int]) -> None:
    found = RecordLink.objects.filter(record__in=records, release__in=releases, quality="related")
    links = found.select_related("other").order_by("record", "release", "position", "pk")
    for link in links.only("record", "release", "other__system", "other__vintage", "other__code"):
        rows.related[link.record_id].append((link.release_id, link.other.key))
