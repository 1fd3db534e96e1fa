"""/llms.txt: what programs that read text find here, from what there really is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from careersite.api_page.resources import groups
from occupations.links import SITE_NAME, comparison_url, occupation_url
from occupations.models import Occupation
from occupations.rendering.http import site_of, validated
from occupations.sql import LIVE

ABOUT = (
    "Compares occupations in the United States by official statistics: pay, employment, outlook, education, people and "
    "skills, with the source, period and method of every figure."
)


FORMATS = (
    "Every page of an occupation and of a comparison is also Markdown, JSON and CSV: write .md, .json or .csv for its "
    "last slash."
)


def llms_txt(request: HttpRequest) -> HttpResponse:
    site = site_of(request)
    largest = Occupation.objects.using(LIVE).public().filter(live__jobs__isnull=False).order_by("-live__jobs", "slug")
    slugs = list(largest.values_list("slug", flat=True)[:2])
    lines = [
        f"# {SITE_NAME}",
        "",
        f"> {ABOUT}",
        "",
        *_pages(site, slugs),
        *(_api(site, slugs) if settings.API_ENABLED else []),
    ]
    return validated(request, HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


def _pages(site: str, slugs: list[str]) -> list[str]:
    """Examples are the occupations with the most jobs."""
    lines = ["## Pages", "", FORMATS, ""]
    lines += [f"- [An occupation]({site}{occupation_url(slug)[:-1]}.md)" for slug in slugs[:1]]
    lines += [f"- [A comparison]({site}{comparison_url(slugs)[:-1]}.md)"] if len(slugs) > 1 else []
    named = (
        ("All occupations", "occupations:occupation-list"),
        ("Sources of all figures", "occupations:source-list"),
        ("All data as files, with licenses", "occupations:data"),
        ("How figures are compared", "comparisons:method"),
    )
    return [*lines, *(f"- [{label}]({site}{reverse(name)})" for label, name in named), ""]


def _brief(site: str, slugs: list[str]) -> list[str]:
    """Answers for little room, by example."""
    if len(slugs) < 2:
        return []
    one, two = reverse("api:occupation", args=[slugs[0]]), reverse("api:comparisons")
    return [
        "With `detail=brief`, an answer has the key figures and their sources; with `sections=pay`, those sections; "
        "`format=md` makes tables.",
        "",
        f"- [An occupation in 1 KB]({site}{one}?detail=brief)",
        f"- [A comparison in 2 KB]({site}{two}?occupations={','.join(slugs)}&detail=brief)",
        "",
    ]


def _api(site: str, slugs: list[str]) -> list[str]:
    page = site + reverse("api:docs")
    return [
        "## API",
        "",
        f"No key is needed. [Documentation]({page}); [OpenAPI 3.1]({site}{reverse('api:schema')}); "
        f"[a server of the Model Context Protocol]({page}#mcp).",
        "",
        *_brief(site, slugs),
        *(
            f"- [{one.summary}]({site}{one.example}): {one.method} {one.path}"
            for group in groups()
            for one in group.operations
        ),
        "",
    ]
