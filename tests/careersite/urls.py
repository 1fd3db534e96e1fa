"""The site's addresses, and some that it does not have, for tests of what stands in front of all views."""

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

from careersite import urls
from careersite.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def fail(request):
    raise RuntimeError("a mistake in a view")


urlpatterns = [
    path("testing/", lambda request: HttpResponse("page")),
    path("testing/stream/", lambda request: StreamingHttpResponse(iter(["page"]))),
    path("testing/session/", lambda request: HttpResponse(str(hasattr(request, "session")))),
    path("testing/fail/", fail),
    *urls.urlpatterns,
]
