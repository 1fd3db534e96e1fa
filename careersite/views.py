"""What belongs to no page: errors that no view made, and robots.txt."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse


def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _error(request, status: int, heading: str, explanation: str) -> HttpResponse:
    page = {
        "title": heading,
        "heading": heading,
        "description": "",
        "canonical": "",
        "robots": "noindex,follow",
        "formats": [],
    }
    suggestions = [
        ("Compare two occupations", reverse("comparisons:picker")),
        ("All occupations", reverse("occupations:occupation-list")),
    ]
    context = {
        "page": page,
        "status": status,
        "heading": heading,
        "explanation": explanation,
        "suggestions": suggestions,
    }
    return render(request, "error.html", context, status=status, using="public")


def bad_request(request, exception):
    return _error(request, 400, "We cannot read this address", "Something in it is not as it should be.")


def forbidden(request, exception):
    return _error(request, 403, "This is for editors", "Sign in with an account that may do this.")


def not_found(request, exception):
    return _error(request, 404, "There is no such page", "The address may be mistyped, or the page may have moved.")


def server_error(request):
    """Needs nothing that may be what failed: no database, no template."""
    return HttpResponse(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Something went wrong</title>"
        "<h1>Something went wrong</h1><p>It is our fault, and it has been noted. Please try again in a minute, "
        'or <a href="/">start from the home page</a>.',
        status=500,
    )
