"""Wrong passwords: locks out whoever guesses, and keeps anybody from trying one name quickly from many addresses."""

import logging
from datetime import timedelta
from threading import BoundedSemaphore, Lock

from axes.backends import AxesStandaloneBackend
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from occupations.rendering.http import client_network

logger = logging.getLogger(__name__)

WAITING = 1  # sign-ins that wait while a process checks a password
BUSY_SECONDS = 2
LONGEST_WAIT = 300  # seconds between two attempts for a name
FAMILIAR = timedelta(days=30)  # where somebody has signed in recently, other people's guesses do not slow them down


def address_of(request: HttpRequest) -> str | None:
    """The address of the client, or for IPv6 its network; for AXES_CLIENT_IP_CALLABLE."""
    return client_network(request).partition("/")[0] or None


class Door(AxesStandaloneBackend):
    """Does not check passwords itself: locks out a name at an address after AXES_FAILURE_LIMIT wrong passwords there,
    and slows down attempts for the same name from all addresses together."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        super().authenticate(request, username=username, password=password, **kwargs)
        wait = seconds_to_wait(username, address_of(request))
        if wait > 0:
            logger.warning("Sign-in of %r is slowed down: %d more seconds.", username, wait)
            # As axes records its own rejections: the response is a page, and it does not count as another failure.
            request.axes_locked_out = True
            request.seconds_to_wait = wait
            raise PermissionDenied


class Hasher(ModelBackend):
    """Checks one password at a time in each process, because a check takes a whole core for a while. Of those that come
    meanwhile a few wait, and the others are asked to try again."""

    alone = Lock()
    places = BoundedSemaphore(WAITING + 1)

    def authenticate(self, request, username=None, password=None, **kwargs):
        if not self.places.acquire(blocking=False):
            logger.warning("Too many sign-ins at the same time.")
            request.axes_locked_out = request.is_busy = True
            request.seconds_to_wait = BUSY_SECONDS
            raise PermissionDenied
        try:
            with self.alone:
                return super().authenticate(request, username=username, password=password, **kwargs)
        finally:
            self.places.release()

    def get_all_permissions(self, user_obj, obj=None):
        """With one query, where Django has one for a person's own and one for those of their groups."""
        if obj is None and user_obj.is_active and not user_obj.is_superuser and not hasattr(user_obj, "_perm_cache"):
            held = Permission.objects.filter(Q(user=user_obj) | Q(group__user=user_obj)).order_by()
            names = held.values_list("content_type__app_label", "codename").distinct()
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        return super().get_all_permissions(user_obj, obj)


def seconds_to_wait(username: str | None, address: str | None) -> int:
    """Seconds until this name may be tried again from anywhere: 1, 2, 4 … from the wrong password after the first
    AXES_FAILURE_LIMIT on; 0 for immediately."""
    now = timezone.now()
    recent = AccessAttempt.objects.filter(username=username, attempt_time__gt=now - settings.AXES_COOLOFF_TIME)
    tried = recent.aggregate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    excess = (tried["failures"] or 0) - settings.AXES_FAILURE_LIMIT
    if excess < 0:
        return 0
    familiar = AccessLog.objects.filter(username=username, ip_address=address, attempt_time__gt=now - FAMILIAR)
    if familiar.exists():
        return 0
    wait = min(2 ** min(excess, 20), LONGEST_WAIT)
    return max(0, round(wait - (now - tried["last"]).total_seconds()))


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    """The page for people who have to wait."""
    seconds = getattr(request, "seconds_to_wait", int(settings.AXES_COOLOFF_TIME.total_seconds()))
    is_busy = getattr(request, "is_busy", False)
    context = {
        **admin.site.each_context(request),
        "title": "Too many sign-ins at once" if is_busy else "Too many wrong passwords",
        "is_busy": is_busy,
        "seconds": seconds,
        "minutes": -(-seconds // 60),
    }
    answer = TemplateResponse(request, "admin/accounts/locked_out.html", context, status=503 if is_busy else 429)
    answer["Retry-After"] = str(seconds)
    return answer.render()
