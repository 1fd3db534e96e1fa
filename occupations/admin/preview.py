"""The public page of a profile that is not live, for editors only."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from occupations.models import MetricPolicy
from occupations.pages.occupation import build_view, html_context
from occupations.profiles import document as profiles
from occupations.profiles.document import Profile
from occupations.profiles.layout import lay_out
from occupations.rendering.fragments import Fragments
from occupations.rendering.http import site_of
from occupations.rendering.live import LaidOut, LiveDocument
from occupations.rendering.templating import render_page


def as_if_live(slug: str, profile: Profile, number: int, published_at: datetime.datetime | None = None) -> LiveDocument:
    """The profile as an edition, without a standing among all occupations. `published_at`: now, if it never was."""
    sheet = lay_out(profile)
    return LiveDocument(
        slug=slug,
        number=number,
        published_at=published_at or timezone.now(),
        digest=profiles.digest(profiles.encode(profile)),
        pay_median_percentile=None,
        nearest="[]",
        hidden=list(MetricPolicy.objects.filter(shown=False).values_list("metric", flat=True)),
        laid_out=LaidOut(sheet, Fragments(sheet)),
    )


def preview_page(
    request: HttpRequest,
    slug: str,
    profile: Profile,
    number: int,
    banner: str,
    published_at: datetime.datetime | None = None,
) -> HttpResponse:
    """The page, made with the public builder and templates and never cached, neither by the site nor by anybody
    else."""
    shown = as_if_live(slug, profile, number, published_at)
    sheet, fragments = shown.laid_out
    view = build_view(shown, sheet, fragments, site_of(request))
    page = view.page._replace(
        title=f"Preview: {view.page.title}", canonical="", robots="noindex,nofollow", formats=[], picture=""
    )
    view = view._replace(page=page, notices=[banner, *view.notices])
    response = HttpResponse(render_page("occupations/occupation.html", html_context(view, shown, sheet)))
    response["X-Robots-Tag"] = "noindex"
    return response
