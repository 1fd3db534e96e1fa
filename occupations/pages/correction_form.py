"""A form that anybody may send without an account or a cookie, and its protection against bots.

The form has a signed token that is bound to the page and the row it is about. A token that is forged, too old, or
returned faster than a person can write is rejected. Browsers say where a form was sent from (Origin, Sec-Fetch-Site),
and only forms from this site are read. A field that people do not see has to stay empty, and nobody can send many
reports. None of this identifies people: forms are counted as in rendering/throttle.py, by a keyed hash of the network,
and forgotten after an hour. Reports are bounded by the hour, by the day and as a whole, and deleted some time after
they were closed.
"""

import time

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from occupations.models import Correction
from occupations.models.corrections import State
from occupations.rendering.http import site_of
from occupations.rendering.throttle import client_of, count_sent

FASTEST, LONGEST = 3, 4 * 3600  # seconds between loading and sending the form
LARGEST = 40_000  # size of a form, in bytes
HOUR, DAY = 3600, 24 * 3600
MOST_OF_ONE, MOST_OF_ALL = 5, 120  # reports from one client and from all, per hour
MOST_A_DAY = 300  # of all
MOST_UNREAD = 3_000  # that nobody has looked at
BAIT = "website"  # the hidden field

_signer = signing.TimestampSigner(salt="occupations.pages.corrections")


class ReportForm(forms.ModelForm):
    """The form and its errors. `page` is not typed: it comes from the token."""

    class Meta:
        model = Correction
        fields = ["message", "source", "figure", "email"]
        error_messages = {
            "message": {"required": "Tell us what is wrong and, if you can, what would be right."},
            "email": {"invalid": "This is not an email address. Correct it or leave the field empty."},
        }


class Unwanted(Exception):
    """A rejected form. The message tells people what to do; `status` is the status of the response."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status


def token_for(page: str, row: str = "") -> str:
    """`row`: the key of the row of the page that was to be reported. No key has a slash, with which pages begin."""
    return _signer.sign(f"{row}{page}")


def check_origin(request: HttpRequest) -> None:
    """Raises Unwanted for a form that, according to the browser, was not sent from a page of this site."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    good_origin = origin in (site_of(request), *settings.CSRF_TRUSTED_ORIGINS)
    if (origin and not good_origin) or (site and site != "same-origin") or not (origin or site):
        raise Unwanted("We could not tell that this form was sent from this page. Send it again from here.")


def check_body(request: HttpRequest) -> None:
    """Raises Unwanted, before anything is read, for requests that no page of this site sends."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if request.content_type != "application/x-www-form-urlencoded" or not size.isdecimal() or int(size) > LARGEST:
        raise Unwanted("This is too long for the form. Shorten it and send it again.")


def check_token(token: str, page: str, row: str = "") -> None:
    """Raises Unwanted. A token that came back too early is valid a moment later."""
    try:
        good = _signer.unsign(token, max_age=LONGEST) == f"{row}{page}"
    except signing.SignatureExpired:
        raise Unwanted(
            "This form had been open for hours and expired. Your text is still here; send it again."
        ) from None
    except signing.BadSignature:
        good = False
    if not good:
        raise Unwanted("This form is no longer valid. Your text is still here; send it again.")
    if _age(token) < FASTEST:
        raise Unwanted("That was very fast. Wait a moment and send it again.")


def _age(token: str) -> float:
    """Seconds since the token was made."""
    signed_at = signing.b62_decode(token.rsplit(_signer.sep, 2)[1])
    return time.time() - signed_at


def check_bait(value: str) -> None:
    if value:
        raise Unwanted("A hidden field was filled in. We have cleared it; send the form again.")


def check_throttle(request: HttpRequest) -> None:
    """Counts a report. Raises Unwanted if there are too many."""
    own = count_sent("report", client_of(request), MOST_OF_ONE, HOUR)
    if own and own.exceeded:
        raise Unwanted("You have sent several reports in the last hour. Thank you. Send the next one later.", 429)
    of_all = [
        count_sent("report", "everybody", MOST_OF_ALL, HOUR),
        count_sent("report", "everybody", MOST_A_DAY, DAY),
    ]
    unread = Correction.objects.filter(state=State.NEW).count()
    if any(one and one.exceeded for one in of_all) or unread >= MOST_UNREAD:
        raise Unwanted("We are receiving more reports than we can read right now. Send yours later.", 429)
