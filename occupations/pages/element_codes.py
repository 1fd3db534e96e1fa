"""The page of an element of the O*NET content model, or of a group of them, by its code."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from occupations.directory.elements import Element, Elements, elements, groups_of
from occupations.directory.members import roster
from occupations.links import code_url, occupation_url, use_url
from occupations.metrics import IMPACT, METRICS, SCORE, Unit
from occupations.profiles import formatting
from occupations.profiles.document import Figure
from occupations.publishing.columns import use_key
from occupations.rendering.http import explain, list_page, public_page

SYSTEM = "onet-element"
"""As in addresses."""
_MODEL = "the O*NET content model"
_KINDS = {"interest": "type of interest", "work_style": "work style", "knowledge_importance": "field of knowledge"}
_SKILL = "skill"
_COLUMNS = {SCORE.key: "Importance", IMPACT.key: "Effect"}


def element_detail(request: HttpRequest, code: str) -> HttpResponse:
    known = elements()
    as_written = known.find(code)
    if not as_written:
        return explain(
            request, 404, "Code not found", f"No occupation has an element “{code[:60]}” of {_MODEL}.", top(known)
        )
    if as_written != code:
        return redirect(code_url(SYSTEM, as_written), permanent=True)
    element = known.elements.get(as_written)
    title = f"{as_written} {element.name}" if element else f"Group {as_written} of {_MODEL}"
    what = f"Element {as_written}" if element else f"Group {as_written}"
    page = list_page(request, title, f"{what} of {_MODEL}: occupations, and the elements around it.", "noindex,follow")
    context = {"page": page, "element": _of(element) if element else None, "lists": _around(known, as_written)}
    return public_page(request, "directory/element.html", context)


def top(known: Elements) -> list[tuple[str, str]]:
    """The widest groups, by what is in them: label and URL."""
    found: dict[str, str] = {}
    for element in known.elements.values():
        found.setdefault(groups_of(element.code)[-1], kind_of(element))
    return [(f"{code} ({kind}s)", code_url(SYSTEM, code)) for code, kind in found.items()]


def kind_of(element: Element) -> str:
    return _KINDS.get(element.metric, _SKILL)


def _of(element: Element) -> dict[str, Any]:
    metric = METRICS[element.metric]
    kind = kind_of(element)
    key = use_key("knowledge" if kind == _KINDS["knowledge_importance"] else kind, element.name)
    return {
        "kind": kind,
        "definition": metric.definition,
        "column": _COLUMNS.get(metric.unit.key, ""),
        "count": f"{element.occupations:,}",
        "origins": "; ".join(element.origins),
        "is_cut": element.occupations > len(element.best),
        "occupations": [
            {"title": one.title, "url": occupation_url(one.slug), "text": _text(element.metric, one.value, metric.unit)}
            for one in element.best
        ],
        "users": use_url(key) if key in roster().uses else "",
    }


def _text(metric: str, value: int | None, unit: Unit) -> str:
    return "" if value is None else formatting.value(Figure(metric=metric, value=value), unit)


def _around(known: Elements, code: str) -> list[tuple[str, list[tuple[str, str]]]]:
    groups = groups_of(code)
    beside = [one for one in known.within.get(groups[0], []) if one != code] if groups else []
    lists = (
        ("In this group", known.within.get(code, [])),
        (f"Also in {groups[0]}" if groups else "", beside),
        ("Wider groups", groups),
    )
    return [
        (heading, [(f"{one} {known.name(one)}", code_url(SYSTEM, one)) for one in some])
        for heading, some in lists
        if some
    ]
