"""Every URL of the site. Public ones end in a slash; the other formats of a page end in .json, .csv and .md."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from careersite import llms, views

urlpatterns = [
    path("", include("comparisons.urls")),
    path("", include("occupations.urls")),
    path("robots.txt", views.robots),
    path("llms.txt", llms.llms_txt),
    path(".well-known/security.txt", views.security),
    path("admin/", admin.site.urls),
]

if settings.API_ENABLED:
    urlpatterns.append(path("api/", include("careersite.api")))

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
