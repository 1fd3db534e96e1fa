"""The URLs of the API, and no others; careersite/urls.py leaves them out if API_ENABLED is false."""

from django.urls import include, path

from careersite.api_page import views
from comparisons.api import Comparison
from occupations.api import (
    bulk,
    bulk_files,
    changes,
    codes,
    dcat,
    directory,
    observations,
    occupations,
    rankings,
    reference,
    search,
    skills,
    titles,
)

resources = [
    path("", reference.ApiIndex.as_view(), name="index"),
    path("occupations/", occupations.OccupationsList.as_view(), name="occupations"),
    path("occupations/<slug:slug>/", occupations.OccupationDetail.as_view(), name="occupation"),
    path("occupations/<slug:slug>/editions/", occupations.OccupationEditions.as_view(), name="occupation-editions"),
    path(
        "occupations/<slug:slug>/editions/<edition:edition>/",
        occupations.OccupationEdition.as_view(),
        name="occupation-edition",
    ),
    path("comparisons/", Comparison.as_view(), name="comparisons"),
    path("search/", search.Search.as_view(), name="search"),
    path("titles/match/", search.TitlesMatch.as_view(), name="titles-match"),
    path("titles/<slug:slug>/", titles.TitleDetail.as_view(), name="title"),
    path("codes/", codes.CodeSystems.as_view(), name="codes"),
    path("codes/<codesystem:system>/<code:code>/", codes.CodeDetail.as_view(), name="code"),
    path("places/", directory.Places.as_view(), name="places"),
    path("places/<place:key>/", directory.PlaceDetail.as_view(), name="place"),
    path("industries/", directory.Industries.as_view(), name="industries"),
    path("industries/<slug:slug>/", directory.IndustryDetail.as_view(), name="industry"),
    path("employers/", directory.Employers.as_view(), name="employers"),
    path("employers/<slug:slug>/", directory.EmployerDetail.as_view(), name="employer"),
    path("skills/", skills.Skills.as_view(), name="skills"),
    path("skills/<slug:kind>/<slug:slug>/", skills.SkillDetail.as_view(), name="skill"),
    path("rankings/", rankings.Rankings.as_view(), name="rankings"),
    path("rankings/<slug:key>/", rankings.RankingDetail.as_view(), name="ranking"),
    path("categories/", reference.Categories.as_view(), name="categories"),
    path("values/", directory.FilterValues.as_view(), name="values"),
    path("observations/", observations.Observations.as_view(), name="observations"),
    path("metrics/", reference.Metrics.as_view(), name="metrics"),
    path("sources/", reference.Sources.as_view(), name="sources"),
    path("releases/", reference.Releases.as_view(), name="releases"),
    path("bulk/", bulk.BulkReleases.as_view(), name="bulk"),
    path("bulk/<bulk:key>/changes/<bulk:since>/", bulk.BulkChanges.as_view(), name="bulk-changes"),
    path("bulk/latest/<bulkfile:file>", bulk_files.BulkLatest.as_view(), name="bulk-latest"),
    path("bulk/<bulk:key>/<bulkfile:file>", bulk_files.BulkFile.as_view(), name="bulk-file"),
    path("dcat.jsonld", dcat.Dcat.as_view(), name="dcat"),
    path("changes.atom", changes.ChangesAtom.as_view(), name="changes-atom"),
    path("changes.json", changes.ChangesJson.as_view(), name="changes-json"),
    path("schema/", views.Schema.as_view(), name="schema"),
]

app_name = "api"
urlpatterns = [
    path("", views.docs, name="docs"),
    path("v1/", include(resources)),
]
