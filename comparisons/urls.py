from django.urls import path

from comparisons import views

app_name = "comparisons"

urlpatterns = [
    path("", views.home, name="home"),
    path("compare/", views.picker, name="picker"),
    path("compare/<str:pair>/", views.comparison_detail, name="comparison-detail"),
    path("compare/<str:pair>.<format:output_format>", views.comparison_detail, name="comparison-format"),
    path("method/", views.method, name="method"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:kind>-<int:number>.xml", views.sitemap_shard, name="sitemap-shard"),
]
