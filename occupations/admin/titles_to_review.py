"""The queue of titles that visitors were answered badly: with nothing, in doubt, or with what they did not mean."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html

from occupations.local_copy import renewing
from occupations.models import MeantInstead, TitleOverride, TitleToReview
from occupations.search import review
from occupations.search.engine import find
from occupations.search.reading.words import fold

from .occupation import FILTER
from .sources import ReadOnlyAdmin
from .title_overrides import FROM_QUEUE
from .title_tryout import address_of
from .titles_in_words import answer_in_short

WHEN = (
    "A title appears within a minute of the fifth time that it is answered with nothing or in doubt, or that visitors "
    "say “Not what I meant”; each visitor’s “Not what I meant” counts once an hour for a title."
)


class ProblemFilter(admin.SimpleListFilter):
    template = FILTER
    title = "problem"
    parameter_name = "problem"

    def lookups(self, request, model_admin):
        return [("nothing", "nothing found"), ("unsure", "in doubt"), ("rejected", "not meant")]

    def queryset(self, request, queryset):
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(**{f"{self.value()}__gt": 0}) if known else queryset


class StateFilter(admin.SimpleListFilter):
    template = FILTER
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("dismissed", "dismissed")]

    def choices(self, changelist):
        everything, *others = super().choices(changelist)
        yield {**everything, "display": "to review"}
        yield from others

    def queryset(self, request, queryset):
        return queryset.filter(dismissed=self.value() == "dismissed")


@admin.register(TitleToReview)
class TitleToReviewAdmin(ReadOnlyAdmin):
    change_list_template = "admin/occupations/titleoverride/change_list.html"
    list_display = [
        "title", "count", "nothing", "unsure", "rejected", "answer_now", "meant_instead", "last_on", "decide",
    ]  # fmt: skip
    list_display_links = None
    list_filter = [ProblemFilter, StateFilter]
    list_per_page = 50  # each is answered again
    search_fields = ["words"]
    show_full_result_count = False
    actions = ["no_title", "dismiss", "bring_back"]

    def get_queryset(self, request):
        meant = MeantInstead.objects.select_related("occupation").order_by("-count", "occupation")
        return super().get_queryset(request).prefetch_related(Prefetch("meant", meant))

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Titles to review", "note": WHEN, **(extra_context or {})})

    def has_override_permission(self, request):
        return request.user.has_perm("occupations.add_titleoverride")

    def has_dismiss_permission(self, request):
        return request.user.has_perm("occupations.change_titletoreview")

    @admin.display(description="title", ordering="words")
    def title(self, title):
        return format_html('<a href="{}">{}</a>', address_of(title.words), title.words)

    @admin.display(description="answer now")
    def answer_now(self, title):
        return answer_in_short(find(title.words))

    @admin.display(description="visitors meant", empty_value="–")
    def meant_instead(self, title):
        return ", ".join(f"{one.occupation} ({one.count:,})" for one in title.meant.all())

    @admin.display(description="decide")
    def decide(self, title):
        meant = title.meant.all()
        filled_in = {"title": title.words, FROM_QUEUE: "1"} | ({"occupation": meant[0].occupation_id} if meant else {})
        address = f"{reverse('admin:occupations_titleoverride_add')}?{urlencode(filled_in)}"
        words = '<a href="{}">Answer…<span class="visually-hidden"> “{}” with an occupation</span></a>'
        return format_html(words, address, title.words)

    @admin.action(description="No job title: answer that nothing matches", permissions=["override"])
    @transaction.atomic
    def no_title(self, request, queryset):
        overrides = 0
        for title in queryset:
            override, new = TitleOverride.objects.get_or_create(
                folded=fold(title.words), defaults={"title": title.words, "by": request.user}
            )
            if new:
                self.log_addition(request, override, "From the titles to review.")
                review.solved_by(override.title)
                overrides += 1
        transaction.on_commit(renewing.at_once)
        self.message_user(request, f"{_titles(overrides)} now answered with “no match”.", messages.SUCCESS)

    @admin.action(description="Dismiss: do not show again", permissions=["dismiss"])
    def dismiss(self, request, queryset):
        self._move(request, queryset, dismissed=True)

    @admin.action(description="Put back in the queue", permissions=["dismiss"])
    def bring_back(self, request, queryset):
        self._move(request, queryset, dismissed=False)

    def _move(self, request, queryset, *, dismissed: bool) -> None:
        moving = list(queryset.exclude(dismissed=dismissed))
        TitleToReview.objects.filter(pk__in=[title.pk for title in moving]).update(dismissed=dismissed)
        for title in moving:
            self.log_change(request, title, "Dismissed." if dismissed else "Put back in the queue.")
        state = "dismissed" if dismissed else "back in the queue"
        self.message_user(request, f"{_titles(len(moving))} {state}.", messages.SUCCESS if moving else messages.INFO)


def _titles(number: int) -> str:
    return f"{number:,} title{'' if number == 1 else 's'}"
