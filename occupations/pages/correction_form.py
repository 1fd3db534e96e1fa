"""A form that anybody may send, without account and without cookie, and what keeps machines from filling the queue.

A page of the form carries a signed token, bound to the page it is about: one that is forged, too old, or sent faster
than a person can write is not accepted. Browsers say from where a form is sent (Origin, Sec-Fetch-Site); only ours is
read. A field that people do not see has to stay empty, and nobody can send many. None of it asks who somebody is:
addresses are counted as keyed hashes, in the memory of this process alone, and forgotten after an hour.
"""

import threading
import time
from collections import OrderedDict

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from occupations.models import Correction
from occupations.rendering.http import client_network, site_of

FASTEST, LONGEST = 3, 4 * 3600  # seconds between the page with the form and the form
LARGEST = 40_000  # bytes of a form
BAIT = "website"  # the field that people do not see

_signer = signing.TimestampSigner(salt="occupations.pages.corrections")


class ReportForm(forms.ModelForm):
    """What is wrong where. `page` is not typed: it is that of the token."""

    class Meta:
        model = Correction
        fields = ["message", "source", "figure", "email"]
        error_messages = {
            "message": {"required": "Say what is wrong, and if you can, what would be right."},
            "email": {"invalid": "This is no e-mail address. Correct it, or leave the field empty."},
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
        raise Unwanted(
            "Your browser does not say that this form was sent from this page. Please send it again from here."
        )


def check_body(request: HttpRequest) -> None:
    """Raises Unwanted, before anything is read, for what no page of ours sends."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if request.content_type != "application/x-www-form-urlencoded" or not size.isdecimal() or int(size) > LARGEST:
        raise Unwanted("This is more than the form can hold. Please write less.")


def check_token(token: str, page: str) -> None:
    """Raises Unwanted. A token that came too soon is good a moment later."""
    try:
        good = _signer.unsign(token, max_age=LONGEST) == page
    except signing.SignatureExpired:
        raise Unwanted(
            "This form was open for hours. What you wrote is still here: please send it once more."
        ) from None
    except signing.BadSignature:
        good = False
    if not good:
        raise Unwanted("This form is not one of ours any more. What you wrote is still here: please send it once more.")
    if _age(token) < FASTEST:
        raise Unwanted("That was very quick. Please wait a moment, and send it once more.")


def _age(token: str) -> float:
    """Seconds since it was made."""
    made = signing.b62_decode(token.rsplit(_signer.sep, 2)[1])
    return time.time() - made


def check_bait(value: str) -> None:
    if value:
        raise Unwanted(
            "A field that people do not see was filled in. It is empty again: please send the form once more."
        )


class Throttle:
    """Lets each client do something `most` times in `seconds`. It remembers so many clients at the most; the one that
    was quiet for longest is forgotten first."""

    def __init__(self, most: int, seconds: int, clients: int) -> None:
        self.most, self.seconds, self.clients = most, seconds, clients
        self._times: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, client: str) -> bool:
        """Whether this client may do it now; then it has been counted."""
        now = time.monotonic()
        with self._lock:
            times = [at for at in self._times.pop(client, []) if now - at < self.seconds]
            allowed = len(times) < self.most
            self._times[client] = [*times, now] if allowed else times
            while len(self._times) > self.clients:
                self._times.popitem(last=False)
        return allowed

    def clear(self) -> None:
        self._times.clear()


# Each process counts for itself, so that with several it may be some more.
one_client = Throttle(most=5, seconds=3600, clients=10_000)
all_clients = Throttle(most=120, seconds=3600, clients=1)


def check_throttle(request: HttpRequest) -> None:
    """Counts a report. Raises Unwanted for one too many."""
    if not one_client.allows(client_of(request)):
        raise Unwanted(
            "You have sent several reports in the last hour. Thank you; please send the next one later.", 429
        )
    if not all_clients.allows("everybody"):
        raise Unwanted("We get more reports than we can read right now. Please send yours later.", 429)


def client_of(request: HttpRequest) -> str:
    """A keyed hash of the network a request comes from."""
    return salted_hmac("occupations.pages.corrections.client", client_network(request), algorithm="sha256").hexdigest()
