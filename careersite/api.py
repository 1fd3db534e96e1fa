"""The addresses of the API. Only these are of it; careersite/urls.py leaves them out where API_ENABLED is false."""

from django.urls import include, path

from careersite import api_docs
from comparisons.api import Comparison
from occupations.api import bulk, catalogue, occupations, rankings, rooms, searching, skills

resources = [
    path("", catalogue.ApiIndex.as_view(), name="index"),
    path("occupations/", occupations.OccupationsList.as_view(), name="occupations"),
    path("occupations/<slug:slug>/", occupations.OccupationDetail.as_view(), name="occupation"),
    path("occupations/<slug:slug>/editions/", occupations.OccupationEditions.as_view(), name="occupation-editions"),
    path(
        "occupations/<slug:slug>/editions/<edition:number>/",
        occupations.OccupationEdition.as_view(),
        name="occupation-edition",
    ),
    path("comparisons/", Comparison.as_view(), name="comparisons"),
    path("search/", searching.Search.as_view(), name="search"),
    path("titles/match/", searching.TitlesMatch.as_view(), name="titles-match"),
    path("areas/", rooms.Areas.as_view(), name="areas"),
    path("areas/<place:key>/", rooms.AreaDetail.as_view(), name="area"),
    path("industries/", rooms.Industries.as_view(), name="industries"),
    path("industries/<slug:slug>/", rooms.IndustryDetail.as_view(), name="industry"),
    path("employers/", rooms.Employers.as_view(), name="employers"),
    path("employers/<slug:slug>/", rooms.EmployerDetail.as_view(), name="employer"),
    path("skills/", skills.Skills.as_view(), name="skills"),
    path("skills/<slug:kind>/<slug:slug>/", skills.SkillDetail.as_view(), name="skill"),
    path("rankings/", rankings.Rankings.as_view(), name="rankings"),
    path("rankings/<slug:key>/", rankings.RankingDetail.as_view(), name="ranking"),
    path("categories/", catalogue.Categories.as_view(), name="categories"),
    path("metrics/", catalogue.Metrics.as_view(), name="metrics"),
    path("sources/", catalogue.Sources.as_view(), name="sources"),
    path("releases/", catalogue.Releases.as_view(), name="releases"),
    path("bulk/", bulk.BulkReleases.as_view(), name="bulk"),
    path("bulk/<bulk:name>/changes/<bulk:since>/", bulk.BulkChanges.as_view(), name="bulk-changes"),
    path("bulk/<bulk:name>/<bulkfile:file>", bulk.BulkFile.as_view(), name="bulk-file"),
    path("schema/", api_docs.Schema.as_view(), name="schema"),
]

app_name = "api"
urlpatterns = [
    path("", api_docs.docs, name="docs"),
    path("v1/", include(resources)),
]
