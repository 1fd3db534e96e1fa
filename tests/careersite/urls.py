"""The site's addresses, and some that it does not have, for tests of what stands in front of all views."""

from django.db import OperationalError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

from careersite import urls
from careersite.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def fail(request):
    raise RuntimeError("a mistake in a view")


def ask_nobody(request):
    raise OperationalError("connection refused")


def read(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        mine = cursor.fetchone()[0]
        if request.GET.get("end") == str(mine):
            cursor.execute("SELECT pg_terminate_backend(%s, 1000)", [mine])
    return HttpResponse(str(mine))


urlpatterns = [
    path("testing/read/", read),
    path("testing/", lambda request: HttpResponse("page")),
    path("testing/stream/", lambda request: StreamingHttpResponse(iter(["page"]))),
    path("testing/session/", lambda request: HttpResponse(str(hasattr(request, "session")))),
    path("testing/fail/", fail),
    path("testing/away/", ask_nobody),
    *urls.urlpatterns,
]
