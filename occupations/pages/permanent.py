"""The permanent address of an occupation, /id/occupations/<number>/: it leads to the page, whatever its slug is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import register_converter
from django.urls.converters import StringConverter

from occupations.links import occupation_url
from occupations.pages.gone import NUMBER, of_numbers
from occupations.rendering.http import explain


class NumberConverter(StringConverter):
    regex = NUMBER


register_converter(NumberConverter, "permanent")


def occupation_id(request: HttpRequest, number: str) -> HttpResponse:
    """303 to the page. 410 for what was withdrawn, with the reason and what to use in its place; 404 for a number that
    no public occupation had."""
    if (what := of_numbers([number]).get(number)) is None:
        raise Http404(f"No public occupation has the number {number}.")
    if what.moved_to:
        return HttpResponse(status=303, headers={"Location": occupation_url(what.moved_to)})
    successor = what.successor
    instead = [(successor.live.title, occupation_url(successor.slug))] if successor and successor.live else []
    moved = f" It has moved to {instead[0][0]}." if instead else ""
    response = explain(
        request,
        410,
        f"{what.title} was withdrawn",
        f"{what.reason or 'This occupation is no longer published.'}{moved}",
        instead,
    )
    if instead:
        response.headers["Link"] = f'<{instead[0][1]}>; rel="successor-version"'
    return response
