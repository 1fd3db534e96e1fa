"""What the list pages show: letters, categories, companies, sources. Rows in, plain dicts for the templates out."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils import timezone
from django.utils.text import slugify

from occupations import wording
from occupations.feeds import feeds
from occupations.metrics import METRICS, to_scale
from occupations.models import Edition, Occupation, Release
from occupations.page import category_url, comparison_url, occupation_url
from occupations.search import Hit

EXAMPLES = 3
PAIRS = 6


ABOUT_COMPANIES = (
    "A source can say which employer or which industry pays an occupation best. Here is everyone that the sources of "
    "our figures name.",
    "Being named is not a rating: it says what a source found for one occupation, in its own way of counting. Who is "
    "not named was "
    "not found, not asked, or too small to publish.",
)
ABOUT_BEST = (
    "For each occupation the employer that a source names as best paying, with the amount where the source gives one.",
    "The sources differ in how they count and whom they ask, so the amounts of two lines should not be set against "
    "each other.",
)


def letters() -> list[dict[str, Any]]:
    rows = sorted(
        Occupation.objects.public().values_list("live__title", "slug"),
        key=lambda row: (_initial(row[0]), row[0].lstrip(".").casefold()),
    )
    return [
        {
            "letter": letter,
            "id": f"letter-{letter.lower()}" if letter.isalpha() else "letter-other",
            "occupations": [{"title": title, "url": occupation_url(slug), "also": ""} for title, slug in group],
        }
        for letter, group in groupby(rows, key=lambda row: _initial(row[0]))
    ]


def _initial(title: str) -> str:
    """Where a title is looked up: .NET developer under N."""
    letter = title.lstrip(".")[:1].upper()
    return letter if letter.isascii() and letter.isalpha() else "#"


def categories() -> list[dict[str, Any]]:
    rows = (
        Occupation.objects.public()
        .order_by("live__title")
        .values_list("live__category__slug", "live", "live__category_name", "live__title")
    )
    families: dict[str, list[tuple]] = {}
    for slug, *row in rows:
        families.setdefault(slug, []).append(row)
    result = []
    for slug, members in families.items():
        names = [title for _, _, title in members]
        name = _newest_name([(edition, name) for edition, name, _ in members])
        result.append({"name": name, "url": category_url(slug), "count": len(names), "examples": names[:EXAMPLES]})
    return sorted(result, key=lambda category: category["name"].casefold())


def _newest_name(editions: list[tuple[int, str]]) -> str:
    """The category's name in the edition published last: in the others it may have an older one."""
    return max(editions)[1]


class Listed(NamedTuple):
    """A live edition as lists show it; money in US$, growth in percent."""

    edition: int
    category_name: str
    title: str
    slug: str
    salary: Any
    salary_metric: str
    salary_period_end: Any
    growth: Any
    growth_period_end: Any


def category_page(slug: str) -> dict[str, Any] | None:
    """The context of a category's page; None where nothing in it is public."""
    rows = [
        Listed(*row)
        for row in Edition.objects.filter(pk__in=Occupation.objects.public().values("live"), category__slug=slug)
        .order_by("title")
        .values_list(
            "pk",
            "category_name",
            "title",
            "occupation__slug",
            "salary",
            "salary_metric",
            "salary_period_end",
            "growth",
            "growth_period_end",
        )
    ]
    if not rows:
        return None
    usual_pay, pay_note = _usual("Pay", [pay_kind(row) for row in rows if row.salary is not None])
    usual_growth, growth_note = _usual("Growth", [_growth_kind(row) for row in rows if row.growth is not None])
    return {
        "category": {"name": _newest_name([(row.edition, row.category_name) for row in rows])},
        "occupations": [
            {
                "title": row.title,
                "url": occupation_url(row.slug),
                **_shown("pay", row.salary, "wage_annual_mean", pay_kind(row), usual_pay),
                **_shown("growth", row.growth, "growth", _growth_kind(row), usual_growth),
            }
            for row in rows
        ],
        "notes": [note for note in (pay_note, growth_note) if note],
        "pairs": [
            (one.title, other.title, comparison_url([one.slug, other.slug]))
            for one, other in list(pairwise(rows))[:PAIRS]
        ],
    }


