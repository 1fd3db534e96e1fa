"""Builds a Profile from rows: what would be published for an occupation now.

Read-only, and the same rows give the same bytes, because every order here is explicit. Within a metric, figures are in
order of preference: an editor's own, then official ones by how well the record fits, then those from a loaded file.
Many profiles cost as many queries as one: rows.py reads the rows, and figures.py,
official_texts.py and texts.py convert them.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from occupations.metrics import BENCHMARKED, METRICS
from occupations.models import Occupation, Release, StatisticalRecord, VerbatimWord
from occupations.profiles import technology
from occupations.profiles.document import (
    SCHEMA,
    CategoryRef,
    Figure,
    Names,
    Overrides,
    Profile,
    RecordRef,
    ReleaseRef,
)
from occupations.publishing.building import texts
from occupations.publishing.building.figures import WAGE_METRIC_OF
from occupations.publishing.building.official_texts import (
    DIRECT,
    OfficialTexts,
    TextRow,
    official_texts,
    records_with_texts,
)
from occupations.publishing.building.rows import ClassificationRow, FactRows, Rows, read
from occupations.text import english

__all__ = ["CHUNK", "WAGE_METRIC_OF", "build_all", "build_profile", "build_profiles", "names_of", "verbatim_words"]

CHUNK = 250  # occupations whose rows are in memory at the same time: some 75,000 figures
_METRIC_ORDER = {key: position for position, key in enumerate(METRICS)}
_SYSTEMS = dict(StatisticalRecord.SYSTEMS)


class Built(NamedTuple):
    """What would be published for one occupation, the releases it uses, and what sources say in texts, edited or
    not."""

    profile: Profile
    releases: list[Release]
    official: OfficialTexts


def verbatim_words() -> frozenset[str]:
    """Acronyms and names that keep their capitals in running text: the site's own and those of the editors."""
    return english.DEFAULT_VERBATIM | frozenset(VerbatimWord.objects.values_list("word", flat=True))


def build_profiles(
    occupations: Iterable[Occupation], verbatim: frozenset[str] | None = None, today: datetime.date | None = None
) -> Iterator[tuple[Occupation, Profile, list[Release]]]:
    """Each occupation with the profile of its current rows and the releases that the profile uses, in the given
    order."""
    for occupation, built in build_all(occupations, verbatim, today):
        yield occupation, built.profile, built.releases


def build_all(
    occupations: Iterable[Occupation], verbatim: frozenset[str] | None = None, today: datetime.date | None = None
) -> Iterator[tuple[Occupation, Built]]:
    """Like build_profiles, with what sources say in texts."""
    verbatim = verbatim_words() if verbatim is None else verbatim
    today = today or datetime.datetime.now(datetime.UTC).date()
    waiting = iter(occupations)
    while chunk := list(islice(waiting, CHUNK)):
        rows = read(chunk)
        for occupation in chunk:
            yield occupation, _built(occupation, rows, verbatim, today)


def build_profile(
    occupation: Occupation, verbatim: frozenset[str] | None = None, today: datetime.date | None = None
) -> tuple[Profile, list[Release]]:
    """Like build_profiles, for one occupation."""
    ((_, profile, releases),) = build_profiles([occupation], verbatim, today)
    return profile, releases


def names_of(occupation: Occupation, verbatim: frozenset[str]) -> Names:
    return names_for(occupation.title, occupation.heading, overrides_of(occupation), verbatim)


def overrides_of(occupation: Occupation) -> Overrides:
    return Overrides(
        plural=occupation.plural,
        article=occupation.article,
        running=occupation.running,
        common_name=occupation.common_name,
    )


def names_for(title: str, heading: str, overrides: Overrides, verbatim: frozenset[str]) -> Names:
    """The forms of the name that heads the page; the title is official if it is another one."""
    running = overrides.running or english.running(heading, verbatim)
    official = "" if heading == title else title
    return Names(
        title=heading,
        running=running,
        plural=overrides.plural or english.plural(running),
        article=overrides.article or english.article(running),
        official=official,
        official_plural=english.plural(english.running(official, verbatim)) if official else "",
    )


class _Releases:
    """The releases of a profile in the order in which its figures first use them."""

    def __init__(self, rows: Rows) -> None:
        self.rows: list[Release] = []
        self.refs: list[ReleaseRef] = []
        self._known = rows
        self._index: dict[int, int] = {}

    def index(self, pk: int | None) -> int:
        if pk is None:
            return -1
        if pk not in self._index:
            self._index[pk] = len(self.rows)
            self.rows.append(self._known.releases[pk])
            self.refs.append(self._known.ref(pk))
        return self._index[pk]


def _texts_of_records(classifications: list[ClassificationRow], rows: Rows) -> Iterator[list[TextRow]]:
    classified = [(entry.record, entry.quality, rows.records[entry.record].code) for entry in classifications]
    for record, whole in records_with_texts(classified):
        found = rows.texts.get(record, [])
        yield found if whole else [text for text in found if text.kind == DIRECT]


