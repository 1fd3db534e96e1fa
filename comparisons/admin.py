"""Editors' notes on a pair: drafts that are checked against the comparison when they are published."""

from functools import update_wrapper

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from comparisons.drafting import Words, check, drafted
from comparisons.featuring import FeaturingAdmin
from comparisons.models import PairNote
from comparisons.page.assemble import ComparisonPage
from comparisons.page.formats import render
from comparisons.pair_history import PairHistoryAdmin
from comparisons.prose.claims import with_sides_swapped
from comparisons.search_engines import SearchEnginesAdmin, address_of, in_short
from comparisons.word_checks import WordChecksAdmin
from occupations.admin.edit_conflicts import VersionedForm
from occupations.admin.inlines import without_links
from occupations.admin.reviewing import ReviewFields, groups_with, review_of
from occupations.admin.unsaved_work import KeepsUnsavedWork
from occupations.links import comparison_url
from occupations.models.reviews import Step
from occupations.publishing.reviews import PAIRS
from occupations.rendering.http import site_of

PUBLISH = "occupations.publish_occupation"
SAVE_AND_PUBLISH = "_save_and_publish"  # a button of the form
NOT_PUBLIC = "Both occupations have to be public before words about them can be previewed or published."


class PairNoteForm(VersionedForm):
    sayings = {"pairnote_unique": "There are words about this pair already."}

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("first"), cleaned.get("second")
        # A pair has no order; it is stored, and therefore checked, in one order.
        if first and second and first.pk > second.pk:
            words = {name: with_sides_swapped(cleaned.get(name) or "") for name in ("introduction", "verdict")}
            cleaned |= {"first": second, "second": first, **words}
        return cleaned