def pay_kind(row: Listed | Hit) -> str:
    """What kind of pay it is, and of when."""
    name = METRICS[row.salary_metric].name if row.salary_metric else ""
    return f"{name}, {_month(row.salary_period_end)}"


def _growth_kind(row: Listed) -> str:
    return (
        f"projected employment change to {row.growth_period_end.year}"
        if row.growth_period_end
        else "horizon not stated"
    )


def _month(end) -> str:
    return f"{end:%B %Y}" if end else "period unknown"


def _usual(column: str, kinds: list[str]) -> tuple[str, str]:
    """The most common kind of a column's figures, and the note that says so."""
    if not kinds:
        return "", ""
    usual = Counter(kinds).most_common(1)[0][0]
    others = "; figures of another kind say so" if len(set(kinds)) > 1 else ""
    return usual, f"{column}: {usual}{others}."


def _shown(name: str, value, metric: str, kind: str, usual: str) -> dict[str, Any]:
    if value is None:
        return {name: "no figure", f"{name}_missing": True}
    text = wording.number(to_scale(value, METRICS[metric].unit), METRICS[metric].unit)
    return {name: text if kind == usual else f"{text} ({kind})", f"{name}_missing": False}


def companies() -> list[dict[str, Any]]:
    """Employers and industries that live editions name as best paying, with the occupations that name them."""
    rows = list(
        Occupation.objects.public()
        .order_by("live__title")
        .values_list("live__title", "slug", "live__employers", "live__industries")
    )
    return [
        _group("employers", "Employers", "No source in use names an employer.", rows, 2),
        _group("industries", "Industries", "No source in use names an industry.", rows, 3),
    ]


def _group(key: str, title: str, empty: str, rows: list[tuple], column: int) -> dict[str, Any]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        for name, _, source in row[column]:
            found.setdefault((name, source), []).append((row[0], occupation_url(row[1])))
    ordered = sorted(found.items(), key=lambda entry: entry[0][0].casefold())
    names = [{"name": name, "source": source, "occupations": listed} for (name, source), listed in ordered]
    return {"key": key, "title": title, "empty": empty, "names": names}


def best_companies() -> dict[str, Any]:
    public = Occupation.objects.public()
    rows = (
        public.exclude(live__employers=[]).order_by("live__title").values_list("live__title", "slug", "live__employers")
    )
    return {
        "rows": [
            {
                "title": title,
                "url": occupation_url(slug),
                "employer": name,
                "amount": "" if amount is None else f"${amount:,}",
                "source": source,
            }
            for title, slug, employers in rows
            for name, amount, source in employers
        ],
        "without": public.filter(live__employers=[]).count(),
    }


def sources() -> list[dict[str, Any]]:
    """The releases that live editions are built from, by source."""
    live = Occupation.objects.public().values("live")
    releases = (
        Release.objects.filter(editions__in=live)
        .annotate(occupations=Count("editions"))
        .select_related("dataset__source")
        .order_by("dataset__source__publisher", "dataset__source__title", "dataset__table", "-period_end", "pk")
    )
    return [
        {
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "licence": source.licence,
            "attribution": source.attribution,
            "id": slugify(f"{source.title} {source.pk}"),
            "releases": _releases(group),
        }
        for source, group in groupby(releases, key=lambda release: release.dataset.source)
    ]


def sources_in_full() -> list[dict[str, Any]]:
    """As sources(), with the rows that each release feeds."""
    found = sources()
    fed = feeds(tuple(release["pk"] for source in found for release in source["releases"]))
    for source in found:
        for release in source["releases"]:
            release["feeds"] = fed[release["pk"]]
    return found


def _releases(releases: Iterable[Release]) -> list[dict[str, Any]]:
    today = timezone.now().date()
    return [
        {
            "pk": release.pk,
            "title": release.title or "As loaded from a file",
            "period": wording.period(release.period_start, release.period_end),
            "method": release.get_method_display(),
            "population": release.population,
            "retrieved": wording.day(release.retrieved) if release.retrieved else "",
            "read": wording.day(release.loaded_at),
            "next_expected": wording.day(release.next_expected) if release.next_expected else "",
            "due": release.next_expected is not None and release.next_expected < today,
            "occupations": release.occupations,
        }
        for release in releases
    ]
