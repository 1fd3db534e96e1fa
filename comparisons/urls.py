from django.urls import path
from django.views.generic import RedirectView

from comparisons import place_table, views

app_name = "comparisons"

urlpatterns = [
    path("", views.home, name="home"),
    path("compare/", views.picker, name="picker"),
    path("compare/<path:pair>/sheet/", views.comparison_detail, {"output_format": "sheet"}, name="comparison-sheet"),
    path("compare/<path:pair>.png", views.comparison_detail, {"output_format": "png"}, name="comparison-picture"),
    path("compare/<path:pair>.bib", views.comparison_detail, {"output_format": "bib"}),
    path("compare/<path:pair>/places/", place_table.place_table, name="places"),
    path("compare/<path:pair>/places.json", place_table.place_table, {"output_format": "json"}, name="places-json"),
    path("compare/<path:pair>/places.csv", place_table.place_table, {"output_format": "csv"}, name="places-csv"),
    path("compare/<path:pair>/", views.comparison_detail, name="comparison-detail"),
    path("compare/<path:pair>.<format:output_format>", views.comparison_detail, name="comparison-format"),
    path("occupations/<slug:slug>.png", views.occupation_picture, name="occupation-picture"),
    path("embed/compare/<path:pair>/", views.comparison_card, name="comparison-card"),
    path("oembed/", views.oembed, name="oembed"),
    path("method/", views.method, name="method"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(
        "sitemap-rooms-<int:number>.xml",  # the name of the directory until 0.2.0
        RedirectView.as_view(url="/sitemap-directory-%(number)s.xml", permanent=True),
    ),
    path("sitemap-<slug:kind>-<int:number>.xml", views.sitemap, name="sitemap-shard"),
]