def _built(occupation: Occupation, rows: Rows, verbatim: frozenset[str], today: datetime.date) -> Built:
    releases = _Releases(rows)
    classifications = rows.classifications[occupation.pk]
    edits = rows.edits[occupation.pk]
    figures = [
        *_entered(rows.own(occupation.pk, None), today),
        *_official(classifications, rows, releases),
        *_loaded(occupation.pk, rows, releases),
    ]
    figures.sort(key=lambda figure: _METRIC_ORDER[figure.metric])
    figures = technology.in_order(figures, rows.usage)
    also_called = tuple(sorted(edits.also_called, key=lambda title: (title.lower(), title)))
    skills = texts.skills(occupation, edits, figures, releases.index, verbatim)
    official = official_texts(
        list(_texts_of_records(classifications, rows)),
        known_titles=[occupation.title, occupation.heading, *also_called, *edits.left_out],
    )
    related, related_release = _related(classifications, rows, releases)
    profile = Profile(
        names=names_of(occupation, verbatim),
        overrides=overrides_of(occupation),
        category=CategoryRef(occupation.category.slug, occupation.category.name),
        **texts.description(occupation, official, releases.index),
        also_called=also_called,
        job_titles=official.titles,
        job_titles_reported=official.reported,
        job_titles_hidden=tuple(sorted(edits.left_out)),
        **texts.responsibilities(occupation, edits, official, releases.index),
        job_titles_releases=tuple([releases.index(pk) for pk in official.title_releases]),
        **skills,
        records=tuple([_record_ref(entry, rows) for entry in classifications]),
        figures=tuple(figures),
        benchmarks=tuple(_benchmarks(figures, rows, releases)),
        history=tuple(_history(classifications, rows, releases)),
        related=related,
        related_release=related_release,
        releases=tuple(releases.refs),
        schema=SCHEMA,
    )
    return Built(profile, releases.rows, official)


def _entered(facts: FactRows, today: datetime.date) -> Iterator[Figure]:
    for figure in (*facts.wages, *facts.figures):
        if figure.expires_on is None or figure.expires_on > today:
            yield figure


def _official(classifications: list[ClassificationRow], rows: Rows, releases: _Releases) -> Iterator[Figure]:
    """Figures of the records in the current release of each dataset; pay first, records in the given order."""
    ordered = [
        facts for entry in classifications if entry.quality != "none" for facts in rows.of_record.get(entry.record, ())
    ]
    for facts in ordered:
        if facts.wages:
            yield from facts.numbered("wages", releases.index(facts.release))
    for facts in ordered:
        if facts.figures:
            yield from facts.numbered("figures", releases.index(facts.release))


def _loaded(occupation: int, rows: Rows, releases: _Releases) -> Iterator[Figure]:
    """Figures that files give for this occupation itself: for each dataset, from the pinned release or the newest among
    those that cover it."""
    best: dict[int, tuple[bool, datetime.date, int]] = {}
    for pk in rows.files[occupation]:
        release = rows.releases[pk]
        if release.undone_at is None:
            dataset = release.dataset
            rank = (dataset.pinned_id == pk, release.period_end or datetime.date.min, pk)
            best[dataset.pk] = max(rank, best.get(dataset.pk, rank))
    for pk in sorted([rank[2] for rank in best.values()], key=lambda pk: rows.releases[pk].dataset.key):
        facts, index = rows.own(occupation, pk), releases.index(pk)
        yield from facts.numbered("wages", index)
        yield from facts.numbered("figures", index)


def _benchmarks(figures: list[Figure], rows: Rows, releases: _Releases) -> Iterator[Figure]:
    """The all-workers rows of the releases that the figures come from."""
    needed = {
        (releases.rows[figure.release].pk, figure.metric)
        for figure in figures
        if figure.metric in BENCHMARKED and figure.release >= 0
    }
    for metric, facts in rows.totals:
        if (facts.release, metric) in needed:
            yield from facts.numbered("figures", releases.index(facts.release))


def _history(classifications: list[ClassificationRow], rows: Rows, releases: _Releases) -> Iterator[Figure]:
    """Figures in earlier releases for the record that pay comes from now."""
    paid = (
        entry.record
        for entry in classifications
        if entry.quality != "none" and any(facts.wages for facts in rows.of_record.get(entry.record, ()))
    )
    for facts in rows.history.get(next(paid, -1), ()):
        yield from facts.numbered("wages", releases.index(facts.release))


def _related(classifications: list[ClassificationRow], rows: Rows, releases: _Releases) -> tuple[tuple[str, ...], int]:
    """Keys of the records that the first release with such links calls related to the occupation's own, and the index
    of the release."""
    links = [link for entry in classifications if entry.quality == "exact" for link in rows.related[entry.record]]
    if not links:
        return (), -1
    release = links[0][0]
    return tuple([key for of, key in links if of == release]), releases.index(release)


def _record_ref(entry: ClassificationRow, rows: Rows) -> RecordRef:
    record = rows.records[entry.record]
    return RecordRef(
        key=record.key,
        system=_SYSTEMS[record.system],
        code=record.code,
        title=record.title,
        quality=entry.quality,
        note=entry.note,
    )