@admin.register(PairNote)
class PairNoteAdmin(WordChecksAdmin, FeaturingAdmin, SearchEnginesAdmin, KeepsUnsavedWork, PairHistoryAdmin):
    form = PairNoteForm
    change_form_template = "admin/comparisons/pairnote/change_form.html"
    list_display = ["__str__", "state", "featured", "place"]
    list_filter = ["featured"]
    list_select_related = ["first", "second", "live"]
    search_fields = ["first__title", "second__title"]
    autocomplete_fields = ["first", "second"]
    fieldsets = [
        (
            None,
            {
                "description": "A draft. Visitors see the words when you publish them. Write figures as tokens, which "
                "are filled in on the page: {a.pay_median}, {b.growth}; a is the occupation that is named first here, "
                "b the second. Featuring takes effect at once.",
                "fields": [("first", "second"), "introduction", "verdict", "featured", "search_engines"],
            },
        )
    ]
    readonly_fields = ["search_engines"]

    @admin.display(description="search engines")
    def search_engines(self, note):
        return in_short(note.first.slug, note.second.slug) if note.pk else "Known when the pair is saved."

    @admin.display(description="words")
    def state(self, note):
        if note.live is None:
            return "draft"
        return "unpublished changes" if note.has_unpublished_words else "published"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_links(super().formfield_for_dbfield(db_field, request, **kwargs))

    def response_post_save_add(self, request, obj):
        if SAVE_AND_PUBLISH in request.POST:
            return redirect("admin:comparisons_pairnote_publish", obj.pk)
        return super().response_post_save_add(request, obj)

    def response_post_save_change(self, request, obj):
        if SAVE_AND_PUBLISH in request.POST:
            return redirect("admin:comparisons_pairnote_publish", obj.pk)
        return super().response_post_save_change(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["why_indexed"] = address_of(obj.first.slug, obj.second.slug)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        def step(route: str, view, name: str, *, says_how_to_cache: bool = False):
            def checked(*args, **kwargs):
                return self.admin_site.admin_view(view, cacheable=says_how_to_cache)(*args, **kwargs)

            return path(f"<int:pk>/{route}/", update_wrapper(checked, view), name=f"comparisons_pairnote_{name}")

        return [
            step("preview", self.preview_view, "preview", says_how_to_cache=True),
            step("publish", self.publish_view, "publish"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public page as it would look if the draft were published now."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        note = get_object_or_404(PairNote.objects.select_related("first__live", "second__live"), pk=pk)
        drafts = "drafts" in request.GET
        assembled = _page_of(request, note, drafts=drafts)
        if assembled is None:
            self.message_user(request, f"{NOT_PUBLIC} Preview it with the drafts of both.", messages.WARNING)
            return redirect("admin:comparisons_pairnote_change", pk)
        view = assembled.view
        page = view.page._replace(
            title=f"Preview: {view.page.title}", canonical="", robots="noindex,nofollow", formats=[]
        )
        what = "words, and of the drafts of both occupations" if drafts else "words"
        notices = [f"Preview of unpublished {what}. Visitors do not see this page.", *view.notices]
        response = HttpResponse(render(assembled._replace(view=view._replace(page=page, notices=notices))))
        response["X-Robots-Tag"] = "noindex"
        return response

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), csrf_protect, transaction.atomic])
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Shows what visitors will read and the errors in it; publishes it, or withdraws what is public."""
        if not (self.has_change_permission(request) and request.user.has_perm(PUBLISH)):
            raise PermissionDenied(f"{groups_with('publish_occupation')} can publish words about pairs.")
        rows = PairNote.objects.select_related("first", "second", "live")
        note = get_object_or_404(rows.select_for_update(of=("self",)) if request.method == "POST" else rows, pk=pk)
        wrong = _wrong(note, _page_of(request, note))
        review = review_of(note, Step.PUBLISH, request.user, str(note.version), PAIRS)
        form = ReviewFields(request.POST if request.method == "POST" else None, review=review)
        if request.method == "POST" and "take_back" in request.POST:
            note.take_back()
            return self._done(request, note, "Took the words back.", "Visitors see no words about this pair any more.")
        if request.method == "POST" and request.POST.get("seen") != str(note.version):
            wrong.append("The draft was changed after this page was opened. This is how it is now.")
        elif request.method == "POST" and form.is_valid():
            if not form.takes_step:
                return self._done(request, note, done := form.act(), done)
            if not wrong and note.has_unpublished_words:
                words = note.publish(by=request.user)
                form.note_step()
                return self._done(request, note, f"Published words {words.number}.", "Visitors see these words now.")
        context = {
            "form": form,
            "review": review,
            "may_publish": not wrong and note.has_unpublished_words,
            **self.admin_site.each_context(request),
            "title": "Publish words about a pair",
            "subtitle": str(note),
            "opts": self.opts,
            "original": note,
            "wrong": wrong,
            "history": note.published.select_related("by"),
            "address": comparison_url([note.first.slug, note.second.slug]),
            "back": reverse("admin:comparisons_pairnote_change", args=[note.pk]),
            "back_label": str(note),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/comparisons/pairnote/publish.html", context)

    def _done(self, request: HttpRequest, note: PairNote, log: str, message: str) -> HttpResponse:
        self.log_change(request, note, log)
        self.message_user(request, message, messages.SUCCESS)
        return redirect("admin:comparisons_pairnote_change", note.pk)


def _wrong(note: PairNote, assembled: ComparisonPage | None) -> list[str]:
    """The reasons why the draft cannot be published."""
    if assembled is None:
        return [NOT_PUBLIC]
    if not (note.introduction or note.verdict):
        return ["There are no words yet."]
    return check(assembled, Words(note.introduction, note.verdict)).faults


def _page_of(request: HttpRequest, note: PairNote, *, drafts: bool = False) -> ComparisonPage | None:
    """The comparison with the draft as its words; None if a side is not public."""
    words = Words(note.introduction, note.verdict)
    return drafted((note.first, note.second), words, site_of(request), featured=note.featured, drafts=drafts)
