"""Pages for what is refused before any view, made of nothing that could fail or take long."""

from django.http import HttpRequest, HttpResponse

from occupations.api import problems

REFUSALS = {
    400: ("Bad request", "This address has invalid or invisible characters, or the wrong host. Type it again."),
    405: ("Method not allowed", "This address only accepts requests to read it."),
    413: ("Too large", "What was sent is larger than anything that this address accepts."),
    414: ("Address too long", "This address is longer than that of any page on this site. Shorten it."),
    429: (
        "Too many requests",
        "Your network is asking for more pages than we can make for it at a time. Wait a few seconds and load this "
        "page again.",
    ),
}

_PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <meta name="color-scheme" content="light dark">
  <title>{title}</title>
</head>
<body>
  <main>
    <h1>{title}</h1>
    <p>{text}</p>
    <p><a href="/">Go to the home page</a></p>
  </main>
</body>
</html>
"""


def refusal(request: HttpRequest, status: int, headers: dict[str, str]) -> HttpResponse:
    """A page, or for the API a problem. `status`: one of REFUSALS."""
    if problems.wanted_here(request):
        return problems.answer(request, problems.OF_STATUS[status], headers=headers)
    title, text = REFUSALS[status]
    response = HttpResponse(_PAGE.format(title=title, text=text), status=status, headers=headers)
    response.headers["Content-Length"] = str(len(response.content))
    return response
