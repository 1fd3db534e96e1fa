"""A page on which editors type a title and see why it is answered so: how it is read, which names are near, what speaks
for each candidate; and, if they want, what one more row of a table would change."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from occupations.models import TitleOverride, TitleTableRow
from occupations.search import live
from occupations.search.engine import LONGEST_QUERY
from occupations.search.explaining import Candidate, Explained, explain, with_edit
from occupations.search.reading import table_columns
from occupations.search.reading.table_columns import TABLES, in_words, mistakes
from occupations.search.reading.tables import Edit
from occupations.search.reading.words import fold

from .titles_in_words import answer_in_short

NAME = "occupations_titlebuild_try"
DECIDED = {
    "editors": "A title override decides.",
    "title": "This is the title of an occupation, or what editors call one: it comes before what the model says.",
    "name": "Names that are just this come before others; among them the model decides.",
    "model": "The model decides.",
    "code": "This is a code: its occupations come first.",
    "nothing": "There is no title in it, or no occupation has this code.",
}
KINDS = {
    "typed": "as typed", "core": "what is left", "all": "with what stands in brackets", "first": "first part",
    "other": "another part", "inner": "in brackets", "shared": "one side of a slash", "manager": "who leads it",
    "supervisor": "who supervises it", "corrected": "with corrected words",
}  # fmt: skip


def address_of(title: str = "") -> str:
    return reverse(f"admin:{NAME}") + (f"?{urlencode({'title': title})}" if title else "")


class TitleForm(forms.Form):
    title = forms.CharField(max_length=LONGEST_QUERY, widget=forms.TextInput(attrs={"class": "vTextField"}))


class RowForm(forms.Form):
    """A row of a table that is not saved."""

    table = forms.ChoiceField(choices=[("", "none"), *TitleTableRow.Table.choices], required=False)
    words = forms.CharField(max_length=120, required=False)
    read_as = forms.CharField(max_length=300, required=False)
    kind = forms.ChoiceField(choices=table_columns.KINDS, required=False)
    where = forms.ChoiceField(
        label="Part of a title", choices=[("", "–"), *TitleTableRow.Where.choices], required=False
    )
    off = forms.BooleanField(label="Switched off", required=False)

    def clean(self):
        if self.errors or not self.cleaned_data["table"]:
            return self.cleaned_data
        for name, sentence in mistakes(self.edit).items():
            self.add_error(name, sentence)
        return self.cleaned_data

    @property
    def edit(self) -> Edit:
        return Edit(**{name: self.cleaned_data.get(name, "") for name in Edit._fields})


class TryoutAdmin(admin.ModelAdmin):
    def get_urls(self):
        return [path("try/", self.admin_site.admin_view(self.try_view), name=NAME), *super().get_urls()]

    @method_decorator(require_safe)
    def try_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("occupations.view_occupation"):
            raise PermissionDenied
        form = TitleForm(request.GET if "title" in request.GET else None)
        row = RowForm(request.GET if request.GET.get("table") else None)
        context = {
            **self.admin_site.each_context(request),
            "title": "Try a title",
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "row_form": row,
            "row_open": row.is_bound,
        }
        if form.is_valid() and (not row.is_bound or row.is_valid()):
            title, known = form.cleaned_data["title"], live.current()
            explained = explain(title, known)
            context |= shown(explained)
            if row.is_bound:
                other = explain(title, with_edit(known, live.edits_of_tables(), row.edit))
                context["with_row"] = {
                    "row": f"{TABLES[row.edit.table].label}: {row.edit.words}, {in_words(row.edit)}",
                    "before": answer_in_short(explained.found),
                    "after": answer_in_short(other.found),
                    "readings": [one for one in _readings(other) if one not in context["readings"]],
                    "lost": [one for one in context["readings"] if one not in _readings(other)],
                }
            context["override"] = _override(title)
        return TemplateResponse(request, "admin/occupations/titlebuild/try.html", context)


def shown(explained: Explained) -> dict:
    found = explained.found
    return {
        "tried": True,
        "answer": answer_in_short(found),
        "decided": DECIDED[explained.decided],
        "hits": [
            {"title": hit.title, "why": hit.why, "confidence": f"{hit.confidence:.1%}", "quality": hit.quality}
            for hit in found.best
        ],
        "readings": _readings(explained),
        "aside": [(one.text, one.kind) for one in found.title.set_aside] if found.title else [],
        "corrected": list(found.corrected.items()),
        "neighbors": [
            {"name": one.name, "occupation": one.occupation, "kind": one.kind, "similarity": f"{one.similarity:.2f}"}
            for one in explained.neighbors
        ],
        "candidates": [_candidate(one) for one in [*explained.candidates, *filter(None, [explained.none])]],
        "none_above": f"{explained.none_above:.0%}",
    }


def _readings(explained: Explained) -> list[tuple[str, str, str]]:
    return [
        (" ".join(one.words), KINDS.get(one.kind, one.kind), TABLES[one.table].label if one.table in TABLES else "")
        for one in explained.readings
    ]


def _candidate(one: Candidate) -> dict:
    return {
        "title": one.title or "None of these",
        "probability": f"{one.probability:.1%}",
        "confidence": f"{one.confidence:.1%}" if one.title else "",
        "score": _number(one.score),
        "features": [
            (part.feature.replace("_", " "), *map(_number, (part.value, part.weight, part.product)))
            for part in one.contributions
        ],
    }


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _override(title: str) -> dict[str, str]:
    """The override of these very words, or where to make one."""
    override = TitleOverride.objects.filter(folded=fold(title)).first()
    if override:
        change = reverse("admin:occupations_titleoverride_change", args=[override.pk])
        return {"label": "Change the override", "url": change}
    address = reverse("admin:occupations_titleoverride_add")
    return {"label": "Override this title", "url": f"{address}?{urlencode({'title': title})}"}
