"""Views that belong to no page: errors outside of views, robots.txt and security.txt."""

import sys
from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from careersite.accounts import refused
from careersite.bodies import TooManyBodies
from careersite.failures import PASSING, Failure, failure_of
from occupations.api import problems
from occupations.rendering.http import explain, site_of, validated

VALID = timedelta(days=180)  # security.txt, from today


def robots(request):
    sitemap = site_of(request) + reverse("comparisons:sitemap")
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {sitemap}", ""]
    return validated(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def security(request):
    """RFC 9116. Nobody has to renew it: it is always valid for another half a year."""
    if not settings.SECURITY_CONTACT:
        raise Http404("SECURITY_CONTACT is not set.")
    expires = datetime.combine(timezone.now() + VALID, time.min)
    lines = [f"Contact: {address}" for address in settings.SECURITY_CONTACT]
    lines += [
        f"Expires: {expires.isoformat()}Z",
        "Preferred-Languages: en",
        f"Canonical: {site_of(request)}{request.path}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


INSTEAD = (("Compare two occupations", "comparisons:picker"), ("All occupations", "occupations:occupation-list"))


def _error(request, status: int, heading: str, explanation: str) -> HttpResponse:
    return explain(request, status, heading, explanation, [(label, reverse(name)) for label, name in INSTEAD])


def bad_request(request, exception):
    if problems.wanted_here(request):
        return problems.answer(request, "bad-request")
    return _error(request, 400, "We could not read this address", "Part of the address is malformed.")


def forbidden(request, exception):
    if refused.wanted_here(request):
        return refused.page(request, exception)
    return _error(request, 403, "Editors only", "Sign in with an account that has permission.")


def not_found(request, exception):
    if problems.wanted_here(request):
        detail = "No such resource. This is version 1 of the API, and /api/v1/ lists what it has."
        return problems.answer(request, "not-found", detail)
    return _error(request, 404, "Page not found", "The address may be mistyped, or the page may have moved.")


FAILED = ("Something went wrong", "It is our fault, and it has been noted. Try again in a minute.")
UNAVAILABLE = "This page is not available right now"
BUSY = (UNAVAILABLE, "Too much is being sent at the moment. Try again in a few seconds.")
OF_FAILURE = {
    Failure.AWAY: (UNAVAILABLE, "The database does not respond. Try again in a few seconds."),
    Failure.SLOW: (UNAVAILABLE, "It took the database too long. Try again in a few seconds."),
    Failure.LOCKED: (UNAVAILABLE, "Something is being changed here. Try again in a few seconds."),
    Failure.CLASH: (UNAVAILABLE, "Two people saved something at the same moment. Try again in a few seconds."),
    Failure.READ_ONLY: (UNAVAILABLE, "Nothing can be saved at the moment. Try again in a few minutes."),
    Failure.FULL: (UNAVAILABLE, "The database has no room left, and it has been noted. Try again in a few minutes."),
    Failure.TWICE: ("This was saved already", "It was sent twice at the same moment. Go back and look at it."),
    Failure.GONE: ("Something is no longer there", "It was deleted at the same moment. Go back and look."),
    Failure.REFUSED: ("This was not saved", "A rule of the database refuses it. Go back and change it."),
}
CONFLICT = 409
AGAIN = 5  # seconds until it is worth trying


def server_error(request):
    """For any exception: a page as all others, for which no database is asked; if that fails as well, a bare one."""
    error = sys.exc_info()[1]
    failure = failure_of(error)
    if request.method != "POST" and failure not in PASSING:
        failure = None  # of a request that saves nothing, a mistake of ours
    heading, text = OF_FAILURE[failure] if failure else BUSY if isinstance(error, TooManyBodies) else FAILED
    over_soon = heading == UNAVAILABLE
    headers = {"Retry-After": str(AGAIN)} if over_soon else {}
    if problems.wanted_here(request):
        return problems.answer(request, "unavailable" if over_soon else "server-error", headers=headers)
    status = 503 if over_soon else CONFLICT if failure else 500
    try:
        response = _error(request, status, heading, text)
    except Exception:  # noqa: BLE001 (whatever fails here, the reader is told what failed before)
        response = _bare(status, heading, text)
    for name, value in headers.items():
        response[name] = value
    return response


def _bare(status: int, heading: str, text: str) -> HttpResponse:
    """Needs nothing that may be what failed: no file, no template."""
    return HttpResponse(
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<meta name=color-scheme content='light dark'><title>{heading}</title><h1>{heading}</h1>"
        f'<p>{text} Or <a href="/">start from the home page</a>.',
        status=status,
    )
