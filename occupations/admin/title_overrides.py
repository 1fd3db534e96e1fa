"""What a title means here, by an editor's word: it counts at once, in all processes within a second."""

from django.contrib import admin
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect

from occupations.admin.edit_conflicts import VersionedForm
from occupations.admin.history.kinds import History, Kind, name_then
from occupations.admin.history.pages import HistoryAdmin
from occupations.admin.occupation import FILTER
from occupations.local_copy import renewing
from occupations.models import Occupation, TitleOverride
from occupations.models.title_edits import LONGEST_FOLDED
from occupations.search import review
from occupations.search.reading.words import fold
from occupations.text import codes

FROM_QUEUE = "from_queue"  # in the address of the form: back to the titles to review once it is saved


class ActsAtOnceAdmin(HistoryAdmin):
    """An admin for rows on which answers to titles depend. They say who wrote them last."""

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)
        transaction.on_commit(renewing.at_once)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        transaction.on_commit(renewing.at_once)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        transaction.on_commit(renewing.at_once)


class FoldedForm(VersionedForm):
    """Of rows that are looked for by folded words, which the form makes and says if there are none."""

    not_looked_at = ("by", "changed_at")  # set on saving

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | (set() if self.instance.folded else {"folded"})


class TitleOverrideForm(FoldedForm):
    places = {"titleoverride_title_unique": "title"}

    def clean_title(self):
        title = self.cleaned_data["title"]
        folded = fold(title)
        if not folded:
            self.add_error("title", "Enter a title with letters or digits.")
        elif codes.read(title):
            self.add_error("title", "This is a code, and codes find their own occupations. Enter a title.")
        elif len(folded) > LONGEST_FOLDED:
            self.add_error("title", "Shorten the title.")
        else:
            self.instance.folded = folded
        return title

    def clean(self):
        cleaned = super().clean()
        title, meant = cleaned.get("title", ""), cleaned.get("occupation")
        named = Q(live__title__iexact=title) | Q(live__official_title__iexact=title)
        own = Occupation.objects.public().filter(named).exclude(pk=meant and meant.pk).first()
        if own is not None:
            self.add_error("title", f"This is the title of an occupation. Rename “{own}” if it means something else.")
        return cleaned


class AnswerFilter(admin.SimpleListFilter):
    template = FILTER
    title = "what it means"
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        return [("occupation", "an occupation"), ("none", "no match"), ("ignored", "ignored")]

    def queryset(self, request, queryset):
        public = Occupation.objects.public()
        match self.value():
            case "occupation":
                return queryset.filter(occupation__in=public)
            case "none":
                return queryset.filter(occupation=None)
            case "ignored":
                return queryset.exclude(occupation=None).exclude(occupation__in=public)
        return queryset


@admin.register(TitleOverride)
class TitleOverrideAdmin(ActsAtOnceAdmin):
    form = TitleOverrideForm
    history = History(
        (
            Kind(
                TitleOverride,
                owner="pgh_obj_id",
                names={"occupation": name_then("occupations_occupationevent", "occupation_id", "title")},
                without=("folded",),
            ),
        )
    )
    change_list_template = "admin/occupations/titleoverride/change_list.html"
    list_display = ["title", "answer", "note", "by", "changed_at"]
    list_filter = [AnswerFilter]
    list_select_related = ["occupation", "by"]
    search_fields = ["title", "occupation__title", "note"]
    search_help_text = "Search titles, occupations and notes"
    autocomplete_fields = ["occupation"]
    fields = ["title", "occupation", "note"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if solved := review.solved_by(obj.title):
            self.message_user(request, f"{solved:,} {'title is' if solved == 1 else 'titles are'} no longer to review.")

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        if FROM_QUEUE in request.GET and "_addanother" not in request.POST and "_continue" not in request.POST:
            return redirect("admin:occupations_titletoreview_changelist")
        return response

    @admin.display(description="what visitors get", ordering="occupation__title")
    def answer(self, override):
        return answer_of(override)


def answer_of(override: TitleOverride) -> str:
    """What visitors get, in words; and why, where the override has no effect."""
    occupation = override.occupation
    if occupation is None:
        return "no match"
    if occupation.is_public:
        return str(occupation)
    state = "withdrawn" if occupation.live_id else "not published"
    return f"ignored, because “{occupation}” is {state}"
