"""From rows to a Profile: what would be published of an occupation now.

Read-only, and the same rows give the same bytes: every order here is explicit. Within a metric, figures come in order
of preference: an editor's own, then official ones by how well the record fits, then those of a loaded file.
"""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q

from occupations import language
from occupations.metrics import METRICS, SENSITIVE, Level, Missing, Unit, to_scale
from occupations.models import Classification, Figure, KeptWord, Occupation, Release, StatisticalRecord, WageEstimate
from occupations.models.facts import WAGE_COLUMNS, Fact
from occupations.profile import CategoryRef, Names, Overrides, Profile, RecordRef, ReleaseRef, SkillRef
from occupations.profile import Figure as ProfileFigure

QUALITY_ORDER = ("exact", "shared", "narrower", "broader", "approximate", "none")
WAGE_METRIC_OF = {column: f"wage_{column}" for column in WAGE_COLUMNS if f"wage_{column}" in METRICS}


def kept_words() -> frozenset[str]:
    """Acronyms and names that keep their capitals in running text: the site's own and the editors'."""
    return language.DEFAULT_KEPT | frozenset(KeptWord.objects.values_list("word", flat=True))


def build_profile(
    occupation: Occupation, kept: frozenset[str] | None = None, today: datetime.date | None = None
) -> tuple[Profile, list[Release]]:
    """The profile of the occupation's rows as they are now, and the releases it draws on."""
    kept = kept_words() if kept is None else kept
    today = today or datetime.datetime.now(datetime.UTC).date()
    classifications = sorted(
        occupation.classifications.select_related("record"),
        key=lambda entry: (QUALITY_ORDER.index(entry.quality), entry.record.key),
    )
    releases = _Releases()
    figures = [
        *_entered(occupation, today),
        *_official([entry.record for entry in classifications if entry.quality != "none"], releases),
        *_loaded(occupation, releases),
    ]
    metric_order = {key: position for position, key in enumerate(METRICS)}
    figures.sort(key=lambda figure: metric_order[figure.metric])
    skills = _skills(occupation, releases, kept)
    profile = Profile(
        names=names_of(occupation, kept),
        overrides=Overrides(plural=occupation.plural, article=occupation.article, running=occupation.running),
        category=CategoryRef(occupation.category.slug, occupation.category.name),
        description=occupation.description.strip(),
        also_called=tuple(
            sorted(
                occupation.alternate_titles.values_list("title", flat=True), key=lambda title: (title.lower(), title)
            )
        ),
        duties=tuple(occupation.responsibilities.order_by("position").values_list("text", flat=True)),
        skills=skills,
        records=tuple(_record_ref(entry) for entry in classifications),
        figures=tuple(figures),
        benchmarks=tuple(_benchmarks(figures, releases)),
        releases=tuple(releases.refs),
    )
    return profile, releases.rows


def names_of(occupation: Occupation, kept: frozenset[str]) -> Names:
    running = occupation.running or language.running(occupation.title, kept)
    return Names(
        title=occupation.title,
        running=running,
        plural=occupation.plural or language.plural(running),
        article=occupation.article or language.article(running),
    )


class _Releases:
    """The releases of one profile in the order in which its figures first name them."""

    def __init__(self) -> None:
        self.rows: list[Release] = []
        self.refs: list[ReleaseRef] = []
        self._index: dict[int, int] = {}

    def index(self, release: Release | None) -> int:
        if release is None:
            return -1
        if release.pk not in self._index:
            self._index[release.pk] = len(self.rows)
            self.rows.append(release)
            self.refs.append(release.as_ref())
        return self._index[release.pk]


def _entered(occupation: Occupation, today: datetime.date) -> Iterable[ProfileFigure]:
    unexpired = Q(expires_on__isnull=True) | Q(expires_on__gt=today)
    for wage in occupation.wageestimates.entered().filter(unexpired).order_by("pk"):
        yield from _wage_figures(wage, -1)
    for figure in occupation.figures.entered().filter(unexpired).order_by("pk"):
        yield _figure(figure, -1)


def _official(records: list[StatisticalRecord], releases: _Releases) -> Iterable[ProfileFigure]:
    """Figures of the records in the current release of each dataset; records in the order given."""
    if not records:
        return
    order = {record.pk: position for position, record in enumerate(records)}
    current = {"record__in": records, "release__in": Release.objects.current()}
    wages = WageEstimate.objects.with_release().filter(**current, area=None, industry=None, employer=None)
    for wage in sorted(wages, key=lambda row: (order[row.record_id], row.release.dataset.key, row.pk)):
        yield from _wage_figures(wage, releases.index(wage.release))
    figures = Figure.objects.with_release().filter(**current)
    for figure in sorted(figures, key=lambda row: (order[row.record_id], row.release.dataset.key, row.pk)):
        yield _figure(figure, releases.index(figure.release))


