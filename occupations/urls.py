from django.urls import path
from django.views.generic import RedirectView

from occupations.browse import views as browse
from occupations.directory import views as directory
from occupations.pages import (
    codes,
    corrections,
    downloads,
    element_codes,
    for_employers,
    not_meant,
    permanent,
    titles,
    views,
)

app_name = "occupations"

urlpatterns = [
    path("occupations/", browse.occupation_list, name="occupation-list"),
    path("occupations/<path:slug>/", views.occupation_detail, name="occupation-detail"),
    path("occupations/<path:slug>.<format:output_format>", views.occupation_detail, name="occupation-format"),
    path("occupations/<path:slug>.bib", views.occupation_detail, {"output_format": "bib"}),
    path("id/occupations/<permanent:number>/", permanent.occupation_id, name="occupation-id"),
    path("codes/", codes.code_list, name="code-list"),
    path("codes/onet-element/<code:code>/", element_codes.element_detail, name="element-detail"),
    path("codes/<codesystem:system>/<code:code>/", codes.code_detail, name="code-detail"),
    path("titles/", RedirectView.as_view(pattern_name="occupations:search")),
    path("titles/<path:slug>.<format:output_format>", titles.title_detail, name="title-format"),
    path("titles/<path:slug>/", titles.title_detail, name="title-detail"),
    path("categories/", browse.category_list, name="category-list"),
    path("categories/<slug:slug>/", browse.category_detail, name="category-detail"),
    path("explore/", browse.explore_page, name="explore"),
    path("rankings/", browse.ranking_list, name="ranking-list"),
    path("rankings/<slug:key>/", browse.ranking_detail, name="ranking-detail"),
    path("companies/", RedirectView.as_view(pattern_name="occupations:employer-list", permanent=True)),
    path("companies/best/", views.company_best, name="company-best"),
    path("employers/", directory.employer_list, name="employer-list"),
    path("employers/<slug:slug>/", directory.employer_detail, name="employer-detail"),
    path("industries/", directory.industry_list, name="industry-list"),
    path("industries/<slug:slug>/", directory.industry_detail, name="industry-detail"),
    path("places/", directory.place_list, name="place-list"),
    path("places/suggest/", directory.place_suggest, name="place-suggest"),
    path("places/<slug:slug>/", directory.place_detail, name="place-detail"),
    path("skills/", directory.skill_list, name="skill-list"),
    path("skills/<slug:slug>/", directory.use_detail, {"kind": "skill"}, name="skill-detail"),
    path("knowledge/<slug:slug>/", directory.use_detail, {"kind": "knowledge"}, name="knowledge-detail"),
    path("technology/", directory.technology_list, name="technology-list"),
    path("technology/<slug:slug>/", directory.use_detail, {"kind": "technology"}, name="technology-detail"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.search_suggest, name="search-suggest"),
    path("search/not-meant/", not_meant.not_meant, name="not-meant"),
    path("for-employers/", for_employers.job_description, name="job-description"),
    path("for-employers/draft/", for_employers.job_description_draft, name="job-description-draft"),
    path("data/", downloads.data, name="data"),
    path("sources/", views.source_list, name="source-list"),
    path("corrections/", corrections.correction_list, name="correction-list"),
    path("corrections/report/", corrections.correction_report, name="correction-report"),
    path("corrections/thanks/", corrections.correction_thanks, name="correction-thanks"),
]
