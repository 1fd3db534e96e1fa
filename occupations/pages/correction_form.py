"""A form that anybody may send, without account and without cookie, and what keeps machines from filling the queue.

A page of the form carries a signed token, bound to the page it is about: one that is forged, too old, or sent faster
than a person can write is not accepted. Browsers say from where a form is sent (Origin, Sec-Fetch-Site); only ours is
read. A field that people do not see has to stay empty, and nobody can send many. None of it asks who somebody is:
requests are counted as rendering/throttle.py does, by a keyed hash of the network, and forgotten after an hour.
"""

import time

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from occupations.models import Correction
from occupations.rendering.http import site_of
from occupations.rendering.throttle import client_of, count

FASTEST, LONGEST = 3, 4 * 3600  # seconds between the page with the form and the form
LARGEST = 40_000  # bytes of a form
HOUR = 3600
MOST_OF_ONE, MOST_OF_ALL = 5, 120  # reports of one client, and of all, in an hour
BAIT = "website"  # the field that people do not see

_signer = signing.TimestampSigner(salt="occupations.pages.corrections")


class ReportForm(forms.ModelForm):
    """What is wrong where. `page` is not typed: it is that of the token."""

    class Meta:
        model = Correction
        fields = ["message", "source", "figure", "email"]
        error_messages = {
            "message": {"required": "Tell us what is wrong and, if you can, what would be right."},
            "email": {"invalid": "This is not an email address. Correct it or leave the field empty."},
        }


class Unwanted(Exception):
    """A form that is not accepted as it came. Its text tells a person what to do; `status` is that of the answer."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status


def token_for(page: str) -> str:
    return _signer.sign(page)


def check_origin(request: HttpRequest) -> None:
    """Raises Unwanted for a form that was not sent from a page of ours, as far as the browser says."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    good_origin = origin in (site_of(request), *settings.CSRF_TRUSTED_ORIGINS)
    if (origin and not good_origin) or (site and site != "same-origin") or not (origin or site):
        raise Unwanted("We could not tell that this form was sent from this page. Send it again from here.")


def check_body(request: HttpRequest) -> None:
    """Raises Unwanted, before anything is read, for what no page of ours sends."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if request.content_type != "application/x-www-form-urlencoded" or not size.isdecimal() or int(size) > LARGEST:
        raise Unwanted("This is too long for the form. Shorten it and send it again.")


def check_token(token: str, page: str) -> None:
    """Raises Unwanted. A token that came too soon is good a moment later."""
    try:
        good = _signer.unsign(token, max_age=LONGEST) == page
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
    """Seconds since it was made."""
    signed_at = signing.b62_decode(token.rsplit(_signer.sep, 2)[1])
    return time.time() - signed_at


def check_bait(value: str) -> None:
    if value:
        raise Unwanted("A hidden field was filled in. We have cleared it; send the form again.")


def check_throttle(request: HttpRequest) -> None:
    """Counts a report. Raises Unwanted for one too many."""
    own = count("report", client_of(request), MOST_OF_ONE, HOUR)
    if own and own.exceeded:
        raise Unwanted("You have sent several reports in the last hour. Thank you. Send the next one later.", 429)
    of_all = count("report", "everybody", MOST_OF_ALL, HOUR)
    if of_all and of_all.exceeded:
        raise Unwanted("We are receiving more reports than we can read right now. Send yours later.", 429)