def _loaded(occupation: Occupation, releases: _Releases) -> Iterable[ProfileFigure]:
    """Figures that files gave for this very occupation: of each dataset, the release that is pinned or else the newest,
    among those that speak of it."""
    rows: list[Fact] = [
        *occupation.wageestimates.with_release().filter(release__isnull=False),
        *occupation.figures.with_release().filter(release__isnull=False),
    ]
    best: dict[int, tuple[bool, datetime.date, int]] = {}
    for row in rows:
        dataset = row.release.dataset
        rank = (dataset.pinned_id == row.release_id, row.release.period_end or datetime.date.min, row.release_id)
        best[dataset.pk] = max(rank, best.get(dataset.pk, rank))
    spoken = {release_id for _, _, release_id in best.values()}
    for row in sorted(rows, key=lambda row: (row.release.dataset.key, isinstance(row, Figure), row.pk)):
        if row.release_id in spoken:
            index = releases.index(row.release)
            if isinstance(row, WageEstimate):
                yield from _wage_figures(row, index)
            else:
                yield _figure(row, index)


def _benchmarks(figures: list[ProfileFigure], releases: _Releases) -> Iterable[ProfileFigure]:
    """The all-workers rows of the releases that the sensitive figures come from."""
    needed = {
        (releases.rows[figure.release].pk, figure.metric)
        for figure in figures
        if figure.metric in SENSITIVE and figure.release >= 0
    }
    if not needed:
        return
    rows = Figure.objects.with_release().filter(
        record__is_total=True, release__in={release for release, _ in needed}, metric__in=SENSITIVE
    )
    for row in rows.order_by("release", "metric", "pk"):
        if (row.release_id, row.metric) in needed:
            yield _figure(row, releases.index(row.release))


def _shared_fields(fact: Fact, release: int) -> dict:
    return {
        "release": release,
        "record": fact.record.key if fact.record else "",
        "method": fact.method,
        "population": fact.population,
        "period_start": fact.period_start,
        "period_end": fact.period_end,
        "note": fact.note,
        "reason": fact.reason,
        "expires_on": fact.expires_on,
        "sample_size": fact.sample_size,
    }


def _figure(figure: Figure, release: int) -> ProfileFigure:
    unit = METRICS[figure.metric].unit
    record = figure.record
    level = figure.level if figure.level != Level.DETAILED or record is None else record.level
    numbers = {
        name: _scaled(getattr(figure, name), unit)
        for name in ("value", "low", "high", "at_least", "at_most", "standard_error")
    }
    return ProfileFigure(
        metric=figure.metric,
        label=figure.label,
        missing=figure.missing,
        level=level,
        group=figure.group or (record.title if record is not None and level != Level.DETAILED else ""),
        **numbers,
        **_shared_fields(figure, release),
    )


def _wage_figures(wage: WageEstimate, release: int) -> Iterable[ProfileFigure]:
    """One figure for each column that has a number, or a reason why it has none."""
    shared = _shared_fields(wage, release)
    if wage.record is not None and wage.record.level != Level.DETAILED:
        shared |= {"level": wage.record.level, "group": wage.record.title}
    for column, metric in WAGE_METRIC_OF.items():
        facts = _wage_facts(wage, column, METRICS[metric].unit)
        if facts:
            yield ProfileFigure(metric=metric, **facts, **shared)
    if wage.employment is not None:
        error = None
        if wage.employment_rse is not None:
            error = _scaled(wage.employment * wage.employment_rse / 100, METRICS["employees"].unit)
        yield ProfileFigure(metric="employees", value=wage.employment, standard_error=error, **shared)


def _wage_facts(wage: WageEstimate, column: str, unit: Unit) -> dict:
    """What a column says: a number, a bound, why it has none; nothing where the survey does not collect it."""
    value = getattr(wage, column)
    hourly = column.startswith("hourly")
    if value is not None:
        error = value * wage.mean_rse / 100 if column.endswith("_mean") and wage.mean_rse is not None else None
        return {"value": _scaled(value, unit), "standard_error": _scaled(error, unit)}
    if column in wage.top_coded:
        bound = wage.top_code_hourly if hourly else wage.top_code_annual
        return {"missing": Missing.TOP_CODED.value} if bound is None else {"at_least": _scaled(bound, unit)}
    if column in wage.suppressed:
        return {"missing": Missing.SUPPRESSED.value}
    if wage.annual_only and hourly:
        return {"missing": Missing.ANNUAL_ONLY.value}
    if wage.hourly_only and not hourly:
        return {"missing": Missing.HOURLY_ONLY.value}
    return {}


def _skills(occupation: Occupation, releases: _Releases, kept: frozenset[str]) -> tuple[SkillRef, ...]:
    rows = occupation.occupation_skills.select_related("skill", "release__dataset__source").order_by("position")
    return tuple(
        SkillRef(
            name=row.skill.name,
            running=language.running(row.skill.name, kept),
            share=_scaled(row.share, METRICS["skill_share"].unit),
            release=releases.index(row.release),
        )
        for row in rows
    )


def _record_ref(entry: Classification) -> RecordRef:
    record = entry.record
    return RecordRef(
        key=record.key,
        system=record.get_system_display(),
        code=record.code,
        title=record.title,
        quality=entry.quality,
        note=entry.note,
    )


def _scaled(value: Decimal | None, unit: Unit) -> int | None:
    return None if value is None else to_scale(value, unit)
