"""What the home page shows: the picker, comparisons to start with, categories, and how much there is."""

from typing import Any

from django.db.models import Count, Max, QuerySet

from comparisons.models import PairNote
from comparisons.page import comparison_url
from comparisons.picking import public_titles
from occupations.models import Category, Occupation
from occupations.page import Page, category_url

EXAMPLES = 6


def home_context(site: str, notes: QuerySet[PairNote]) -> dict[str, Any]:
    public = Occupation.objects.public()
    counts = public.aggregate(occupations=Count("pk"), newest=Max("live__published_at"))
    categories = (
        Category.objects.filter(editions__in=public.values("live"))
        .annotate(size=Count("editions", distinct=True))
        .order_by("name")
    )
    return {
        "page": Page(
            title="Compare occupations side by side",
            heading="Compare occupations side by side",
            description="Pay, jobs, growth, education, people, duties and skills of two occupations, with the source of every figure.",
            canonical=f"{site}/",
            current="/",
        ),
        "action": "/compare/",
        "titles": public_titles(),
        "examples": _featured(notes) or _examples(),
        "categories": [(category.name, category_url(category.slug), category.size) for category in categories],
        "counts": {"occupations": counts["occupations"], "comparisons": counts["occupations"] * (counts["occupations"] - 1) // 2},
    }


def _featured(notes: QuerySet[PairNote]) -> list[tuple[str, str]]:
    public = Occupation.objects.public()
    rows = notes.filter(first__in=public, second__in=public).values_list(
        "first__slug", "first__live__title", "second__slug", "second__live__title"
    )[:EXAMPLES]
    return [(f"{one} vs {other}", comparison_url([slug, other_slug])) for slug, one, other_slug, other in rows]


def _examples() -> list[tuple[str, str]]:
    """The best-paid occupation of each of a few categories with what stands nearest to it."""
    rows = (
        Occupation.objects.public()
        .filter(standing__nearest__0__isnull=False)
        .order_by("live__category", "-live__salary", "slug")
        .distinct("live__category")
        .values_list("slug", "live__title", "standing__nearest")[:EXAMPLES]
    )
    return [(f"{title} vs {nearest[0][1]}", comparison_url([slug, nearest[0][0]])) for slug, title, nearest in rows]
