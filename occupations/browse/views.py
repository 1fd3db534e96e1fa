"""Pages for browsing all occupations. Every query starts from what is public."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from occupations.browse import a_to_z, categories, explore, ranking_results, table
from occupations.browse.catalogue import catalogue
from occupations.browse.list_figures import COLUMNS
from occupations.browse.query_string import address, choice, given, page_number, repeated
from occupations.browse.rankings import RANKINGS
from occupations.links import category_url
from occupations.metrics import METRICS
from occupations.models import Category
from occupations.rendering.http import list_page, public_page
from occupations.rendering.view import Page
from occupations.sql import LIVE

NOINDEX = "noindex,follow"


def occupation_list(request: HttpRequest) -> HttpResponse:
    requested = given(request.GET, ["letter"]).get("letter", "")
    context = a_to_z.letters(catalogue(), request.path, requested)
    title = "Occupations from A to Z"
    if requested and context["letter"]:
        title += f": {context['letter']}"
    page = list_page(request, title, "Every occupation with figures on pay, jobs, growth, education and skills.")
    if requested:
        right = context["letter"] and not context["problems"]
        page = page._replace(
            canonical=page.canonical + (f"?letter={requested.lower()}" if right else ""),
            robots="" if right else NOINDEX,
        )
    return public_page(
        request, "occupations/index.html", {"page": page, "search": reverse("occupations:search"), **context}
    )


def category_list(request: HttpRequest) -> HttpResponse:
    page = list_page(request, "Occupations by category", "Categories, and the occupations in each.")
    return public_page(request, "occupations/categories.html", {"page": page, "categories": categories.categories()})


def category_detail(request: HttpRequest, slug: str) -> HttpResponse:
    asked = given(request.GET, ["sort", "page"])
    sort, problems = choice(asked.get("sort", ""), "sort", "Order", table.SORTS, table.TITLE)
    number, wrong = page_number(asked.get("page", ""))
    context = categories.category_page(catalogue(), slug, request.path, sort, number)
    if context is None:
        return redirect(
            category_url(get_object_or_404(Category.objects.using(LIVE).once_at(slug)).slug), permanent=True
        )
    name, count = context["category"]["name"], context["count"]
    page = list_page(
        request,
        name,
        f"{name}: pay, growth and jobs of {count} occupations, with their sources.",
        NOINDEX if asked else "",
    )._replace(current=reverse("occupations:category-list"))
    problems += [*wrong, *repeated(request.GET, {"sort": "Order", "page": "Page"})]
    context = context | {
        "page": page,
        "problems": problems,
        "explore": address(reverse("occupations:explore"), {"category": slug}),
        "rankings": [(ranking.title, address(ranking.url, {"category": slug})) for ranking in RANKINGS.values()],
    }
    return public_page(request, "occupations/category.html", context)


def explore_page(request: HttpRequest) -> HttpResponse:
    context = explore.explore(request.path, request.GET)
    if isinstance(context, str):
        return redirect(context)
    page = list_page(
        request,
        "Explore careers",
        "All occupations in one table, to filter and sort by pay, growth, education, experience, training and skills.",
        "" if context["plain"] else NOINDEX,
    )
    return public_page(request, "occupations/explore.html", {"page": page, **context})


def ranking_list(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request,
        "Rankings",
        "The highest-paying, fastest-growing and largest occupations and more, with the source and period of "
        "each ranking and what it leaves out.",
    )
    return public_page(
        request, "occupations/rankings.html", {"page": page, "rankings": ranking_results.in_brief(catalogue())}
    )


def ranking_detail(request: HttpRequest, key: str) -> HttpResponse:
    ranking = RANKINGS.get(key)
    if ranking is None:
        raise Http404
    known = catalogue()
    typed = given(request.GET, ["category"]).get("category", "")
    category, problems = choice(typed, "category", "Category", [slug for slug, _, _ in known.categories], "")
    chosen = next((name for slug, name, _ in known.categories if slug == category), "")
    result = ranking_results.rank(ranking, known, category)
    title = f"{ranking.title}: {chosen}" if chosen else ranking.title
    page: Page = list_page(request, title, ranking.sentence, NOINDEX if typed else "")
    context = {
        "page": page._replace(
            canonical=address(page.canonical, {"category": category}), current=reverse("occupations:ranking-list")
        ),
        "ranking": ranking,
        "result": result,
        "definition": METRICS[result.kind[0]].definition if result.kind else "",
        "heads": (COLUMNS[ranking.slot].label, COLUMNS[ranking.second_slot].label),
        "shown": sum(len(row.occupations) for row in result.rows),
        "first": result.rows[: ranking_results.AT_ONCE],
        "more": result.rows[ranking_results.AT_ONCE :],
        "category": chosen,
        "categories": [
            ("", "All categories", not category),
            *((slug, name, slug == category) for slug, name, _ in known.categories),
        ],
        "problems": problems + repeated(request.GET, {"category": "Category"}),
        "others": [
            (other.title, address(other.url, {"category": category}))
            for other in RANKINGS.values()
            if other is not ranking
        ],
    }
    return public_page(request, "occupations/ranking.html", context)
