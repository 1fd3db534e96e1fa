"""Reference lists: categories, metrics, sources and releases, and the index of resources."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.legal_values import LegalValue, unknown
from occupations.api.renderers import JSON, to_json
from occupations.api.schemas import reference as schemas
from occupations.browse.catalogue import catalogue
from occupations.links import category_link
from occupations.metrics import (
    METHOD_NAMES,
    METRICS,
    MISSING_SENTENCES,
    REGISTRY_VERSION,
    UNSHOWN,
)
from occupations.observations.columns import DATASET
from occupations.rendering.http import site_of
from occupations.rendering.live import hidden_metrics
from occupations.rendering.reference_rows import metric_row, release_row, source_row
from occupations.rendering.releases_in_use import UsedRelease, releases_in_use

VERSION = "1.0.0"
RESOURCES = (
    "occupations",
    "comparisons",
    "search",
    "titles-match",
    "codes",
    "categories",
    "values",
    "rankings",
    "places",
    "industries",
    "employers",
    "skills",
    "observations",
    "metrics",
    "sources",
    "releases",
    "bulk",
    "schema",
)


class ApiIndex(Endpoint):
    """The resources of the API, and its version."""

    summary = "Resources"
    tag = "About"
    shape = schemas.Index
    renderer_classes = (JSON,)

    def answer(self, params: dict[str, Any]) -> Answer:
        site = site_of(self.request)
        data = {
            "version": VERSION,
            "build": settings.BUILD,
            "resources": {name: site + reverse(f"api:{name}") for name in RESOURCES},
            "documentation_url": site + reverse("api:docs"),
            "schema_url": site + reverse("api:schema"),
        }
        return Answer((), lambda output_format: to_json(data))


class _List(Endpoint):
    """A short list that is returned as a whole, with one query that also serves the validator."""

    title: str
    tag = "Reference"

    def data(self, params: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def answer(self, params: dict[str, Any]) -> Answer:
        data = self.data(params)
        return self.listing(self.title, data)


class Categories(_List):
    """Categories with public occupations, each with its name in the latest edition."""

    summary = title = "Categories"
    shape = schemas.CategoryList
    leads = {"occupations_list": {"category": "/results/0/slug"}}

    def data(self, params: dict[str, Any]) -> dict[str, Any]:
        site = site_of(self.request)
        results = [
            {**category_link(site, slug, name), "occupations_count": count}
            for slug, name, count in catalogue().categories
        ]
        return {"results": results}


class Metrics(_List):
    """What each figure means, its unit, and when two figures are comparable. `rows` are the rows of pages that can show
    it; `shown` is false if this site hides the metric, or has it in the table of observations only."""

    summary = title = "Metrics"
    shape = schemas.MetricList

    def data(self, params: dict[str, Any]) -> dict[str, Any]:
        hidden = set(hidden_metrics())
        return {
            "version": REGISTRY_VERSION,
            "results": [
                *(metric_row(metric) | {"shown": metric.key not in hidden} for metric in METRICS.values()),
                *(metric_row(metric) | {"shown": False} for metric in UNSHOWN.values()),
            ],
            "missing_reasons": {str(reason): sentence for reason, sentence in MISSING_SENTENCES.items()},
            "methods": {str(method): name for method, name in METHOD_NAMES.items()},
        }


def _releases() -> list[UsedRelease]:
    """Those in use, by publisher, source and the key of their table, the newest first."""

    def place(used: UsedRelease) -> tuple[str, str, str]:
        dataset = used.release.dataset
        return dataset.source.publisher, dataset.source.title, dataset.key

    return sorted(releases_in_use(), key=place)


class Sources(_List):
    """The sources of today's figures: publisher, license, and the keys of the releases in use."""

    summary = title = "Sources"
    shape = schemas.SourceList

    def data(self, params: dict[str, Any]) -> dict[str, Any]:
        found: dict[int, dict[str, Any]] = {}
        for release, _ in _releases():
            source = release.dataset.source
            entry = found.setdefault(source.pk, source_row(source) | {"releases": []})
            entry["releases"].append(release.key)
        return {"results": list(found.values())}


class Releases(_List):
    """The releases behind today's figures, with their reference periods and the digest of the imported files."""

    summary = title = "Releases"
    shape = schemas.ReleaseList
    leads = {"releases": {"dataset": "/results/0/dataset"}}
    parameters = (parameters.text("dataset", "Only releases of this table.", 200, example=DATASET),)

    def data(self, params: dict[str, Any]) -> dict[str, Any]:
        found, wanted = _releases(), params["dataset"]
        tables = dict.fromkeys(used.release.dataset for used in found)
        legal = [LegalValue(table.key, str(table), 1) for table in tables]
        if wanted and wanted not in {value.key for value in legal}:
            raise unknown("dataset", wanted, legal)
        some = [used for used in found if wanted in ("", used.release.dataset.key)]
        return {"results": [release_row(used.release) | {"occupations_count": used.occupations} for used in some]}
