"""Views that belong to no page: errors outside of views, and robots.txt."""

from django.http import HttpResponse
from django.urls import reverse

from occupations.api import problems
from occupations.rendering.http import explain, site_of


def robots(request):
    sitemap = site_of(request) + reverse("comparisons:sitemap")
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


INSTEAD = (("Compare two occupations", "comparisons:picker"), ("All occupations", "occupations:occupation-list"))


def _error(request, status: int, heading: str, explanation: str) -> HttpResponse:
    return explain(request, status, heading, explanation, [(label, reverse(name)) for label, name in INSTEAD])


def bad_request(request, exception):
    if problems.wanted_here(request):
        return problems.answer("bad-request")
    return _error(request, 400, "We could not read this address", "Part of the address is malformed.")


def forbidden(request, exception):
    return _error(request, 403, "Editors only", "Sign in with an account that has permission.")


def not_found(request, exception):
    if problems.wanted_here(request):
        return problems.answer("not-found", "No such resource; see the list at /api/v1/.")
    return _error(request, 404, "Page not found", "The address may be mistyped, or the page may have moved.")


def server_error(request):
    """Needs nothing that may be what failed: no database, no template."""
    if problems.wanted_here(request):
        return problems.answer("server-error")
    return HttpResponse(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Something went wrong</title>"
        "<h1>Something went wrong</h1><p>It is our fault, and it has been noted. Please try again in a minute, "
        'or <a href="/">start from the home page</a>.',
        status=500,
    )
