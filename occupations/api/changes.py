"""What changed, as feeds: Atom (RFC 4287) and JSON Feed 1.1."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.urls import reverse

from occupations.api import parameters
from occupations.api.endpoint import Endpoint, link
from occupations.api.occupation_body import MovedSlug, missing
from occupations.api.parameters import Parameter
from occupations.api.renderers import JSON
from occupations.bulk.news import Entry, looked_at, news, version
from occupations.links import CHANGED, SITE_NAME, id_url, occupation_url
from occupations.local_copy.live_value import TABLES
from occupations.local_copy.renewing import versions
from occupations.models import Occupation
from occupations.rendering import cache_control
from occupations.rendering.formats import to_json
from occupations.rendering.http import etag_of, has_current, site_of
from occupations.sql import LIVE

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
ABOUT = "Figures, titles and texts of occupations that changed, each with the figure before."
MOST_SENTENCES = 40  # of an entry; the rest is counted


class _Subject(NamedTuple):
    number: int
    slug: str
    title: str


class About(NamedTuple):
    """A feed, of all occupations or of one: its permanent id, its title, the address of the page it is of, and as of
    when there are no other entries."""

    id: str
    title: str
    page: str
    as_of: datetime.datetime


class _Feed(Endpoint):
    """A page of the feed, with the address of the next one."""

    tag = "Bulk"
    negotiates = False
    renderer_classes = (JSON,)
    content_type: str
    parameters = (
        parameters.text("occupation", "Only changes of this occupation: its slug.", 200, example="registered-nurse"),
        parameters.whole("start", "How many entries to leave out.", 0, 1_000_000, 0),
        parameters.whole("limit", "Largest number of entries.", 1, 200, 50),
    )

    @classmethod
    def known(cls) -> tuple[Parameter, ...]:
        return cls.parameters

    def answer(self, params: dict[str, Any]) -> HttpResponseBase:
        as_of = looked_at()
        state = (*version(), versions(TABLES), _moment(as_of))
        etag = etag_of("changes", site_of(self.request), self.request.get_full_path(), *state)
        headers = {"ETag": etag, "Cache-Control": cache_control.PAGE}
        subject = _subject(params["occupation"]) if params["occupation"] else None
        if has_current(self.request, etag):
            return HttpResponseNotModified(headers=headers)
        found = news(params["start"], params["limit"], subject.number if subject else None)
        following = link(self.request, start=str(params["start"] + params["limit"])) if found.more else None
        body = self.written(_about(site_of(self.request), subject, as_of), found.entries, following)
        return HttpResponse(body, content_type=self.content_type, headers=headers)

    def written(self, about: About, entries: list[Entry], following: str | None) -> bytes:
        raise NotImplementedError


def _about(site: str, subject: _Subject | None, as_of: datetime.datetime) -> About:
    if subject:
        return About(
            f"{site}{id_url(subject.number)}#changes",
            f"{subject.title}: {CHANGED}",
            site + occupation_url(subject.slug),
            as_of,
        )
    return About(site + reverse("api:changes-atom"), f"{SITE_NAME}: {CHANGED}", f"{site}/", as_of)


def _subject(slug: str) -> _Subject:
    """A public occupation, also by a slug that it had. Raises Problem."""
    found = Occupation.objects.using(LIVE).public().filter(slug=slug).values_list("pk", "slug", "live__title").first()
    if found is not None:
        return _Subject(*found)
    try:
        raise missing(slug, "occupation")
    except MovedSlug as moved:
        return _subject(moved.to)


def _sentences(entry: Entry) -> list[str]:
    more = len(entry.sentences) - MOST_SENTENCES
    rest = [f"And {more:,} more."] if more > 0 else []
    return [*entry.sentences[:MOST_SENTENCES], *rest]


def _heading(entry: Entry) -> str:
    count = len(entry.sentences)
    return f"{entry.title}: {'1 change' if count == 1 else f'{count} changes'}"


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class ChangesAtom(_Feed):
    """What changed of each occupation with each bulk release, as an Atom feed: “Median pay a year: $98,430 (May 2024) →
    $101,420 (May 2025)”. Ids never change. All changes are in `bulk/latest/changes.csv.gz`, too."""

    summary = "What changed, as Atom"
    media_types = ("application/atom+xml",)
    content_type = "application/atom+xml; charset=utf-8"

    def written(self, about: About, entries: list[Entry], following: str | None) -> bytes:
        site, feed = site_of(self.request), ElementTree.Element("feed", xmlns=ATOM)
        _add(feed, "id", about.id)
        _add(feed, "title", about.title)
        _add(feed, "subtitle", ABOUT)
        _add(feed, "updated", _moment(max((one.published for one in entries), default=about.as_of)))
        _add(_add(feed, "author"), "name", SITE_NAME)
        _add(feed, "link", rel="self", type="application/atom+xml", href=link(self.request))
        _add(feed, "link", rel="alternate", type="text/html", href=about.page)
        if following:
            _add(feed, "link", rel="next", type="application/atom+xml", href=following)
        for entry in entries:
            one = _add(feed, "entry")
            _add(one, "id", _id(site, entry))
            _add(one, "title", _heading(entry))
            _add(one, "updated", _moment(entry.published))
            _add(one, "link", rel="alternate", type="text/html", href=site + occupation_url(entry.slug))
            _add(one, "content", _as_html(_sentences(entry)), type="html")
        return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    """Control characters, which XML cannot have, are left out."""
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = "".join(letter for letter in text if letter >= " " or letter in "\t\n") if text else None
    return element


def _as_html(sentences: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in sentences)}</ul>"


def _id(site: str, entry: Entry) -> str:
    return f"{site}{id_url(entry.id)}#{entry.key}"


class ChangesJson(_Feed):
    """The same as a JSON Feed."""

    summary = "What changed, as JSON Feed"
    media_types = ("application/feed+json",)
    content_type = "application/feed+json"

    def written(self, about: About, entries: list[Entry], following: str | None) -> bytes:
        site = site_of(self.request)
        return to_json(
            {
                "version": JSON_FEED,
                "title": about.title,
                "description": ABOUT,
                "home_page_url": about.page,
                "feed_url": link(self.request),
                **({"next_url": following} if following else {}),
                "authors": [{"name": SITE_NAME}],
                "language": "en",
                "items": [
                    {
                        "id": _id(site, entry),
                        "url": site + occupation_url(entry.slug),
                        "title": _heading(entry),
                        "content_text": "\n".join(_sentences(entry)),
                        "date_published": _moment(entry.published),
                    }
                    for entry in entries
                ],
            }
        )
