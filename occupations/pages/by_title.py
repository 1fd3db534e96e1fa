"""Occupations by job title: the way to the occupation if it is sure, and a page on what the title may mean if not.
Files say what programs may take a title for."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from occupations.links import occupation_url, title_url
from occupations.pages.title_answer import answer_of, of_all_levels
from occupations.rendering.as_of import with_day
from occupations.rendering.http import FILES, explain, list_page, public_page
from occupations.rendering.view import Taken
from occupations.scope.choice import ScopeChoice
from occupations.search import review
from occupations.search.engine import Found, Hit, described, find_in_address
from occupations.search.in_addresses import asked_for, can_mean, quoted_slugs, written
from occupations.search.public_titles import title_at
from occupations.text.asked import AS, ASKED, LIKELIEST, MATCH, MATCHES, SURE, titles_in
from occupations.text.slugs import is_slug

ADDRESS = "address"
"""The band of what is the slug of an occupation."""


class Wanted(NamedTuple):
    """What an address asks for besides its slug. `asked`: the title that a reader asked for, and what the page
    says of it; `match`: what a program
    lets the slug, if it is a title, be taken for, and `taken`: the outcome."""

    output_format: str
    day: datetime.date | None
    choice: ScopeChoice
    asked: str = ""
    asked_sentence: str = ""
    match: str = ""
    taken: tuple[Taken, ...] = ()

    @property
    def own(self) -> list[tuple[str, str]]:
        """The parameters that are no place, release or day."""
        return [(name, value) for name, value in ((ASKED, self.asked), (MATCH, self.match)) if value]

    @property
    def query(self) -> str:
        return f"?{urlencode(self.own)}" if self.own else ""

    def keep(self, address: str) -> str:
        """The address for the same place and release, or day."""
        return self.choice.keep(with_day(address, self.day))


def in_format(slug: str, output_format: str) -> str:
    address = occupation_url(slug)
    return address if output_format == "html" else f"{address[:-1]}.{output_format}"


def wanted(query: Mapping[str, str], slug: str, plain: Wanted) -> Wanted:
    """With what the query says of titles."""
    if plain.output_format == "html":
        asked = titles_in(query.get(ASKED, ""))
        answered = can_mean(asked, [slug]) if len(asked) == 1 and asked != [slug] else None
        if not answered:
            return plain
        said = [asked_for(asked), *of_all_levels(answered.values())]
        return plain._replace(asked=asked[0], asked_sentence=" ".join(said))
    match = query.get(MATCH)
    if match not in MATCHES:
        return plain
    itself = described(slug)
    return plain._replace(match=match, taken=(taken(slug, itself, ADDRESS),) if itself else ())


def refuse_match(request: HttpRequest, output_format: str) -> HttpResponse | None:
    """For a file with a value of `match` that there is not; None for any other address."""
    match = request.GET.get(MATCH)
    if output_format not in FILES or not match or match in MATCHES:
        return None
    return explain(request, 400, f"Unknown value of {MATCH}", f"{MATCH} can be {SURE} or {LIKELIEST}.")


def taken(asked: str, hit: Hit, band: str) -> Taken:
    return Taken(asked, hit.slug, hit.title, 1.0 if band == ADDRESS else hit.confidence, band)


def taken_for(slug: str, match: str) -> Taken | None:
    """The occupation that a title is taken for, if there is one. `match`: one of MATCHES."""
    found = _find(slug)
    hit = found.meant if match == SURE else next(iter(found.hits), None)
    return taken(slug, hit, found.band) if hit else None


def answer(request: HttpRequest, slug: str, wanted: Wanted) -> HttpResponse:
    """For a slug that is no occupation's: it is sure which is meant (redirect), the page asks, or nothing matches."""
    found = _find(slug)
    if wanted.output_format == "html" and AS not in request.GET:
        review.count(written(slug), found)
    if not found.hits:
        sentence = f"We have no occupation called {quoted_slugs([slug])}."
        return explain(request, 404, "Occupation not found", sentence, answers=[answer_of(written(slug), found)])
    if wanted.output_format != "html":
        return _no_file(request, slug, found, wanted)
    if found.meant and AS not in request.GET:
        return redirect(wanted.keep(asked_url(found.meant.slug, slug)))
    return _choice(request, slug, found, wanted)


def asked_url(slug: str, asked: str) -> str:
    """The page of an occupation, for a reader who asked for a title."""
    return f"{occupation_url(slug)}?{urlencode({ASKED: asked})}"


def choices_url(asked: str) -> str:
    """The page on what a title may mean, also if that is sure."""
    return f"{occupation_url(asked)}?{AS}="


def _find(slug: str) -> Found:
    return find_in_address(slug) if is_slug(slug) else Found([])


def _choice(request: HttpRequest, slug: str, found: Found, wanted: Wanted) -> HttpResponse:
    sentence = asked_for([slug])
    answered = answer_of(written(slug), found, lambda hit: wanted.keep(asked_url(hit.slug, slug)))
    page = list_page(request, "Which occupation do you mean?", answered.sentence, "noindex,follow")
    context = {
        "page": page._replace(canonical="", current=""),
        "asked": sentence,
        "answer": answered,
        "title": (quoted_slugs([slug]), title_url(slug)) if title_at(slug) else None,
    }
    return public_page(request, "occupations/title_choice.html", context)


def _no_file(request: HttpRequest, slug: str, found: Found, wanted: Wanted) -> HttpResponse:
    """A file of an occupation takes a title for it only if its address allows that."""
    title = quoted_slugs([slug])
    if wanted.match:
        sentence = (
            f"It is not sure which occupation {title} means. An address with {MATCH}={LIKELIEST} takes the likeliest."
        )
    else:
        sentence = (
            f"{title} is a job title, not the address of an occupation. An address with {MATCH}={SURE} takes it for an "
            f"occupation if that is sure; with {MATCH}={LIKELIEST}, for the likeliest."
        )
    likeliest = f"{in_format(slug, wanted.output_format)}?{MATCH}={LIKELIEST}"
    answers = [answer_of(written(slug), found)]
    return explain(
        request, 404, "A title, not an occupation", sentence, [("The likeliest", wanted.keep(likeliest))], answers
    )
