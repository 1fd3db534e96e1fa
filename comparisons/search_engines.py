"""Editors see why search engines may index a comparison or not: of a note's pair, and of any two titles they type."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from comparisons.indexed_pairs import indexed_pairs, lifts, population, verdict
from comparisons.rules.demand import ENOUGH, Reason, Verdict
from occupations.links import comparison_url
from occupations.search.engine import LONGEST_QUERY, described, find

NAME = "comparisons_pairnote_search_engines"
NOT_PUBLIC = "One of the two is not public."
TEXT = forms.TextInput(attrs={"class": "vTextField"})


def address_of(first: str = "", second: str = "") -> str:
    fields = {"first": first, "second": second}
    return reverse(f"admin:{NAME}") + (f"?{urlencode(fields)}" if first and second else "")


class PairForm(forms.Form):
    """Two occupations, each by its title or address, or by a job title. `slugs`: what they are, if the form is
    valid."""

    first = forms.CharField(label="First title", max_length=LONGEST_QUERY, widget=TEXT)
    second = forms.CharField(label="Second title", max_length=LONGEST_QUERY, widget=TEXT)

    def clean_first(self) -> str:
        return _slug(self.cleaned_data["first"])

    def clean_second(self) -> str:
        return _slug(self.cleaned_data["second"])

    def clean(self):
        cleaned = super().clean() or {}
        if not self.errors and cleaned["first"] == cleaned["second"]:
            self.add_error("second", "Both are the same occupation.")
        return cleaned


def _slug(typed: str) -> str:
    """The occupation that a title means first."""
    hit = described(typed) or next(iter(find(typed, 1).hits), None)
    if hit is None:
        raise forms.ValidationError("No public occupation matches this title.")
    return hit.slug


class Explained(NamedTuple):
    """`reasons`, and `lifts`, which would be reasons as well: (points with their sign, text). Of a pair that is
    indexed, nothing has to lift it."""

    pair: str
    address: str
    answer: str
    reasons: list[tuple[str, str]]
    lifts: list[tuple[str, str]]


def explain(one: str, other: str) -> Explained | None:
    """Why a pair, by the slugs of its occupations, is indexed or not; None if one of them is not public."""
    known = population()
    if not known.facts.keys() >= {one, other}:
        return None
    found = verdict(known, one, other)
    others = [] if found.is_indexed else lifts(known, one, other)
    title = f"{known.facts[one].title} vs {known.facts[other].title}"
    return Explained(title, comparison_url([one, other]), _answer(found), _in_rows(found.reasons), _in_rows(others))


def _in_rows(reasons: Iterable[Reason]) -> list[tuple[str, str]]:
    return [(f"{one.points:+d}".replace("-", "−") if one.points else "", one.text) for one in reasons]


def in_short(one: str, other: str) -> str:
    """The same in a sentence: "Indexed: 3 points of the 2 that it needs (O*NET relates them)."."""
    explained = explain(one, other)
    if explained is None:
        return NOT_PUBLIC
    reasons = "; ".join([text for _, text in explained.reasons])
    answer = f"{explained.answer} ({reasons})" if reasons else explained.answer
    would = "; ".join([f"{text} ({points})" if points else text for points, text in explained.lifts])
    return f"{answer}. It would be lifted by: {would}" if would else answer


def _answer(found: Verdict) -> str:
    if found.barred:
        return f"Not indexed, because {found.barred}"
    points = f"{found.score} point{'' if abs(found.score) == 1 else 's'}".replace("-", "−")
    return f"{'Indexed' if found.is_indexed else 'Not indexed'}: {points}, and {ENOUGH} are needed"


class SearchEnginesAdmin(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view(self.search_engines_view)
        return [path("search-engines/", view, name=NAME), *super().get_urls()]

    @method_decorator(require_safe)
    def search_engines_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = PairForm(request.GET or None)
        known = population()
        occupations = len(known.facts)
        context = {
            **self.admin_site.each_context(request),
            "title": "Pairs for search engines",
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "indexed": f"{len(indexed_pairs(known)):,}",
            "pairs": f"{occupations * (occupations - 1) // 2:,}",
        }
        if form.is_valid():
            context["explained"] = explain(form.cleaned_data["first"], form.cleaned_data["second"])
        return TemplateResponse(request, "admin/comparisons/pairnote/search_engines.html", context)
