"""When the site cannot save what somebody typed, the response contains all of it, ready to be sent again.

Nothing is stored. The page is made from the failed request, for the browser that sent it.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

# Never shown again, not even to the person who typed them; forms that have them are short.
SECRET = re.compile(r"password|otp|secret|recovery|token|^code$", re.IGNORECASE)
TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105
# Submitted by lists and confirmations: clicks, nothing that was typed.
CLICKS = {TOKEN_FIELD, "action", "_selected_action", "index", "select_across", "post", "next", "leave"}
# Read only by the site: the lengths of lists, the parents of their rows, and the states of pages.
UNREADABLE = re.compile(r"(_FORMS|-id|-occupation|-instead_of|^opened|^seen|^_.*|.*__prefix__.*|^decide:.*)$")
UNAVAILABLE = 503
ROW = re.compile(r"(.+)-(\d+)-(.+)")


class Reason(NamedTuple):
    status: int
    heading: str
    text: str
    again: str = "Send it again"  # the label of the button; empty if sending it again would not help


SIGNED_OUT = Reason(
    403,
    "You are signed out",
    "Nothing was saved, and nothing is lost: what you typed is on this page. Sign in in another tab, come back here "
    "and send it again.",
)
OLD_TOKEN = Reason(
    403,
    "This form has to be sent again",
    "It was opened before you signed in, and nothing was saved yet. What you typed is on this page.",
)
DELETED = Reason(
    404,
    "Somebody has deleted it",
    "What you were editing was deleted after you opened it. What you typed is on this page, to copy from.",
    again="",
)


def has_typed_work(request: HttpRequest) -> bool:
    if request.method != "POST":
        return False
    names = set(request.POST) - CLICKS
    return bool(names) and not any(SECRET.search(name) for name in names)


def from_this_site(request: HttpRequest) -> bool:
    """Whether the browser reports that a page of this site sent the request; for requests whose token does not prove
    it."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def typed_work_page(request: HttpRequest, reason: Reason) -> HttpResponse:
    """Everything that was sent. Needs no database, session or user."""
    sent = [(name, value) for name, values in request.POST.lists() if name != TOKEN_FIELD for value in values]
    context = {
        "reason": reason,
        "address": request.get_full_path(),
        "sent": sent,
        "shown": [(label(name), value) for name, value in sent if value.strip() and not UNREADABLE.search(name)],
        "token": get_token(request),
        "signed_out": reason.status == 403 and reason is not OLD_TOKEN,
    }
    response = HttpResponse(render_to_string("admin/typed_work.html", context, using="django"), status=reason.status)
    response["Cache-Control"] = "private, no-store"
    if reason.status == UNAVAILABLE:
        response["Retry-After"] = "60"
    return response


def label(name: str) -> str:
    """What a field is called, as far as its name says so: "responsibilities-0-text" → "Responsibilities 1: text"."""
    row = ROW.fullmatch(name)
    field = f"{row[1]} {int(row[2]) + 1}: {row[3]}" if row else name
    return f"{field[:1].upper()}{field[1:]}".replace("_", " ")
