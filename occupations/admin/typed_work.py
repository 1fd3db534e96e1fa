"""What somebody has typed is never lost because the site could not take it: the answer has it all, to be sent again.

Nothing is stored: the page is made of the request that failed, for the browser that sent it, and is kept by nobody.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

# Never shown again, not even to whoever typed them; forms that have them are short.
SECRET = re.compile(r"password|otp|secret|recovery|token|^code$", re.IGNORECASE)
TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105
# What a browser sends of a list or a confirmation: clicks, nothing that was typed.
CLICKS = {TOKEN_FIELD, "action", "_selected_action", "index", "select_across", "post", "next", "leave"}
# What only the site reads.
UNREADABLE = re.compile(r"(_FORMS|-id|^opened|^_.*)$")


class Reason(NamedTuple):
    status: int
    heading: str
    text: str
    again: str = "Send it again"  # what the button says; empty where sending it again would not help


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
NO_DATABASE = Reason(
    503,
    "The database does not answer",
    "It may not have been saved. What you typed is on this page: try again in a minute. What is stored by then is "
    "compared with it, and nothing is saved twice.",
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
    """Whether the browser says that a page of ours has sent it; for requests whose token does not."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def typed_work_page(request: HttpRequest, reason: Reason) -> HttpResponse:
    """All that was sent. Needs no database, no session and no user."""
    sent = [(name, value) for name, values in request.POST.lists() if name != TOKEN_FIELD for value in values]
    context = {
        "reason": reason,
        "address": request.get_full_path(),
        "sent": sent,
        "shown": [(name, value) for name, value in sent if value.strip() and not UNREADABLE.search(name)],
        "token": get_token(request),
        "signed_out": reason is SIGNED_OUT,
    }
    response = HttpResponse(render_to_string("admin/typed_work.html", context, using="django"), status=reason.status)
    response["Cache-Control"] = "private, no-store"
    if reason is NO_DATABASE:
        response["Retry-After"] = "60"
    return response
