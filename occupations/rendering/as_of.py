"""What was public on a past day: `?as_of=YYYY-MM-DD` on the pages of occupations and comparisons.

Editions are never deleted, so a page can be cited with its day and shown again as it was. Today's decisions still
apply: withdrawn occupations stay hidden, a metric that is switched off is hidden in old editions as well, and an
edition that was taken back, with its release or on its own, is not shown.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Min, QuerySet
from django.http import HttpRequest, HttpResponse

from occupations.models import Edition, Occupation
from occupations.profiles import formatting
from occupations.rendering.http import explain
from occupations.rendering.live import Live, LiveDocument, cache, with_layout
from occupations.rendering.view import View

PARAMETER = "as_of"
_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

# Like the query of today's editions in live.py, without what is known only for today: standing and nearest.
_EDITIONS = """
SELECT o.id, o.slug, e.number, e.published_at, e.digest, NULL, NULL,
       ARRAY(SELECT metric FROM occupations_metricpolicy WHERE NOT shown ORDER BY metric),
       now.digest, e.document
FROM occupations_occupation o
JOIN occupations_edition now ON now.id = o.live_id
CROSS JOIN LATERAL (
    SELECT * FROM occupations_edition old
    WHERE old.occupation_id = o.id AND old.published_at < %s AND old.number <= now.number
      AND NOT EXISTS (
          SELECT FROM occupations_edition_releases built
          JOIN occupations_release r ON r.id = built.release_id
          WHERE built.edition_id = old.id AND r.undone_at IS NOT NULL)
    ORDER BY old.number DESC LIMIT 1
) e
WHERE o.slug = ANY(%s) AND o.withdrawn_at IS NULL
"""


class BadDay(Exception):
    """A day that cannot be shown. `status`, `heading` and `explanation` describe the error page."""

    def __init__(self, status: int, heading: str, explanation: str) -> None:
        super().__init__(explanation)
        self.status, self.heading, self.explanation = status, heading, explanation


class Past(NamedTuple):
    """The editions of one day, by slug; `changed`: whether any of them is no longer the live one."""

    day: datetime.date
    sides: dict[str, LiveDocument]
    changed: bool

    @property
    def sentence(self) -> str:
        since = "the figures have changed since" if self.changed else "the figures have not changed since"
        return f"As published on {formatting.day(self.day)}; {since}."


def requested_day(request: HttpRequest) -> datetime.date | None:
    """The requested day; None for today's page. Raises BadDay."""
    text = request.GET.get(PARAMETER, "").strip()
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text) if _FORM.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise BadDay(
            400,
            "We could not read this date",
            "To see the page as it was on an earlier date, write the date like this: as_of=2026-01-31.",
        )
    if day > datetime.datetime.now(datetime.UTC).date():
        raise BadDay(
            404, "That date is in the future", "You can see a page as it is today or as it was on an earlier date."
        )
    return day


def editions_on(day: datetime.date, slugs: Sequence[str]) -> Past:
    """The newest editions at the end of that day (UTC), by slug; one query. Occupations that are not public today, or
    were not yet, are missing."""
    end = datetime.datetime.combine(day, datetime.time.min, datetime.UTC) + datetime.timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(_EDITIONS, [end, list(slugs)])
        rows = cursor.fetchall()
    sides = {row[1]: with_layout(Live.of(row[:7], row[7]), cache.keep(row[4], row[9])) for row in rows}
    return Past(day, sides, any(row[4] != row[8] for row in rows))


def with_day(address: str, day: datetime.date | None) -> str:
    if not day:
        return address
    return f"{address}{'&' if '?' in address else '?'}{PARAMETER}={day}"


def dated_view(view: View, past: Past) -> View:
    """The view for that day: it says so at the top, is not indexed by search engines, and links to today's page."""
    page = view.page
    page = page._replace(
        canonical=with_day(page.canonical, past.day),
        robots="noindex,follow",
        formats=[(label, with_day(url, past.day)) for label, url in page.formats],
        past=past.sentence,
        today=page.path,
        picture="",  # that of an occupation is of today
    )
    return view._replace(page=page)


def dated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A decorator for views of occupations with editions. Passes the requested `day`, None for today, or responds with
    an error page itself."""

    @wraps(view)
    def with_its_day(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.META.get("QUERY_STRING"):
            return view(request, *args, **kwargs)
        try:
            return view(request, *args, **kwargs, day=requested_day(request))
        except BadDay as why:
            today = [("The current page", request.path)]
            return explain(request, why.status, why.heading, why.explanation, today)

    return with_its_day


def public_editions() -> QuerySet:
    """Editions that were public and still may be: none after the live one, and none that was undone with a release."""
    return Edition.objects.filter(
        occupation__in=Occupation.objects.public(), number__lte=F("occupation__live__number")
    ).exclude(releases__undone_at__isnull=False)


def began(slugs: Sequence[str]) -> dict[str, tuple[str, datetime.date]]:
    """Title and day of the first edition for each; empty if some are not public today."""
    editions = public_editions().filter(occupation__slug__in=slugs)
    first = editions.order_by().values_list("occupation__slug", "occupation__live__title").annotate(Min("published_at"))
    found = {slug: (title, at.date()) for slug, title, at in first}
    return found if len(found) == len(set(slugs)) else {}


def not_yet(request: HttpRequest, past: Past, slugs: Sequence[str], address: str) -> HttpResponse | None:
    """If all of these are public today but some were not on that day: the page that says from which day on there is
    something to show. `address`: of today's page. Otherwise None."""
    first = began(slugs)
    if not first:
        return None
    late = [first[slug] for slug in slugs if slug not in past.sides]
    since = max(day for _, day in late)
    return explain(
        request,
        404,
        f"Not published yet on {formatting.day(past.day)}",
        " ".join(f"{title} was first published on {formatting.day(day)}." for title, day in late),
        [
            ("The current page", address),
            (f"The page as it was on {formatting.day(since)}", with_day(address, since)),
        ],
    )
