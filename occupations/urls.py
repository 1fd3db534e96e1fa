from django.urls import path

from occupations import corrections, views
from occupations.browse import views as browse

app_name = "occupations"

urlpatterns = [
    path("occupations/", browse.occupation_list, name="occupation-list"),
    path("occupations/<slug:slug>/", views.occupation_detail, name="occupation-detail"),
    path("occupations/<slug:slug>.<face:face>", views.occupation_detail, name="occupation-face"),
    path("categories/", browse.category_list, name="category-list"),
    path("categories/<slug:slug>/", browse.category_detail, name="category-detail"),
    path("explore/", browse.explore_page, name="explore"),
    path("rankings/", browse.ranking_list, name="ranking-list"),
    path("rankings/<slug:key>/", browse.ranking_detail, name="ranking-detail"),
    path("companies/", views.company_list, name="company-list"),
    path("companies/best/", views.company_best, name="company-best"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.search_suggest, name="search-suggest"),
    path("for-employers/", views.job_description, name="job-description"),
    path("sources/", views.source_list, name="source-list"),
    path("corrections/", corrections.correction_list, name="correction-list"),
    path("corrections/report/", corrections.correction_report, name="correction-report"),
    path("corrections/thanks/", corrections.correction_thanks, name="correction-thanks"),
]
