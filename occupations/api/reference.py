"""Reference lists: categories, metrics, sources and releases, and the index of resources."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.renderers import JSON, render_list, to_json
from occupations.api.schemas import reference as schemas
from occupations.browse.catalogue import catalogue
from occupations.links import category_url
from occupations.metrics import METHOD_NAMES, METRICS, MISSING_SENTENCES, REGISTRY_VERSION, SLOTS, Metric, in_unit
from occupations.models import Release
from occupations.rendering.live import hidden_metrics
from occupations.rendering.releases_in_use import UsedRelease, releases_in_use

VERSION = "1.0.0"
RESOURCES = (
    "occupations",
    "comparisons",
    "search",
    "titles-match",
    "codes",
    "categories",
    "rankings",
    "areas",
    "industries",
    "employers",
    "skills",
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
        data = {
            "version": VERSION,
            "build": settings.BUILD,
            "resources": {name: reverse(f"api:{name}") for name in RESOURCES},
            "documentation": reverse("api:docs"),
            "description": reverse("api:schema"),
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
        return Answer((to_json(data).decode(),), lambda output_format: render_list(output_format, self.title, data))


class Categories(_List):
    """Categories with public occupations, each with its name in the latest edition."""

    summary = title = "Categories"
    shape = schemas.CategoryList
    leads = {"occupations_list": {"category": "/results/0/slug"}}

    def data(self, params: dict[str, Any]) -> dict[str, Any]:
        results = [
            {"slug": slug, "name": name, "url": category_url(slug), "occupations": count}
            for slug, name, count in catalogue().categories
        ]
        return {"results": results}


class Metrics(_List):
    """What each figure means, its unit, and when two figures are comparable. `rows` are the rows of pages that can show
    it; `shown` is false if this site hides the metric."""

    summary = title = "Metrics"
    shape = schemas.MetricList

    def data(self, params: dict[str, Any]) -> dict[str, Any]:
        hidden = set(hidden_metrics())
        return {
            "version": REGISTRY_VERSION,
            "results": [_metric(metric, metric.key not in hidden) for metric in METRICS.values()],
            "missing": {str(reason): sentence for reason, sentence in MISSING_SENTENCES.items()},
            "methods": {str(method): name for method, name in METHOD_NAMES.items()},
        }


def _metric(metric: Metric, shown: bool) -> dict[str, Any]:
    amounts = {name: getattr(metric, name) for name in ("tolerance", "rounding")}
    as_they_are = ("tolerance_percent", "higher_is_better", "period_limit", "sensitive")
    return {
        "key": metric.key,
        "name": metric.name,
        "definition": metric.definition,
        "unit": metric.unit.name,
        "scale": metric.unit.scale,
        "shape": metric.shape.value,
        "population": metric.population or None,
        **{name: in_unit(amount, metric.unit) for name, amount in amounts.items()},
        **{name: getattr(metric, name) for name in as_they_are},
        "shown": shown,
        "rows": [slot.key for slot in SLOTS.values() if metric.key in slot.metrics],
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
            names = ("title", "publisher", "url", "license", "attribution")
            entry = found.setdefault(
                source.pk, {name: getattr(source, name) or None for name in names} | {"releases": []}
            )
            entry["releases"].append(release.key)
        return {"results": list(found.values())}


class Releases(_List):
    """The releases behind today's figures, with their reference periods and the digest of the imported files."""

    summary = title = "Releases"
    shape = schemas.ReleaseList
    leads = {"releases": {"dataset": "/results/0/dataset"}}
    parameters = (parameters.text("dataset", "Only releases of this table.", 200, example="bls-oews-national"),)

    def data(self, params: dict[str, Any]) -> dict[str, Any]:
        wanted = params["dataset"]
        return {"results": [_release(*used) for used in _releases() if wanted in ("", used.release.dataset.key)]}


def _release(release: Release, occupations: int) -> dict[str, Any]:
    dated = release.period_start is not None
    return {
        "key": release.key,
        "dataset": release.dataset.key,
        "title": release.title,
        "source": release.dataset.source.title,
        "publisher": release.dataset.source.publisher or None,
        "geography": release.dataset.geography or None,
        "period": [release.period_start, release.period_end] if dated else None,
        "method": release.method,
        "population": release.population or None,
        "retrieved": release.retrieved,
        "next_expected": release.next_expected,
        "digest": release.digest,
        "occupations": occupations,
    }
