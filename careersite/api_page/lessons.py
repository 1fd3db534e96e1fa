"""What the page of the API teaches: one question answered, the same in four languages, and what the words mean."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from careersite.api_page.inside import example
from occupations.api import vocabulary
from occupations.api.occupations import OccupationsList
from occupations.api.schemas.cells import Cell
from occupations.metrics import METRICS, MISSING_SENTENCES, SECTIONS, Metric, Slot
from occupations.metrics.statistics import STATISTIC_OF
from occupations.rendering.examples import program_for
from occupations.rendering.http import site_of
from occupations.rendering.live import hidden_metrics

EXAMPLES = settings.BASE_DIR / "templates" / "api" / "examples"
LANGUAGES = {"sh": "curl", "py": "Python", "js": "JavaScript", "R": "R"}
QUESTION = (
    "pay_median_min=80000&growth_min=5&sort=-pay_median&rows=pay_median,growth&fields=title,page_url,cells&limit=1"
)


class Example(NamedTuple):
    language: str
    code: str


def examples(site: str) -> list[Example]:
    """The same question in each language. Tests run them."""
    return [
        Example(language, program_for(EXAMPLES / f"question.{ending}", site)) for ending, language in LANGUAGES.items()
    ]


def question(request: HttpRequest) -> dict[str, str]:
    """The request and the response that the page begins with."""
    path = f"{reverse('api:occupations')}?{QUESTION}"
    return {"address": site_of(request) + path, "response": example(request, OccupationsList, path)}


def glossary() -> list[dict[str, Any]]:
    """The rows of pages by section, with the metrics that can fill each, best first. Hidden metrics are left out."""
    hidden = hidden_metrics()
    sections = [
        {"key": section.key, "title": section.title, "rows": [_row(slot, hidden) for slot in section.slots]}
        for section in SECTIONS
    ]
    return [section for section in sections if section["rows"]]


def _row(slot: Slot, hidden: Any) -> dict[str, Any]:
    metrics = [_metric(METRICS[key]) for key in slot.metrics if key not in hidden]
    return {"key": slot.key, "label": slot.label, "metrics": metrics}


def _metric(metric: Metric) -> dict[str, str]:
    return {
        "key": metric.key,
        "definition": metric.definition,
        "unit": metric.unit.name,
        "statistic": STATISTIC_OF[metric.key],
    }


def members() -> list[tuple[str, str]]:
    """What a cell has, in its order: name and meaning."""
    return [(name, vocabulary.WORDS[name].description) for name in Cell.__struct_fields__]


def missing() -> list[tuple[str, str]]:
    return [(str(reason), sentence) for reason, sentence in MISSING_SENTENCES.items()]
