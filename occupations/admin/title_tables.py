"""The tables of words by which titles are read: those of the package, and the rows that editors put in their place."""

from collections.abc import Iterator

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from occupations.models import TitleTableRow
from occupations.models.title_edits import LONGEST_FOLDED
from occupations.search import live
from occupations.search.reading.table_columns import KINDS, TABLES, Columns, as_edit, in_words, mistakes
from occupations.search.reading.tables import Edit, phrase, rows
from occupations.search.reading.words import fold

from .occupation import FILTER
from .title_overrides import ActsAtOnceAdmin, FoldedForm

LIST, ONE = "occupations_titletablerow_tables", "occupations_titletablerow_table"


def edit_of(row: TitleTableRow) -> Edit:
    return Edit(row.table, row.words, row.read_as, row.kind, row.where, row.off)


def unknown_words(read_as: str) -> list[str]:
    """Those that no title or name of a public occupation has."""
    known = live.current().names.vocabulary.idf
    words = (word for way in read_as.split("|") for word in phrase(way))
    return list(dict.fromkeys(word for word in words if word not in known))


class TitleTableRowForm(FoldedForm):
    places = {"titletablerow_unique": "words"}
    kind = forms.ChoiceField(choices=KINDS, required=False, help_text=TitleTableRow._meta.get_field("kind").help_text)

    def clean(self):
        cleaned = super().clean()
        if not {"table", "words"} <= set(cleaned):
            return cleaned
        columns = (cleaned.get(name) or "" for name in ("table", "words", "read_as", "kind", "where"))
        for name, sentence in mistakes(Edit(*columns, off=cleaned.get("off", False))).items():
            self.add_error(name, sentence)
        folded = fold(cleaned.get("words", ""))
        if len(folded) > LONGEST_FOLDED:
            self.add_error("words", "Shorten the words.")
        self.instance.folded = folded
        return cleaned


class TableFilter(admin.ChoicesFieldListFilter):
    template = FILTER


class OffFilter(admin.BooleanFieldListFilter):
    template = FILTER


@admin.register(TitleTableRow)
class TitleTableRowAdmin(ActsAtOnceAdmin):
    form = TitleTableRowForm
    change_list_template = "admin/occupations/titletablerow/change_list.html"
    list_display = ["words", "table", "says", "note", "by", "changed_at"]
    list_filter = [("table", TableFilter), ("off", OffFilter)]
    list_select_related = ["by"]
    search_fields = ["words", "read_as", "note"]
    search_help_text = "Search words, what they are read as, and notes"
    show_facets = admin.ShowFacets.NEVER
    fieldsets = [
        (
            None,
            {
                "description": "It counts at once, for all titles. The model is built again with it within a few "
                "minutes, and refused if it gets worse.",
                "fields": ["table", "words", "off", "read_as", ("kind", "where"), "note"],
            },
        )
    ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if unknown := unknown_words(obj.read_as):
            words = ", ".join(f"“{word}”" for word in unknown)
            warning = f"No title or name of an occupation has {words}. Titles that are read so may find nothing."
            self.message_user(request, warning, messages.WARNING)

    @admin.display(description="what it says")
    def says(self, row):
        return in_words(edit_of(row))

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("tables/", view(self.tables_view), name=LIST),
            path("tables/<slug:name>/", view(self.table_view), name=ONE),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def tables_view(self, request: HttpRequest) -> HttpResponse:
        """All tables, with how many rows each has and how many editors changed."""
        edits = list(self.model.objects.all()) if self.has_view_permission(request) else []
        listed = [
            {
                "label": columns.label,
                "about": columns.about,
                "url": reverse(f"admin:{ONE}", args=[name]),
                "rows": len(rows(name)),
                "edited": sum(row.table == name for row in edits),
            }
            for name, columns in TABLES.items()
        ]
        return self._page(request, "tables.html", "Tables of words", {"tables": listed})

    @method_decorator(require_safe)
    def table_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """The rows of one table, with what editors changed."""
        if name not in TABLES:
            raise Http404
        columns, query = TABLES[name], " ".join(request.GET.get("q", "").split())[:100]
        listed = [row for row in self._rows(name, columns) if query.casefold() in row["searched"]]
        context = {
            "about": columns.about,
            "query": query,
            "rows": listed,
            "total": len(rows(name)),
            "may_change": self.has_change_permission(request),
            "add": self._add(table=name),
            "back": reverse(f"admin:{LIST}"),
            "back_label": "Tables of words",
        }
        return self._page(request, "table.html", columns.label, context)

    def _rows(self, name: str, columns: Columns) -> Iterator[dict]:
        """Those that editors added first; of those they changed, what is used now and what the package has."""
        edited = {row.folded: row for row in self.model.objects.filter(table=name)}
        package = [as_edit(name, row) for row in rows(name)]
        known = {fold(one.words) for one in package}
        for folded, row in edited.items():
            if folded not in known:
                yield _shown(edit_of(row), "added", self._change(row))
        for one in package:
            row = edited.get(fold(one.words))
            if row:
                state = "switched off" if row.off else f"changed to: {in_words(edit_of(row))}"
                yield _shown(one, state, self._change(row))
            else:
                filled_in = {other: getattr(one, other) for other in columns.others}
                yield _shown(one, "", self._add(table=name, words=one.words, **filled_in)) | {
                    "off": self._add(table=name, words=one.words, off="on")
                }

    def _add(self, **filled_in: str) -> str:
        query = QueryDict(mutable=True)
        query.update(filled_in)
        return f"{reverse('admin:occupations_titletablerow_add')}?{query.urlencode()}"

    def _change(self, row: TitleTableRow) -> str:
        return reverse("admin:occupations_titletablerow_change", args=[row.pk])

    def _page(self, request: HttpRequest, template: str, title: str, context: dict) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        frame = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/occupations/titletablerow/{template}", {**frame, **context})


def _shown(edit: Edit, state: str, change: str) -> dict:
    says = in_words(edit)
    return {
        "words": edit.words,
        "says": says,
        "state": state,
        "change": change,
        "off": "",
        "searched": f"{edit.words} {says} {state}".casefold(),
    }
