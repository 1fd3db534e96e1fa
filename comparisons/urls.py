from django.urls import path
from django.views.generic import RedirectView

from comparisons import views

app_name = "comparisons"

urlpatterns = [
    path("", views.home, name="home"),
    path("compare/", views.picker, name="picker"),
    path("compare/<str:pair>/", views.comparison_detail, name="comparison-detail"),
    path("compare/<str:pair>.<format:output_format>", views.comparison_detail, name="comparison-format"),
    path("method/", views.method, name="method"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(
        "sitemap-rooms-<int:number>.xml",  # what the directory's was called until 0.2.0
        RedirectView.as_view(url="/sitemap-directory-%(number)s.xml", permanent=True),
    ),
    path("sitemap-<slug:kind>-<int:number>.xml", views.sitemap_shard, name="sitemap-shard"),
]
