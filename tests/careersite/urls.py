"""Addresses that the site itself does not have, for tests of what stands in front of all views."""

from django.contrib import admin
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path


def fail(request):
    raise RuntimeError("a mistake in a view")


urlpatterns = [
    path("", lambda request: HttpResponse("page")),
    path("stream/", lambda request: StreamingHttpResponse(iter(["page"]))),
    path("session/", lambda request: HttpResponse(str(hasattr(request, "session")))),
    path("fail/", fail),
    path("admin/", admin.site.urls),
]
