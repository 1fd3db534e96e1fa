"""“Not what I meant”, beside an answer to a title: counted for the editors, without an account or a cookie.

Nothing is typed, so this needs less than a report of an error (correction_form.py): only forms that a page of this site
sent are read, and nobody is counted twice for one title within an hour.
"""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from occupations.links import not_meant_url, occupation_url, picker_url, search_url
from occupations.pages.correction_form import HOUR, Unwanted, check_body, check_origin
from occupations.rendering.http import list_page
from occupations.rendering.throttle import client_of, count_sent
from occupations.search import review
from occupations.search.engine import LONGEST_QUERY, Hit, others
from occupations.search.reading.words import fold

MOST_OF_ONE, MOST_OF_ALL = 30, 1_000  # clicks of one client and of all, per hour
CHOICES = 8
NONE = "-"  # instead of a slug: none of the choices


@csrf_exempt  # by design: there is no cookie that a forged request could use
def not_meant(request: HttpRequest) -> HttpResponse:
    """Counts it, says thanks, and asks which occupation was meant; counts that, too, if it is said."""
    if request.method != "POST":
        return redirect(search_url(request.GET.get("title", "")[:LONGEST_QUERY]))
    try:
        check_body(request)
        title = " ".join(request.POST.get("title", "").split())[:LONGEST_QUERY]
        if not fold(title):
            return redirect(search_url())
        choices = others(title, CHOICES)
        meant = next((hit for hit in choices if hit.slug == request.POST.get("meant")), None)
        check_origin(request)
        _check_throttle(request)
    except Unwanted as why:
        return _page(request, "Not sent", {"error": str(why)}, why.status)
    if meant is None:
        if _first_time(request, "rejected", title):
            review.reject(title)
    elif _first_time(request, "meant", title):
        review.mean(title, meant.slug)
    none = request.POST.get("meant") == NONE
    unchosen = "asked" in request.POST and not (meant or none)
    context = {"choices": [] if meant or none else choices, "meant": meant, "none_meant": none, "unchosen": unchosen}
    return _page(request, "Choose one" if unchosen else "Thank you", {**context, "title": title})


def _check_throttle(request: HttpRequest) -> None:
    """Raises Unwanted if there are too many."""
    own = count_sent("not-meant", client_of(request), MOST_OF_ONE, HOUR)
    of_all = count_sent("not-meant", "everybody", MOST_OF_ALL, HOUR)
    if (own and own.exceeded) or (of_all and of_all.exceeded):
        raise Unwanted("We have received many of these in the last hour. Try again later.", 429)


def _first_time(request: HttpRequest, what: str, title: str) -> bool:
    """Of this client, for this title, within this hour; somebody in a hurry is not five visitors."""
    digest = hashlib.sha256(fold(title).encode()).hexdigest()
    used = count_sent(f"{what}:{digest}", client_of(request), 1, HOUR)
    return used is None or not used.exceeded


def _page(request: HttpRequest, heading: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    page = list_page(request, heading, "You said that an answer was not what you meant.", "noindex,nofollow")
    meant: Hit | None = context.get("meant")
    title = context.get("title", "")
    shown = {
        "page": page,
        "action": not_meant_url(),
        "error": context.get("error", ""),
        "title": title,
        "none_meant": context.get("none_meant", False),
        "unchosen": context.get("unchosen", False),
        "choices": [
            {"slug": hit.slug, "title": hit.title, "category": hit.category} for hit in context.get("choices", [])
        ],
        "meant": {"title": meant.title, "url": occupation_url(meant.slug)} if meant else None,
        "search": search_url(title),
        "new_search": search_url(),
        "picker": picker_url(),
    }
    return render(request, "occupations/not_meant.html", shown, status=status, using="public")
