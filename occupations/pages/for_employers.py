"""Pages for employers: an occupation is found by a title, and a job description of it is edited and downloaded.

What is typed is sent back with the answer and stored nowhere.
"""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from markupsafe import Markup

from occupations.links import occupation_url
from occupations.pages.correction_form import Unwanted, check_body, check_origin
from occupations.pages.job_description import (
    MIDDLE,
    NO_PAY,
    SPREADS,
    UNKNOWN_PAY,
    PayWords,
    compose,
    pay_words,
    plain,
    with_pay,
)
from occupations.pages.search import too_long
from occupations.pages.title_answer import answer_of
from occupations.rendering import live
from occupations.rendering.http import list_page, public_page
from occupations.scope import figures
from occupations.scope.choice import choice_of
from occupations.scope.control import SUGGESTIONS
from occupations.search.engine import LONGEST_QUERY, find
from occupations.text import markdown

LONGEST_TEXT = 12_000  # characters of a description
_FILES = {"txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8"}
_SAMPLE = (
    "Draft a job description from an occupation's responsibilities, skills, education and pay, to edit and download."
)


class PayChoice(NamedTuple):
    """Which pay is in a description, and what is wrong with what was typed for it. `place`: as in the field; `spread`:
    one of SPREADS."""

    place: str = ""
    key: str = ""
    spread: str = MIDDLE
    words: PayWords = UNKNOWN_PAY
    error: str = ""
    matches: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        if self.spread == NO_PAY or self.error:
            return ""
        if not self.words.known:
            return f"No source publishes this range{f' for {self.place}' if self.key else ''}; write your own."
        return f"{self.words.source} What people earn is not an offer: change the range to yours."


def job_description(request: HttpRequest) -> HttpResponse:
    """The form for a title, which leads on if it is sure what is meant; and the draft for an occupation."""
    slug, typed = request.GET.get("occupation", ""), " ".join(request.GET.get("q", "").split())
    if not slug and typed:
        return _find(request, typed)
    edition = live.live_editions([slug]).get(slug) if slug else None
    error = "We do not recognize the occupation in this address. Type a job title instead." if slug else ""
    if edition is None:
        return public_page(request, "occupations/employers.html", _frame(request, error=error, plain=not slug))
    pay = _pay(edition, request.GET)
    text = compose(edition.laid_out.sheet, pay.words)
    context = {**_frame(request, plain=False), "draft": _draft(slug, edition, text, pay)}
    return public_page(request, "occupations/employers.html", context)


@csrf_exempt  # by design: there is no cookie that a forged request could use
def job_description_draft(request: HttpRequest) -> HttpResponse:
    """An edited description as a file, or again with other pay."""
    if request.method != "POST":
        return redirect(_form_url())
    text = ""
    try:
        check_body(request)
        sent = request.POST
        slug, text = sent.get("occupation", ""), sent.get("text", "").replace("\r\n", "\n")[:LONGEST_TEXT]
        edition = live.live_editions([slug]).get(slug)
        if edition is None:
            raise Unwanted("This occupation is no longer on the site. Your text is still here.", 404)
        check_origin(request)
    except Unwanted as why:
        context = {**_frame(request, error=str(why), plain=False), "kept": text}
        return _form_page(request, context, why.status)
    if (ending := sent.get("file", "")) in _FILES:
        return _file(slug, text, ending)
    before = _pay(edition, QueryDict(sent.get("pay_before", "")[:200]))
    after = _pay(edition, sent)
    changed = False
    if not after.error:
        text, changed = with_pay(text, before.words, after.words)
    unchanged = "" if changed or after.error else _left(after)
    draft = {**_draft(slug, edition, text, after), "unchanged": unchanged}
    return _form_page(request, {**_frame(request, plain=False), "draft": draft})


def _left(pay: PayChoice) -> str:
    published = f" The published range is {pay.words.amounts}." if pay.words.known else ""
    return f"You have changed the line on pay, so we left it as it is.{published}"


def _find(request: HttpRequest, typed: str) -> HttpResponse:
    query = typed[:LONGEST_QUERY]
    found = find(query)
    if found.meant and not too_long(typed):
        return redirect(_draft_url(found.meant.slug))
    answer = answer_of(query, found, lambda hit: _draft_url(hit.slug))._replace(rejection="")  # which would be stored
    error = too_long(typed) or ("" if answer.choices else answer.sentence)
    context = {**_frame(request, query=query, error=error, plain=False), "answer": answer if answer.choices else None}
    return public_page(request, "occupations/employers.html", context)


def _pay(edition: live.LiveDocument, parameters: QueryDict) -> PayChoice:
    """Two queries where a place is chosen, and one more where its name was typed."""
    spread = parameters.get("pay", MIDDLE)
    spread = spread if spread in SPREADS else MIDDLE
    choice = choice_of({"place": parameters.get("place", "")})
    if not choice.given:
        return PayChoice(spread=spread, words=pay_words(edition.laid_out.sheet, spread, ""))
    scope = figures.read(choice, [edition])
    if scope.choice.place and scope.choice != choice:
        scope = figures.read(scope.choice, [edition])
    if not scope.acts:
        matches = tuple(place.name for place in scope.matches)
        return PayChoice(choice.typed_place or choice.place, "", spread, error=scope.error, matches=matches)
    sheet = figures.placed(edition, scope).laid_out.sheet
    return PayChoice(scope.area, scope.choice.place, spread, pay_words(sheet, spread, scope.area))


def _draft(slug: str, edition: live.LiveDocument, text: str, pay: PayChoice) -> dict[str, Any]:
    before = QueryDict(mutable=True)
    before.update({"place": pay.key, "pay": pay.spread})
    return {
        "action": reverse("occupations:job-description-draft"),
        "slug": slug,
        "title": edition.laid_out.sheet.profile.names.title,
        "url": occupation_url(slug),
        "text": text,
        "longest": LONGEST_TEXT,
        "rows": min(30, text.count("\n") + 2),
        "html": Markup(markdown.render(text)),  # noqa: S704 (cleaned by nh3)
        "pay": pay,
        "pay_before": before.urlencode(),
        "spreads": [(key, label, key == pay.spread) for key, label in SPREADS.items()],
        "suggest": SUGGESTIONS,
        "unchanged": "",
    }


def _frame(request: HttpRequest, *, query: str = "", error: str = "", plain: bool) -> dict[str, Any]:
    """What the page has in every case. `plain`: whether search engines may list it."""
    page = list_page(request, "Write a job description", _SAMPLE, "" if plain else "noindex,follow")
    page = page._replace(current=_form_url())
    return {
        "page": page,
        "action": _form_url(),
        "query": query,
        "error": error,
        "answer": None,
        "draft": None,
        "kept": "",
    }


def _form_page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "occupations/employers.html", context, status=status, using="public")


def _file(slug: str, text: str, ending: str) -> HttpResponse:
    content = plain(text) if ending == "txt" else text
    response = HttpResponse(content, content_type=_FILES[ending])
    response["Content-Disposition"] = f'attachment; filename="job-description-{slug}.{ending}"'
    return response


def _form_url() -> str:
    return reverse("occupations:job-description")


def _draft_url(slug: str) -> str:
    return f"{_form_url()}?occupation={slug}"
