"""The site's addresses and two views to measure it against."""

from django.http import HttpResponse
from django.urls import path

from careersite import urls
from tests.benchmarks import api

remembered: dict[str, bytes] = {}

urlpatterns = [
    path("bench/empty/", lambda request: HttpResponse()),
    path("bench/memory/<str:key>/", lambda request, key: HttpResponse(remembered[key])),
    *api.urlpatterns,
    *urls.urlpatterns,
]
handler404 = urls.handler404
